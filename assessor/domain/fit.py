"""What a drafter learned from people's ratings: versions, and which one is in effect.

A version holds weights, figures, random ids and digests; no text and no rating.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

from pydantic import Field

from assessor.domain.base import Frozen
from assessor.domain.suspension import Suspension

SHIPPED = "shipped"
"""Stands for a drafter as it comes, nothing learned."""
PROVEN_FROM = 30
"""Ratings from which on a version counts as proven."""
FEWEST = 5
"""Usable ratings below which nothing is fitted."""

FEWEST_ASSESSEES = 2
"""So many people's evidence it takes to judge anybody's ratings by those of others."""

DrafterName = Literal["embedded", "llm"]
ChosenKind = Literal["none", "shift", "isotonic", "weights"]


class LayerKind(StrEnum):
    """How a place on the scale is moved."""

    NONE = "none"
    """Not at all; the interval alone is learned."""
    SHIFT = "shift"
    """By the same distance everywhere."""
    ISOTONIC = "isotonic"
    """Along a line that never falls."""


class Layer(Frozen):
    """Moves what a drafter said towards what people said, on one scale."""

    kind: LayerKind
    shift: float = 0.0
    """In levels."""
    knots: tuple[tuple[float, float], ...] = ()
    """From place to place, ascending in both; straight between, level outside."""
    half_width: float | None = None
    """So far off at most is a share `coverage` of texts; null with too few ratings to say."""
    coverage: float = Field(gt=0, lt=1)


class WeightChange(Frozen):
    """What is added to the weights of the shipped model of levels."""

    meaning: str
    terms: str
    """Both as base64 of little-endian 32-bit floats."""
    intercept: float


class FitFigures(Frozen):
    """What a fit rests on, and how far off drafts are. Errors are root mean squares, in levels."""

    n: int = Field(ge=0)
    assessees: int = Field(ge=0)
    sources: dict[str, int]
    """Ratings used, by how they came about."""
    excluded: dict[str, int]
    """Ratings of the rubric left aside, by the code of the reason."""
    errors: dict[ChosenKind, float]
    """Of each candidate, on assessees it did not learn from."""
    error_before: float
    """Of the drafter as it comes."""
    error_after: float
    """Of what was chosen, on assessees it did not learn from."""


class Fit(Frozen):
    """Everything that one fit learned for one rubric and drafter."""

    format: Literal["assessor-fit/1"] = "assessor-fit/1"
    rubric: str
    rubric_version: str
    scale: str
    drafter: DrafterName
    bases: tuple[str, ...]
    """What stood behind the drafts it learned from: a model of levels, or a model and a prompt for each
    language. It works behind nothing else."""
    basis: Literal["tenant"] = "tenant"
    state: Literal["unproven", "proven"]
    layer: Layer
    weights: WeightChange | None = None
    figures: FitFigures
    ratings: tuple[str, ...]
    """Random ids of the ratings it learned from."""
    artefacts: tuple[str, ...]
    """Ids of the redacted texts."""
    digests: tuple[str, ...]
    """Short digests of those texts and of their sentences, see `domain.digests`."""

    @property
    def chosen(self) -> ChosenKind:
        """What was chosen."""
        return "weights" if self.weights is not None else self.layer.kind.value


class FitVersion(Frozen):
    """A fit as kept. Numbers count up from 1 for each rubric and drafter."""

    id: str
    number: int = Field(ge=1)
    fit: Fit
    actor_id: str
    at: datetime

    @property
    def name(self) -> str:
        """What commands and drafts call it."""
        return version_name(self.fit.rubric, self.fit.drafter, self.number)


class Activation(Frozen):
    """A person put a version in effect, or went back. The newest one of a rubric and drafter counts."""

    id: str
    position: int = Field(ge=1)
    """Counts up for each rubric and drafter."""
    rubric: str
    drafter: DrafterName
    fit_id: str | None
    """Null: the drafter as it comes."""
    action: Literal["activate", "rollback"]
    reason: str
    """Redacted text."""
    actor_id: str
    at: datetime


def version_name(rubric: str, drafter: str, number: int) -> str:
    """Rubric, drafter and number.

    >>> version_name("ai-skills", "embedded", 2)
    'ai-skills/embedded/2'
    """
    return f"{rubric}/{drafter}/{number}"


class FitReport(Frozen):
    """A version for people and programs: what it is and what it rests on, without weights and digests."""

    name: str
    id: str
    rubric: str
    rubric_version: str
    drafter: DrafterName
    number: int
    bases: tuple[str, ...]
    state: Literal["unproven", "proven"]
    chosen: ChosenKind
    shift: float | None
    """In levels; null where another kind was chosen."""
    half_width: float | None
    coverage: float
    figures: FitFigures
    texts: int
    """Different texts it learned from."""
    actor: str
    at: datetime

    @classmethod
    def of(cls, version: FitVersion) -> "FitReport":
        """The report of a version."""
        return cls(**_told(version))


class ListedFit(FitReport):
    """A version and what became of it."""

    active: bool
    stale: bool
    """Learned behind something that no longer stands behind the drafter, so it cannot take effect."""
    texts_gone: int
    """Texts erased or expired since; their digests stay in the version."""
    activated: int
    """How often it was put in effect, going back to it included."""

    @classmethod
    def listed(
        cls, version: FitVersion, *, active: bool, stale: bool, texts_gone: int, activated: int
    ) -> "ListedFit":
        """The entry of a version."""
        more = {"active": active, "stale": stale, "texts_gone": texts_gone, "activated": activated}
        return cls(**_told(version), **more)


class FitList(Frozen):
    """What `drafter list` answers."""

    versions: tuple[ListedFit, ...]
    suspensions: tuple[Suspension, ...] = ()
    """Drafts taken away, those given back since included, oldest first."""


class ActivationReport(Frozen):
    """What `drafter activate` and `drafter rollback` answer."""

    activation: str
    action: Literal["activate", "rollback"]
    rubric: str
    drafter: DrafterName
    version: str
    """In effect now; `shipped` for the drafter as it comes."""
    actor: str
    at: datetime


def _told(version: FitVersion) -> dict[str, Any]:
    fit = version.fit
    return {
        "name": version.name,
        "id": version.id,
        "rubric": fit.rubric,
        "rubric_version": fit.rubric_version,
        "drafter": fit.drafter,
        "number": version.number,
        "bases": fit.bases,
        "state": fit.state,
        "chosen": fit.chosen,
        "shift": fit.layer.shift if fit.chosen == "shift" else None,
        "half_width": fit.layer.half_width,
        "coverage": fit.layer.coverage,
        "figures": fit.figures,
        "texts": len(fit.artefacts),
        "actor": version.actor_id,
        "at": version.at,
    }
