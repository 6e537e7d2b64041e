"""What two raters gave each item beside its label, gathered so that alike items and groups are counted once.

A trio is what rater A gave, what rater B gave, and the label, on one scale. Items of one group (twins,
translations, texts of one origin) say less than as many strangers, so groups are resampled and swapped whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from assessor.evaluation.arrays import Floats, Ints

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Trios:
    """The different trios, and which groups hold how many of each."""

    first: Floats
    """What A gave, shape (t,); `nan` is no rating."""
    second: Floats
    """What B gave, likewise."""
    label: Floats
    """`nan` where the item cannot be rated."""
    scale: Ints
    """Which scale the three are on, from 0."""
    groups: Floats
    """Items of each trio in each kind of group, shape (g, t)."""
    counts: Ints
    """Groups of each kind, shape (g,)."""

    @property
    def total(self) -> Floats:
        """Items of each trio, shape (t,)."""
        return self.counts @ self.groups

    @property
    def differ(self) -> Bools:
        """Trios in which A and B gave different ratings, or only one of them gave any."""
        both_none = np.isnan(self.first) & np.isnan(self.second)
        differ: Bools = np.logical_not((self.first == self.second) | both_none)
        return differ


def trios_of(
    first: ArrayLike,
    second: ArrayLike,
    label: ArrayLike,
    groups: Sequence[str] | None = None,
    scales: Sequence[int] | None = None,
) -> Trios:
    """Gather items.

    Args:
        first: A's ratings, shape (n,); `nan` is no rating.
        second: B's ratings of the same items in the same order.
        label: the reference ratings; `nan` for an item that cannot be rated.
        groups: name of the group each item belongs to; left out, every item is its own.
        scales: number of the scale each item is rated on, from 0; left out, all are on one.

    Raises:
        ValueError: the lengths differ.
    """
    rated = [np.asarray(side, dtype=np.float64) for side in (first, second, label)]
    rows = np.stack(
        [*rated, np.zeros(len(rated[0])) if scales is None else np.asarray(scales, dtype=np.float64)], axis=1
    )
    # NaN differs from itself, so rows are told apart by codes, in which it is a number.
    codes = np.where(np.isnan(rows), -1, np.searchsorted(np.unique(rows), rows))
    _, chosen, trio = np.unique(codes, axis=0, return_index=True, return_inverse=True)
    names = range(len(rows)) if groups is None else groups
    _, group = np.unique(np.asarray(names), return_inverse=True)
    if len(group) != len(rows):
        raise ValueError(f"{len(rows)} items and {len(group)} groups")
    held = np.zeros((len(set(group.tolist())), len(chosen)))
    np.add.at(held, (group, trio.reshape(-1)), 1)
    kinds, counts = np.unique(held, axis=0, return_counts=True)
    distinct = rows[chosen]
    a, b, labels, scale = distinct.T
    return Trios(a, b, labels, scale.astype(np.int64), kinds, counts.astype(np.int64))
