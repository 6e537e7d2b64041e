"""Stage 2 of 7: personal numbers in writings that Presidio's formats leave out.

Presidio knows tax and insurance numbers as one run of digits; people write them in groups. It takes the ninth
character of a German identity card for its check digit, which is the tenth, so most real ones fail there; here
the label before the number decides instead.
"""

import re
from collections import Counter
from collections.abc import Iterator

from assessor.domain.verdict import DetectedSpan

_TAX_ID = re.compile(r"(?<![\w.,-])[1-9]\d[ \t.]\d{3}[ \t.]\d{3}[ \t.]\d{3}(?![\w-])")
_SOCIAL_SECURITY = re.compile(r"(?<![\w-])\d{2}[ \t]\d{6}[ \t][A-Z][ \t]?\d{2}[ \t]?\d(?![\w-])")
_SOCIAL_SECURITY_WEIGHTS = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
# libphonenumber keeps only numbers that a network has given out; people write others, and a plus says it all.
_PHONES = (
    ("phone_international", re.compile(r"(?<![\w+])(?:\+|00(?=[1-9]))[1-9]\d{0,2}[ \t./-]?(?:\(0\))?(?:[ \t./()-]{0,2}\d){6,12}(?!\w)")),
    ("phone_label", re.compile(r"(?<!\w)(?i:tel(?:efon)?|phone|fon|mobil|mobile|handy|cell|fax)\b[.:]{0,2}[ \t]{0,3}(?P<value>[+(]?\d(?:[ \t./()-]{0,2}\d){5,14})(?!\w)")),
)  # fmt: skip
_LABEL_END = (
    r"(?:[ \t-]*(?i:nummer|nr\.?|no\.?|number|id))?[ \t]*[:#]?[ \t]*(?:(?i:is|ist|lautet|war|was)[ \t]+)?"
)
_TAX_LABEL = r"(?i:Steuernummer|Steuer-?Nr\.?|St\.-?Nr\.?|Steuer-?ID|IdNr\.?|tax (?:number|id|no\.?))"
_ID_LABEL = (
    r"(?i:(?:Personal)?ausweis|Reisepass|Pass|passport|id card|identity card|Führerschein|driving licen[cs]e|"
    r"driver'?s licen[cs]e|Aufenthaltstitel|Personalnummer|employee|AHV|Sozialversicherungs|SV)"
)
_LABELLED = (
    ("DE_TAX_ID", "tax_label", re.compile(rf"\b{_TAX_LABEL}{_LABEL_END}(?P<value>\d[\d /-]{{8,14}}\d)(?!\w)")),
    (
        "ID",
        "id_label",
        re.compile(rf"\b{_ID_LABEL}{_LABEL_END}(?P<value>(?=[A-Z0-9.]*\d[A-Z0-9.]*\d)[A-Z0-9][A-Z0-9.]{{5,15}}[A-Z0-9])(?![\w-])"),
    ),
)  # fmt: skip


def find_numbers(text: str) -> Iterator[DetectedSpan]:
    """Spans of phones and of DE_TAX_ID, DE_SOCIAL_SECURITY and ID; may overlap.

    Grouped tax and insurance numbers count only where their check digit holds.
    """
    for rule, phone in _PHONES:
        for match in phone.finditer(text):
            place = match.span("value" if "value" in phone.groupindex else 0)
            yield _span(place, "PHONE_NUMBER", rule, 0.85)
    for match in _TAX_ID.finditer(text):
        if is_tax_id(re.sub(r"\D", "", match.group())):
            yield _span(match.span(), "DE_TAX_ID", "grouped_tax_id", 1.0)
    for match in _SOCIAL_SECURITY.finditer(text):
        if is_social_security(re.sub(r"\s", "", match.group())):
            yield _span(match.span(), "DE_SOCIAL_SECURITY", "grouped_social_security", 1.0)
    for kind, rule, pattern in _LABELLED:
        for match in pattern.finditer(text):
            yield _span(match.span("value"), kind, rule, 0.85)


def is_tax_id(digits: str) -> bool:
    """Whether eleven digits carry the check digit of a German tax id (ISO 7064 mod 11, 10).

    >>> is_tax_id("86095742719"), is_tax_id("86095742718")
    (True, False)
    """
    if len(digits) != 11 or digits[0] == "0" or max(Counter(digits[:10]).values()) > 3:  # noqa: PLR2004 - the format
        return False
    product = 10
    for digit in digits[:10]:
        product = ((int(digit) + product) % 10 or 10) * 2 % 11
    return (11 - product) % 10 == int(digits[10])


def is_social_security(number: str) -> bool:
    """Whether twelve characters carry the check digit of a German insurance number (VKVV section 4).

    >>> is_social_security("15070649C103"), is_social_security("15070649C104")
    (True, False)
    """
    letter = f"{ord(number[8]) - ord('A') + 1:02d}"
    weighted = [
        int(digit) * weight
        for digit, weight in zip(number[:8] + letter + number[9:11], _SOCIAL_SECURITY_WEIGHTS, strict=True)
    ]
    return sum(product // 10 + product % 10 for product in weighted) % 10 == int(number[11])


def _span(place: tuple[int, int], kind: str, rule: str, score: float) -> DetectedSpan:
    return DetectedSpan(start=place[0], end=place[1], type=kind, score=score, rule=f"numbers.{rule}")
