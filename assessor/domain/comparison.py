"""Two runs over the same items: which is nearer to the labels, and whether that can be told from chance."""

from datetime import datetime
from typing import Literal

from assessor.domain.agreement import Statistic
from assessor.domain.base import Frozen
from assessor.domain.draft import Claim
from assessor.domain.run import ItemLabels
from assessor.domain.verdict import Verdict

Outcome = Literal["rated", "unrated", "stopped", "failed"]
Change = Literal["rating", "rated", "unrated", "reason", "verdict", "failure"]
Moved = Literal["towards", "away", "neither"]
VerdictWord = Literal["b_closer", "a_closer", "no_difference", "undefined"]


class MeasuredDifference(Frozen):
    """One measure in both runs."""

    name: str
    better: Literal["higher", "lower"]
    """Which direction is the better one."""
    a: float | None
    b: float | None
    difference: Statistic
    """B less A, with a 95 % paired bootstrap interval over groups."""
    p: float | None
    """Two-sided paired permutation test; null where the difference is, or where nothing was drawn."""
    p_adjusted: float | None
    """The same after Holm, over all measures that have one."""


class RightCounts(Frozen):
    """Items with a level as label: who rated them, and who hit the label."""

    both_right: int
    only_a_right: int
    only_b_right: int
    neither_right: int
    """Both rated it, and neither hit the label."""
    only_a_rated: int
    only_b_rated: int
    neither_rated: int


class PairedDifferences(Frozen):
    """Every measure, the one that decides first."""

    n_items: int
    n_groups: int
    """Twins and translations are one group; groups are resampled and swapped whole."""
    n_groups_differ: int
    """Groups in which the two runs gave different ratings."""
    exhaustive: bool
    """Whether the test went through all ways of swapping; else `draws` random ones."""
    draws: int
    seed: int
    right: RightCounts
    measures: tuple[MeasuredDifference, ...]


class ComparedRun(Frozen):
    """One of the two runs."""

    id: str
    started_at: datetime
    suite: str | None
    split: str
    drafter: str
    model: str | None
    items: int
    """Items it was to answer."""
    answered: int
    """Items it did answer, failures not counted."""
    failed: int


class ComparedItems(Frozen):
    """Which items are compared: those that both runs answered, with the same text and the same labels."""

    compared: int
    failed: int
    """Failed in one run or both: not measured; among the flips where one of the two has an answer."""
    must_not_enter: int
    """Labelled so; where they changed they are among the flips, but they have no rating to measure."""
    edited: tuple[str, ...]
    """Ids that stand for another text or other labels in B; not compared."""
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]


class ConditionChange(Frozen):
    """Something the two runs were made with that is not the same."""

    what: str
    a: str | None
    """Null where run A has nothing of the kind."""
    b: str | None


class FlipSide(Frozen):
    """What one run answered to an item."""

    outcome: Outcome
    rating: int | None
    status: str | None
    """Status of the draft; null where there is none."""
    code: str | None
    """Why there is no rating, for programs."""
    verdict: Verdict | None
    stopped_by: tuple[str, ...]
    reason: str | None
    """The draft's reason, or why the run failed here."""
    claims: tuple[Claim, ...]
    """With their quotes, which come from the redacted text."""


class Flip(Frozen):
    """An item that the two runs answered differently."""

    id: str
    labels: ItemLabels
    changes: tuple[Change, ...]
    """`rated` and `unrated` say what became of it in B; `reason` is another reason for no rating."""
    moved: Moved | None
    """Towards or away from the label; null where a failure leaves nothing to judge."""
    worse_by: float | None
    """How much farther from the label B is, in levels; below zero, nearer."""
    a: FlipSide
    b: FlipSide


class Comparison(Frozen):
    """What `eval compare` answers."""

    verdict: VerdictWord
    """By weighted kappa alone: p below .05 and an interval that leaves out zero."""
    sentences: tuple[str, ...]
    """The verdict for people, then what else must be known to read it."""
    a: ComparedRun
    b: ComparedRun
    items: ComparedItems
    conditions: tuple[ConditionChange, ...]
    differences: PairedDifferences
    by_rubric: dict[str, MeasuredDifference]
    """Weighted kappa by rubric, adjusted over rubrics; empty where all items are of one."""
    flips: tuple[Flip, ...]
    """Farthest away from the label first."""
