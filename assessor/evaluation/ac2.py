"""Gwet's AC2 with quadratic weights, for any number of raters, with gaps."""

import numpy as np

from assessor.evaluation.arrays import Floats, ratio


def gwet_ac2(counts: Floats, values: Floats, scale: Floats, weights: Floats) -> Floats:
    """Agreement beyond chance that stays meaningful where nearly all ratings are alike.

    Agreement of two ratings is 1 less the squared distance as a share of the scale's squared length. Chance
    is the mean agreement of all pairs of levels, times how evenly the levels are used. Units with two or more
    ratings say how raters agree; all rated units say how levels are used.

    Args:
        counts: how many raters gave a unit of each pattern each value, shape (p, v).
        values: the values that ratings take, shape (v,); all are on the scale.
        scale: every level of the scale, used or not, shape (q,).
        weights: units of each pattern, shape (d, p).

    Returns:
        Shape (d,), at most 1. `nan` for a scale of fewer than 2 levels, and where no unit has two ratings.

    Source: Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition, chapters 2 and 3, and
    his package irrCAC.
    """
    levels = len(scale)
    if levels < 2:  # noqa: PLR2004 - one level leaves nothing to differ
        return np.full(len(weights), np.nan)
    middle, length = (scale.max() + scale.min()) / 2, scale.max() - scale.min()
    given = counts.sum(axis=1)
    paired, rated = given > 1, given > 0
    agreeing = np.zeros(len(counts))
    agreeing[paired] = 1 - _apart(counts[paired], values - middle) / length**2
    agreed = ratio(weights @ agreeing, weights @ paired)
    used = ratio(weights[:, rated] @ (counts[rated] / given[rated, np.newaxis]), _column(weights @ rated))
    by_chance = _mean_agreement(scale - middle, length) * (used * (1 - used)).sum(axis=1)
    by_chance *= levels / (levels - 1)
    return ratio(agreed - by_chance, 1 - by_chance)


def _apart(counts: Floats, values: Floats) -> Floats:
    """Mean squared difference of two different ratings of a unit, for each row of counts."""
    given = counts.sum(axis=1)
    apart: Floats = 2 * (given * (counts @ values**2) - (counts @ values) ** 2) / (given * (given - 1))
    return apart


def _mean_agreement(scale: Floats, length: float) -> float:
    """Mean weight over all ordered pairs of levels, a level with itself included."""
    squared = 2 * (np.mean(scale**2) - np.mean(scale) ** 2)
    return float(1 - squared / length**2)


def _column(values: Floats) -> Floats:
    return values[:, np.newaxis]
