"""Rows as values: what the store is given and gives back."""

from datetime import date, datetime
from typing import NamedTuple

from pydantic import JsonValue

from assessor.domain.artefact import ArtefactKind, RedactedArtefact
from assessor.domain.base import Frozen
from assessor.domain.rating import CitedSpan, RatingSource, RatingTarget, RatingValue


class Added(NamedTuple):
    """A new row: its random id, and the value the audit log is to commit to."""

    id: str
    committed: JsonValue


class CommittedValue(NamedTuple):
    """What one commitment of the log stands for, read back from the rows."""

    seq: int
    name: str
    salt: str | None
    """Null once erased."""
    value: JsonValue
    """Null where the row is gone."""


class NewSubmission(Frozen):
    """Who hands in evidence of whom, under which rubric version."""

    actor_id: str
    assessee_id: str
    rubric_id: str
    rubric_version: str
    skill_area: str | None = None
    career_level: str | None = None
    submitted_on: date


class StoredSubmission(NewSubmission):
    """An accepted submission: redacted and closed."""

    id: str
    accepted_at: datetime
    status: str


class NewArtefact(Frozen):
    """One artefact that passed the entry guardrails."""

    redacted: RedactedArtefact
    submitted_digest: str
    """Keyed digest of the submitted bytes, `hmac-sha256:KEYID:HEX`."""
    retain_until: date | None = None


class StoredArtefact(NewArtefact):
    """An artefact of an accepted submission."""

    submission_id: str
    position: int


class DraftHeader(Frozen):
    """All there is to know of a draft before it is revealed: nothing of its content."""

    id: str
    submission: StoredSubmission
    artefact_id: str
    kind: ArtefactKind
    evidence_date: date | None
    skill_area: str | None
    career_level: str | None
    created_at: datetime
    created_by: str
    withdrawn_at: datetime | None
    withdrawn_reason: str | None


class RatingRecord(Frozen):
    """A human rating as stored, whatever it is of and however it came about."""

    id: str
    target: RatingTarget
    source: RatingSource
    draft_id: str | None
    submission_id: str
    artefact_id: str | None
    skill_area: str | None
    actor_id: str
    value: RatingValue
    scale: str
    rubric_id: str
    rubric_version: str
    seal: str | None = None
    """Audit commitment to everything else in here; null unless sealed."""
    seen_before: bool = False
    reason: str | None = None
    """Redacted text."""
    cited: tuple[CitedSpan, ...] = ()
    overrides_draft: bool | None = None
    at: datetime
