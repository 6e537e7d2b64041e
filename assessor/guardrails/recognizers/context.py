"""Stage 2 of 7: number formats that Presidio finds and their surroundings deny: invoices, builds, versions."""

import re

_PHONE_WORD = re.compile(
    r"\b(?:tele(?:fon|phone)\w*|phone|tel|fon|mobil\w*|mobile|handy|cell|call|ring|rufen|anruf\w*|fax|durchwahl|whatsapp|"
    r"rückruf\w*|erreichbar)\b[^\d\n]{0,24}$",
    re.IGNORECASE,
)
_YEAR_NUMBER = re.compile(r"(?:19|20)\d\d[-/ ]\d{2,8}")
_DATE = re.compile(r"\d{1,2}[./]\d{1,2}[./](?:\d{2}){1,2}|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}")
_PLAIN_DIGITS = re.compile(r"[1-9]\d*")
_VERSION_WORD = re.compile(r"\b(?:version|v|release|build|firmware|fassung|update)[ \t.:]*$", re.IGNORECASE)
_REACH = 48
"""How far before a number a word can explain it, in characters."""


def is_phone(text: str, start: int, end: int) -> bool:
    """Whether a run of digits that could be dialled is one, not an invoice, case or order number.

    >>> is_phone("invoice 2026-000123", 8, 19), is_phone("call 4155552671", 5, 15), is_phone("am 13.10.2026", 3, 13)
    (False, True, False)
    """
    number = text[start:end].strip()
    if _YEAR_NUMBER.fullmatch(number) or _DATE.fullmatch(number):
        return False
    # Without a plus, a leading zero or groups, only a word before tells a phone from any other number.
    if _PLAIN_DIGITS.fullmatch(number):
        return _PHONE_WORD.search(text[max(0, start - _REACH) : start]) is not None
    return True


def is_address_of_host(text: str, start: int) -> bool:
    """Whether four numbers with dots are an IP address and not a version.

    >>> is_address_of_host("Version 10.15.7.1", 8)
    False
    """
    return _VERSION_WORD.search(text[max(0, start - _REACH) : start]) is None
