"""Role profiles: what a role is there for. A profile has no scale, so nobody is rated by it."""

from pydantic import Field

from assessor.domain.base import Frozen
from assessor.domain.rubric import PackHead


class Competency(Frozen):
    """A skill area of a rubric that a responsibility calls for."""

    rubric: str
    skill_area: str
    """Id of the area."""


class Responsibility(Frozen):
    """One task of the role, with the competencies behind it."""

    id: str
    text: str
    competencies: tuple[Competency, ...] = Field(min_length=1)


class ResponsibilityGroup(Frozen):
    """Tasks that belong together."""

    name: str
    responsibilities: tuple[Responsibility, ...] = Field(min_length=1)


class RampOutcome(Frozen):
    """What should be seen some days after the start, and in which artefacts."""

    days: int = Field(ge=1)
    outcome: str
    evidence: tuple[str, ...] = Field(min_length=1)
    """Kinds of artefact that can show it."""


class Trait(Frozen):
    """A trait the source names, which nobody can observe, with conduct that can stand for it."""

    name: str
    behaviour: str


class RoleProfile(PackHead):
    """A role at one version. Its requirements are not levels."""

    purpose: str
    mission: tuple[str, ...]
    groups: tuple[ResponsibilityGroup, ...]
    outcomes: tuple[RampOutcome, ...]
    metrics: tuple[str, ...]
    must_have: tuple[str, ...]
    nice_to_have: tuple[str, ...]
    traits: tuple[Trait, ...]
    principles: tuple[str, ...]
    sha256: str = ""
    """Digest of the file, set by the loader."""
