"""Quadratic weighted kappa of two raters."""

import numpy as np

from assessor.evaluation.arrays import Floats, ratio

_NOTHING = 1e-12
"""Share of the squared range below which a disagreement is rounding."""


def quadratic_weighted_kappa(first: Floats, second: Floats, weights: Floats) -> Floats:
    """Agreement of two raters on an ordinal scale, corrected for chance.

    One less the mean squared difference, divided by the one expected of raters who keep their own marginals
    and know nothing of each other: E[x^2] + E[y^2] - 2 E[x] E[y]. That is Cohen's weighted kappa with squared
    weights, without a table of levels by levels; values need not be whole, and unused levels change nothing.

    Args:
        first: the first rater's value in each cell of the cross-table, shape (c,).
        second: the second rater's, likewise.
        weights: units in each cell, shape (d, c).

    Returns:
        Shape (d,), in [-1, 1]: 1 is full agreement, 0 is chance. `nan` without weight, and where both raters
        gave one and the same value throughout, since nothing is expected to differ then.

    Source: Cohen (1968), Psychological Bulletin 70(4), 213-220.

    >>> cells = np.array([0.0, 1.0, 2.0]), np.array([0.0, 1.0, 1.0])
    >>> quadratic_weighted_kappa(*cells, np.ones((1, 3))).round(3).tolist()
    [0.667]
    """
    if not first.size:
        return np.full(len(weights), np.nan)
    low, high = min(first.min(), second.min()), max(first.max(), second.max())
    # About the middle of the range, where squares are smallest and cancel least.
    x, y = first - (low + high) / 2, second - (low + high) / 2
    n = weights.sum(axis=1)
    # Both times n squared, so that whole levels stay whole and chance comes out as exactly 0.
    observed = n * (weights @ (x - y) ** 2)
    expected = n * (weights @ (x**2 + y**2)) - 2 * (weights @ x) * (weights @ y)
    return 1 - ratio(observed, np.where(expected > _NOTHING * (n * (high - low)) ** 2, expected, 0.0))
