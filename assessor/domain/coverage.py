"""What a role profile asks for: which areas of rubrics, and what by which day. Nobody is rated by either."""

from datetime import date
from enum import StrEnum

from assessor.domain.artefact import ArtefactKind
from assessor.domain.base import Frozen


class AreaCoverage(Frozen):
    """A skill area and the responsibilities that call for it."""

    skill_area: str
    """Id of the area."""
    name: str
    responsibilities: tuple[str, ...]
    """Ids; empty where the role does not ask for the area."""


class RubricCoverage(Frozen):
    """A rubric beside a role."""

    rubric: str
    rubric_version: str
    areas: tuple[AreaCoverage, ...]
    without_competency: tuple[str, ...]
    """Ids of responsibilities that call for no area of this rubric."""

    @property
    def uncovered(self) -> tuple[AreaCoverage, ...]:
        """Areas the role does not ask for."""
        return tuple(area for area in self.areas if not area.responsibilities)


class CoverageReport(Frozen):
    """A role beside every rubric it names."""

    profile: str
    profile_version: str
    responsibilities: int
    rubrics: tuple[RubricCoverage, ...]


class RampState(StrEnum):
    """What is there for an outcome that should be seen some days after the start."""

    NOT_DUE = "not_due"
    """The day has not come, and there is no evidence yet."""
    EVIDENCE = "evidence"
    """There is evidence dated up to the day; whether it shows the outcome is for people to judge."""
    LATE = "late"
    """Evidence is dated after the day."""
    MISSING = "missing"
    """The day has passed without evidence."""


class DatedArtefact(Frozen):
    """An artefact by kind and evidence date."""

    kind: ArtefactKind
    evidence_date: date


class RampRow(Frozen):
    """One outcome of the first year."""

    days: int
    due: date
    outcome: str
    state: RampState
    seen: tuple[DatedArtefact, ...]
    """Artefacts that count for it, by date."""
    missing_kinds: tuple[str, ...]
    """Kinds that could show it and are not there."""


class RampCheck(Frozen):
    """The first year of a new hire, outcome by outcome. A basis for a talk and no rating."""

    profile: str
    profile_version: str
    started: date
    on: date
    rows: tuple[RampRow, ...]
