"""Stage 6 of 7: what people are shown of a draft, before and after they have rated by themselves."""

from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from assessor.domain.artefact import ArtefactKind, RedactedArtefact
from assessor.domain.base import Frozen
from assessor.domain.draft import Draft
from assessor.domain.rating import ConfirmedRating, SealedRating
from assessor.domain.record import CountedFinding, DraftHeader, SubmissionStatus
from assessor.domain.rubric import Rubric
from assessor.domain.submission import AreaSufficiency, Origin
from assessor.domain.suspension import SuspensionNotice
from assessor.domain.text import Segment
from assessor.domain.verdict import Verdict


class DraftState(StrEnum):
    """Where a draft stands for one reader."""

    SEALED = "sealed"
    """The reader has not rated yet."""
    RATED = "rated"
    REVEALED = "revealed"
    CONFIRMED = "confirmed"
    """Somebody settled the rating; says nothing about its value."""
    WITHDRAWN = "withdrawn"


class DraftSlip(Frozen):
    """A line in a list of drafts. Has no field that could hold anything of a draft's content."""

    id: str
    state: DraftState
    submission: str
    artefact: str
    kind: ArtefactKind
    evidence_date: date | None
    rubric: str
    rubric_version: str
    skill_area: str | None
    career_level: str | None
    created_at: datetime
    suspension: SuspensionNotice | None = Field(default=None, exclude_if=lambda value: value is None)
    """Drafts of its kind are suspended: since when and why. Says nothing of this draft."""
    look_again: bool = Field(default=False, exclude_if=lambda value: not value)
    """The reader revealed it not long before drafts were suspended: it may have been one that went wrong."""


class SealedDraftView(DraftSlip):
    """What a reader needs to rate by themselves: the evidence, and nothing of the draft."""

    text: str | None
    """Redacted text; null once erased."""
    segments: tuple[Segment, ...]


class RevealedDraftView(Frozen):
    """Everything, for a reader who rated and then revealed. No kind of `SealedDraftView`, on purpose."""

    evidence: SealedDraftView
    draft: Draft
    own: SealedRating
    confirmed: ConfirmedRating | None


class ArtefactStanding(Frozen):
    """What became of an artefact that was handed in. Nothing of its text, nothing of its draft but the id."""

    origin: Origin
    """Which of the files handed in, and which attachment of it."""
    verdict: Verdict
    findings: tuple[CountedFinding, ...]
    artefact: str | None = None
    """Artefact id; null where a guardrail stopped it."""
    kind: ArtefactKind | None = None
    evidence_date: date | None = None
    skill_area: str | None = None
    """The area given, or proposed by the draft; null while there is none."""
    draft_id: str | None = None
    suspension: SuspensionNotice | None = Field(default=None, exclude_if=lambda value: value is None)
    """Drafts of its kind are suspended: since when and why."""


class SubmissionSlip(Frozen):
    """A line in a list of submissions."""

    submission: str
    status: SubmissionStatus
    failure: str | None
    accepted_at: datetime
    submitted_on: date
    assessee: str
    """Pseudonymous actor id."""
    rubric: str
    rubric_version: str
    skill_area: str | None
    career_level: str | None


class SubmissionView(SubmissionSlip):
    """A submission as it stands; its drafts stay sealed."""

    artefacts: tuple[ArtefactStanding, ...]
    areas: tuple[AreaSufficiency, ...]
    """Whether the evidence of this submission suffices; empty until every artefact has its draft."""


class RevealedEvidence(Frozen):
    """A draft with all that it was made from, for a reader who rated and then revealed it."""

    header: DraftHeader
    artefact: RedactedArtefact
    draft: Draft
    rubric: Rubric
    """At the version the submission was accepted under."""
