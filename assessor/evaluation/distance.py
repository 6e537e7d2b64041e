"""How far two ratings of one unit lie apart: equal, within one level, in levels, and in which direction.

Each function takes the cells of a cross-table (`first` and `second`, shape (c,)) and weights (d, c). It
answers for each row of weights, `nan` where a row has none.
"""

import numpy as np

from assessor.evaluation.arrays import Floats, weighted_mean

_ROUNDING = 1e-9
"""Ratings such as 2.3 and 1.3 lie one level apart, though their difference in binary is a little more."""


def exact(first: Floats, second: Floats, weights: Floats) -> Floats:
    """Share of equal ratings.

    >>> exact(np.array([1.0, 2.0]), np.array([1.0, 3.0]), np.array([[3.0, 1.0]])).tolist()
    [0.75]
    """
    return weighted_mean((first == second).astype(np.float64), weights)


def within_one(first: Floats, second: Floats, weights: Floats) -> Floats:
    """Share of ratings that are at most one level apart."""
    return weighted_mean((np.abs(first - second) <= 1 + _ROUNDING).astype(np.float64), weights)


def mean_absolute_error(first: Floats, second: Floats, weights: Floats) -> Floats:
    """Mean distance, in levels."""
    return weighted_mean(np.abs(first - second), weights)


def signed_bias(first: Floats, second: Floats, weights: Floats) -> Floats:
    """Mean of second less first, in levels: above zero, the second rates higher."""
    return weighted_mean(second - first, weights)
