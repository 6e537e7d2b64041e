"""CUSUM chart, two-sided: sums of what exceeds an allowance, for shifts of about twice that.

Source: Page (1954), Biometrika 41, 100-115; in the tabular form of Montgomery, Introduction to Statistical
Quality Control, chapter on CUSUM charts.
"""

import math
from collections.abc import Sequence

import numpy as np

from assessor.evaluation.arrays import Floats
from assessor.evaluation.drift.charts.chart import Chart, Method, read_off
from assessor.evaluation.drift.charts.checked import differences_of, within


def cusum(
    standardised: Sequence[float] | Floats,
    *,
    allowance: float,
    limit: float,
    start: tuple[float, float] = (0.0, 0.0),
) -> Chart:
    """Chart the differences of one scope.

    Args:
        standardised: in spreads off the reference, in the order of time, shape (n,).
        allowance: in spreads, above 0; the usual k, half the shift that is to be found soonest.
        limit: in spreads, above 0; the usual h.
        start: the two sums before the first rating, as in `Chart.state`.

    Raises:
        InputError: no ratings, a number that is none, or a setting out of range.

    >>> chart = cusum([1.0, 1.0, -2.0], allowance=0.5, limit=0.8)
    >>> chart.upper.tolist(), chart.lower.tolist(), chart.signal
    ([0.5, 1.0, 0.0], [0.0, 0.0, -1.5], 1)
    """
    within("allowance", allowance, 0, math.inf)
    within("limit", limit, 0, math.inf)
    upper, lower = cusum_paths(differences_of(standardised), allowance=allowance, start=start)
    return read_off(Method.CUSUM, upper, lower, limit)


def cusum_paths(
    standardised: Floats,
    *,
    allowance: float | Floats,
    start: tuple[float | Floats, float | Floats] = (0.0, 0.0),
) -> tuple[Floats, Floats]:
    """The two sums after each rating, the upper at least 0, the lower at most 0.

    Args:
        standardised: time first, shape (n,) or (n, series).
        allowance: one for all or one for each series.
        start: the sums before the first.

    Returns:
        Each of the same shape as `standardised`.
    """
    upper, lower = np.empty_like(standardised), np.empty_like(standardised)
    high, low = (np.broadcast_to(np.asarray(one, np.float64), standardised.shape[1:]) for one in start)
    for place, value in enumerate(standardised):
        high = np.maximum(0.0, high + value - allowance)
        low = np.minimum(0.0, low + value + allowance)
        upper[place], lower[place] = high, low
    return upper, lower


def widened_allowance(allowance: float, *, baseline: int) -> float:
    """The allowance where the reference was estimated: wider by one standard error of its mean.

    A sum never forgets, so a mean that is off by e pushes it by e with each rating, for ever; with an
    allowance that covers the usual e it stays near 0.

    Args:
        allowance: for a known reference, in spreads.
        baseline: ratings from which the reference was estimated.

    >>> round(widened_allowance(0.5, baseline=100), 3)
    0.6
    """
    return allowance + 1 / math.sqrt(baseline)
