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
from assessor.evaluation.drift.charting import FEWEST_SEALED, charted
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


def rubric_drift(source: DriftSource, title: Sentences, period: Period) -> tuple[DriftRubric, ...]:
    """What is to be said of a rubric's drafters; one without usable ratings and drafts is passed over."""
    drafters = sorted({one.drafter for one in source.drafts if one.drafter is not None})
    return tuple(_of_drafter(source, title, period, drafter) for drafter in drafters)


def _of_drafter(source: DriftSource, title: Sentences, period: Period, drafter: str) -> DriftRubric:
    pairs = [one for one in source.pairs if one.draft.drafter == drafter and one.day <= period.until]
    drafts = [one for one in source.drafts if one.drafter == drafter]
    before, now = _windows(pairs, period)
    scope = _Scope(source.rubric_id, drafter, len(pairs))
    people = [people_of(part) for part in (before, now) if part]
    few = any(not one.enough for one in people)
    whole = scope.of(None, before, now, few_people=few)
    breakdowns, between = ((), None) if few or not now else _breakdowns(now)
    return DriftRubric(
        rubric=source.rubric_id,
        drafter=drafter,
        title=title,
        state=whole.state,
        sealed=len(pairs),
        few_people=few,
        scopes=(whole, *(() if few else _areas(scope, before, now))),
        breakdowns=breakdowns,
        between_areas=between,
        rater_spread=None if few or not now else _raters(now),
        abstentions=_abstentions(drafts, period),
        population=population_shifts(
            [one for one in drafts if period.is_before(calendar_day(one.created_at))],
            [one for one in drafts if period.is_now(calendar_day(one.created_at))],
        ),
        excluded=dict(sorted(source.excluded.items())),
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


@dataclass(frozen=True)
class _Scope:
    """Makes the scopes of one rubric and drafter."""

    rubric: str
    drafter: str
    sealed: int

    def of(
        self, area: str | None, before: Sequence[Pair], now: Sequence[Pair], *, few_people: bool
    ) -> DriftScope:
        state = self._state(before, now)
        made = charted(before, now, few_people=few_people) if state == "charted" else None
        signals = made is not None and any(one.signals for one in made.charts)
        begun = None if made is None or not signals else made.begun
        recent = shift = None
        if begun is not None and not few_people and people_of(now[begun:]).enough:
            recent, shift = _since_change(before, now[begun:])
        return DriftScope(
            rubric=self.rubric,
            skill_area=area,
            drafter=self.drafter,
            state=state,
            baseline=_window(before, few_people=few_people),
            window=_window(now, few_people=few_people),
            charts=() if made is None else made.charts,
            signals=signals,
            began_on=None if begun is None or few_people else now[begun].day,
            now=recent,
            shift=shift,
        )

    def _state(self, before: Sequence[Pair], now: Sequence[Pair]) -> ScopeState:
        if self.sealed < FEWEST_SEALED:
            return "unproven"
        if len(before) < FEWEST_SEALED:
            return "no_baseline"
        return "charted" if now else "no_window"


def _areas(scope: _Scope, before: Sequence[Pair], now: Sequence[Pair]) -> tuple[DriftScope, ...]:
    """Skill areas with a baseline of their own and enough people in both windows; the others are in the
    rubric's chart alone.
    """
    parts = [_parted(part, _CLASSES["skill_area"]) for part in (before, now)]
    shown = [set(shown_groups({name: people_of(one) for name, one in part.items()}).alone) for part in parts]
    names = [name for name in sorted(shown[0] & shown[1]) if len(parts[0][name]) >= FEWEST_SEALED]
    return tuple(scope.of(name, parts[0][name], parts[1][name], few_people=False) for name in names)


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
