"""Rubrics: versioned skill areas, career levels, behavioural anchors and scales."""

from datetime import date
from enum import StrEnum
from functools import cached_property

from pydantic import Field

from assessor.domain.base import Frozen


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

    @property
    def lowest(self) -> int:
        """Lowest rating."""
        return min(level.value for level in self.levels)

    @property
    def highest(self) -> int:
        """Highest rating."""
        return max(level.value for level in self.levels)


class CareerLevel(Frozen):
    """An ordered career step and its scope."""

    name: str
    aliases: tuple[str, ...] = ()
    ownership: str = ""
    decisions: str = ""
    contribution: str = ""
    scope_tests: tuple[str, ...] = ()


class Anchor(Frozen):
    """One observable behaviour that marks one career level in one skill area."""

    id: str
    text: str


class AnchorCell(Frozen):
    """The anchors of one skill area at one career level."""

    career_level: str
    anchors: tuple[Anchor, ...]


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
    cells: tuple[AnchorCell, ...]


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


class Rubric(Frozen):
    """A whole framework at one version. Every rating pins the version it was made under."""

    id: str
    title: str
    version: str
    owner: str
    status: str
    date: date
    lang: str
    source: RubricSource
    changelog: tuple[ChangelogEntry, ...]
    scale: Scale
    career_levels: tuple[CareerLevel, ...]
    skill_areas: tuple[SkillArea, ...]
    facets: tuple[str, ...]
    evidence: EvidenceRule
    evidence_types: tuple[EvidenceType, ...]
    red_lines: tuple[RedLine, ...]
    growth_signals: tuple[Signal, ...]
    warning_signs: tuple[Signal, ...]
    sign_off: tuple[str, ...] = ()
    """What always needs a human's approval before it reaches a customer."""
    sha256: str = ""
    """Digest of the pack file, set by the loader."""

    @cached_property
    def anchors_by_id(self) -> dict[str, Anchor]:
        """Every anchor under its id."""
        return {
            anchor.id: anchor for area in self.skill_areas for cell in area.cells for anchor in cell.anchors
        }
