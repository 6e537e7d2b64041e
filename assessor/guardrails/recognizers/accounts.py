"""Stage 2 of 7: bank accounts and cards, and addresses of machines. Check digits and `ipaddress` decide.

Presidio's own forms stand beside these; what they leave out is what people do to long numbers: small letters,
groups of any size, a line break in the middle, a bracketed point.
"""

import ipaddress
import re
from collections.abc import Iterator

from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.recognizers.checksums import iban_length, is_iban, is_luhn
from assessor.guardrails.recognizers.context import is_address_of_host
from assessor.guardrails.recognizers.forms import before

_GAP = r"[ \t.\-–_/]{0,2}(?:\r?\n[ \t>]*)?"
_IBAN_START = re.compile(
    rf"(?<![A-Za-z0-9])(?:(?i:iban)[ \t:]?)?(?P<value>(?P<country>[A-Za-z]{_GAP}?[A-Za-z]){_GAP}\d{_GAP}\d)"
)
_IBAN_NEXT = re.compile(rf"{_GAP}([A-Za-z0-9])")
_CARD = re.compile(r"(?<![\w.+/-])(?<!\d[ ,])\d(?:[ \t.\-–]{0,3}(?:\r?\n[ \t]*)?\d){11,18}(?![\w/-]|[.,]\d)")
_CARD_LENGTHS = (
    (re.compile(r"4"), (13, 16, 19)),
    (re.compile(r"5[1-5]|2(?:2[2-9]|[3-6]|7[01]|720)"), (16,)),
    (re.compile(r"3[47]"), (15,)),
    (re.compile(r"3(?:0[0-59]|[689])"), (14, 16)),
    (re.compile(r"35"), (16, 17, 18, 19)),
    (re.compile(r"2131|1800"), (15,)),
    (re.compile(r"6(?:011|22|4[4-9]|5|2)"), (16, 17, 18, 19)),
    (re.compile(r"5[0678]|6\d"), (12, 13, 14, 15, 16, 17, 18, 19)),
)
"""Issuers by first digits, and how long their numbers are (ISO/IEC 7812 ranges in use)."""
_SHORT_CARD = 14
"""Shorter numbers pass the check digit by chance too often to count without the word `card`."""
_CARD_WORD = re.compile(
    r"\b(?:card|karte|kreditkarte\w*|visa|mastercard|maestro|amex|american express|debit|credit|cc)\b|karten?nummer",
    re.IGNORECASE,
)
_DOT = r"(?:\.|\[\.\]|\(\.\)|\[dot\])"
_IPV4 = re.compile(
    rf"(?<![\w.])(?<!::ffff:)(?<!::FFFF:)(?<!\d[,-])\d{{1,3}}(?:{_DOT}\d{{1,3}}){{3}}(?:/\d{{1,2}})?(?![\w-]|\.\d)"
)
_IPV6 = re.compile(
    r"(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,7}(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{1,4}|:)?(?:%\w+)?(?:/\d{1,3})?(?![\w:])"
)
_MIN_V6 = 6
_MAC = re.compile(r"(?<![\w:-])[0-9A-Fa-f]{2}(?:([:-])[0-9A-Fa-f]{2})(?:\1[0-9A-Fa-f]{2}){4}(?![\w:-])")


def find_accounts(text: str) -> Iterator[DetectedSpan]:
    """Spans of IBAN_CODE, CREDIT_CARD and IP_ADDRESS (hardware addresses of machines among them)."""
    yield from _ibans(text)
    for match in _CARD.finditer(text):
        if _is_card(re.sub(r"\D", "", match.group()), before(text, match.start())):
            yield _span(match.span(), "CREDIT_CARD", "card")
    yield from _machines(text)


def _machines(text: str) -> Iterator[DetectedSpan]:
    for match in _IPV4.finditer(text):
        if _is_ip(
            re.sub(r"[\[\]()]|dot", lambda one: "." if one.group() == "dot" else "", match.group())
        ) and is_address_of_host(text, match.start()):
            yield _span(match.span(), "IP_ADDRESS", "ipv4")
    if "::" in text or text.count(":") >= 7:  # noqa: PLR2004 - an address has seven colons or a double one
        for match in _IPV6.finditer(text):
            # "a::b" is code; an address this short has a digit.
            telling = len(match.group().strip(":")) > _MIN_V6 or re.search(r"\d", match.group())
            if telling and _is_ip(match.group()):
                yield _span(match.span(), "IP_ADDRESS", "ipv6")
    for match in _MAC.finditer(text):
        yield _span(match.span(), "IP_ADDRESS", "mac")


def _ibans(text: str) -> Iterator[DetectedSpan]:
    for match in _IBAN_START.finditer(text):
        country = re.sub(r"[^A-Za-z]", "", match.group("country")).upper()
        length = iban_length(country)
        if length is None:
            continue
        value = country + re.sub(r"\D", "", match.group("value"))
        end = match.end()
        while len(value) < length and (following := _IBAN_NEXT.match(text, end)):
            value += following.group(1).upper()
            end = following.end()
        if is_iban(value) and not text[end : end + 1].isalnum():
            yield _span((match.start("value"), end), "IBAN_CODE", "iban")


def _is_card(digits: str, lead: str) -> bool:
    if len(set(digits)) == 1 or not is_luhn(digits):
        return False
    if _CARD_WORD.search(lead):
        return True
    fits = any(issuer.match(digits) and len(digits) in lengths for issuer, lengths in _CARD_LENGTHS)
    return fits and len(digits) >= _SHORT_CARD


def _is_ip(value: str) -> bool:
    try:
        ipaddress.ip_interface(re.sub(r"%\w+", "", value))
    except ValueError:
        return False
    return True


def _span(place: tuple[int, int], kind: str, rule: str) -> DetectedSpan:
    return DetectedSpan(start=place[0], end=place[1], type=kind, score=1.0, rule=f"accounts.{rule}")
