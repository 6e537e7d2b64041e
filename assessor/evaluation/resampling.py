"""Bootstrap over units, as weights of patterns.

Units that every rater rated alike are the same to every statistic. A resample of n units is therefore a
multinomial draw over the patterns that occur, and with a few raters on a short scale there are far fewer
patterns than units. Every statistic here takes the weights of many resamples at once. The first row of
weights is the table itself, so that a value and its interval come from one function.

Source: Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapters 6 and 13.
"""

from collections.abc import Iterator

import numpy as np

from assessor.evaluation.arrays import MISSING, Floats, Ints

_MOST_WEIGHTS = 4_000_000
"""Weights held at once: 32 MB."""


def patterns_of(codes: Ints) -> tuple[Ints, Ints]:
    """The different rows of a table that hold a rating, and how many units have each.

    Args:
        codes: shape (units, raters), as in `RatingTable`.

    Returns:
        Rows, shape (p, raters), and counts, shape (p,); p = 0 where nothing was rated.
    """
    rated = codes[(codes != MISSING).any(axis=1)]
    if not rated.size:
        return rated, np.zeros(0, dtype=np.int64)
    rows, counts = np.unique(rated, axis=0, return_counts=True)
    return rows, counts.astype(np.int64)


def weights_of(counts: Ints, *, draws: int, seed: int) -> Iterator[Floats]:
    """Weights of the patterns: those of the table first, then of each resample, in parts of bounded size.

    Args:
        counts: units of each pattern, shape (p,), p at least 1.
        draws: resamples, 0 or more.
        seed: the same seed gives the same resamples.

    Yields:
        Arrays (d, p); together 1 + `draws` rows, each of which sums to the number of units.
    """
    yield counts[np.newaxis].astype(np.float64)
    generator = np.random.default_rng(seed)
    n = int(counts.sum())
    size = max(1, _MOST_WEIGHTS // len(counts))
    for begin in range(0, draws, size):
        drawn = generator.multinomial(n, counts / n, size=min(size, draws - begin))
        yield drawn.astype(np.float64)
