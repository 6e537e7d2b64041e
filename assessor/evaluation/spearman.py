"""Spearman's rank correlation of two raters."""

import numpy as np

from assessor.evaluation.arrays import Floats, centred_midranks, ratio


def spearman(first: Floats, second: Floats, weights: Floats) -> Floats:
    """Correlation of ranks; ties share their mean rank. It sees order alone, not a shift of all ratings.

    Args:
        first: the first rater's value in each cell of the cross-table, shape (c,).
        second: the second rater's, likewise.
        weights: units in each cell, shape (d, c).

    Returns:
        Shape (d,), in [-1, 1]. `nan` without weight, and where a rater gave one value throughout.

    Source: Spearman (1904), American Journal of Psychology 15(1), 72-101.
    """
    if not first.size:
        return np.full(len(weights), np.nan)
    x, y = _ranks(first, weights), _ranks(second, weights)
    together = (weights * x * y).sum(axis=1)
    return ratio(together, np.sqrt((weights * x**2).sum(axis=1) * (weights * y**2).sum(axis=1)))


def _ranks(values: Floats, weights: Floats) -> Floats:
    """Each cell's mean rank under each row of weights, about 0; shape (d, c)."""
    levels, at = np.unique(values, return_inverse=True)
    of_level = weights @ np.eye(len(levels))[at]
    ranks: Floats = centred_midranks(of_level)[:, at]
    return ranks
