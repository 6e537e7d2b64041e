"""What every domain value has in common: frozen, closed, and silent about its content in errors."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """An immutable value that serialises to JSON and never repeats a rejected value in an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
