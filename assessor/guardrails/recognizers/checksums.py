"""Stage 2 of 7: check digits. Where a number carries one, it decides, and not the words around it."""

import re
from collections import Counter

_IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "BA": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22,
    "DK": 18, "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28,
    "IE": 22, "IL": 23, "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22,
    "MK": 19, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24,
    "SM": 27, "TR": 26, "UA": 29, "XK": 20,
}  # fmt: skip
"""Characters of an IBAN by country (ISO 13616 registry), for the countries our senders have accounts in."""
_MAX_LETTER_REPEATS = 3
_SOCIAL_SECURITY_WEIGHTS = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
_AUSTRIAN_WEIGHTS = (3, 7, 9, 0, 5, 8, 4, 2, 1, 6)
_SWISS_UID_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4)
_DOCUMENT_WEIGHTS = (7, 3, 1)


def iban_length(country: str) -> int | None:
    """How many characters an IBAN of `country` (two capitals) has; None where we know of none.

    >>> iban_length("DE"), iban_length("ZZ")
    (22, None)
    """
    return _IBAN_LENGTHS.get(country)


def is_iban(value: str) -> bool:
    """Whether capitals and digits without space form an IBAN: length by country, remainder 1 by 97 (ISO 7064).

    >>> is_iban("DE89370400440532013000"), is_iban("DE89370400440532013001")
    (True, False)
    """
    if len(value) != _IBAN_LENGTHS.get(value[:2]) or not value[2:4].isdigit():
        return False
    return int("".join(str(int(char, 36)) for char in value[4:] + value[:4])) % 97 == 1


def is_luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of a card number (ISO/IEC 7812-1).

    >>> is_luhn("4111111111111111"), is_luhn("4111111111111112")
    (True, False)
    """
    doubled = (int(char) * (2 if place % 2 else 1) for place, char in enumerate(reversed(digits)))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def is_tax_id(digits: str) -> bool:
    """Whether eleven digits carry the check digit of a German tax id (ISO 7064 mod 11, 10).

    >>> is_tax_id("86095742719"), is_tax_id("86095742718")
    (True, False)
    """
    if len(digits) != 11 or digits[0] == "0":  # noqa: PLR2004 - the format
        return False
    if max(Counter(digits[:10]).values()) > _MAX_LETTER_REPEATS:
        return False
    return _by_product(digits)


def is_german_vat(digits: str) -> bool:
    """Whether nine digits carry the check digit of a German VAT id (ISO 7064 mod 11, 10).

    >>> is_german_vat("136695976"), is_german_vat("136695975")
    (True, False)
    """
    return len(digits) == 9 and digits[0] != "0" and _by_product(digits)  # noqa: PLR2004 - the format


def _by_product(digits: str) -> bool:
    product = 10
    for digit in digits[:-1]:
        product = ((int(digit) + product) % 10 or 10) * 2 % 11
    return (11 - product) % 10 == int(digits[-1])


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


def is_austrian_insurance(digits: str) -> bool:
    """Whether ten digits are an Austrian insurance number: the fourth is the weighted sum by 11, a birth date follows.

    >>> is_austrian_insurance("1237010180"), is_austrian_insurance("1238010180")
    (True, False)
    """
    if not re.fullmatch(r"[1-9]\d{3}(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-5])\d{2}", digits):
        return False
    return sum(
        int(digit) * weight for digit, weight in zip(digits, _AUSTRIAN_WEIGHTS, strict=True)
    ) % 11 == int(digits[3])


def is_ahv(digits: str) -> bool:
    """Whether thirteen digits that begin with 756 are a Swiss insurance number (check digit of EAN-13).

    >>> is_ahv("7569217076985"), is_ahv("7569217076984")
    (True, False)
    """
    if not re.fullmatch(r"756\d{10}", digits):
        return False
    return sum(int(char) * (3 if place % 2 else 1) for place, char in enumerate(digits)) % 10 == 0


def is_swiss_uid(digits: str) -> bool:
    """Whether nine digits carry the check digit of a Swiss business id (weighted sum by 11).

    >>> is_swiss_uid("116281710"), is_swiss_uid("116281711")
    (True, False)
    """
    if not re.fullmatch(r"\d{9}", digits):
        return False
    check = 11 - sum(int(d) * weight for d, weight in zip(digits[:8], _SWISS_UID_WEIGHTS, strict=True)) % 11
    return check % 11 == int(digits[8])


def is_austrian_vat(digits: str) -> bool:
    """Whether the eight digits after `ATU` carry their check digit.

    >>> is_austrian_vat("13585627"), is_austrian_vat("13585626")
    (True, False)
    """
    if not re.fullmatch(r"\d{8}", digits):
        return False
    doubled = (int(char) * (2 if place % 2 else 1) for place, char in enumerate(digits[:7]))
    total = sum(number // 10 + number % 10 for number in doubled)
    return (10 - (total + 4) % 10) % 10 == int(digits[7])


def is_health_insurance(number: str) -> bool:
    """Whether a letter and nine digits are a German health insurance number (Luhn over the letter's place and digits).

    >>> is_health_insurance("A123456780"), is_health_insurance("A123456781")
    (True, False)
    """
    if not re.fullmatch(r"[A-Z]\d{9}", number):
        return False
    digits = f"{ord(number[0]) - ord('A') + 1:02d}{number[1:9]}"
    doubled = (int(char) * (2 if place % 2 else 1) for place, char in enumerate(digits))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == int(number[9])


def is_identity_document(number: str) -> bool:
    """Whether ten characters of a German card or passport end in their check digit (weights 7, 3, 1; ICAO 9303).

    >>> is_identity_document("L01X00T471"), is_identity_document("L01X00T472")
    (True, False)
    """
    if not re.fullmatch(r"[CFGHJKLMNPRTVWXYZ][0-9CFGHJKLMNPRTVWXYZ]{8}\d", number):
        return False
    weighted = (int(char, 36) * _DOCUMENT_WEIGHTS[place % 3] for place, char in enumerate(number[:9]))
    return sum(weighted) % 10 == int(number[9])
