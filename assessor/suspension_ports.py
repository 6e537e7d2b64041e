"""What suspensions need of the store, as a Protocol; part of `ports`."""

from typing import Protocol

from assessor.domain.record import Added
from assessor.domain.suspension import Recalibration, Suspension, SuspensionRequest


class SuspensionRows(Protocol):
    """Which drafts are withheld, by whom or by which rule, and since when."""

    def add(
        self, request: SuspensionRequest, *, by_rule: bool, reason: str | None, actor_id: str | None
    ) -> tuple[Suspension, Added]:
        """Begin a suspension; a second standing one of the same scope breaks a rule of the tables.

        Args:
            request: scope, cause and figures.
            by_rule: whether a rule asked for it.
            reason: a person's words, redacted.
            actor_id: the person; null where a schedule ran the rule.
        """

    def lift(
        self, suspension_id: str, *, reason: str, recalibration: Recalibration | None, actor_id: str
    ) -> tuple[Suspension, Added]:
        """End a suspension; `OrderError` code `lifted` where it was lifted before."""

    def get(self, suspension_id: str) -> Suspension:
        """The suspension with this id; `NotFoundError` where there is none."""

    def standing(self, rubric_id: str | None = None) -> tuple[Suspension, ...]:
        """Those in force, of one rubric where given, oldest first.

        Raises:
            RecordError: code `suspension_unreadable`: nobody may take that for none.
        """

    def list_all(self, rubric_id: str | None = None) -> tuple[Suspension, ...]:
        """Every one, lifted ones included, oldest first."""
