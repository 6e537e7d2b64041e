"""Builds what keeps and shows exemplars, from an application; beside `bootstrap`."""

from typing import TYPE_CHECKING

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.rubric import Rubric
from assessor.domain.verdict import Destination
from assessor.errors import InputError

if TYPE_CHECKING:
    from assessor.bootstrap import Application
    from assessor.exemplars import Candidate, Exemplars


def exemplars(application: "Application") -> "Exemplars":
    """Lets exemplars in, releases and withdraws them."""
    from assessor.exemplars import Exemplars
    from assessor.rubrics.load import load_rubric

    def in_effect(rubric_id: str) -> Rubric:
        return load_rubric(application.settings.rubric_in_effect(rubric_id))

    return Exemplars(application.store, lambda one: _redacted(application, one), in_effect)


def _redacted(application: "Application", candidate: "Candidate") -> RedactedArtefact:
    """Stage 2 for one item, whose assessee is nobody we know.

    Raises:
        InputError: code `invalid_text`; intake reads the text differently, so no passage would be found.
    """
    from assessor.domain.submission import ReadArtefact, ReadSubmission
    from assessor.intake.read import read_text

    content = read_text(candidate.text, kind=candidate.kind, lang=candidate.lang)
    if content.text != candidate.text:
        raise InputError(
            "the text holds characters that are not read as they stand.",
            code="invalid_text",
            hint="Take out control characters and a byte order mark.",
        )
    # Its digest is for records of submissions; this is none.
    read = ReadSubmission(artefacts=(ReadArtefact(content=content, submitted_digest=""),))
    return application.entry_guardrails.redact(read, Destination.EXTERNAL_MODEL).artefacts[0]
