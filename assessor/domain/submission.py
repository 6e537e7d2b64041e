"""Submissions: the artefacts handed in together for one assessee, and what was made of them."""

from datetime import date

from pydantic import Field

from assessor.domain.artefact import RedactedArtefact, Subject, SubmittedArtefact
from assessor.domain.base import Frozen
from assessor.domain.draft import Draft


class Origin(Frozen):
    """Where an artefact of a submission comes from: a file as handed in, or something attached in it."""

    file: int = Field(default=0, ge=0)
    """Position among the files handed in."""
    attachment: tuple[int, ...] = ()
    """Numbers from the outermost mail inwards; empty for the file itself."""

    def path_in(self, path: str) -> str:
        """How to call the artefact, where its file is called `path`. Names inside a mail are not repeated.

        >>> Origin(attachment=(1, 2)).path_in("mail.eml")
        'mail.eml: attachment 1.2'
        """
        return f"{path}: attachment {'.'.join(map(str, self.attachment))}" if self.attachment else path


class ReadArtefact(Frozen):
    """One artefact as read, with what the submitter said of it. Lives in memory only."""

    content: SubmittedArtefact
    submitted_digest: str
    """Keyed digest of the submitted bytes, `hmac-sha256:KEYID:HEX`."""
    older_digests: tuple[str, ...] = ()
    """Digests under keys that only verify; what was logged before a rotation has one of them."""
    evidence_date: date | None = None
    origin: Origin = Origin()
    released: frozenset[str] = frozenset()
    """Rules that somebody with the right to do so has released for exactly these bytes."""

    @property
    def known_digests(self) -> tuple[str, ...]:
        """Every name these bytes may have in the records."""
        return (self.submitted_digest, *self.older_digests)


class ReadSubmission(Frozen):
    """What enters stage 2: all artefacts of one submission. Lives in memory only."""

    artefacts: tuple[ReadArtefact, ...]
    subject: Subject = Subject()


class RedactedSubmission(Frozen):
    """Stage 2's output, in the order the artefacts were given."""

    artefacts: tuple[RedactedArtefact, ...]


def with_team(redacted: RedactedSubmission, team: str | None) -> RedactedSubmission:
    """The same artefacts, known to be of the assessee's team."""
    if team is None:
        return redacted
    return RedactedSubmission(
        artefacts=tuple(one.model_copy(update={"assessee_team": team}) for one in redacted.artefacts)
    )


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
