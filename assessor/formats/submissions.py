"""Formats of `assess`, `rate` and of the subject file; a submission's drafts stay sealed in all of them."""

from collections.abc import Sequence
from datetime import date

from pydantic import Field

from assessor.domain.artefact import Subject
from assessor.domain.base import Frozen
from assessor.domain.draft import Draft
from assessor.domain.submission import AreaSufficiency
from assessor.domain.suspension import Suspension, SuspensionNotice, covering
from assessor.domain.text import Segment
from assessor.domain.verdict import Finding, RedactionSpan, Verdict
from assessor.pipeline import Assessment
from assessor.suspended import notice_of


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
    suspension: SuspensionNotice | None = Field(default=None, exclude_if=lambda value: value is None)
    """Drafts of its kind are suspended: since when and why."""


class SubmissionOutput(Frozen):
    """What `assess` says: one draft for each artefact that passed, sealed."""

    submission: str | None
    submitted_on: date
    artefacts: tuple[SealedArtefactOutput, ...]
    areas: tuple[AreaSufficiency, ...]

    @classmethod
    def of(
        cls, assessment: Assessment, paths: list[str], standing: Sequence[Suspension] = ()
    ) -> "SubmissionOutput":
        """The published view of an assessment.

        Args:
            assessment: what became of the submission.
            paths: as the caller named the files, in the order given.
            standing: what is suspended now.
        """
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
                    suspension=_notice(one.draft, one.skill_area, standing),
                )
                for one, origin, draft_id in zip(
                    assessment.artefacts, assessment.origins, assessment.draft_ids, strict=True
                )
            ),
            areas=assessment.areas,
        )


def _notice(
    draft: Draft | None, skill_area: str | None, standing: Sequence[Suspension]
) -> SuspensionNotice | None:
    if draft is None:
        return None
    made = draft.provenance
    found = covering(standing, made.rubric, skill_area, made.drafter)
    return None if found is None else notice_of(found)


class SealOutput(Frozen):
    """What `rate` says."""

    seal: str
    rating: str
    """Id of the sealed rating."""
    seen_before: bool
