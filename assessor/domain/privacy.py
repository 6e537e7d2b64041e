"""What the privacy officer asks for and gets: log entries, erasures, retention, misses, releases, cases."""

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from pydantic import Field

from assessor.domain.base import Frozen
from assessor.domain.text import Language
from assessor.domain.verdict import Action


class CommitmentRef(NamedTuple):
    """One commitment of the audit log: the entry's position and the commitment's name."""

    seq: int
    name: str


class LogKind(StrEnum):
    """What an entry of the redaction log tells of."""

    REDACTION = "redaction"
    STOP = "stop"


class LogEntry(Frozen):
    """One redacted span, or one rule that stopped an artefact. Never the text itself."""

    kind: LogKind
    id: str
    """Of the row; a stop with several rules has an entry for each."""
    at: datetime
    actor: str
    type: str
    """Type of the span, or the category that stopped the artefact."""
    rule: str
    """Why: the rule that found it."""
    action: Action
    policy_sha256: str
    count: int = Field(default=1, ge=1)
    submission: str | None = None
    artefact: str | None = None
    placeholder: str | None = None
    score: float | None = None
    start: int | None = None
    """Place in the text as submitted; null for stops, whose places would outline a text that is not kept."""
    end: int | None = None


class LogQuery(Frozen):
    """Which entries of the redaction log are asked for; what is left out restricts nothing."""

    since: datetime | None = None
    until: datetime | None = None
    type: str | None = None
    rule: str | None = None
    """The whole name, or its beginning up to a point: `people` finds `people.greeting`."""
    policy: str | None = None
    """Digest of the policy file, or its beginning."""
    artefact: str | None = None
    submission: str | None = None


class Holdings(Frozen):
    """How much is kept of one submission."""

    submission: str
    artefacts: int
    drafts: int
    ratings: int
    redactions: int
    marks: int
    """Marks of having seen a draft on its bytes that no other submission shares."""
    cases: int
    """Regression cases made from its artefacts."""
    vault: int = 0
    """Encrypted values kept for re-identification."""
    exemplars: int = 0
    """Examples for a model that copy one of its texts; they name no submission, so texts are compared."""


class RetentionKind(StrEnum):
    """What has a retention of its own, kinds of artefacts apart."""

    ARTEFACT = "artefact"
    """Redacted texts with their drafts and redaction log; the ratings stay."""
    SUBMISSION = "submission"
    """All that is left of a submission, ratings included."""
    STOP = "stop"
    PREVIEW = "preview"
    RECEIPT = "receipt"
    """Receipts of requests to the service; a request repeated later takes effect a second time."""
    SPEND = "spend"
    """Tokens and money of single model calls."""
    EXEMPLAR = "exemplar"
    """Text and passages of an example for a model; its labels stay."""


class Overdue(Frozen):
    """One thing whose retention has ended."""

    kind: RetentionKind
    id: str
    """Of the submission, stop, receipt, model call or exemplar, or the actor of the preview marks."""
    artefact: str | None = None
    since: date


class CaseKind(StrEnum):
    """What a regression case is about."""

    MISS = "miss"
    FALSE_HIT = "false_hit"


class CaseSpan(Frozen):
    """A place in a case's text, and what a correct redaction makes of it."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    type: str


class RegressionCase(Frozen):
    """A report of a miss or a false hit, made into a test. Every name and value in it is invented."""

    id: str
    kind: CaseKind
    lang: Language
    text: str
    spans: tuple[CaseSpan, ...]
    """What must be found; for a false hit, what must not be."""
    rule: str | None = None
    """Which rule was wrong; null for a miss."""


class SavedRelease(Frozen):
    """That somebody let a stopped artefact pass, and why."""

    id: str
    stop: str
    rule: str
    actor: str
    reason: str
    """Redacted text."""
    at: datetime
