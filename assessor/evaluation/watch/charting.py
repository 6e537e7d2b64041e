"""Watch: shares over time, each held against what its baseline lets chance explain.

A round takes the same items as the one before, so ten rounds tell no more of other items than one does: the
baseline counts as one round, however long it is. The limit is the upper quantile of what a further round of
so many pairs would count (beta-binomial with Jeffreys' prior), which holds for small counts and for none.

Source: Brown, Cai and DasGupta (2001), Statistical Science 16(2), 101-133, on the prior; the predictive
distribution stands in Gelman et al. (2013), Bayesian Data Analysis, chapter 2.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assessor.domain.probe_drift import WatchChart, WatchMeasure, WatchPoint
from assessor.domain.watch import ProbeCount, WatchedRubric, WatchRecord
from assessor.rubrics.rules.calendar import calendar_day

BASELINE = 3
"""Rounds taken as baseline where nobody says from when on to watch; fewer while there are not more."""
YEAR_DAYS = 365.0
_LEAST_DAYS = 1.0
_PRIOR = 0.5


@dataclass(frozen=True)
class Counted:
    """What a round counted of one thing."""

    record: WatchRecord
    n: int
    count: int


@dataclass(frozen=True)
class Watch:
    """How a series is watched."""

    since: datetime | None
    """Rounds before are the baseline; null: the first `BASELINE` of them, or all but the last."""
    alarms_a_year: float
    """False alarms of all charts together, at most, while nothing moves."""
    charts: int
    """How many there are at once."""


def charts_of(records: Sequence[WatchRecord], rubric: str, watch: Watch) -> tuple[WatchChart, ...]:
    """Every chart of one rubric in one series.

    Args:
        records: of the series, oldest first, at least one.
        rubric: its id.
        watch: baseline and rate of false alarms.
    """
    by_record = [(one, _of_rubric(one, rubric)) for one in records]
    rounds = [(one, own) for one, own in by_record if own is not None]
    first = baseline_rounds([one for one, _ in rounds], watch.since)
    alpha = _alpha([one for one, _ in rounds], watch)
    # Without a model the same program must say the same again: chance explains nothing.
    exact = all(one.versions.drafter == "embedded" for one in records)
    charts = [
        _chart(
            "retest", None, [Counted(one, own.retested, own.other) for one, own in rounds], first,
            alpha=0.0 if exact else alpha,
        )
    ]  # fmt: skip
    for name in dict.fromkeys(probe.probe for _, own in rounds for probe in own.probes):
        counts = [(one, _of_probe(own, name)) for one, own in rounds]
        told = [(one, probe) for one, probe in counts if probe is not None]
        charts += [
            _chart(
                "moved", name, [Counted(one, own.pairs, own.moved) for one, own in told], first, alpha=alpha
            ),
            _chart(
                "raised", name, [Counted(one, own.rated, own.raised) for one, own in told], first, alpha=alpha
            ),
        ]
    return tuple(charts)


def count_charts(records: Sequence[WatchRecord], rubric: str) -> int:
    """How many charts `charts_of` makes."""
    probes = {
        probe.probe for one in records for own in one.rubrics if own.rubric == rubric for probe in own.probes
    }
    return 1 + 2 * len(probes)


def baseline_rounds(records: Sequence[WatchRecord], since: datetime | None) -> int:
    """How many of the first rounds are the baseline: at least one, whatever `since` says."""
    if since is not None:
        return max(1, sum(one.at < since for one in records))
    return max(1, min(BASELINE, len(records) - 1))


def most_by_chance(counts: Sequence[Counted], n: int, alpha: float) -> int | None:
    """The most that a further round of n may count, or null where the baseline says nothing.

    Args:
        counts: of the baseline.
        n: pairs of the further round, at least 1.
        alpha: share of further rounds that may lie beyond it; 0 means that none may count anything.
    """
    told = [one for one in counts if one.n]
    if not told:
        return None
    if alpha <= 0:
        return 0
    size = sum(one.n for one in told) / len(told)
    count = sum(one.count for one in told) / len(told)
    first, second = count + _PRIOR, size - count + _PRIOR
    reached = 0.0
    for most in range(n):
        reached += math.exp(
            math.log(math.comb(n, most))
            + _log_beta(most + first, n - most + second)
            - _log_beta(first, second)
        )
        if reached >= 1 - alpha:
            return most
    return n


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def _chart(
    measure: WatchMeasure, probe: str | None, counts: Sequence[Counted], first: int, *, alpha: float
) -> WatchChart:
    baseline = counts[:first]
    points = []
    for place, one in enumerate(counts):
        # With an exact limit the first round too must keep to it.
        watched = one.n > 0 and (place >= first or alpha <= 0)
        limit = most_by_chance(baseline, one.n, alpha) if watched else None
        points.append(
            WatchPoint(
                record=one.record.id,
                day=calendar_day(one.record.at),
                n=one.n,
                count=one.count,
                limit=limit,
                beyond=limit is not None and one.count > limit,
            )
        )
    told = sum(one.n for one in baseline)
    beyond = next((one for one in points if one.beyond), None)
    return WatchChart(
        measure=measure,
        probe=probe,
        baseline=len(baseline),
        centre=sum(one.count for one in baseline) / told if told else None,
        points=tuple(points),
        signals=beyond is not None,
        signalled_on=None if beyond is None else beyond.day,
    )


def _alpha(records: Sequence[WatchRecord], watch: Watch) -> float:
    """Share of rounds at which one chart may signal while nothing moves."""
    days = (records[-1].at - records[0].at).total_seconds() / 86_400
    apart = max(_LEAST_DAYS, days / max(1, len(records) - 1))
    return min(0.05, watch.alarms_a_year / (YEAR_DAYS / apart) / watch.charts)


def _of_rubric(one: WatchRecord, rubric: str) -> WatchedRubric | None:
    return next((own for own in one.rubrics if own.rubric == rubric), None)


def _of_probe(one: WatchedRubric, name: str) -> ProbeCount | None:
    return next((probe for probe in one.probes if probe.probe == name), None)
