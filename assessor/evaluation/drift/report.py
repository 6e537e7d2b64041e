"""Drift: everything found, as one report."""

from collections.abc import Callable, Sequence
from datetime import datetime

from assessor.domain.drift import DriftReport, SuspensionOutcome
from assessor.domain.suspension import Begun
from assessor.evaluation.comparing.runs import Run
from assessor.evaluation.drift.acting import requests_of
from assessor.evaluation.drift.charting import Watching
from assessor.evaluation.drift.charts.settings import ChartSettings
from assessor.evaluation.drift.find import Period, RubricNames, plans_of, rubric_drift
from assessor.evaluation.drift.gold_runs import gold_drift
from assessor.evaluation.drift.people import people_drift
from assessor.evaluation.drift.source import DriftSource, PeoplePair
from assessor.evaluation.drift.wording import headline_of, sentences_of

NamesOf = Callable[[str], RubricNames]


def drift_report(
    sources: Sequence[DriftSource],
    runs: Sequence[Run],
    names_of: NamesOf,
    period: Period,
    *,
    settings: ChartSettings,
    at: datetime,
) -> DriftReport:
    """What is to be said. Nothing is carried out; `acted` says what was.

    Args:
        sources: of the rubrics to look at.
        runs: gold runs to hold against each other; none is fine.
        names_of: what a rubric and its areas are called, by its id.
        period: the window and its baseline.
        settings: how many false alarms all charts together may make.
        at: now.

    Raises:
        InputError: as for `gold_drift`.
    """
    gold = gold_drift(runs, lambda one: names_of(one).title) if runs else ()
    plans = [plan for one in sources for plan in plans_of(one, period)]
    watching = Watching(scopes=max(1, sum(one.charts for one in plans)), settings=settings)
    rubrics = tuple(rubric_drift(one, names_of(one.source.rubric_id), period, watching) for one in plans)
    people = tuple(
        people_drift(one.rubric_id, names_of(one.rubric_id).title, *_windows(one.people, period))
        for one in sources
        if one.people
    )
    requests = requests_of(rubrics, gold)
    return DriftReport(
        at=at,
        baseline_since=period.baseline_since,
        since=period.since,
        until=period.until,
        charted=sum(one.charts for one in plans),
        false_alarms_a_year=settings.family_alarms_a_year,
        signals=any(scope.signals for one in rubrics for scope in one.scopes)
        or any(one.signals for one in people)
        or any(one.signals for one in gold),
        headline=headline_of(rubrics, people, gold),
        sentences=sentences_of(rubrics, people, gold),
        rubrics=rubrics,
        people=people,
        gold=gold,
        acted=False,
        suspensions=tuple(SuspensionOutcome(request=one, suspension=None, new=False) for one in requests),
    )


def acted(report: DriftReport, begun: Sequence[Begun]) -> DriftReport:
    """The report after its suspensions were carried out, in their order."""
    outcomes = tuple(
        one.model_copy(update={"suspension": done.suspension.id, "new": done.new})
        for one, done in zip(report.suspensions, begun, strict=True)
    )
    return report.model_copy(update={"acted": True, "suspensions": outcomes})


def _windows(pairs: Sequence[PeoplePair], period: Period) -> tuple[list[PeoplePair], list[PeoplePair]]:
    return (
        [one for one in pairs if period.is_before(one.day)],
        [one for one in pairs if period.is_now(one.day)],
    )
