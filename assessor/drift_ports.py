"""What the watch over drift needs of the store, as a Protocol; part of `ports`."""

from typing import Protocol

from assessor.domain.draft_facts import DraftFacts


class DraftFactRows(Protocol):
    """Drafts as statistics see them."""

    def of_rubric(self, rubric_id: str) -> tuple[DraftFacts, ...]:
        """Every draft under any version of a rubric, withdrawn and erased ones too, oldest first."""

    def rubrics(self) -> tuple[str, ...]:
        """Ids of the rubrics that anything was drafted under, in order."""
