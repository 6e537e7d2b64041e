"""What two raters gave the units that both rated: the cells of their cross-table, with weights."""

from dataclasses import dataclass

import numpy as np

from assessor.evaluation.arrays import MISSING, Floats, Ints


@dataclass(frozen=True)
class PairCells:
    """The cells that occur, and how much weight each has in the table and in every resample."""

    first: Floats
    """The first rater's value, shape (c,)."""
    second: Floats
    weights: Floats
    """Shape (d, c)."""


@dataclass(frozen=True)
class PairLayout:
    """Which patterns make up which cell. It is the same for all resamples, so it is made once."""

    first: Floats
    second: Floats
    rows: Ints
    """Patterns that both rated, ordered by cell."""
    starts: Ints
    """Where in `rows` each cell begins."""

    def cells(self, weights: Floats) -> PairCells:
        """The cells under the weights (d, p) of all patterns."""
        if not self.rows.size:
            return PairCells(self.first, self.second, np.zeros((len(weights), 0)))
        return PairCells(self.first, self.second, np.add.reduceat(weights[:, self.rows], self.starts, axis=1))


def layout_of(patterns: Ints, values: Floats, pair: tuple[int, int]) -> PairLayout:
    """The layout of two raters.

    Args:
        patterns: shape (p, raters), codes into `values`.
        values: the values that ratings take.
        pair: places of the two raters.
    """
    first, second = (patterns[:, place] for place in pair)
    both = np.flatnonzero((first != MISSING) & (second != MISSING))
    keys = first[both] * len(values) + second[both]
    order = np.argsort(keys, kind="stable")
    cells, starts = np.unique(keys[order], return_index=True)
    size = max(len(values), 1)
    return PairLayout(values[cells // size], values[cells % size], both[order], starts.astype(np.int64))
