"""Drift: the charts of one scope, from dated pairs to what may be shown of them.

Points are joined until each stands for at least five ratings, and rounded: what lies between two of them then
gives no single rating away.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from assessor.domain.drift import DriftChart, DriftPoint
from assessor.evaluation.arrays import Floats
from assessor.evaluation.drift.charts.change_points import change_points
from assessor.evaluation.drift.charts.chart import Chart
from assessor.evaluation.drift.charts.cusum import cusum, widened_allowance
from assessor.evaluation.drift.charts.ewma import ewma, ewma_limit
from assessor.evaluation.drift.charts.reference import LEAST_BASELINE, Reference, reference_of
from assessor.evaluation.drift.groups import FEWEST_PEOPLE
from assessor.evaluation.drift.source import Pair

FEWEST_SEALED = LEAST_BASELINE
WEIGHT, EWMA_LIMIT = 0.1, 2.814
ALLOWANCE, CUSUM_LIMIT = 0.5, 5.0
CONFIDENCE = 0.002
_DIGITS = 2


@dataclass(frozen=True)
class Charted:
    """The charts of one scope, and where in the window the change began."""

    charts: tuple[DriftChart, ...]
    begun: int | None
    """Place in the window of the first rating after the change; null where nothing signals."""


def charted(baseline: Sequence[Pair], window: Sequence[Pair], *, few_people: bool) -> Charted:
    """Chart a window against its baseline.

    Args:
        baseline: at least `FEWEST_SEALED`, oldest first.
        window: at least one, oldest first.
        few_people: leave points, limits and directions out.
    """
    before, now = (np.array([one.difference for one in part], dtype=float) for part in (baseline, window))
    reference = reference_of(before)
    days = [one.day for one in window]
    standard = reference.standardised(now)
    limit = ewma_limit(EWMA_LIMIT, weight=WEIGHT, baseline=reference.count)
    smooth = ewma(standard, weight=WEIGHT, limit=limit)
    sums = cusum(
        standard, allowance=widened_allowance(ALLOWANCE, baseline=reference.count), limit=CUSUM_LIMIT
    )
    made = [_ewma(smooth, reference, limit, days), _cusum(sums, days), _changes(before, now, days)]
    begun = [place for chart, place in made if chart.signals and place is not None]
    charts = tuple(_hidden(chart) if few_people else chart for chart, _ in made)
    return Charted(charts=charts, begun=min(begun, default=None))


def _ewma(
    chart: Chart, reference: Reference, limit: float, days: Sequence[date]
) -> tuple[DriftChart, int | None]:
    levels = reference.mean + reference.spread * chart.statistic
    made = DriftChart(
        method="ewma",
        centre=reference.mean,
        low=reference.levels(-limit),
        high=reference.levels(limit),
        points=points_of(levels, days),
        signals=chart.signal is not None,
        signalled_on=_day(days, chart.signal),
        began_on=_day(days, chart.begun),
    )
    return made, chart.begun


def _cusum(chart: Chart, days: Sequence[date]) -> tuple[DriftChart, int | None]:
    made = DriftChart(
        method="cusum",
        centre=None,
        low=-float(chart.limit[0]),
        high=float(chart.limit[0]),
        points=points_of(chart.statistic, days),
        signals=chart.signal is not None,
        signalled_on=_day(days, chart.signal),
        began_on=_day(days, chart.begun),
    )
    return made, chart.begun


def _changes(before: Floats, now: Floats, days: Sequence[date]) -> tuple[DriftChart, int | None]:
    """The baseline is fed first, since changes are found without a reference; those in it are not of now."""
    found = [
        one for one in change_points(np.concatenate([before, now]), confidence=CONFIDENCE).found
        if one.signal >= len(before)
    ]  # fmt: skip
    first = found[0] if found else None
    at = None if first is None else max(first.at - len(before), 0)
    made = DriftChart(
        method="change_point",
        centre=None,
        low=None,
        high=None,
        points=(),
        signals=first is not None,
        signalled_on=None if first is None else days[first.signal - len(before)],
        began_on=_day(days, at),
    )
    return made, at


def points_of(values: Floats, days: Sequence[date]) -> tuple[DriftPoint, ...]:
    """Where a chart stood after every five ratings at least, never in the middle of a day.

    Args:
        values: after each rating.
        days: of the ratings, ascending.
    """
    points, since = [], 0
    for place, day in enumerate(days):
        ends_day = place + 1 == len(days) or days[place + 1] != day
        if ends_day and place + 1 - since >= FEWEST_PEOPLE:
            value = round(float(values[place]), _DIGITS) + 0.0
            points.append(DriftPoint(day=day, n=place + 1 - since, value=value))
            since = place + 1
    return tuple(points)


def _day(days: Sequence[date], place: int | None) -> date | None:
    return None if place is None else days[place]


def _hidden(chart: DriftChart) -> DriftChart:
    """That it signals, and nothing else: even the day would be that of one rating among few."""
    gone = {"centre": None, "low": None, "high": None, "signalled_on": None, "began_on": None}
    return chart.model_copy(update={**gone, "points": ()})
