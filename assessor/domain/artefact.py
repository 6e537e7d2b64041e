"""Artefacts before and after redaction. Only the second kind may be stored, indexed, logged or sent."""

import hashlib
from datetime import date
from enum import StrEnum

from pydantic import ConfigDict, Field

from assessor.domain.base import Frozen
from assessor.domain.text import Language, Segment
from assessor.domain.verdict import Finding, InjectionSignal, RedactionSpan, Verdict


class ArtefactKind(StrEnum):
    """What sort of work product an artefact is."""

    EMAIL = "email"
    QBR_NOTES = "qbr_notes"
    RENEWAL_BRIEF = "renewal_brief"
    CRM_NOTE = "crm_note"
    PROMPT_TEMPLATE = "prompt_template"
    ESCALATION_SUMMARY = "escalation_summary"
    POST_MORTEM = "post_mortem"
    HEALTH_REVIEW = "health_review"
    CALL_TRANSCRIPT = "call_transcript"
    ONBOARDING_PLAN = "onboarding_plan"
    PLAYBOOK = "playbook"
    FEEDBACK = "feedback"
    OTHER = "other"


class Subject(Frozen):
    """Who the assessee is, so that their name is found for certain. Lives in memory only."""

    actor: str | None = None
    names: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    team: str | None = Field(default=None, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")
    """Whose work it is, as a code: examples of the same team are never shown. Kept with the artefacts."""


class AttachedFile(Frozen):
    """A file inside a mail, handed out by the reader to be read by itself. Lives in memory only."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    number: int = Field(ge=1)
    """Its place among the mail's attachments, from 1; those that are never read count too."""
    extension: str = Field(pattern=r"^\.[a-z0-9]{1,8}$")
    """What to read it as: from its name where that tells, else from its declared type."""
    content: bytes = Field(repr=False)
    start: int = Field(ge=0)
    """Where the mail's text names it."""
    end: int = Field(ge=0)


class SubmittedArtefact(Frozen):
    """Intake's output: unredacted text with its places. Lives in memory only."""

    text: str
    """Text as submitted, not normalised; CRLF counts two code points."""
    segments: tuple[Segment, ...]
    lang: Language
    kind: ArtefactKind = ArtefactKind.OTHER
    sent_on: date | None = None
    """A mail's Date header, in the sender's own time zone."""
    findings: tuple[Finding, ...] = ()
    attachments: tuple[AttachedFile, ...] = ()
    """Files inside a mail, still to be read; empty once they are artefacts of their own."""

    @property
    def sort_key(self) -> str:
        """SHA-256 of the text: the order in which placeholders are numbered. Never stored or shown."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


class RedactedArtefact(Frozen):
    """Stage 2's output for one artefact. `text` is null where a guardrail stopped it."""

    verdict: Verdict
    text: str | None
    segments: tuple[Segment, ...] = ()
    """Places in the redacted text; empty where the artefact was stopped."""
    spans: tuple[RedactionSpan, ...] = ()
    findings: tuple[Finding, ...] = ()
    injection: InjectionSignal = InjectionSignal()
    lang: Language
    kind: ArtefactKind = ArtefactKind.OTHER
    evidence_date: date | None = None
    subject_placeholders: tuple[str, ...] = ()
    """Placeholders that stand for the assessee in this submission."""
    assessee_team: str | None = None
    """Code of the assessee's team where it is known."""
    policy_sha256: str = Field(pattern=r"^[0-9a-f]{64}$")

    @property
    def artefact_id(self) -> str:
        """Content name of the redacted text: `sha256:` and 64 hex digits.

        Raises:
            ValueError: the artefact was stopped, so there is no text to name.
        """
        if self.text is None:
            raise ValueError("a stopped artefact has no text and so no id")
        return artefact_id_of(self.text)


def artefact_id_of(redacted_text: str) -> str:
    """Name redacted text by its content.

    >>> artefact_id_of("")[:14]
    'sha256:e3b0c44'
    """
    return "sha256:" + hashlib.sha256(redacted_text.encode("utf-8")).hexdigest()
