"""Draft ratings: what the machine proposes. No confirmed rating can be made from one of these types."""

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from assessor.domain.base import Frozen


class DraftStatus(StrEnum):
    """What became of a draft. Only `drafted` carries a rating."""

    DRAFTED = "drafted"
    INSUFFICIENT_EVIDENCE = "insufficient_evidence"
    NOT_APPLICABLE = "not_applicable"
    ABSTAINED = "abstained"
    REFUSED = "refused"
    SUSPENDED = "suspended"


class Citation(Frozen):
    """A verbatim place in a redacted artefact."""

    artefact: str
    """Artefact id, `sha256:` and 64 hex digits."""
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    quote: str
    """Equals `text[start:end]` of the redacted artefact exactly."""
    locator: str


class Claim(Frozen):
    """One statement about the evidence, worth only as much as its citations."""

    text: str
    anchor: str | None
    """Id of the behavioural anchor the claim speaks to; null where none of the pack's fits."""
    citations: tuple[Citation, ...]


class DroppedClaims(Frozen):
    """How many claims the checks of the draft took out, by the first reason that each was taken out for."""

    ungrounded: int = Field(default=0, ge=0)
    """No quote of theirs stands in the artefact."""
    unsupported: int = Field(default=0, ge=0)
    """They named a figure, date or placeholder that the artefact does not hold."""
    contradicted: int = Field(default=0, ge=0)
    """Their quotes say the opposite."""
    plan_as_deed: int = Field(default=0, ge=0)
    """They called done what their quotes plan, ask for or report."""


class AnchorMatch(Frozen):
    """How closely the evidence resembles a behavioural anchor. Says nothing about the level."""

    id: str
    score: float


class AreaMatch(Frozen):
    """How closely the evidence resembles a skill area."""

    skill_area: str
    score: float


class RedLineCandidate(Frozen):
    """Conduct that may cap the rating, until a reviewer confirms or dismisses it."""

    id: str
    citations: tuple[Citation, ...]


class Calibration(Frozen):
    """What the level rests on."""

    basis: str = Field(pattern="^(authored|tenant)$")
    n: int = Field(ge=0)
    """Ratings it rests on: those of authored texts, or those made here."""
    state: str = Field(pattern="^(unproven|proven)$")
    """`unproven` below 30 sealed human ratings of the rubric."""


class Provenance(Frozen):
    """Everything needed to say how this draft came about."""

    drafter: str
    model: str | None = None
    prompt: str | None = None
    prompt_sha256: str | None = None
    request_sha256: str | None = None
    rubric: str
    rubric_version: str
    policy_sha256: str
    index_id: str | None = None
    fit: str | None = None
    """Version learned from people's ratings that worked on this draft; null where none did."""
    samples: int | None = Field(default=None, ge=2)
    """How often a model was asked the same; null for a single answer."""
    samples_used: int | None = Field(default=None, ge=0)
    """How many of these answers could be used."""
    examples: tuple[str, ...] = Field(default=(), exclude_if=lambda value: not value)
    """Ids of the exemplars that the model was shown."""


class Draft(Frozen):
    """A draft rating with its reasons. Has no effect by itself."""

    status: DraftStatus
    reason_code: str | None = None
    reason: str
    """One or two sentences for people; never quotes evidence."""
    rating: int | None = None
    """Level on `scale`, after the cap; null unless the status is `drafted`."""
    rating_before_cap: int | None = None
    place: float | None = None
    """Where on the scale the drafter stood, before rounding and before anything learned from ratings moved
    it; null without a rating."""
    cap: int | None = None
    scale: str
    interval: tuple[int, int] | None = None
    """Lowest and highest level the evidence is compatible with, both included."""
    coverage: float | None = Field(default=None, gt=0, lt=1)
    """Stated coverage of `interval`; null while it has not been measured."""
    claims: tuple[Claim, ...] = ()
    dropped: DroppedClaims | None = None
    """Claims it no longer has; null for drafts that were not checked, or from before this was counted."""
    anchors: tuple[AnchorMatch, ...] = ()
    areas: tuple[AreaMatch, ...] = ()
    red_lines: tuple[RedLineCandidate, ...] = ()
    missing: tuple[str, ...] = ()
    calibration: Calibration
    provenance: Provenance

    @model_validator(mode="after")
    def _rating_only_when_drafted(self) -> Self:
        if (self.rating is not None) != (self.status is DraftStatus.DRAFTED):
            raise ValueError("a draft carries a rating if and only if its status is 'drafted'")
        return self
