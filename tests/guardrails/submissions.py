"""Builds submissions from bare texts, and looks things up in what came of them."""

from assessor.domain.artefact import RedactedArtefact, Subject, SubmittedArtefact
from assessor.domain.submission import ReadArtefact, ReadSubmission
from assessor.domain.text import Language, Segment
from assessor.domain.verdict import Action, RedactionSpan
from assessor.guardrails.detector import Reading
from assessor.guardrails.view import DetectionView


def submission_of(*texts: str, lang: Language = "en", subject: Subject | None = None) -> ReadSubmission:
    """One submission of the texts, each a single segment in the same language."""
    return ReadSubmission(
        artefacts=tuple(
            ReadArtefact(
                content=SubmittedArtefact(
                    text=text,
                    segments=(Segment(start=0, end=len(text), locator="line 1"),) if text else (),
                    lang=lang,
                ),
                submitted_digest=f"hmac-sha256:test:{position:064x}",
            )
            for position, text in enumerate(texts)
        ),
        subject=subject or Subject(),
    )


def reading_of(text: str, lang: Language = "en", subject: Subject | None = None) -> Reading:
    """A text as a single guardrail receives it."""
    return Reading(DetectionView(text), lang, subject or Subject())


def stopping_categories(artefact: RedactedArtefact) -> set[str]:
    """Categories whose findings keep the artefact out."""
    return {one.category for one in artefact.findings if one.action in (Action.ESCALATE, Action.REFUSE)}


def placed_values(text: str, artefact: RedactedArtefact, kind: str) -> list[str]:
    """The submitted text under each span of a type."""
    return [text[span.start : span.end] for span in artefact.spans if span.type == kind]


def covering(text: str, artefact: RedactedArtefact, value: str) -> RedactionSpan | None:
    """The span that holds the whole of `value`, wherever it first stands in `text`."""
    start = text.index(value)
    end = start + len(value)
    return next((span for span in artefact.spans if span.start <= start and end <= span.end), None)
