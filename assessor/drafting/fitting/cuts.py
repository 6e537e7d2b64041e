"""Stage 4, from a score to a level: cuts between the levels, set so that predictions spread as the labels do.

A regression's scores crowd around the mean; rounded, they would avoid both ends of the scale.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_MOST_STRETCH = 10.0


def cuts_between(scores: NDArray[np.float64], labels: NDArray[np.int64]) -> tuple[float, ...]:
    """A cut below each level but the lowest, ascending; none where all labels are equal.

    Each is the mean of two: the cut that gives the scores exactly as many of every level as the labels have,
    and the one halfway between two levels once the scores have the labels' mean and spread. The first alone
    follows every accident of few labels, the second takes the levels to be evenly spaced.

    Args:
        scores: of the labelled items, each by a model that did not see that item; shape (n,), n at least 1.
        labels: their levels, shape (n,). A level that no label has is never predicted.

    >>> cuts_between(np.array([1.0, 1.1, 1.9, 2.0]), np.array([1, 1, 2, 2]))
    (1.5,)
    """
    levels, counts = np.unique(labels, return_counts=True)
    ordered = np.sort(scores)
    above = np.cumsum(counts)[:-1]
    by_count = (ordered[above - 1] + ordered[above]) / 2
    spread = float(scores.std())
    stretch = min(_MOST_STRETCH, float(labels.std()) / spread) if spread else _MOST_STRETCH
    by_spread = ((levels[:-1] + levels[1:]) / 2 - labels.mean()) / stretch + scores.mean()
    return tuple(float(cut) for cut in (by_count + by_spread) / 2)


def level_at(score: float, levels: Sequence[int], cuts: Sequence[float]) -> int:
    """The level of a score; one that lies on a cut belongs to the level below.

    >>> [level_at(score, (1, 2, 4), (1.5, 3.0)) for score in (1.5, 1.6, 9)]
    [1, 2, 4]
    """
    return levels[int(np.searchsorted(cuts, score))]
