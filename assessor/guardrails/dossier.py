"""Stage 2 of 7: what one place of a submission gives away is removed in all its artefacts."""

import re
from collections.abc import Iterable, Iterator, Sequence

from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.detector import Reading
from assessor.guardrails.forgery import ESCAPED
from assessor.guardrails.recognizers.customers import KnownCustomers
from assessor.guardrails.recognizers.known import find_names
from assessor.guardrails.recognizers.known_small import is_word
from assessor.guardrails.recognizers.mailboxes import names_of_mailboxes
from assessor.guardrails.recognizers.names import is_plausible
from assessor.guardrails.tagging.lexicon import load_lexicon

_ORG = "CUSTOMER_ORG"
_NOT_SWEPT = frozenset({"AMOUNT", ESCAPED, "PERSON", _ORG})
"""An amount identifies nobody by itself; people and organisations have finders of their own."""
_MIN_SWEPT = 4
"""Shorter values would hit parts of harmless text."""
_SURE_OF_NAME = ("people.", "known.")
"""Rules whose single words may be looked for elsewhere."""
_SURE_SCORE = 0.8


def find_known(readings: Sequence[Reading]) -> list[tuple[DetectedSpan, ...]]:
    """Further places of values that any artefact of the submission already gave away.

    Returns:
        For each reading, spans in its view; they may overlap those it already has.
    """
    values = list(_values(readings))
    mailboxes = names_of_mailboxes(value for kind, value in values if kind == "EMAIL_ADDRESS")
    people = {value for kind, value in values if kind == "PERSON"}
    names = sorted({*people, *mailboxes, *names_of_mailboxes(people), *_capitalised(people)})
    swept = sorted(
        {(kind, value) for kind, value in values if kind not in _NOT_SWEPT and len(value) >= _MIN_SWEPT}
    )
    customers = _customers(readings, values)
    return [
        (*find_names(reading.text, names), *_sweep(reading.text, swept), *_organisations(reading, customers))
        if reading.text
        else ()
        for reading in readings
    ]


def _capitalised(names: Iterable[str]) -> Iterator[str]:
    """A chat's `olu` is Olu elsewhere, unless that is how a word begins a sentence."""
    for name in names:
        if name.islower() and name.isalpha() and not is_word(name):
            yield name.capitalize()


def _customers(readings: Sequence[Reading], values: Sequence[tuple[str, str]]) -> KnownCustomers:
    """Organisations by name, and by the domains of addresses that are not the assessee's own."""
    own = {email.rpartition("@")[2].casefold() for reading in readings for email in reading.subject.emails}
    hosts = {
        value.rpartition("@")[2].strip("<>").casefold()
        for kind, value in values
        if kind == "EMAIL_ADDRESS" and "@" in value
    }
    return KnownCustomers((value for kind, value in values if kind == _ORG), sorted(hosts - own))


def _organisations(reading: Reading, customers: KnownCustomers) -> Iterator[DetectedSpan]:
    people = [
        (span.start, span.end)
        for span in reading.spans
        if span.type == "PERSON" and span.rule.startswith(_SURE_OF_NAME)
    ]
    for span in customers.find(reading.text, "known.dossier"):
        # "Kanzlei Ohlendorf" and Frau Ohlendorf: what is known as a person here stays one.
        if not any(start <= span.start and span.end <= end for start, end in people):
            yield span


def _values(readings: Iterable[Reading]) -> Iterator[tuple[str, str]]:
    for reading in readings:
        for span in reading.spans:
            value = reading.text[span.start : span.end].strip()
            if span.type == "PERSON":
                if _is_sure(span, value) and is_plausible(value):
                    yield "PERSON", _as_spoken(value)
            else:
                yield span.type, value


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


def _sweep(text: str, values: Iterable[tuple[str, str]]) -> Iterator[DetectedSpan]:
    for kind, value in values:
        for match in re.finditer(rf"(?<!\w){re.escape(value)}(?!\w)", text):
            yield DetectedSpan(
                start=match.start(), end=match.end(), type=kind, score=0.9, rule="known.dossier"
            )
