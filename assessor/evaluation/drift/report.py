"""Drift: everything found, as one report."""

from collections.abc import Callable, Sequence
from datetime import datetime

from assessor.domain.drift import DriftReport, SuspensionOutcome
from assessor.domain.suspension import Begun, SuspensionRequest
from assessor.evaluation.comparing.runs import Run
from assessor.evaluation.drift.acting import requests_of
from assessor.evaluation.drift.charting import Watching
from assessor.evaluation.drift.charts.settings import ChartSettings
from assessor.evaluation.drift.find import Period, RubricNames, plans_of, rubric_drift
from assessor.evaluation.drift.gold_runs import gold_drift
from assessor.evaluation.drift.people import people_drift
from assessor.evaluation.drift.source import DriftSource, PeoplePair
from assessor.evaluation.drift.wording import headline_of, sentences_of
from assessor.evaluation.watch.history import History, probe_requests
from assessor.evaluation.watch.wording import probe_sentences

NamesOf = Callable[[str], RubricNames]


def drift_report(
    sources: Sequence[DriftSource],
    runs: Sequence[Run],
    names_of: NamesOf,
    period: Period,
    *,
    settings: ChartSettings,
    at: datetime,
    watched: History | None = None,
) -> DriftReport:
    """What is to be said. Nothing is carried out; `acted` says what was.

    Args:
        sources: of the rubrics to look at.
        runs: gold runs to hold against each other; none is fine.
        names_of: what a rubric and its areas are called, by its id.
        period: the window and its baseline.
        settings: how many false alarms all charts together may make.
        at: now.
        watched: what rounds of `eval watch` say.

    Raises:
        InputError: as for `gold_drift`.
    """
    watched = watched or History((), ())
    gold = (*(gold_drift(runs, lambda one: names_of(one).title) if runs else ()), *watched.gold)
    plans = [plan for one in sources for plan in plans_of(one, period)]
    watching = Watching(scopes=max(1, sum(one.charts for one in plans)), settings=settings)
    rubrics = tuple(rubric_drift(one, names_of(one.source.rubric_id), period, watching) for one in plans)
    people = tuple(
        people_drift(one.rubric_id, names_of(one.rubric_id).title, *_windows(one.people, period))
        for one in sources
        if one.people
    )
    requests = _once((*requests_of(rubrics, gold), *probe_requests(watched)))
    return DriftReport(
        at=at,
        baseline_since=period.baseline_since,
        since=period.since,
        until=period.until,
        charted=sum(one.charts for one in plans),
        false_alarms_a_year=settings.family_alarms_a_year,
        signals=any(scope.signals for one in rubrics for scope in one.scopes)
        or any(one.signals for one in people)
        or any(one.signals for one in gold)
        or any(one.signals for one in watched.probes),
        headline=headline_of(rubrics, people, gold, watched.probes),
        sentences=(
            *sentences_of(rubrics, people, gold),
            *(sentence for one in watched.probes for sentence in probe_sentences(one)),
        ),
        rubrics=rubrics,
        people=people,
        gold=gold,
        probes=watched.probes,
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


def _once(requests: Sequence[SuspensionRequest]) -> tuple[SuspensionRequest, ...]:
    """The first for each scope."""
    scopes: dict[tuple[str, str | None, str | None], SuspensionRequest] = {}
    for one in requests:
        scopes.setdefault((one.rubric_id, one.skill_area, one.drafter), one)
    return tuple(scopes.values())


def _windows(pairs: Sequence[PeoplePair], period: Period) -> tuple[list[PeoplePair], list[PeoplePair]]:
    return (
        [one for one in pairs if period.is_before(one.day)],
        [one for one in pairs if period.is_now(one.day)],
    )
