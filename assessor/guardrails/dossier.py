"""Stage 2 of 7: what one place of a submission gives away is removed in all its artefacts."""

import re
from collections.abc import Iterable, Iterator, Sequence

from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.detector import Reading
from assessor.guardrails.forgery import ESCAPED
from assessor.guardrails.identity import LEGAL_FORM
from assessor.guardrails.recognizers.known import find_names
from assessor.guardrails.recognizers.names import is_plausible
from assessor.guardrails.tagging.lexicon import load_lexicon

_NOT_SWEPT = frozenset({"AMOUNT", ESCAPED, "PERSON"})
"""An amount identifies nobody by itself; people have a finder of their own."""
_ORG = "CUSTOMER_ORG"
_MIN_SWEPT = 4
"""Shorter values would hit parts of harmless text."""
_GENERIC = frozenset(
    """
    deutsche deutscher erste neue neues united general first national american european europe global international
    customer digital smart super royal british swiss schweizer österreichische vereinigte allgemeine bayerische
    stadtwerke universität university hotel klinik bank group gruppe north south nord west central
    """.split()
)
_SURE_OF_NAME = ("people.", "known.")
"""Rules whose single words may be looked for elsewhere."""
_SURE_SCORE = 0.8


def find_known(readings: Sequence[Reading]) -> list[tuple[DetectedSpan, ...]]:
    """Further places of values that any artefact of the submission already gave away.

    Returns:
        For each reading, spans in its view; they may overlap those it already has.
    """
    values = list(_values(readings))
    names = sorted({value for kind, value in values if kind == "PERSON"})
    swept = sorted(
        {(kind, value) for kind, value in values if kind not in _NOT_SWEPT and len(value) >= _MIN_SWEPT}
    )
    return [
        (*find_names(reading.text, names), *_sweep(reading.text, swept)) if reading.text else ()
        for reading in readings
    ]


def _values(readings: Iterable[Reading]) -> Iterator[tuple[str, str]]:
    for reading in readings:
        for span in reading.spans:
            value = reading.text[span.start : span.end].strip()
            if span.type == "PERSON":
                if _is_sure(span, value) and is_plausible(value):
                    yield "PERSON", _as_spoken(value)
            else:
                yield span.type, value
                if span.type == _ORG:
                    yield from ((span.type, short) for short in _short_names(LEGAL_FORM.sub("", value)))


def _is_sure(span: DetectedSpan, value: str) -> bool:
    """Whether a name may be looked for elsewhere; a tagger's single word only if it hardly means anything else."""
    if span.rule.startswith(_SURE_OF_NAME) or " " in value:
        return True
    plain = load_lexicon().use(value.lower())
    return span.rule.startswith("tagger.") and span.score >= _SURE_SCORE and plain is None


def _as_spoken(name: str) -> str:
    """`Sommer, Katrin` in a mail header is `Katrin Sommer` everywhere else."""
    last, comma, first = re.sub(r"['’]s?$", "", name).partition(",")
    return f"{first.strip()} {last}" if comma else last


def _short_names(name: str) -> Iterator[str]:
    """How people write a company without its legal form: whole, or by its first word where that is telling."""
    yield name
    first, _, rest = name.partition(" ")
    if rest and len(first) > _MIN_SWEPT and first.casefold() not in _GENERIC and first[0].isupper():
        yield first


def _sweep(text: str, values: Iterable[tuple[str, str]]) -> Iterator[DetectedSpan]:
    for kind, value in values:
        whole = re.escape(value)
        # A company is also met in the genitive ("Nordwinds Team") and, in small letters, as its domain.
        forms = (
            rf"{whole}(?:['’]s|s)?(?!\w)|(?i:{whole})(?=\.[a-z]{{2,6}}\b)"
            if kind == _ORG
            else rf"{whole}(?!\w)"
        )
        for match in re.finditer(rf"(?<!\w)(?:{forms})", text):
            yield DetectedSpan(
                start=match.start(), end=match.end(), type=kind, score=0.9, rule="known.dossier"
            )
