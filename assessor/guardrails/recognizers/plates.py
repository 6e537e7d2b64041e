"""Stage 2 of 7: number plates of DE, AT, CH, GB and US. Codes of the trade look alike, so words around decide.

`KW38 QBR` has the form of a British plate and `SUP-AB 12` nearly that of a German one. Only the full German form
(district, hyphen, letters, space, digits) counts by itself; everything else needs a word for a vehicle in its
paragraph.
"""

import re
from collections.abc import Iterator

from assessor.domain.verdict import DetectedSpan

_VEHICLE = re.compile(
    r"\b(?:kennzeichen\w*|nummernschild\w*|kontrollschild\w*|kfz\w*|pkw|lkw|fahrzeug\w*|auto|wagen|dienstwagen|firmenwagen|mietwagen|leihwagen|parken|"
    r"geparkt|parkplatz\w*|parkhaus|stellplatz|schranke|tiefgarage|zulassung\w*|einfahrt\w*|"
    r"(?:number |licen[cs]e |registration )?plates?|registration|vehicle|car|van|truck|lorry|parking|parked|park|barrier|garage|rental)\b",
    re.IGNORECASE,
)
_NO_CODE = r"(?!(?:Q|KW|CW|FY|GJ|WK|HJ|SLA|KPI|ARR|NPS|QBR|CRM|API|SUP|INC)\b)"
_GERMAN_FULL = re.compile(
    rf"(?<![\w-]){_NO_CODE}[A-ZÄÖÜ]{{1,3}}-[A-Z]{{1,2}} [1-9]\d{{0,3}}[EH]?(?![\w-]|[.,]\d)"
)
_WITH_VEHICLE = (
    ("de", re.compile(rf"(?<![\w-]){_NO_CODE}[A-ZÄÖÜ]{{1,3}}[ \t-][A-Z]{{1,2}}[ \t-]?[1-9]\d{{0,3}}[ ]?[EH]?(?![\w-]|[.,]\d)")),
    ("at", re.compile(rf"(?<![\w-]){_NO_CODE}[A-Z]{{1,2}}[ \t-]\d{{1,5}}[ ]?[A-Z]{{1,3}}(?![\w-])")),
    ("ch", re.compile(r"(?<![\w-])(?:AG|AI|AR|BE|BL|BS|FR|GE|GL|GR|JU|LU|NE|NW|OW|SG|SH|SO|SZ|TG|TI|UR|VD|VS|ZG|ZH|FL)[ \t·•-]{1,2}\d{1,6}(?![\w-]|[.,]\d)")),
    ("gb", re.compile(r"(?<![\w-])(?!(?:FY|GJ|KW|CW|WK|HJ|SQ)\d)(?:[A-Z]{2}\d{2}[ ]?[A-Z]{3}|[A-Z]\d{1,3}[ ]?[A-Z]{3}|[A-Z]{3}[ ]?\d{1,3}[A-Z])(?![\w-])")),
)  # fmt: skip
_US_LABELLED = re.compile(
    r"\b(?i:licen[cs]e plate|plate number|plates?|tag number)[ \t]*(?:no\.?|#|:|is)?[ \t]*(?P<value>(?=[A-Z0-9 -]*\d)[A-Z0-9]{1,4}[ -]?[A-Z0-9]{2,4})(?![\w-])"
)
_ABOVE = 300
_BELOW = 80


def find_plates(text: str) -> Iterator[DetectedSpan]:
    """Spans of type ID; they may overlap."""
    for match in _GERMAN_FULL.finditer(text):
        yield _span(match.span(), "de")
    if not _VEHICLE.search(text):
        return
    for rule, pattern in _WITH_VEHICLE:
        for match in pattern.finditer(text):
            if _VEHICLE.search(_paragraph_around(text, *match.span())):
                yield _span(match.span(), rule)
    for match in _US_LABELLED.finditer(text):
        yield _span(match.span("value"), "us")


def _paragraph_around(text: str, start: int, end: int) -> str:
    top = max(text.rfind("\n\n", 0, start), start - _ABOVE, 0)
    bottom = text.find("\n\n", end)
    return text[top:start] + " " + text[end : min(bottom if bottom >= 0 else len(text), end + _BELOW)]


def _span(place: tuple[int, int], rule: str) -> DetectedSpan:
    return DetectedSpan(start=place[0], end=place[1], type="ID", score=0.8, rule=f"plates.{rule}")
