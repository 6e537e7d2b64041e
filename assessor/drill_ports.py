"""What drills need of the store, as a Protocol; part of `ports`."""

from collections.abc import Sequence
from typing import Protocol

from assessor.domain.drill import Drill, DrillAnswer, DrillAttempt, NewDrill


class DrillRows(Protocol):
    """Drills, and results that belong to no one in the records."""

    def add(self, new: NewDrill, *, actor_id: str) -> Drill:
        """Keep a drill."""

    def get(self, drill_id: str) -> Drill:
        """The drill of this id; `NotFoundError` where there is none."""

    def list_all(self) -> tuple[Drill, ...]:
        """Every drill, oldest first."""

    def has_taken(self, drill_id: str, takers: Sequence[str]) -> bool:
        """Whether a result of this trainee was kept; `takers` are their keyed digests, one for each key."""

    def keep(self, drill_id: str, answers: Sequence[DrillAnswer], *, taker: str) -> DrillAttempt:
        """Keep a result without its trainee, and apart from it that the trainee has taken the drill."""

    def attempt(self, receipt: str) -> DrillAttempt:
        """The result of a receipt; `NotFoundError` where there is none."""

    def attempts(self, drill_id: str) -> tuple[DrillAttempt, ...]:
        """Every result of a drill, in no order that says who came first."""

    def forget(self, attempt: DrillAttempt, takers: Sequence[str]) -> None:
        """Delete a result, and that this trainee has taken the drill."""
