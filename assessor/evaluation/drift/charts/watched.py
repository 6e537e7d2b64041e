"""All charts of one scope, and which signalled first."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessor.evaluation.arrays import Floats
from assessor.evaluation.drift.charts.chart import Chart
from assessor.evaluation.drift.charts.cusum import cusum
from assessor.evaluation.drift.charts.ewma import ewma
from assessor.evaluation.drift.charts.reference import Reference, reference_of
from assessor.evaluation.drift.charts.settings import ChartLimits, ChartSettings, limits_of


@dataclass(frozen=True, eq=False)
class Watched:
    """One scope's reference and charts of the ratings after it."""

    reference: Reference
    limits: ChartLimits
    ewma: Chart
    cusum: Chart

    @property
    def first(self) -> Chart | None:
        """The chart that signalled first, the CUSUM where both did at one rating; null where none did."""
        signalled = [one for one in (self.cusum, self.ewma) if one.signal is not None]
        return min(signalled, key=lambda one: one.signal or 0, default=None)

    @property
    def signal(self) -> int | None:
        """Place of the first signal among the ratings after the baseline; null where there is none."""
        return self.first.signal if self.first else None


def watch(
    baseline: Sequence[float] | Floats,
    later: Sequence[float] | Floats,
    *,
    ratings_a_week: float,
    scopes: int,
    settings: ChartSettings | None = None,
) -> Watched:
    """Chart one scope. Change points are apart (`change_points`), since they need no baseline.

    Args:
        baseline: differences in levels of the window in which all was well, at least 30.
        later: those after it, in the order of time, at least 1.
        ratings_a_week: volume of this scope, above 0.
        scopes: how many are watched at once, this one included.
        settings: the usual ones where none are given.

    Raises:
        InputError: too few ratings, one that is not a finite number, or a number out of range.
    """
    reference = reference_of(baseline)
    limits = limits_of(
        ratings_a_week=ratings_a_week, baseline=reference.count, scopes=scopes, settings=settings
    )
    values = reference.standardised(later)
    return Watched(
        reference=reference,
        limits=limits,
        ewma=ewma(values, weight=limits.ewma_weight, limit=limits.ewma_limit),
        cusum=cusum(values, allowance=limits.cusum_allowance, limit=limits.cusum_limit),
    )
