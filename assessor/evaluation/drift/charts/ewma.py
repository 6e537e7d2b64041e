"""EWMA chart: a mean that forgets, for small shifts that stay.

Source: Roberts (1959), Technometrics 1(3), 239-250; Lucas and Saccucci (1990), Technometrics 32(1), 1-12.
"""

import math
from collections.abc import Sequence

import numpy as np

from assessor.evaluation.arrays import Floats
from assessor.evaluation.drift.charts.chart import Chart, Method, read_off
from assessor.evaluation.drift.charts.checked import differences_of, within


def ewma(standardised: Sequence[float] | Floats, *, weight: float, limit: float, start: float = 0.0) -> Chart:
    """Chart the differences of one scope.

    Args:
        standardised: in spreads off the reference, in the order of time, shape (n,).
        weight: of the newest rating, above 0 and at most 1.
        limit: in spreads, above 0; `ewma_limit` makes it of the usual multiple.
        start: where the chart stood before the first rating, as in `Chart.state`.

    Raises:
        InputError: no ratings, a number that is none, or a setting out of range.

    >>> chart = ewma([1.0, 1.0, 1.0], weight=0.5, limit=0.8)
    >>> chart.statistic.tolist(), chart.signal
    ([0.5, 0.75, 0.875], 2)
    """
    within("weight", weight, 0, 1)
    within("limit", limit, 0, math.inf)
    path = ewma_path(differences_of(standardised), weight=weight, start=start)
    return read_off(Method.EWMA, path, path, limit)


def ewma_path(standardised: Floats, *, weight: float, start: float | Floats = 0.0) -> Floats:
    """The statistic after each rating.

    Args:
        standardised: time first, shape (n,) or (n, series).
        weight: of the newest rating.
        start: before the first; one for all or one for each series.

    Returns:
        The same shape as `standardised`.
    """
    path = np.empty_like(standardised)
    now = np.broadcast_to(np.asarray(start, dtype=np.float64), standardised.shape[1:])
    for place, value in enumerate(standardised):
        now = now + weight * (value - now)
        path[place] = now
    return path


def ewma_limit(multiple: float, *, weight: float, baseline: int | None = None) -> float:
    """The limit in spreads: a multiple of the statistic's own standard deviation, in the long run.

    Args:
        multiple: the usual L, such as 2.7.
        weight: of the newest rating.
        baseline: ratings from which the reference was estimated. Its mean is then off by a standard error,
            which the statistic is never told, and adds its variance. None: mean and spread are known.

    >>> round(ewma_limit(2.814, weight=0.1), 3), round(ewma_limit(2.814, weight=0.1, baseline=30), 3)
    (0.646, 0.825)
    """
    variance = weight / (2 - weight) + (1 / baseline if baseline else 0.0)
    return multiple * math.sqrt(variance)
