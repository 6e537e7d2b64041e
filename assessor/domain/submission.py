"""Submissions: the artefacts handed in together for one assessee, and what was made of them."""

from datetime import date

from assessor.domain.artefact import RedactedArtefact, Subject, SubmittedArtefact
from assessor.domain.base import Frozen
from assessor.domain.draft import Draft


class ReadArtefact(Frozen):
    """One artefact as read, with what the submitter said of it. Lives in memory only."""

    content: SubmittedArtefact
    submitted_digest: str
    """Keyed digest of the submitted bytes, `hmac-sha256:KEYID:HEX`."""
    evidence_date: date | None = None


class ReadSubmission(Frozen):
    """What enters stage 2: all artefacts of one submission. Lives in memory only."""

    artefacts: tuple[ReadArtefact, ...]
    subject: Subject = Subject()


class RedactedSubmission(Frozen):
    """Stage 2's output, in the order the artefacts were given."""

    artefacts: tuple[RedactedArtefact, ...]


class AssessedArtefact(Frozen):
    """One artefact after drafting. `draft` is null where the artefact was stopped."""

    redacted: RedactedArtefact
    skill_area: str | None
    draft: Draft | None


class AreaSufficiency(Frozen):
    """Whether a submission holds enough evidence for a human to rate an area."""

    skill_area: str
    score: float
    sufficient: bool
    missing: tuple[str, ...]
