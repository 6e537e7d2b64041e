"""A self-assessment beside a manager's rating, for a talk. Neither is a rating of record."""

from enum import StrEnum

from assessor.domain.base import Frozen


class Standing(StrEnum):
    """How two ratings of one competency stand to each other."""

    SAME = "same"
    SELF_HIGHER = "self_higher"
    MANAGER_HIGHER = "manager_higher"
    ONLY_SELF = "only_self"
    ONLY_MANAGER = "only_manager"
    NOT_COMPARABLE = "not_comparable"
    """One of them is N/A or insufficient evidence, the other is not, or is the other of the two."""
    NEITHER = "neither"


class GivenRating(Frozen):
    """What a person gave: a rating of the scale, N/A or insufficient evidence."""

    rating: int | None
    label: str
    """The rating in words; N/A and insufficient evidence are words only."""


class GapRow(Frozen):
    """One competency in the gap view."""

    skill_area: str
    """Id of the area."""
    name: str
    group: str
    own: GivenRating | None
    """What the person gave themselves."""
    manager: GivenRating | None
    gap: int | None
    """Own less manager's, in steps of the scale; only where both are ratings."""
    standing: Standing
    coaching_notes: tuple[str, ...]
    """For the talk; shown apart from the ratings."""


class GapView(Frozen):
    """Every competency of a rubric, self-assessment beside manager's rating. Nothing is averaged."""

    rubric: str
    rubric_version: str
    lang: str
    scale: str
    rows: tuple[GapRow, ...]
    talk_first: tuple[str, ...]
    """Ids of the areas to begin the talk with: widest gaps first, then where only one side has a rating."""
