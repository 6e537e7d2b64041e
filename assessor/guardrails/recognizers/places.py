"""Stage 2 of 7: addresses, links, dates of birth and customer organisations by their written form."""

import re
from collections.abc import Iterator

from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.recognizers.names import LETTER, UPPER, is_plausible

_CAP = rf"[{UPPER}][{LETTER}.'’-]*"
_DE_STREET = (
    rf"(?:{_CAP}(?:straße|strasse|str\.|gasse|weg|allee|platz|ring|damm|ufer|chaussee|steig|hof|markt|berg)"
    rf"|{_CAP}(?:[ \t]{_CAP}){{0,2}}[ \t](?:Straße|Strasse|Str\.|Gasse|Weg|Allee|Platz|Ring|Damm|Ufer))"
)
_HOUSE = r"\d{1,4}(?:[ \t]?[a-hA-H])?(?:[ \t]?[-–/][ \t]?\d{1,4}(?:[ \t]?[a-h])?)?"
_TOWN = rf"[{UPPER}][{LETTER}'’-]+"
_CITY = rf"(?:(?:D|A|CH)-)?\d{{4,5}}[ \t]+{_TOWN}(?:[ \t](?:am|an|bei|im|der|{_TOWN})){{0,2}}"
_EN_STREET = (
    rf"\d{{1,5}}[A-Za-z]?[ \t]+(?:{_CAP}[ \t]+){{1,3}}"
    r"(?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|Lane|Ln\.?|Drive|Dr\.?|Court|Ct\.?|Square|Sq\.?|Boulevard|Blvd\.?|"
    r"Way|Place|Pl\.?|Terrace|Close|Crescent|Row|Parkway|Pkwy\.?)\b"
)
_EN_TAIL = (
    rf"(?:,?[ \t\r\n]+(?:Apt|Suite|Unit|Floor|Flat)\.?[ \t]*[\w-]+)?(?:,?[ \t\r\n]+{_CAP}(?:[ \t]{_CAP})?)?"
    r"(?:,?[ \t]+(?:[A-Z]{2}[ \t]+\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]?[ \t]?\d[A-Z]{2}))?"
)
_LEGAL = (
    r"(?:GmbH(?:[ \t]?&[ \t]?Co\.?[ \t]?(?:KG|OHG))?|gGmbH|mbH|AG(?:[ \t]?&[ \t]?Co\.?[ \t]?KG)?|SE|KGaA|KG|OHG|UG|eG|"
    r"e\.[ \t]?V\.|e\.[ \t]?K\.|Ltd\.?|Limited|PLC|plc|LLP|LLC|Inc\.?|Corp\.?|S\.?[ \t]?A\.?|SARL|S\.r\.l\.|s\.r\.o\.|"
    r"Sp\.[ \t]?z[ \t]?o\.[ \t]?o\.|B\.?V\.?|N\.?V\.?|Oy|AB|ApS)"
)
_DAY = (
    r"(?:\d{1,2}[./-][ \t]?\d{1,2}[./-][ \t]?(?:19|20)?\d{2}|(?:19|20)\d{2}-\d{2}-\d{2}|\d{1,2}\.?[ \t]+\w+[ \t]+(?:19|20)\d{2}|"
    r"\w+[ \t]+\d{1,2},?[ \t]+(?:19|20)\d{2})"
)

_URL = r"\b(?:https?://|www\.)[^\s<>\"'„“”)\]]*[^\s<>\"'„“”)\].,;:!?]|\b(?:linkedin|xing)\.com/(?:in|profile)/[\w%.-]+"

_RULES: tuple[tuple[str, str, float, re.Pattern[str]], ...] = (
    ("URL", "url", 0.9, re.compile(_URL, re.IGNORECASE)),
    ("LOCATION", "street_de", 0.85, re.compile(rf"\b{_DE_STREET}[ \t]{_HOUSE}(?:(?:,[ \t]*|[ \t]*\r?\n[ \t]*){_CITY})?")),
    ("LOCATION", "street_en", 0.85, re.compile(rf"\b{_EN_STREET}{_EN_TAIL}")),
    ("LOCATION", "po_box", 0.85, re.compile(rf"\b(?:P\.?O\.? ?Box|Postfach)[ \t]+[\d ]{{2,12}}\d(?:,?[ \t\r\n]+{_CITY})?")),
    (
        "DATE_OF_BIRTH",
        "birth",
        0.9,
        re.compile(
            rf"\b(?i:date of birth|d\.?o\.?b\.?|born(?: on)?|birthday|birth date|geburtsdatum|geb(?:oren)?\.?(?:[ \t]+am)?|geburtstag)"
            rf"[ \t]*(?::|is|ist|am|on)?[ \t]*(?P<value>{_DAY})"
        ),
    ),
    (
        "CUSTOMER_ORG",
        "legal_form",
        0.85,
        re.compile(rf"\b(?P<value>{_CAP}(?:[ \t]+(?:&|und|and|of|für|[\w&.+-]*[{UPPER}0-9][\w&.+-]*)){{0,4}}[ \t]+{_LEGAL})(?!\w)"),
    ),
)  # fmt: skip


def find_places_and_organisations(text: str) -> Iterator[DetectedSpan]:
    """Spans of LOCATION (street addresses, not bare cities), URL, DATE_OF_BIRTH, CUSTOMER_ORG; may overlap."""
    for kind, rule, score, pattern in _RULES:
        for match in pattern.finditer(text):
            start, end = match.span("value" if "value" in pattern.groupindex else 0)
            if kind == "CUSTOMER_ORG":
                start += _field_words_before(text[start:end])
            yield DetectedSpan(start=start, end=end, type=kind, score=score, rule=f"form.{rule}")


def _field_words_before(name: str) -> int:
    """Length of the words before a company's name that merely stood capitalised, as in `Renewal Nordwind GmbH`."""
    skipped = 0
    for word in re.finditer(r"\S+[ \t]+", name):
        if is_plausible(word.group().strip()) or word.group()[0].isdigit():
            break
        skipped = word.end()
    return skipped
