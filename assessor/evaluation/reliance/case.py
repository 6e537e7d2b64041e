"""One person's meeting with one draft: what they thought, what it said, and what they settled on."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assessor.domain.reliance import Movement


class Lesson(StrEnum):
    """What there was to learn from the draft; it depends on nothing the person did after seeing it."""

    NONE = "none"
    """The draft said what the person had said."""
    OPEN = "open"
    """They differ, and no outcome says who was nearer."""
    EVEN = "even"
    """They differ, and both are equally far from the outcome."""
    OWN_RIGHT = "own_right"
    """The sealed rating is the outcome, the draft is not."""
    OWN_NEARER = "own_nearer"
    """The sealed rating is nearer to the outcome, without being it."""
    DRAFT_RIGHT = "draft_right"
    DRAFT_NEARER = "draft_nearer"


SETTLED = frozenset(Lesson) - {Lesson.NONE, Lesson.OPEN}
"""They differ, and there is an outcome."""
OWN = frozenset({Lesson.OWN_RIGHT, Lesson.OWN_NEARER})
DRAFT = frozenset({Lesson.DRAFT_RIGHT, Lesson.DRAFT_NEARER})


@dataclass(frozen=True)
class Case:
    """A sealed rating, the draft, and the same person's confirmed rating, in levels of one scale."""

    rater: str
    assessee: str
    at: datetime
    """When it was confirmed."""
    key: str
    """Id of the confirmed rating: puts cases of one moment in an order."""
    sealed: int
    draft: int
    confirmed: int
    outcome: int | None = None

    @property
    def lesson(self) -> Lesson:
        """What there was to learn from the draft."""
        if self.sealed == self.draft:
            return Lesson.NONE
        if self.outcome is None:
            return Lesson.OPEN
        own, drafted = abs(self.sealed - self.outcome), abs(self.draft - self.outcome)
        if own == drafted:
            return Lesson.EVEN
        if own < drafted:
            return Lesson.OWN_NEARER if own else Lesson.OWN_RIGHT
        return Lesson.DRAFT_NEARER if drafted else Lesson.DRAFT_RIGHT

    @property
    def movement(self) -> Movement:
        """Where the person went, as seen from the draft.

        >>> from datetime import UTC, datetime
        >>> Case("a", "b", datetime.now(UTC), "c", sealed=2, draft=4, confirmed=3).movement.value
        'towards'
        """
        if self.confirmed == self.sealed:
            return Movement.KEPT
        nearer = abs(self.confirmed - self.draft) < abs(self.sealed - self.draft)
        return Movement.TOWARDS if nearer else Movement.AWAY

    @property
    def weight_of_advice(self) -> float:
        """Share of the way to the draft that was gone, held to 0..1; of cases that differ only.

        Source: Yaniv (2004), Organizational Behavior and Human Decision Processes 93, 1-13; held to 0..1 as
        in Logg, Minson and Moore (2019), the same journal 151, 90-103.
        """
        gone = (self.confirmed - self.sealed) / (self.draft - self.sealed)
        return min(1.0, max(0.0, gone))

    @property
    def gain(self) -> int:
        """Levels by which the confirmed rating is nearer to the outcome than the sealed one; 0 if none."""
        if self.outcome is None:
            return 0
        return abs(self.sealed - self.outcome) - abs(self.confirmed - self.outcome)
