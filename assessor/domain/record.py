"""Rows as values: what the store is given and gives back."""

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from pydantic import Field, JsonValue

from assessor.domain.artefact import ArtefactKind, RedactedArtefact
from assessor.domain.base import Frozen
from assessor.domain.rating import CitedSpan, RatingSource, RatingTarget, RatingValue
from assessor.domain.submission import Origin
from assessor.domain.verdict import Action, Destination, Verdict


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


class SubmissionStatus(StrEnum):
    """How far the drafts of an accepted submission are."""

    ACCEPTED = "accepted"
    """Redacted and durable; no draft yet."""
    DRAFTING = "drafting"
    """Some artefacts have their draft."""
    DRAFTED = "drafted"
    FAILED = "failed"
    """Drafting was given up; `failure` says why."""


class HandedIn(Frozen):
    """What became of one artefact that was handed in: kept, or stopped. Holds ids and places only."""

    origin: Origin
    artefact: str | None
    """Artefact id; null where it was stopped."""
    stop: str | None = None
    """Id of the logged stop."""


class CountedFinding(Frozen):
    """How often a rule found something in an artefact."""

    category: str
    rule: str
    action: Action
    count: int = Field(ge=1)


class StoredStop(Frozen):
    """What is kept of a stopped artefact, its digest apart."""

    id: str
    at: datetime
    verdict: Verdict
    findings: tuple[CountedFinding, ...]


class Receipt(Frozen):
    """Names a request that must take effect once, however often it is sent. Holds keyed digests only."""

    actor_id: str
    key_digests: tuple[str, ...] = Field(min_length=1)
    """Of actor, operation and the sender's key, under every key of the keyring, the active one first."""
    request_digest: str
    """Keyed digest of what was asked for."""


class StoredReceipt(Frozen):
    """What a request made when it first took effect."""

    request_digest: str
    made: str
    """Id of the row."""


class NewSubmission(Frozen):
    """Who hands in evidence of whom, under which rubric version."""

    actor_id: str
    assessee_id: str
    rubric_id: str
    rubric_version: str
    skill_area: str | None = None
    career_level: str | None = None
    submitted_on: date
    destination: Destination
    """What the artefacts were redacted for; no drafter may send them further."""
    handed_in: tuple[HandedIn, ...] = ()
    """Everything handed in, in that order; empty for submissions from before this was kept."""


class StoredSubmission(NewSubmission):
    """An accepted submission: redacted and closed."""

    id: str
    accepted_at: datetime
    status: SubmissionStatus
    failure: str | None = None
    """Code of the reason where the status is `failed`."""


class NewArtefact(Frozen):
    """One artefact that passed the entry guardrails."""

    redacted: RedactedArtefact
    submitted_digest: str
    """Keyed digest of the submitted bytes, `hmac-sha256:KEYID:HEX`."""
    retain_until: date | None = None


class StoredArtefact(NewArtefact):
    """An artefact of an accepted submission."""

    submission_id: str
    artefact_id: str
    """As stored: it outlives the text, which erasure takes away."""
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
    drafter: str | None = None
    """Which drafter made it; null where that was erased before it was kept apart from the content."""


class Reveal(Frozen):
    """That somebody who had rated asked for the draft."""

    at: datetime
    withheld: bool
    """Drafts were suspended, so nothing of the content was shown."""


class ShownDraft(Frozen):
    """That somebody was shown a draft with a level, and which. Holds ids, codes and numbers, no text."""

    draft_id: str
    actor_id: str
    """Who was shown it."""
    at: datetime
    assessee_id: str
    drafter: str
    scale: str
    level: int
    """As shown, after a cap."""


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
