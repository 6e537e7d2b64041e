"""Formats of `assess`, `rate` and of the subject file; a submission's drafts stay sealed in all of them."""

from datetime import date

from assessor.domain.artefact import Subject
from assessor.domain.base import Frozen
from assessor.domain.submission import AreaSufficiency
from assessor.domain.text import Segment
from assessor.domain.verdict import Finding, RedactionSpan, Verdict
from assessor.pipeline import Assessment


class SubjectFile(Subject):
    """`--subject-file`: how the assessee may be named in the artefacts."""


class SealedArtefactOutput(Frozen):
    """One artefact of a stored submission. Nothing of its draft but the id."""

    artefact: str | None
    path: str
    """As the caller named the file; `mail.eml: attachment 1` for what is attached in it."""
    evidence_date: date | None
    verdict: Verdict
    text: str | None
    spans: tuple[RedactionSpan, ...]
    findings: tuple[Finding, ...]
    segments: tuple[Segment, ...]
    skill_area: str | None
    draft_id: str | None


class SubmissionOutput(Frozen):
    """What `assess` says: one draft for each artefact that passed, sealed."""

    submission: str | None
    submitted_on: date
    artefacts: tuple[SealedArtefactOutput, ...]
    areas: tuple[AreaSufficiency, ...]

    @classmethod
    def of(cls, assessment: Assessment, paths: list[str]) -> "SubmissionOutput":
        """The published view of an assessment; `paths` as the caller named the files, in the order given."""
        return cls(
            submission=assessment.submission_id,
            submitted_on=assessment.submitted_on,
            artefacts=tuple(
                SealedArtefactOutput(
                    artefact=None if one.redacted.text is None else one.redacted.artefact_id,
                    path=origin.path_in(paths[origin.file]),
                    evidence_date=one.redacted.evidence_date,
                    verdict=one.redacted.verdict,
                    text=one.redacted.text,
                    spans=one.redacted.spans,
                    findings=one.redacted.findings,
                    segments=one.redacted.segments,
                    skill_area=one.skill_area,
                    draft_id=draft_id,
                )
                for one, origin, draft_id in zip(
                    assessment.artefacts, assessment.origins, assessment.draft_ids, strict=True
                )
            ),
            areas=assessment.areas,
        )


class SealOutput(Frozen):
    """What `rate` says."""

    seal: str
    rating: str
    """Id of the sealed rating."""
    seen_before: bool
