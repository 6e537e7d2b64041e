"""Stage 2 of 7: a report of a miss or a false hit as a test case that names nobody.

Only the sentence around the place is kept, and every value in it is invented: placeholders and the missed value
give way to stand-ins of their type. What cannot be put into words anew is not kept at all.
"""

import re
from collections.abc import Iterator

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.privacy import CaseKind, CaseSpan, RegressionCase
from assessor.domain.text import Language
from assessor.errors import InputError
from assessor.guardrails.windows import sentences

_AROUND = 300
"""So many characters on each side at most."""
_PLACEHOLDER = re.compile(r"<([A-Z][A-Z_]{1,39})_(\d+)>")
_STAND_INS: dict[str, dict[Language, tuple[str, ...]]] = {
    "PERSON": {
        "en": ("Nora Whitcombe", "Tobias Renfield", "Ada Larkspur", "Miles Thornbury", "Ivy Pemberton"),
        "de": ("Nora Wiesengrund", "Tobias Rehfeld", "Ada Lerchner", "Emil Dornbusch", "Ida Pfefferkorn"),
    },
    "CUSTOMER_ORG": {
        "en": ("Larkspur Mills Ltd", "Harrow Gate Foods Ltd", "Tinder Lane Inc"),
        "de": ("Lerchenmühle GmbH", "Torhof Lebensmittel AG", "Zunderweg GmbH"),
    },
    "EMAIL_ADDRESS": {
        "en": ("nora@larkspur.example", "info@harrow.example"),
        "de": ("nora@lerchenmuehle.example", "post@torhof.example"),
    },
    "PHONE_NUMBER": {
        "en": ("+44 20 7946 0018", "+44 161 496 0023"),
        "de": ("+49 30 23125001", "+49 89 99998002"),
    },
    "LOCATION": {"en": ("12 Larkspur Lane, Leeds",), "de": ("Lerchenweg 12, 10115 Berlin",)},
    "IBAN_CODE": {"en": ("GB29 NWBK 6016 1331 9268 19",), "de": ("DE89 3704 0044 0532 0130 00",)},
    "CREDIT_CARD": {"en": ("4111 1111 1111 1111",), "de": ("4111 1111 1111 1111",)},
    "IP_ADDRESS": {"en": ("198.51.100.7",), "de": ("198.51.100.7",)},
    "URL": {"en": ("https://larkspur.example/nora",), "de": ("https://lerchenmuehle.example/nora",)},
    "DATE_OF_BIRTH": {"en": ("3 April 1981",), "de": ("3. April 1981",)},
    "AMOUNT": {"en": ("12,300 EUR", "15 percent"), "de": ("12.300 EUR", "15 Prozent")},
}


def make_case(
    artefact: RedactedArtefact, start: int, end: int, kind_or_value: str, kind: CaseKind, *, case_id: str
) -> RegressionCase:
    """A case from a place of a redacted text.

    Args:
        artefact: where the report is about.
        start: of the place in the redacted text.
        end: behind it.
        kind_or_value: for a miss the type of the missed value, for a false hit the harmless words themselves.
        kind: what was wrong.
        case_id: the case's own id.

    Raises:
        InputError: code `place_outside`, the artefact holds no such place; `case_words`, the harmless words
            are none or run over lines.
    """
    text = artefact.text
    if text is None or not 0 <= start < end <= len(text):
        raise InputError(f"place {start}-{end}: not in the redacted text.", code="place_outside")
    if kind is CaseKind.FALSE_HIT and not re.search(r"\w", kind_or_value.split("\n", maxsplit=1)[0]):
        raise InputError("the harmless words are empty.", code="case_words")
    first, last = _sentence_around(text, start, end)
    words, spans = [], []
    at, length = first, 0
    for begin, stop, type_, stand_in in _pieces(
        artefact.lang, text, (first, last), (start, end), kind_or_value, kind
    ):
        words.append(text[at:begin])
        length += begin - at
        words.append(stand_in)
        if type_ is not None:
            spans.append(CaseSpan(start=length, end=length + len(stand_in), type=type_))
        length += len(stand_in)
        at = stop
    words.append(text[at:last])
    if kind is CaseKind.FALSE_HIT:
        spans = [one for one in spans if one.type == "HARMLESS"]
    return RegressionCase(id=case_id, kind=kind, lang=artefact.lang, text="".join(words), spans=tuple(spans))


def stand_in(kind: str, number: int, lang: Language) -> str:
    """An invented value of a type; the same number gives the same value.

    >>> stand_in("PERSON", 1, "de")
    'Nora Wiesengrund'
    """
    pool = _STAND_INS.get(kind, {}).get(lang)
    if pool is None:
        return f"ZZ-{1000 + number}"
    return pool[(number - 1) % len(pool)]


def _sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    for offset, sentence in sentences(text):
        if offset <= start and end <= offset + len(sentence):
            first, last = offset, offset + len(sentence.rstrip())
            return max(first, start - _AROUND), max(end, min(last, end + _AROUND))
    return start, end


def _pieces(
    lang: Language,
    text: str,
    window: tuple[int, int],
    place: tuple[int, int],
    kind_or_value: str,
    kind: CaseKind,
) -> Iterator[tuple[int, int, str | None, str]]:
    """What is replaced, in text order: range, type and stand-in."""
    found: list[tuple[int, int, str | None, str]] = [
        (match.start(), match.end(), match[1], stand_in(match[1], int(match[2]), lang))
        for match in _PLACEHOLDER.finditer(text, *window)
        if not (match.start() < place[1] and place[0] < match.end())
    ]
    if kind is CaseKind.MISS:
        # A number that no placeholder of the sentence has, so that the value is told from its neighbours.
        taken = {piece[3] for piece in found}
        free = next(number for number in range(1, 99) if stand_in(kind_or_value, number, lang) not in taken)
        found.append((*place, kind_or_value, stand_in(kind_or_value, free, lang)))
    else:
        found.append((*place, "HARMLESS", kind_or_value))
    yield from sorted(found, key=lambda piece: piece[0])
