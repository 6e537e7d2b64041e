"""Two runs over the same items: which is nearer to the labels, and whether that can be told from chance."""

from typing import Literal

from assessor.domain.agreement import Statistic
from assessor.domain.base import Frozen


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
