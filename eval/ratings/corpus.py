"""Labelled artefacts as the drafter meets them: redacted by the entry guardrails, then cut into sentences.

Training on the submitted text instead would teach names that no draft ever sees.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assessor.bootstrap import Application
from assessor.domain.artefact import RedactedArtefact, Subject
from assessor.domain.submission import ReadArtefact, ReadSubmission
from assessor.domain.verdict import Destination
from assessor.evaluation.runs.answer import deciding_places
from assessor.formats.gold import GoldItem
from assessor.intake.read import read_text


@dataclass(frozen=True)
class Redacted:
    """One labelled item and what is left of its text."""

    item: GoldItem
    artefact: RedactedArtefact
    deciding: tuple[tuple[int, int], ...]
    """Where the deciding quotes stand in the redacted text."""


def redacted(items: Iterable[GoldItem], application: Application) -> Iterator[Redacted]:
    """The items that the guardrails let pass, in order; what must not enter teaches nothing."""
    for item in items:
        content = read_text(item.text, kind=item.kind, lang=item.lang)
        read = ReadArtefact(content=content, submitted_digest="", evidence_date=item.date)
        submission = ReadSubmission(artefacts=(read,), subject=Subject())
        (artefact,) = application.entry_guardrails.redact(submission, Destination.STORE).artefacts
        if artefact.text is not None and not item.do_not_enter:
            yield Redacted(item, artefact, deciding_places(item, artefact))
