"""Drift: the charts of one scope, from dated pairs to what may be shown of them.

Points are joined until each stands for at least five ratings, and rounded: what lies between two of them then
gives no single rating away.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

import numpy as np

from assessor.domain.drift import DriftChart, DriftPoint
from assessor.evaluation.arrays import Floats
from assessor.evaluation.drift.charts.change_points import change_points
from assessor.evaluation.drift.charts.chart import Chart
from assessor.evaluation.drift.charts.reference import LEAST_BASELINE
from assessor.evaluation.drift.charts.settings import ChartSettings, band_of
from assessor.evaluation.drift.charts.watched import Watched, watch
from assessor.evaluation.drift.groups import FEWEST_PEOPLE
from assessor.evaluation.drift.source import Pair

FEWEST_SEALED = LEAST_BASELINE
_DIGITS = 2
_WEEK_DAYS = 7


@dataclass(frozen=True)
class Watching:
    """What all charts of a report share."""

    scopes: int
    """How many are charted at once: their false alarms together are held to one rate."""
    settings: ChartSettings


@dataclass(frozen=True)
class Charted:
    """The charts of one scope, and where in the window the change began."""

    charts: tuple[DriftChart, ...]
    begun: int | None
    """Place in the window of the first rating after the change; null where nothing signals."""


def charted(
    baseline: Sequence[Pair], window: Sequence[Pair], watching: Watching, *, few_people: bool
) -> Charted:
    """Chart a window against its baseline.

    EWMA and CUSUM signal; a change point found without a reference is told beside them and signals nothing by
    itself, since the rate of false alarms is that of the two.

    Args:
        baseline: at least `FEWEST_SEALED`, oldest first.
        window: at least one, oldest first.
        watching: what is charted besides.
        few_people: leave points, limits and days out.
    """
    before, now = (np.array([one.difference for one in part], dtype=float) for part in (baseline, window))
    days = [one.day for one in window]
    volume = ratings_a_week(baseline[0].day, window[-1].day, len(before) + len(now))
    confidence = band_of(volume).change_point_confidence
    watched = watch(
        before,
        now,
        ratings_a_week=volume,
        scopes=watching.scopes,
        settings=watching.settings,
    )
    charts = (_ewma(watched, days), _cusum(watched, days), _changes(before, now, days, confidence))
    return Charted(
        charts=tuple(_hidden(chart) if few_people else chart for chart in charts),
        begun=None if watched.first is None else watched.first.begun,
    )


def ratings_a_week(first: date, last: date, count: int) -> float:
    """Volume over whole weeks begun.

    >>> ratings_a_week(date(2026, 1, 1), date(2026, 1, 10), 8)
    4.0
    """
    return count / max(1, -(-((last - first).days + 1) // _WEEK_DAYS))


def _ewma(watched: Watched, days: Sequence[date]) -> DriftChart:
    reference, limit = watched.reference, watched.limits.ewma_limit
    levels = reference.mean + reference.spread * watched.ewma.statistic
    return DriftChart(
        method="ewma",
        centre=reference.mean,
        low=reference.levels(-limit),
        high=reference.levels(limit),
        points=points_of(levels, days),
        **_signal(watched.ewma, days),
    )


def _cusum(watched: Watched, days: Sequence[date]) -> DriftChart:
    limit = watched.limits.cusum_limit
    return DriftChart(
        method="cusum",
        centre=None,
        low=-limit,
        high=limit,
        points=points_of(watched.cusum.statistic, days),
        **_signal(watched.cusum, days),
    )


class _Signal(TypedDict):
    signals: bool
    signalled_on: date | None
    began_on: date | None


def _signal(chart: Chart, days: Sequence[date]) -> _Signal:
    return {
        "signals": chart.signal is not None,
        "signalled_on": _day(days, chart.signal),
        "began_on": _day(days, chart.begun),
    }


def _changes(before: Floats, now: Floats, days: Sequence[date], confidence: float) -> DriftChart:
    """The baseline is fed first, since changes are found without a reference; those in it are not of now."""
    found = [
        one for one in change_points(np.concatenate([before, now]), confidence=confidence).found
        if one.signal >= len(before)
    ]  # fmt: skip
    first = found[0] if found else None
    at = None if first is None else max(first.at - len(before), 0)
    return DriftChart(
        method="change_point",
        centre=None,
        low=None,
        high=None,
        points=(),
        signals=first is not None,
        signalled_on=None if first is None else days[first.signal - len(before)],
        began_on=_day(days, at),
    )


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
