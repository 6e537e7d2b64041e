"""Drift: from what the store knows of a rubric to what may be said of it.

Three comparisons are kept apart: draft against human here, human against human in `people`, a gold run
against itself in `gold_runs`. Drafters of one rubric are watched apart too, since a change of drafter is no
drift.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from assessor.domain.agreement import Statistic
from assessor.domain.draft import DraftStatus
from assessor.domain.draft_facts import DraftFacts
from assessor.domain.drift import (
    AbstentionMonth,
    DriftBreakdown,
    DriftGroup,
    DriftRubric,
    DriftScope,
    DriftWindow,
    ScopeState,
)
from assessor.domain.sentences import Sentences
from assessor.evaluation.drift.charting import FEWEST_SEALED, Watching, charted
from assessor.evaluation.drift.groups import People, shown_groups
from assessor.evaluation.drift.pooling import Pooled, pool
from assessor.evaluation.drift.population import population_shifts
from assessor.evaluation.drift.source import DriftSource, Pair
from assessor.evaluation.drift.spread import Mean, Spread, codes_of, mean_of, rater_spread, spread_of
from assessor.evaluation.statistic import undefined
from assessor.rubrics.rules.calendar import calendar_day

By = Literal["skill_area", "lang", "month", "version"]
_CLASSES: Mapping[By, Callable[[Pair], str | None]] = {
    "skill_area": lambda one: one.draft.skill_area,
    "lang": lambda one: one.draft.lang,
    "month": lambda one: f"{one.day:%Y-%m}",
    "version": lambda one: one.version,
}
_NO_DRAFT = frozenset({DraftStatus.NOT_APPLICABLE, DraftStatus.SUSPENDED})
"""Neither a level nor an abstention."""


@dataclass(frozen=True)
class Period:
    """The window, and where its baseline begins."""

    since: date
    until: date
    """Included."""
    baseline_since: date | None = None

    def is_before(self, day: date) -> bool:
        """Whether a day lies in the baseline."""
        return (self.baseline_since is None or day >= self.baseline_since) and day < self.since

    def is_now(self, day: date) -> bool:
        """Whether a day lies in the window."""
        return self.since <= day <= self.until


@dataclass(frozen=True)
class _Part:
    """A scope that is to be looked at."""

    area: str | None
    before: Sequence[Pair]
    now: Sequence[Pair]
    state: ScopeState


@dataclass(frozen=True)
class Plan:
    """What is to be looked at for one rubric and drafter."""

    source: DriftSource
    drafter: str
    sealed: int
    few_people: bool
    parts: tuple[_Part, ...]
    """The whole rubric first."""

    @property
    def charts(self) -> int:
        """Scopes that will be charted."""
        return sum(one.state == "charted" for one in self.parts)


def plans_of(source: DriftSource, period: Period) -> tuple[Plan, ...]:
    """One for each drafter that drafted under the rubric."""
    drafters = sorted({one.drafter for one in source.drafts if one.drafter is not None})
    return tuple(_plan(source, period, drafter) for drafter in drafters)


def _plan(source: DriftSource, period: Period, drafter: str) -> Plan:
    pairs = [one for one in source.pairs if one.draft.drafter == drafter and one.day <= period.until]
    before, now = _windows(pairs, period)
    few = any(not people_of(part).enough for part in (before, now) if part)
    whole = _Part(None, before, now, _state(len(pairs), before, now))
    areas = () if few or whole.state != "charted" else _areas(before, now)
    return Plan(source, drafter, len(pairs), few, (whole, *areas))


@dataclass(frozen=True)
class RubricNames:
    """What a rubric and its skill areas are called in each language."""

    title: Sentences
    areas: Mapping[str, Sentences]
    """By canonical name; one that is not in here is called by that."""


def rubric_drift(plan: Plan, names: RubricNames, period: Period, watching: Watching) -> DriftRubric:
    """What is to be said of a rubric's drafter."""
    few, now = plan.few_people, plan.parts[0].now
    drafts = [one for one in plan.source.drafts if one.drafter == plan.drafter]
    breakdowns, between = ((), None) if few or not now else _breakdowns(now)
    return DriftRubric(
        rubric=plan.source.rubric_id,
        drafter=plan.drafter,
        title=names.title,
        area_titles=dict(names.areas),
        state=plan.parts[0].state,
        sealed=plan.sealed,
        few_people=few,
        scopes=tuple(_scope(plan, part, watching) for part in plan.parts),
        breakdowns=breakdowns,
        between_areas=between,
        rater_spread=None if few or not now else _raters(now),
        abstentions=_abstentions(drafts, period),
        population=population_shifts(
            [one for one in drafts if period.is_before(calendar_day(one.created_at))],
            [one for one in drafts if period.is_now(calendar_day(one.created_at))],
        ),
        excluded=dict(sorted(plan.source.excluded.items())),
    )


def _windows(pairs: Sequence[Pair], period: Period) -> tuple[list[Pair], list[Pair]]:
    dated = [(one, one.day) for one in pairs]
    return (
        [one for one, day in dated if period.is_before(day)],
        [one for one, day in dated if period.is_now(day)],
    )


def people_of(pairs: Iterable[Pair]) -> People:
    """Who stands behind pairs."""
    pairs = tuple(pairs)
    return People(frozenset(one.draft.assessee_id for one in pairs), frozenset(one.rater for one in pairs))


def _scope(plan: Plan, part: _Part, watching: Watching) -> DriftScope:
    few, before, now = plan.few_people, part.before, part.now
    made = charted(before, now, watching, few_people=few) if part.state == "charted" else None
    begun = None if made is None else made.begun
    recent = shift = None
    if begun is not None and not few and people_of(now[begun:]).enough:
        recent, shift = _since_change(before, now[begun:])
    return DriftScope(
        rubric=plan.source.rubric_id,
        skill_area=part.area,
        drafter=plan.drafter,
        state=part.state,
        baseline=_window(before, few_people=few),
        window=_window(now, few_people=few),
        charts=() if made is None else made.charts,
        signals=begun is not None,
        began_on=None if begun is None or few else now[begun].day,
        now=recent,
        shift=shift,
    )


def _state(sealed: int, before: Sequence[Pair], now: Sequence[Pair]) -> ScopeState:
    if sealed < FEWEST_SEALED:
        return "unproven"
    if len(before) < FEWEST_SEALED:
        return "no_baseline"
    return "charted" if now else "no_window"


def _areas(before: Sequence[Pair], now: Sequence[Pair]) -> tuple[_Part, ...]:
    """Skill areas with a baseline of their own and enough people in both windows; the others are in the
    rubric's chart alone.
    """
    parts = [_parted(part, _CLASSES["skill_area"]) for part in (before, now)]
    shown = [set(shown_groups({name: people_of(one) for name, one in part.items()}).alone) for part in parts]
    names = [name for name in sorted(shown[0] & shown[1]) if len(parts[0][name]) >= FEWEST_SEALED]
    return tuple(_Part(name, parts[0][name], parts[1][name], "charted") for name in names)


def _window(pairs: Sequence[Pair], *, few_people: bool) -> DriftWindow:
    return DriftWindow(
        first=pairs[0].day if pairs else None,
        last=pairs[-1].day if pairs else None,
        n=len(pairs),
        difference=None if few_people or not pairs else _mean(pairs, _spread(pairs)).statistic,
    )


def _spread(pairs: Sequence[Pair]) -> Spread:
    return spread_of(_differences(pairs), codes_of([one.rater for one in pairs]))


def _mean(pairs: Sequence[Pair], spread: Spread) -> Mean:
    return mean_of(_differences(pairs), codes_of([one.rater for one in pairs]), spread)


def _raters(pairs: Sequence[Pair]) -> Statistic:
    return rater_spread(_differences(pairs), codes_of([one.rater for one in pairs]))


def _differences(pairs: Sequence[Pair]) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    return np.array([one.difference for one in pairs], dtype=np.float64)


def _since_change(before: Sequence[Pair], since: Sequence[Pair]) -> tuple[Statistic, Statistic]:
    """Where differences stand, and how far that is from the baseline."""
    old, new = _mean(before, _spread(before)), _mean(since, _spread(since))
    return new.statistic, Mean(new.value - old.value, new.variance + old.variance, new.n).statistic


def _parted(pairs: Sequence[Pair], class_of: Callable[[Pair], str | None]) -> dict[str, list[Pair]]:
    parts: dict[str, list[Pair]] = defaultdict(list)
    for one in pairs:
        if (told := class_of(one)) is not None:
            parts[told].append(one)
    return dict(sorted(parts.items()))


def _breakdowns(now: Sequence[Pair]) -> tuple[tuple[DriftBreakdown, ...], float | None]:
    spread = _spread(now)
    found, between = [], None
    for by, class_of in _CLASSES.items():
        parts = _parted(now, class_of)
        shown = shown_groups({name: people_of(part) for name, part in parts.items()})
        means = [_mean(parts[name], spread) for name in shown.alone]
        pooled: Pooled | None = pool(means) if by == "skill_area" and means else None
        if pooled is not None and len(means) > 1:
            between = pooled.between**0.5
        groups = [
            DriftGroup(
                value=name,
                n=len(parts[name]),
                difference=mean.statistic,
                pooled=None if pooled is None else pooled.groups[place].statistic,
            )
            for place, (name, mean) in enumerate(zip(shown.alone, means, strict=True))
        ]
        if shown.joined:
            rest = [one for name in shown.joined for one in parts[name]]
            groups.append(
                DriftGroup(value=None, n=len(rest), difference=_mean(rest, spread).statistic, pooled=None)
            )
        found.append(DriftBreakdown(by=by, groups=tuple(groups)))
    return tuple(found), between


def _abstentions(drafts: Sequence[DraftFacts], period: Period) -> tuple[AbstentionMonth, ...]:
    """Months from the baseline on; those with few people joined into one."""
    months: dict[str, list[DraftFacts]] = defaultdict(list)
    for one in drafts:
        day = calendar_day(one.created_at)
        if one.status not in _NO_DRAFT and (period.is_before(day) or period.is_now(day)):
            months[f"{day:%Y-%m}"].append(one)
    groups = {
        name: People(frozenset(one.assessee_id for one in part)) for name, part in sorted(months.items())
    }
    shown = shown_groups(groups)
    rows: list[tuple[str | None, list[DraftFacts]]] = [(name, months[name]) for name in shown.alone]
    if shown.joined:
        rows.append((None, [one for name in shown.joined for one in months[name]]))
    return tuple(_abstention(name, part) for name, part in rows)


def _abstention(month: str | None, drafts: Sequence[DraftFacts]) -> AbstentionMonth:
    silent = sum(one.level is None for one in drafts)
    return AbstentionMonth(
        month=month, drafts=len(drafts), without_level=silent, share=_share(silent, len(drafts))
    )


def _share(count: int, n: int) -> Statistic:
    """With Wilson's 95 % interval."""
    if not n:
        return undefined("no drafts", 0)
    z, share = 1.959964, count / n
    middle, half = share + z * z / (2 * n), z * (share * (1 - share) / n + z * z / (4 * n * n)) ** 0.5
    whole = 1 + z * z / n
    return Statistic(
        value=share,
        low=max(0.0, (middle - half) / whole),
        high=min(1.0, (middle + half) / whole),
        n=n,
        why_null=None,
    )
