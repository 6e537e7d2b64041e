"""Check digits: every single wrong digit of a valid number must be seen where the scheme promises so."""

from collections.abc import Callable

import pytest

from assessor.guardrails.recognizers import checksums

# Schemes whose check sees any single wrong digit (mod 97, Luhn, mod 11, mod 11-10, EAN).
VALID = (
    (checksums.is_iban, "DE89370400440532013000"),
    (checksums.is_luhn, "4111111111111111"),
    (checksums.is_tax_id, "86095742719"),
    (checksums.is_german_vat, "136695976"),
    (checksums.is_austrian_vat, "13585627"),
    (checksums.is_swiss_uid, "116281710"),
    (checksums.is_ahv, "7569217076985"),
    (checksums.is_health_insurance, "A123456780"),
    (checksums.is_austrian_insurance, "1237010180"),
)


@pytest.mark.parametrize(("check", "number"), VALID)
def test_a_valid_number_passes_and_each_single_wrong_digit_fails(
    check: Callable[[str], bool], number: str
) -> None:
    assert check(number)
    wrong = [
        number[:at] + digit + number[at + 1 :]
        for at, char in enumerate(number)
        if char.isdigit()
        for digit in "0123456789"
        if digit != char
    ]
    assert [one for one in wrong if check(one)] == []


@pytest.mark.parametrize(
    ("check", "other"),
    [
        (checksums.is_iban, "DE8937040044053201300"),
        (checksums.is_iban, "ZZ89370400440532013000"),
        (checksums.is_tax_id, "06095742719"),
        (checksums.is_tax_id, "11111111111"),
        (checksums.is_swiss_uid, "11628171"),
        (checksums.is_ahv, "1234567890123"),
        (checksums.is_austrian_insurance, "1237320180"),
        (checksums.is_identity_document, "A01X00T471"),
    ],
)
def test_a_number_of_another_form_fails(check: Callable[[str], bool], other: str) -> None:
    assert not check(other)


def test_a_card_of_identity_is_weighed_by_seven_three_one() -> None:
    # L=21*7 0 1*1 X=33*7 0 0 T=29*7 4*3 7*1: 147+0+1+231+0+0+203+12+7 = 601, so the check digit is 1.
    assert checksums.is_identity_document("L01X00T471")
    assert not checksums.is_identity_document("L01X00T470")
