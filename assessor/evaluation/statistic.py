"""From the values of a statistic, on the table and on resamples of it, to a figure with its interval."""

import numpy as np

from assessor.domain.agreement import Statistic
from assessor.evaluation.arrays import Floats

_MOST_UNDEFINED = 0.1
"""Share of resamples without a value up to which an interval of the others still says something."""
_INTERVAL = (0.025, 0.975)

Tails = tuple[float, float]
"""Which quantiles of the resamples are the ends of an interval."""


def undefined(why: str, n: int) -> Statistic:
    """No value, and why."""
    return Statistic(value=None, low=None, high=None, n=n, why_null=why)


def statistic_of(values: Floats, *, n: int, why_nan: str, tails: Tails = _INTERVAL) -> Statistic:
    """A figure with its percentile interval.

    Args:
        values: on the table itself, then on each resample; `nan` is undefined.
        n: units it rests on.
        why_nan: what to say where the table itself has no value.
        tails: quantiles of the resamples that bound the interval; wider ones where few groups are resampled.
    """
    if np.isnan(values[0]):
        return undefined(why_nan, n)
    value = float(values[0]) + 0.0
    drawn = values[1:]
    defined = drawn[~np.isnan(drawn)]
    if not len(drawn):
        return Statistic(
            value=value, low=None, high=None, n=n, why_null="no interval: no resamples were drawn"
        )
    missing = 1 - len(defined) / len(drawn)
    if missing > _MOST_UNDEFINED:
        why = f"no interval: {missing:.0%} of the resamples have no value, since so few units differ"
        return Statistic(value=value, low=None, high=None, n=n, why_null=why)
    low, high = (float(end) + 0.0 for end in np.quantile(defined, tails))
    return Statistic(value=value, low=low, high=high, n=n, why_null=None)
