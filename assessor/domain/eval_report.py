"""What `eval report` says of a finished run: for people first, with every figure beside its sentence."""

from datetime import datetime
from typing import Literal

from assessor.domain.agreement import Statistic
from assessor.domain.base import Frozen
from assessor.domain.run import Overlap
from assessor.domain.text import Language


class ReportVerdict(Frozen):
    """What a reader should take away, if it is all they read."""

    headline: str
    sentences: tuple[str, ...]
    gate: Literal["passed", "missed", "not_asked"]
    """`not_asked`: the run names no threshold, so only what makes any figure worthless was looked at, and
    nothing was found."""


class ReportCounts(Frozen):
    """What became of the items. `labelled`, `insufficient` and `do_not_enter` may overlap, outcomes not."""

    items: int
    labelled: int
    """With a rating as label."""
    insufficient: int
    """Labelled as holding too little evidence."""
    do_not_enter: int
    """Labelled as holding something that must be stopped."""
    rated: int
    """With a drafted rating."""
    unrated: int
    """Answered without a rating."""
    stopped: int
    failed: int


class ReportFigure(Frozen):
    """One figure, what it is called and what it means."""

    name: str
    """The measure, as thresholds name it."""
    title: str
    says: str
    """What the figure means, in plain words."""
    unit: Literal["coefficient", "share", "levels"]
    statistic: Statistic
    why: str
    """Why there is no value or no interval, in the report's language; empty where there is."""


class ReportGroup(Frozen):
    """Figures on one subject."""

    id: str
    title: str
    says: str
    figures: tuple[ReportFigure, ...]


class ReportLevel(Frozen):
    """A level of a scale."""

    value: int
    label: str


class ReportRubric(Frozen):
    """One rubric: its agreement, and how often each label met each draft."""

    id: str
    version: str
    title: str
    items: int
    rated: int
    """With both a label and a drafted rating."""
    qwk: ReportFigure
    levels: tuple[ReportLevel, ...]
    counts: tuple[tuple[int, ...], ...]
    """Rows are labels, columns drafts, both by `levels`."""
    unrated: tuple[int, ...]
    """For each label, items that got no rating, stops and failures counted."""
    says: str


class ReportSlice(Frozen):
    """The measures of ratings for some of the items."""

    value: str
    title: str
    items: int
    rated: int
    abstained: int
    failed: int
    qwk: Statistic
    exact: Statistic
    within_one: Statistic
    mae: Statistic
    bias: Statistic
    why: tuple[str, ...]
    """Reasons for what is missing, each once."""


class ReportSlicing(Frozen):
    """All slices by one property."""

    by: Literal["rubric", "skill_area", "lang", "kind", "length"]
    title: str
    slices: tuple[ReportSlice, ...]


class ReportItem(Frozen):
    """One item that went wrong, with redacted text alone."""

    id: str
    rubric: str
    skill_area: str
    lang: Language
    """Language of the artefact, and of what is quoted of it."""
    kind: str
    label: str
    draft: str
    distance: int | None
    """Levels between label and draft; null where one of them is no level."""
    reason: str
    """The draft's own, or why there is no draft."""
    reason_lang: Language
    cited: tuple[str, ...]
    """What the draft cites, in the order of its claims, each quote once."""
    deciding: tuple[str, ...]
    """What the label rests on."""


class ReportCases(Frozen):
    """Items that went wrong in one way."""

    id: Literal[
        "disagreements", "missed_stops", "unwarranted", "wrong_abstentions", "wrong_stops", "failures"
    ]
    title: str
    says: str
    total: int
    """How many there are; `items` has the first of them."""
    items: tuple[ReportItem, ...]


class ReportReason(Frozen):
    """Why items got no rating."""

    code: str
    says: str
    count: int


class ReportCondition(Frozen):
    """One condition of the gate."""

    name: str
    passed: bool
    says: str


class ReportFact(Frozen):
    """One line of how the run was made."""

    name: str
    value: str


class ReportProbe(Frozen):
    """What one change that should not matter did."""

    probe: str
    title: str
    """What was changed."""
    pairs: int
    moved: Statistic
    """Share of pairs with another outcome; the others are its parts."""
    raised: Statistic
    lowered: Statistic
    withheld: Statistic
    appeared: Statistic
    limits: tuple[ReportCondition, ...]
    """A limit of which nothing could be measured is not met."""


class ReportProbes(Frozen):
    """What `eval probe` found, where a report of it was given."""

    says: str
    passed: bool | None
    """Whether every limit holds; null where none of these probes has one."""
    probes: tuple[ReportProbe, ...]
    not_run: tuple[ReportFact, ...]
    """Probes that could not be run, each with the code of the reason."""


class EvalReport(Frozen):
    """What `eval report` answers."""

    format: Literal["assessor-eval-report/1"] = "assessor-eval-report/1"
    lang: Language
    """Language of the sentences; `why_null` of a statistic stays English."""
    run: str
    suite: str | None
    started_at: datetime
    title: str
    verdict: ReportVerdict
    counts: ReportCounts
    agreement: ReportGroup
    rubrics: tuple[ReportRubric, ...]
    slicings: tuple[ReportSlicing, ...]
    groups: tuple[ReportGroup, ...]
    """Abstentions, twins, citations, retrieval, guardrails."""
    cases: tuple[ReportCases, ...]
    reasons: tuple[ReportReason, ...]
    gate: tuple[ReportCondition, ...]
    overlap: tuple[Overlap, ...]
    conditions: tuple[ReportFact, ...]
    probes: ReportProbes | None = None
