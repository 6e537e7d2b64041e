"""What `eval drift` answers: whether drafts, people or a model moved. Aggregates only; no id of a person."""

from datetime import date, datetime
from typing import Literal

from assessor.domain.agreement import Statistic
from assessor.domain.base import Frozen
from assessor.domain.comparison import ConditionChange
from assessor.domain.probe_drift import ProbeDrift
from assessor.domain.sentences import Sentences
from assessor.domain.suspension import SuspensionRequest

ChartMethod = Literal["ewma", "cusum", "change_point"]
ScopeState = Literal["charted", "unproven", "no_baseline", "no_window"]
"""`unproven`: fewer than 30 sealed ratings of the rubric in all; `no_baseline`: fewer than 30 before the
window; `no_window`: none in it."""


class DriftWindow(Frozen):
    """A stretch of time and the ratings in it."""

    first: date | None
    """Day of the first rating; null without one."""
    last: date | None
    n: int
    difference: Statistic | None
    """Mean of sealed rating less draft, in levels: above 0, drafts are too low. Null where there is none, or
    where it would be about fewer than five people."""


class DriftPoint(Frozen):
    """Where a chart stood on a day, after at least five further ratings."""

    day: date
    n: int
    """Ratings since the point before."""
    value: float
    """Rounded, so that no single rating can be worked out."""


class DriftChart(Frozen):
    """One chart of one scope. Points are left out where few people stand behind them."""

    method: ChartMethod
    centre: float | None
    """In levels for `ewma`; the other charts have none."""
    low: float | None
    high: float | None
    """Limits: levels for `ewma`, spreads of the baseline for `cusum`."""
    points: tuple[DriftPoint, ...]
    signals: bool
    signalled_on: date | None
    """Day of the rating at which it signalled; null without a signal."""
    began_on: date | None
    """When the change began, as far as the chart can tell."""


class DriftScope(Frozen):
    """A rubric, or one of its skill areas, under one drafter, and what its charts say."""

    rubric: str
    skill_area: str | None
    drafter: str
    state: ScopeState
    baseline: DriftWindow
    window: DriftWindow
    charts: tuple[DriftChart, ...]
    signals: bool
    began_on: date | None
    """The earliest of the charts that signal."""
    now: Statistic | None
    """Mean difference since then, in levels; null without a signal, or behind few people."""
    shift: Statistic | None
    """The same less that of the baseline."""


class DriftGroup(Frozen):
    """A part of the window."""

    value: str | None
    """Null: several that are too small to be shown by themselves, joined."""
    n: int
    difference: Statistic
    pooled: Statistic | None
    """Pulled towards the mean of all groups; for skill areas alone."""


class DriftBreakdown(Frozen):
    """The window by one property."""

    by: Literal["skill_area", "lang", "month", "version"]
    groups: tuple[DriftGroup, ...]
    """Empty where fewer than five people stand behind everything."""


class AbstentionMonth(Frozen):
    """How many drafts of a month had no level."""

    month: str | None
    """`2026-11`; null: several that are too small to be shown by themselves, joined."""
    drafts: int
    without_level: int
    share: Statistic


class PopulationShift(Frozen):
    """Whether drafts or evidence of the window are another mixture than before."""

    of: Literal["level", "abstained", "skill_area", "kind", "lang", "length"]
    about: Literal["drafts", "evidence"]
    baseline: int
    """Drafts made before the window."""
    window: int
    classes: tuple[str | None, ...]
    """Null: several that are too small to be shown by themselves, joined."""
    shares_before: tuple[float, ...]
    shares_now: tuple[float, ...]
    distance: float | None
    """Total variation: share of drafts that would have to change class. Null where it cannot be shown."""
    psi: float | None
    """Population stability index."""
    p: float | None
    """Of swapping whole submissions between the windows."""
    p_adjusted: float | None
    shifted: bool


class DriftRubric(Frozen):
    """Drafts of one rubric and drafter against people."""

    rubric: str
    drafter: str
    title: Sentences
    area_titles: dict[str, Sentences]
    """What skill areas are called in each language, by their canonical name."""
    state: ScopeState
    sealed: int
    """Usable ratings in all, whenever made."""
    few_people: bool
    """Whether fewer than five people stand behind it: then nothing but whether it signals is said."""
    scopes: tuple[DriftScope, ...]
    """The whole rubric first, then skill areas with a baseline of their own."""
    breakdowns: tuple[DriftBreakdown, ...]
    between_areas: float | None
    """Standard deviation of true means between skill areas, levels."""
    rater_spread: Statistic | None
    """Standard deviation between raters, levels; null below five of them."""
    abstentions: tuple[AbstentionMonth, ...]
    population: tuple[PopulationShift, ...]
    excluded: dict[str, int]
    """Ratings left aside, by the code of the reason; of all drafters together."""

    def area_title(self, area: str | None) -> Sentences | None:
        """What an area is called; null for none."""
        return None if area is None else self.area_titles.get(area, Sentences(en=area, de=area))


class PeopleWindow(Frozen):
    """Two people on one text, neither having seen the draft."""

    pairs: int
    exact: Statistic | None
    within_one: Statistic | None
    distance: Statistic | None
    """Mean levels between them."""


class PeopleDrift(Frozen):
    """Human against human: whether people came to agree less."""

    rubric: str
    title: Sentences
    few_people: bool
    baseline: PeopleWindow
    window: PeopleWindow
    change: Statistic | None
    """Distance in the window less that before, in levels."""
    p: float | None
    signals: bool


class GoldStep(Frozen):
    """A stored run of a suite beside the first one, on the items both answered."""

    run: str
    at: datetime
    items: int
    moved: Statistic
    """Share of items with another answer: another level, or none in place of one."""
    shift: Statistic
    """Mean of levels less those of the first run."""
    p: float | None
    """That the levels moved neither up nor down."""
    p_adjusted: float | None
    changed: tuple[ConditionChange, ...]
    """Conditions that are not those of the first run."""
    signals: bool


class GoldDrift(Frozen):
    """A fixed gold run against itself: what moved here, no person moved."""

    suite: str | None
    rubric: str
    title: Sentences
    drafter: str
    first: str
    """Id of the run that the others are held against."""
    first_at: datetime
    steps: tuple[GoldStep, ...]
    signals: bool


class SuspensionOutcome(Frozen):
    """Drafts that would be, or were, taken away."""

    request: SuspensionRequest
    suspension: str | None
    """Its id; null where nothing was carried out."""
    new: bool
    """False where it stood before, or nothing was carried out."""


class DriftReport(Frozen):
    """What `eval drift` answers."""

    format: Literal["assessor-drift-report/1"] = "assessor-drift-report/1"
    at: datetime
    baseline_since: date | None
    """First day of the baseline; null: since the first rating."""
    since: date
    until: date
    charted: int
    """Rubrics and skill areas under a chart at once."""
    false_alarms_a_year: float
    """At most so many are to be expected of all of them together while nothing moves."""
    signals: bool
    headline: Sentences
    sentences: tuple[Sentences, ...]
    rubrics: tuple[DriftRubric, ...]
    people: tuple[PeopleDrift, ...]
    gold: tuple[GoldDrift, ...]
    probes: tuple[ProbeDrift, ...] = ()
    """Probes over time, as `eval watch` keeps them."""
    acted: bool
    """Whether suspensions were carried out."""
    suspensions: tuple[SuspensionOutcome, ...]
