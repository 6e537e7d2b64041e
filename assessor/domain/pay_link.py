"""Whether ratings may be looked at for pay: off, until an agreement says so and everyone was told."""

from datetime import date
from typing import Self

from pydantic import model_validator

from assessor.domain.base import Frozen


class PayLink(Frozen):
    """A purpose of its own (X-14), not to be switched on without agreement and notice (S002-70)."""

    enabled: bool = False
    agreement: str = ""
    """Reference of the works agreement that allows it."""
    written_in: str = ""
    """Where the link is written down for everybody concerned (S002-56)."""
    communicated_on: date | None = None
    """When it was last told, at the latest before the cycle begins."""

    @model_validator(mode="after")
    def _only_with_agreement(self) -> Self:
        missing = [
            name
            for name, given in (
                ("agreement", self.agreement.strip()),
                ("written_in", self.written_in.strip()),
                ("communicated_on", self.communicated_on),
            )
            if not given
        ]
        if self.enabled and missing:
            raise ValueError(f"cannot be switched on without {', '.join(missing)}")
        return self
