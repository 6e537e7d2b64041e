"""The cross-table of two raters."""

import numpy as np

from assessor.domain.agreement import Confusion, Level
from assessor.evaluation.cells import PairCells

MOST_LEVELS = 30
"""A wider table is nothing to look at."""


def confusion_of(cells: PairCells, levels: tuple[Level, ...]) -> Confusion | None:
    """How many units each pair of values was given to, from the first row of weights.

    Args:
        cells: of two raters.
        levels: rows and columns, ascending; every value of the cells is one of them.

    Returns:
        None for more than `MOST_LEVELS` levels.
    """
    if len(levels) > MOST_LEVELS:
        return None
    counts = np.zeros((len(levels), len(levels)), dtype=np.int64)
    places = (
        np.searchsorted(np.array(levels, dtype=np.float64), side) for side in (cells.first, cells.second)
    )
    counts[tuple(places)] = cells.weights[0]
    return Confusion(levels=levels, counts=tuple(tuple(row) for row in counts.tolist()))
