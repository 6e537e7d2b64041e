import pytest

from assessor.guardrails.claims.dates import NamedDate, all_dates, dates_in, is_said


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-09", "9.10.2026", "09.10.26", "9. Oktober 2026", "9 October 2026", "9th of October 2026",
        "October 9, 2026", "Oct 9th 2026", "9. Okt. 2026",
    ],
)  # fmt: skip
def test_one_day_in_every_writing(text: str) -> None:
    (found,) = dates_in(f"On {text}, checked.")
    assert found.readings == (NamedDate(9, 10, 2026),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9.10.", NamedDate(9, 10, None)),
        ("October 2026", NamedDate(None, 10, 2026)),
        ("10/2026", NamedDate(None, 10, 2026)),
        ("2026-10", NamedDate(None, 10, 2026)),
        ("since October", NamedDate(None, 10, None)),
        ("seit Mai 2026", NamedDate(None, 5, 2026)),
    ],
)
def test_parts_that_are_not_said_are_null(text: str, expected: NamedDate) -> None:
    (found,) = dates_in(text)
    assert found.readings == (expected,)


@pytest.mark.parametrize(
    "text", ["it may help", "May I ask", "they march on", "3 of 4", "version 1.2.3", "12.5 %", "on Monday"]
)
def test_words_and_numbers_are_no_dates(text: str) -> None:
    assert dates_in(text) == ()


def test_slashes_are_read_both_ways() -> None:
    (found,) = dates_in("3/4/2026")
    assert set(found.readings) == {NamedDate(3, 4, 2026), NamedDate(4, 3, 2026)}
    assert dates_in("25/4/2026")[0].readings == (NamedDate(25, 4, 2026),)


@pytest.mark.parametrize(
    "text", ["1 to 9 October 2026", "1. bis 9. Oktober 2026", "October 1 to 9", "1.-9.10.2026"]
)
def test_both_ends_of_a_range_are_days_of_its_month(text: str) -> None:
    assert {(one.day, one.month) for one in all_dates(text)} >= {(1, 10), (9, 10)}


@pytest.mark.parametrize(
    ("claimed", "text", "expected"),
    [
        ("9 October", "9.10.2026", True),
        ("October 2026", "9.10.2026", True),
        ("9 October 2026", "on 9.10., in the year of the audit", False),
        ("10 October", "9.10.2026", False),
        ("9 October 2025", "9.10.2026", False),
        ("9 October", "in October", False),
    ],
)
def test_a_claim_may_say_less_than_its_artefact_and_no_more(claimed: str, text: str, expected: bool) -> None:
    (found,) = dates_in(claimed)
    assert is_said(found, all_dates(text), frozenset()) is expected


def test_a_year_may_come_from_elsewhere_in_the_text() -> None:
    (found,) = dates_in("9 October 2026")
    assert is_said(found, all_dates("on 9.10."), frozenset({2026}))


def test_a_long_text_takes_no_time() -> None:
    assert len(all_dates("9.10.2026 and 3/4/2026, " * 20_000)) == 3
