from decimal import Decimal

import pytest

from assessor.guardrails.claims.numbers import figures_in, is_named, values_in


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("1,234.5", "1.234,5"),
        ("1,234,567", "1.234.567"),
        ("12,000", "12.000"),
        ("12,000", "12 000"),
        ("12,000", "12\u202f000"),
        ("12,000", "12'000"),
        ("1.5", "1,5"),
        ("1.2 million", "1,2 Mio."),
        ("1.2m", "1.200.000"),
        ("12k", "12 Tsd."),
        ("2bn", "2 Mrd."),
        ("0.85", "0,85"),
        ("3 sites", "drei Werke"),
        ("22 briefs", "zweiundzwanzig Briefe"),
        ("2 reports", "zum zweiten Mal"),
        ("12 hubs", "ein Dutzend"),
        ("35", "thirty-five"),
    ],
)
def test_a_value_is_the_same_in_both_writings(english: str, german: str) -> None:
    (figure,) = figures_in(english)
    assert is_named(figure, values_in(german))


@pytest.mark.parametrize(
    ("claimed", "text"),
    [
        ("1.5", "15"),
        ("15", "1,5"),
        ("12,500", "12"),
        ("1.2 million", "12 Mio."),
        ("4", "five"),
        ("35", "thirty"),
        ("3.2", "2.3"),
        ("100", "10"),
        ("84", "84.7"),
        ("7", "no number at all"),
    ],
)
def test_another_value_is_another(claimed: str, text: str) -> None:
    (figure,) = figures_in(claimed)
    assert not is_named(figure, values_in(text))


def test_a_value_rounded_to_the_claims_own_decimals_is_named() -> None:
    (whole,), (tenth,) = figures_in("85"), figures_in("84.7")
    assert is_named(whole, values_in("84.66 %"))  # 84.66 rounds to 85 and to 84.7
    assert is_named(tenth, values_in("84,66 %"))
    assert not is_named(tenth, values_in("85 %"))


def test_what_is_no_number_falls_into_its_parts() -> None:
    assert [sorted(one.values) for one in figures_in("version 1.2.3")] == [
        [Decimal(1)],
        [Decimal(2)],
        [Decimal(3)],
    ]


def test_a_long_text_takes_no_time() -> None:
    assert len(values_in("9.10.2026 1 234 " * 20_000)) < 20
