"""The arrays that statistics share, and the mean that is undefined where nothing is to be averaged."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MISSING = -1
"""Code of a rating that was not given."""


def ratio(top: Floats, bottom: Floats) -> Floats:
    """Element by element; `nan` where the bottom is zero or less, or either is `nan`."""
    defined = bottom > 0
    return np.where(defined, top / np.where(defined, bottom, 1.0), np.nan)


def weighted_mean(values: Floats, weights: Floats) -> Floats:
    """Mean of `values` (c,) under each row of `weights` (d, c), as (d,); `nan` where a row has no weight."""
    return ratio(weights @ values, weights.sum(axis=1))


def mean_of_defined(rows: list[Floats], size: int) -> Floats:
    """Mean over rows of shape (size,), leaving out what is `nan`; `nan` where all are.

    Args:
        rows: none is allowed; then all is `nan`.
        size: length of the answer.
    """
    if not rows:
        return np.full(size, np.nan)
    stacked = np.stack(rows)
    defined = ~np.isnan(stacked)
    return ratio(np.where(defined, stacked, 0.0).sum(axis=0), defined.sum(axis=0).astype(np.float64))


def centred_midranks(counts: Floats) -> Floats:
    """Mean rank of each level, less the mean of all ranks.

    Args:
        counts: how many have each level, levels in ascending order, shape (d, v).

    Returns:
        Shape (d, v). Weighted by the counts each row sums to 0. Halves are exact, so equal ranks differ by
        exactly 0.

    >>> centred_midranks(np.array([[1.0, 2.0, 1.0]])).tolist()
    [[-1.5, 0.0, 1.5]]
    """
    ranks: Floats = np.cumsum(counts, axis=1) - counts / 2 - counts.sum(axis=1, keepdims=True) / 2
    return ranks
