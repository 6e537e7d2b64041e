"""What the model of meaning learns from: passages as they are, harmless artefacts sentence by sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessor.domain.artefact import Subject
from assessor.domain.text import Language
from assessor.guardrails.detector import Reading
from assessor.guardrails.meaning.cues import known_categories
from assessor.guardrails.meaning.features import Sentence
from assessor.guardrails.personal_data import PersonalDataGuardrail
from assessor.guardrails.presidio import PresidioRecognizers
from assessor.guardrails.view import DetectionView
from assessor.guardrails.windows import paragraphs, sentences
from eval.benchmarks.corpora import artefacts

from .field import field_texts, near_misses
from .passages import SLOT, TRAINED_ON, Row, carriers, read_rows

TOGETHER = 8
"""Neighbours in a file are about one sub-topic and share words and names: they are held out together."""
LANGUAGES: tuple[Language, ...] = ("en", "de")
MIN_CHARS = 25
"""Shorter stretches of a carrier say nothing."""


@dataclass(frozen=True)
class Example:
    """One stretch of text and the category it belongs to, if any.

    Attributes:
        group: those of one group are held out together.
        document: which clean artefact it stands in; None for a passage.
    """

    text: str
    category: str | None
    lang: Language
    group: str
    before: str = ""
    block: str = ""
    document: str | None = None


def examples() -> list[Example]:
    """All that is trained on, in a fixed order."""
    return [*_passages(), *_clean_artefacts()]


def _passages() -> Iterator[Example]:
    known = known_categories()
    for name in (*TRAINED_ON, "harmless"):
        for number, row in enumerate(read_rows(name)):
            group = f"{name} {number // TOGETHER}"
            if row.get("expect") == "stop":
                if row["category"] in known:
                    yield Example(row["text"].strip(), row["category"], row["lang"], group)
            elif row.get("expect") != "redact":
                yield from _harmless(row, group)


def _harmless(row: Row, group: str) -> Iterator[Example]:
    lang = row.get("lang", "en")
    yield Example(row["text"].strip(), None, lang, group)
    parts = list(_parts(row["text"], lang, group, None))
    yield from parts if len(parts) > 1 else ()


def _clean_artefacts() -> Iterator[Example]:
    clean = [(lang, text.replace(SLOT, "")) for lang in LANGUAGES for text in carriers(lang)]
    clean += [(one.lang, one.text) for one in field_texts() if one.half == "tuned" and not one.stops]
    clean += [(one.lang, one.text) for one in near_misses() if one.half == "tuned"]
    clean += [(one.lang, one.text) for lang in LANGUAGES for one in artefacts(lang) if one.half == "tuned"]
    for number, (lang, text) in enumerate(clean):
        yield from _parts(text, lang, f"artefact {number}", f"artefact {number}")


def _parts(text: str, lang: Language, group: str, document: str | None) -> Iterator[Example]:
    for _, block in paragraphs(text):
        parts = [part.strip() for _, part in sentences(block)]
        for before, part in zip(["", *parts], parts, strict=False):
            if len(part) >= MIN_CHARS:
                yield Example(part, None, lang, group, before, block, document)


def as_sentences(shown: Sequence[Example]) -> list[Sentence]:
    """The examples as the reader of meaning gets them, names of people recognised."""
    people = PersonalDataGuardrail(PresidioRecognizers())
    return [
        Sentence(
            one.text, (0, len(one.text)), one.before, one.block or one.text, _names_somebody(people, one)
        )
        for one in shown
    ]


def _names_somebody(people: PersonalDataGuardrail, one: Example) -> bool:
    reading = Reading(DetectionView(one.text), one.lang, Subject())
    return any(span.type == "PERSON" for span in people.inspect(reading).spans)
