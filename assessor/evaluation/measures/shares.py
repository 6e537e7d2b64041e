"""Shares and means over items, each with its 95 % interval."""

import math
from collections.abc import Sequence

import numpy as np

from assessor.domain.agreement import Statistic
from assessor.evaluation.statistic import statistic_of, undefined

_Z = 1.959963984540054
"""Normal quantile of .975."""


def share(part: int, whole: int, *, why_null: str) -> Statistic:
    """A share of yes or no, with Wilson's score interval, which says something at 0 and 1 too.

    Args:
        part: how many say yes.
        whole: of how many; none gives no value.
        why_null: what to say then.

    Source: Wilson (1927), Journal of the American Statistical Association 22, 209-212.

    >>> found = share(9, 10, why_null="")
    >>> found.value, round(found.low, 3), round(found.high, 3)
    (0.9, 0.596, 0.982)
    """
    if not whole:
        return undefined(why_null, 0)
    value = part / whole
    spread = 1 + _Z**2 / whole
    middle = (value + _Z**2 / (2 * whole)) / spread
    half = _Z / spread * math.sqrt(value * (1 - value) / whole + _Z**2 / (4 * whole**2))
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return Statistic(
        value=value,
        low=0.0 if part == 0 else low,
        high=1.0 if part == whole else high,
        n=whole,
        why_null=None,
    )


def mean(values: Sequence[float], *, why_null: str, draws: int, seed: int) -> Statistic:
    """A mean over items, with the percentile interval of resampled items."""
    if not values:
        return undefined(why_null, 0)
    given = np.asarray(values, dtype=np.float64)
    generator = np.random.default_rng(seed)
    weights = generator.multinomial(len(given), np.full(len(given), 1 / len(given)), size=draws)
    drawn = weights @ given / len(given)
    return statistic_of(np.concatenate([[given.mean()], drawn]), n=len(given), why_nan=why_null)
