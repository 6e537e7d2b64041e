"""The reference of a chart: where differences stood while all was well, and how far they scattered.

Differences are whole levels, and most are -1, 0 or 1. What is robust on other scales is useless here: the
median absolute deviation is 0 or 1 and nothing between. So outliers are bounded instead: a difference
further than two levels from the median counts as two. The charts bound the ratings they watch in the same
way, so that one absurd rating cannot signal by itself.

A spread from 30 ratings is off by an eighth, and one too small makes false alarms. So a small one is not
believed at once: it is pulled towards the usual spread as if that had been seen in 30 ratings more. A large
one is taken as it is.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assessor.evaluation.arrays import Floats
from assessor.evaluation.drift.charts.checked import differences_of

LEAST_BASELINE = 30
"""Sealed ratings below which a scope is unproven and not charted."""
REACH = 2.0
"""Levels off the median beyond which a difference counts no further."""
USUAL_SPREAD = 0.75
"""Levels; the middle of .6 to .9, which human raters differ by."""
USUAL_SPREAD_COUNTS = 30
"""Ratings that the usual spread stands for."""


@dataclass(frozen=True)
class Reference:
    """Mean and spread of a baseline, in levels."""

    mean: float
    spread: float
    middle: float
    """The median, from which the bounds of outliers are counted."""
    count: int
    """Ratings from which it was estimated."""

    def standardised(self, differences: Sequence[float] | Floats) -> Floats:
        """Differences in spreads off the mean, outliers bounded.

        Args:
            differences: in levels, shape (n,).

        Raises:
            InputError: none, or one that is not a finite number.
        """
        values = differences_of(differences)
        return (np.clip(values, self.middle - REACH, self.middle + REACH) - self.mean) / self.spread

    def levels(self, statistic: float) -> float:
        """A statistic of an EWMA, in levels."""
        return self.mean + self.spread * statistic


def reference_of(baseline: Sequence[float] | Floats) -> Reference:
    """The reference of one scope.

    Args:
        baseline: differences of the window in levels, at least `LEAST_BASELINE`.

    Raises:
        InputError: too few, or one that is not a finite number.
    """
    values = differences_of(baseline, least=LEAST_BASELINE)
    middle, mean, spread = (float(one[0]) for one in references_of(values[:, np.newaxis]))
    return Reference(mean=mean, spread=spread, middle=middle, count=len(values))


def references_of(baselines: Floats) -> tuple[Floats, Floats, Floats]:
    """Median, mean and spread of many baselines at once.

    Args:
        baselines: time first, shape (n, series), n at least 2.

    Returns:
        Three arrays (series,).
    """
    middle = np.median(baselines, axis=0)
    bounded = np.clip(baselines, middle - REACH, middle + REACH)
    own = bounded.std(axis=0, ddof=1)
    free = len(baselines) - 1
    pulled = np.sqrt((free * own**2 + USUAL_SPREAD_COUNTS * USUAL_SPREAD**2) / (free + USUAL_SPREAD_COUNTS))
    return middle, bounded.mean(axis=0), np.maximum(own, pulled)


def standard_error(reference: Reference) -> float:
    """How far the mean of a reference may be off, in levels, were its ratings independent."""
    return reference.spread / math.sqrt(reference.count)
