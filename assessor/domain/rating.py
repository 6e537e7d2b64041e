"""Human ratings. A `ConfirmedRating` is made by a reviewer alone; no function turns a draft into one."""

from datetime import datetime
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from assessor.domain.base import Frozen
from assessor.domain.text import Span


class RatingOutcome(StrEnum):
    """What a person decided; only `level` carries a number."""

    LEVEL = "level"
    NOT_APPLICABLE = "not_applicable"
    INSUFFICIENT_EVIDENCE = "insufficient_evidence"


class RatingSource(StrEnum):
    """How a rating came about. Statistics and fits never use `confirmed`: the draft may have moved it."""

    SEALED = "sealed"
    BLIND = "blind"
    ADJUDICATED = "adjudicated"
    CONFIRMED = "confirmed"


class RatingTarget(StrEnum):
    """What was rated."""

    ARTEFACT = "artefact"
    AREA = "area"


class RatingValue(Frozen):
    """A level on a scale, or one of the two outcomes that are not levels."""

    outcome: RatingOutcome
    level: int | None = None

    @model_validator(mode="after")
    def _level_only_for_levels(self) -> Self:
        if (self.level is not None) != (self.outcome is RatingOutcome.LEVEL):
            raise ValueError("a rating carries a level if and only if its outcome is 'level'")
        return self

    @classmethod
    def parse(cls, word: str) -> "RatingValue":
        """Read what a person typed: a whole number, `NA` or `insufficient`.

        Raises:
            ValueError: anything else.

        >>> RatingValue.parse("3").level
        3
        >>> RatingValue.parse("NA").outcome
        <RatingOutcome.NOT_APPLICABLE: 'not_applicable'>
        """
        folded = word.strip().casefold()
        if folded in ("na", "n/a"):
            return cls(outcome=RatingOutcome.NOT_APPLICABLE)
        if folded == "insufficient":
            return cls(outcome=RatingOutcome.INSUFFICIENT_EVIDENCE)
        if folded.isascii() and folded.isdigit():
            return cls(outcome=RatingOutcome.LEVEL, level=int(folded))
        raise ValueError("expected a whole number, NA or insufficient")

    def __str__(self) -> str:
        if self.outcome is RatingOutcome.NOT_APPLICABLE:
            return "NA"
        return str(self.level) if self.level is not None else "insufficient"


class CitedSpan(Span):
    """A place in an artefact that a reviewer names as evidence."""

    artefact: str


class SealedRating(Frozen):
    """A reviewer's own rating, committed before the draft was shown."""

    id: str
    draft_id: str
    actor_id: str
    value: RatingValue
    scale: str
    rubric_version: str
    seal: str = Field(pattern=r"^sha256:[0-9a-f]{64}$")
    """Salted commitment to the value."""
    seen_before: bool
    """True where the rater had previewed the same bytes; then it counts as neither sealed nor blind."""
    rated_at: datetime


class ConfirmedRating(Frozen):
    """A reviewer's settled rating: the only one that counts for the record."""

    id: str
    draft_id: str
    actor_id: str
    value: RatingValue
    scale: str
    rubric_version: str
    reason: str
    cited: tuple[CitedSpan, ...]
    overrides_draft: bool
    """True where the value differs from the draft's rating."""
    confirmed_at: datetime
