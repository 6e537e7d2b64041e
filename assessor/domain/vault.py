"""Re-identification, where a deployment has switched it on: sealed values and the requests to open one."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import Field

from assessor.domain.base import Frozen

VaultValues = Mapping[str, tuple[str, ...]]
"""Placeholder, and every form in which its value stood. Lives in memory only."""


class SealedValues(Frozen):
    """What the vault keeps of one submission: nothing here can be read without the installation's key."""

    wrapped_key: str = Field(repr=False)
    """The submission's own key, sealed under the key that it names."""
    values: dict[str, str] = Field(repr=False)
    """Placeholder and sealed value."""


class VaultRequest(Frozen):
    """That somebody asks to see what one placeholder stands for."""

    id: str
    submission: str
    placeholder: str
    reason: str
    """Redacted text."""
    requested_by: str
    requested_at: datetime
    approved_by: str | None = None
    approved_at: datetime | None = None
    expires_at: datetime
    """Until when it may be approved; once approved, until when it may be opened."""
    opened: int = Field(default=0, ge=0)
    """How often it was."""
