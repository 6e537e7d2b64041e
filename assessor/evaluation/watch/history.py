"""Watch: from kept rounds to what has moved, rubric by rubric, and the drafts that are to be taken away.

What people did on purpose is no drift: rounds are held against each other only since a version was last put
in effect for the rubric, since its text was last changed, and since a suspension of it was last lifted. What
changed without them (program, model, library) is charted, and named.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from assessor.domain.comparison import ConditionChange
from assessor.domain.drift import GoldDrift, GoldStep
from assessor.domain.probe_drift import ProbeDrift, WatchChart
from assessor.domain.sentences import Sentences
from assessor.domain.suspension import Figures, Suspension, SuspensionCause, SuspensionRequest, plain_id
from assessor.domain.watch import WatchRecord
from assessor.evaluation.comparing.conditions import changed_conditions
from assessor.evaluation.drift.gold_runs import held_against, judged
from assessor.evaluation.watch.charting import Watch, charts_of, count_charts
from assessor.rubrics.rules.calendar import calendar_day

_DIGITS = 2
TitleOf = Callable[[str], Sentences]


@dataclass(frozen=True)
class History:
    """What the rounds of every series say."""

    probes: tuple[ProbeDrift, ...]
    gold: tuple[GoldDrift, ...]

    @property
    def signals(self) -> bool:
        """Whether anything left its limits."""
        return any(one.signals for one in self.probes) or any(one.signals for one in self.gold)


@dataclass(frozen=True)
class Asked:
    """What is looked at."""

    since: datetime | None = None
    """Rounds before are the baseline; null: the first few are."""
    baseline_since: datetime | None = None
    """Earlier rounds are left aside."""
    until: datetime | None = None
    rubric: str | None = None
    alarms_a_year: float = 1.0
    """False alarms of all charts together, at most."""


def history_of(
    records: Iterable[WatchRecord], lifted: Iterable[Suspension], title_of: TitleOf, asked: Asked
) -> History:
    """Chart every series.

    Args:
        records: finished rounds, oldest first.
        lifted: every suspension; those that were lifted begin a baseline.
        title_of: what a rubric is called, by its id.
        asked: which rounds, and how many false alarms.
    """
    parts = [one for one in _parts(records, tuple(lifted), asked) if len(one.records) > 1]
    charts = sum(count_charts(one.records, one.rubric) for one in parts)
    watch = Watch(since=asked.since, alarms_a_year=asked.alarms_a_year, charts=max(1, charts))
    return History(
        probes=tuple(_probes(one, title_of, watch) for one in parts),
        gold=tuple(_gold(one, title_of, asked.since) for one in parts),
    )


def newest(history: History, record: WatchRecord) -> History:
    """Only what signals in this round: what was seen before has been acted on before."""
    return History(
        probes=tuple(
            one
            for one in history.probes
            if one.series == record.series
            and any(
                point.beyond and point.record == record.id for chart in one.charts for point in chart.points
            )
        ),
        gold=tuple(
            one for one in history.gold if any(step.signals and step.run == record.id for step in one.steps)
        ),
    )


def requests_of(history: History) -> tuple[SuspensionRequest, ...]:
    """One for each rubric and drafter that signals; a gold run goes before a probe."""
    asked = [*_of_gold(history.gold), *probe_requests(history)]
    scopes: dict[tuple[str, str | None], SuspensionRequest] = {}
    for one in asked:
        scopes.setdefault((one.rubric_id, one.drafter), one)
    return tuple(scopes.values())


@dataclass(frozen=True)
class _Part:
    """The rounds of one series and rubric that may be held against each other."""

    series: str
    rubric: str
    records: tuple[WatchRecord, ...]


def _parts(records: Iterable[WatchRecord], lifted: Sequence[Suspension], asked: Asked) -> Iterator[_Part]:
    grouped: dict[tuple[str, str], list[WatchRecord]] = defaultdict(list)
    for one in records:
        early = asked.baseline_since is not None and one.at < asked.baseline_since
        late = asked.until is not None and one.at >= asked.until
        for own in one.rubrics if not (early or late) else ():
            if asked.rubric is None or plain_id(own.rubric) == plain_id(asked.rubric):
                grouped[one.series, own.rubric].append(one)
    for (series, rubric), rounds in sorted(grouped.items()):
        yield _Part(series, rubric, _comparable(rounds, rubric, lifted))


def _comparable(
    rounds: Sequence[WatchRecord], rubric: str, lifted: Sequence[Suspension]
) -> tuple[WatchRecord, ...]:
    """The last stretch in which people changed nothing on purpose."""
    last = rounds[-1]
    given_back = [
        one.lifted_at
        for one in lifted
        if one.lifted_at is not None
        and one.rubric_id == plain_id(rubric)
        and one.drafter in (None, last.versions.drafter)
        and one.lifted_at < last.at
    ]
    since = max(given_back, default=None)
    kept: list[WatchRecord] = []
    for one in reversed(rounds):
        if _chosen(one, rubric) != _chosen(last, rubric) or (since is not None and one.at < since):
            break
        kept.append(one)
    return tuple(reversed(kept))


def _chosen(one: WatchRecord, rubric: str) -> tuple[object, ...]:
    """What people choose: the rubric's text, and what the drafter learned of it."""
    text = [own.sha256 for own in one.versions.rubrics if own.id == rubric]
    learned = sorted(item for item in one.versions.fitted.items() if item[0].startswith(f"{rubric}/"))
    return (*text, *learned)


def _probes(part: _Part, title_of: TitleOf, watch: Watch) -> ProbeDrift:
    first, last = part.records[0], part.records[-1]
    charts = charts_of(part.records, part.rubric, watch)
    return ProbeDrift(
        series=part.series,
        suite=last.versions.suite,
        rubric=part.rubric,
        title=title_of(part.rubric),
        drafter=last.versions.drafter,
        rounds=len(part.records),
        first=calendar_day(first.at),
        last=calendar_day(last.at),
        charts=charts,
        changed=_changed(first, last),
        signals=any(one.signals for one in charts),
    )


def _gold(part: _Part, title_of: TitleOf, since: datetime | None) -> GoldDrift:
    first, *later = part.records
    watched = [one for one in later if since is None or one.at >= since]
    steps = judged([_step(first, one, part.rubric) for one in watched])
    return GoldDrift(
        suite=first.versions.suite,
        rubric=part.rubric,
        title=title_of(part.rubric),
        drafter=first.versions.drafter,
        first=first.id,
        first_at=first.at,
        steps=steps,
        signals=any(one.signals for one in steps),
    )


def _step(first: WatchRecord, later: WatchRecord, rubric: str) -> GoldStep:
    before, after = _levels(first, rubric), _levels(later, rubric)
    # A series has the same items; only those that failed one time are not in both.
    pairs = [(before[name], after[name]) for name in before if name in after]
    against = held_against(pairs or [(None, None)])
    return GoldStep(
        run=later.id,
        at=later.at,
        items=len(pairs),
        moved=against.moved,
        shift=against.shift,
        p=against.p,
        p_adjusted=None,
        changed=_changed(first, later),
        signals=False,
    )


def _levels(one: WatchRecord, rubric: str) -> dict[str, int | None]:
    return next(own.levels for own in one.rubrics if own.rubric == rubric)


def _changed(first: WatchRecord, later: WatchRecord) -> tuple[ConditionChange, ...]:
    changes = changed_conditions(first.versions, (), later.versions, ())
    if first.models != later.models and not any(one.what == "model" for one in changes):
        models = (", ".join(first.models) or None, ", ".join(later.models) or None)
        changes = (ConditionChange(what="model", a=models[0], b=models[1]), *changes)
    return changes


def _of_gold(gold: Iterable[GoldDrift]) -> Iterator[SuspensionRequest]:
    for one in gold:
        step = next((step for step in reversed(one.steps) if step.signals), None)
        if step is None:
            continue
        figures: Figures = {"items": step.items}
        if step.moved.value is not None:
            figures["moved"] = round(step.moved.value, _DIGITS)
        if step.shift.value is not None:
            figures["shift"] = round(step.shift.value, _DIGITS)
        yield SuspensionRequest(
            rubric_id=plain_id(one.rubric),
            drafter=one.drafter,
            cause=SuspensionCause.GOLD_RUN,
            figures=figures,
            changed_on=calendar_day(step.at),
        )


def probe_requests(history: History) -> Iterator[SuspensionRequest]:
    """One for each rubric and drafter whose probes signal."""
    for one in history.probes:
        if not one.signals:
            continue
        chart, share = _worst(one.charts)
        yield SuspensionRequest(
            rubric_id=plain_id(one.rubric),
            drafter=one.drafter,
            cause=SuspensionCause.PROBE,
            figures={"probe": chart.probe or chart.measure, "share": round(share, _DIGITS)},
            changed_on=chart.signalled_on,
        )


def _worst(charts: Iterable[WatchChart]) -> tuple[WatchChart, float]:
    """The chart that went furthest beyond what chance explains, and the share there."""
    beyond = [
        (point.count / point.n - (point.limit or 0) / point.n, point.count / point.n, chart)
        for chart in charts
        for point in chart.points
        if point.beyond
    ]
    _, share, chart = max(beyond, key=lambda one: one[:2])
    return chart, share
