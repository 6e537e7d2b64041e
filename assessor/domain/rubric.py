"""Rubrics: versioned skill areas, career levels, behavioural anchors and scales."""

from datetime import date
from enum import StrEnum
from functools import cached_property

from pydantic import Field

from assessor.domain.base import Frozen
from assessor.domain.guide import Guide


class ChangelogEntry(Frozen):
    """One released version of a rubric."""

    version: str
    date: date
    author: str
    change: str


class RubricSource(Frozen):
    """Where the framework comes from; its facts and names are restated in our own words."""

    id: str
    title: str
    note: str


class ScaleLevel(Frozen):
    """One rating of a scale."""

    value: int
    label: str
    definition: str
    typical: str


class ScaleDiscriminator(Frozen):
    """What separates two neighbouring ratings."""

    lower: int
    upper: int
    question: str
    """Answered with yes, the evidence belongs to `upper`."""


class Scale(Frozen):
    """An ordinal scale; its numbers mean nothing on another scale."""

    id: str
    levels: tuple[ScaleLevel, ...]
    discriminators: tuple[ScaleDiscriminator, ...] = ()
    not_applicable: bool = True
    """Whether `NA` may be given."""
    role_dependent: bool = False
    """Whether a rating says how far the expectations of a role are met, so that the career level is an input.
    Elsewhere ratings are absolute."""

    @property
    def lowest(self) -> int:
        """Lowest rating."""
        return min(level.value for level in self.levels)

    @property
    def highest(self) -> int:
        """Highest rating."""
        return max(level.value for level in self.levels)


class MetricUnit(StrEnum):
    """What a target's number counts."""

    PERCENT = "percent"
    CURRENCY = "currency"
    """In the currency the contracts are kept in; the pack fixes none."""
    ACCOUNTS = "accounts"
    PEOPLE = "people"
    DAYS = "days"


class MetricDirection(StrEnum):
    """Which side of the number meets the target."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"


class MetricCheck(Frozen):
    """A numeric target beside an anchor's text (S002-11). It is read by people and sets no rating."""

    id: str
    metric: str
    """What is measured, without the number."""
    direction: MetricDirection
    value: float
    upper: float | None = None
    """Upper end, both ends included; for `between` only."""
    unit: MetricUnit
    period: str
    """Over which time the figure is taken."""
    segment: str
    """For which accounts; a number of another segment is not comparable (X-16)."""
    source: str
    """System or record the figure is read from."""


class ExpectedBand(Frozen):
    """Ratings usual at a career level; shown beside a profile, no gate for one area (S001-08, S001-09)."""

    lowest: int
    highest: int
    note: str = ""


class CareerLevel(Frozen):
    """An ordered career step and its scope."""

    name: str
    aliases: tuple[str, ...] = ()
    ownership: str = ""
    decisions: str = ""
    contribution: str = ""
    scope_tests: tuple[str, ...] = ()
    experience: str = ""
    """Usual time in the job, for the reader; never an input to a rating."""
    expected: ExpectedBand | None = None
    scope_metrics: tuple[MetricCheck, ...] = ()


class Anchor(Frozen):
    """One observable behaviour that marks one career level in one skill area."""

    id: str
    text: str


class AnchorCell(Frozen):
    """The anchors of one skill area at one career level."""

    career_level: str
    anchors: tuple[Anchor, ...]
    metrics: tuple[MetricCheck, ...] = ()


class RatingIndicators(Frozen):
    """What speaks for one rating in one skill area."""

    rating: int
    indicators: tuple[Anchor, ...]


class InterviewQuestion(Frozen):
    """A question on past behaviour and the proof a good answer brings. Its area is the one it stands in."""

    question: str
    proof: str
    probe: str = ""
    """How the interviewer has the answer verified: "how did you check?"."""
    artefact: str = ""
    """Kind of artefact the candidate may show, with personal data removed."""


class IndicatorKind(StrEnum):
    """What an indicator measures."""

    QUALITY = "quality"
    SPEED = "speed"
    RISK = "risk"


class Indicator(Frozen):
    """A quantity that moves when an area is done well."""

    text: str
    kind: IndicatorKind


class SkillArea(Frozen):
    """One dimension of a rubric."""

    id: str
    name: str
    """Canonical name, without an ordinal."""
    aliases: tuple[str, ...] = ()
    owner: str
    goal: str
    outcomes: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    cells: tuple[AnchorCell, ...] = ()
    reason: str = ""
    """Why the area matters."""
    group: str = ""
    authored: bool = False
    """Whether name and content are ours, because the source names none."""
    strong: tuple[Anchor, ...] = ()
    """Strong behaviour, in an area told by ratings and not by career levels."""
    by_rating: tuple[RatingIndicators, ...] = ()
    """Indicators of each rating, in place of cells."""
    coaching_notes: tuple[str, ...] = ()
    """For the talk about development; shown apart from any rating."""
    interview: tuple[InterviewQuestion, ...] = ()
    probe_required: bool = False
    """Whether every interview question of the area needs a verification probe."""
    joins: str = ""
    """For an optional area: id of the area it may become a part of, instead of standing alone."""
    evidence_examples: tuple[str, ...] = ()
    """Where evidence of this area is usually found."""

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """Every anchor, in order."""
        return tuple(anchor for cell in self.cells for anchor in cell.anchors) + self.strong


class RedLine(Frozen):
    """Conduct that caps the rating of an area until it is remediated."""

    id: str
    text: str
    cap: int


class Signal(Frozen):
    """A growth or warning signal."""

    id: str
    text: str


class EvidenceType(Frozen):
    """A sort of artefact that may serve as evidence, and what it must show."""

    kind: str
    requirement: str


class EvidenceRule(Frozen):
    """How much evidence a rating needs."""

    min_artefacts: int = Field(ge=1)
    max_age_months: int = Field(ge=1)


class PromotionRule(Frozen):
    """What must have shown before anybody talks of the next level. It informs people and promotes nobody."""

    min_rating: int | None = None
    """Lowest rating in any area that applies; without one it is 2, or the nearest the scale has (S002-24)."""
    stable_months: int = Field(default=3, ge=0)
    """Calendar months from the first to the last of the ratings that show the same effect (S000-46)."""
    stable_cycles: int = Field(default=2, ge=1)
    """Cycles in a row that must show it (S002-22). Both limits hold, so the stricter decides (X-05)."""
    cycle_months: int = Field(default=3, ge=1, le=12)
    """Length of a rating cycle: 3 for quarters, 6 where reviews are half-yearly."""
    min_signals: int = Field(default=3, ge=1)
    """Growth signals that must show in evidence; the sources give no number, this one is ours."""


class PackHead(Frozen):
    """What every pack says of itself, whether people are rated by it or not."""

    id: str
    title: str
    version: str
    owner: str
    status: str
    date: date
    lang: str
    source: RubricSource
    changelog: tuple[ChangelogEntry, ...]
    translation: str = ""
    """Version of the translation the texts come from, set by its loader; empty in the pack's own language."""


class Rubric(PackHead):
    """A whole framework at one version. Every rating pins the version it was made under."""

    scale: Scale
    career_levels: tuple[CareerLevel, ...]
    skill_areas: tuple[SkillArea, ...]
    """Areas that are rated."""
    optional_areas: tuple[SkillArea, ...] = ()
    """Areas an organisation may switch on; not rated as shipped."""
    facets: tuple[str, ...]
    evidence: EvidenceRule
    evidence_types: tuple[EvidenceType, ...]
    red_lines: tuple[RedLine, ...]
    growth_signals: tuple[Signal, ...]
    warning_signs: tuple[Signal, ...]
    promotion: PromotionRule = PromotionRule()
    sign_off: tuple[str, ...] = ()
    """What always needs a human's approval before it reaches a customer."""
    reading_rules: tuple[str, ...] = ()
    """How a reviewer reads evidence under this rubric."""
    guide: Guide = Guide()
    sha256: str = ""
    """Digest of the pack file, set by the loader."""

    @property
    def min_rating(self) -> int:
        """What each area that applies must reach before promotion, on this rubric's scale."""
        least = self.promotion.min_rating
        return max(self.scale.lowest, min(self.scale.highest, 2)) if least is None else least

    @cached_property
    def anchors_by_id(self) -> dict[str, Anchor]:
        """Every anchor under its id."""
        return {anchor.id: anchor for area in self.skill_areas for anchor in area.anchors}
