"""Number formats: sections, words and signs between digits."""

import pytest

from assessor.intake.office.xlsx_number import NumberFormat

ACCOUNTING = r'_-* #,##0.00\ "€"_-;\-* #,##0.00\ "€"_-;_-* "-"??\ "€"_-;_-@_-'


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("General", "4.25", "4.25"),
        ("0.00", "4.256", "4.256"),  # stored digits are kept
        (ACCOUNTING, "4.256", "4.256"),
        ("0.0%", "0.925", "92.5%"),
        ("000-00-0000", "123456789", "123-45-6789"),
        ("00 00", "123456", "1234 56"),  # the digits left over stand in the first place
        ('"up";"down";"flat"', "1", "up"),
        ('"up";"down";"flat"', "-1", "down"),
        ('"up";"down";"flat"', "0", "flat"),
        ('0 "ask;tell"', "3", "3 ask;tell"),  # a semicolon in quotes parts nothing
        ('[Red][$CHF-807] 0 "net"', "3", "CHF 3 net"),
        ('General "pieces"', "3", "3 pieces"),
        ("[h]:mm", "1.5", "1.5"),
        ("0.0E+00", "123", "123"),
        ("yyyy", "60000000", "60000000"),  # beyond the year 9999
        ("0", "n/a", "n/a"),
        (";;", "3", ""),
    ],
)
def test_numbers_as_shown(code: str, value: str, shown: str) -> None:
    assert NumberFormat(code).show(value, from_1904=False) == shown


def test_dates_count_from_either_epoch() -> None:
    # Day 0 is 30 December 1899, or 1 January 1904: 1,462 days later.
    form = NumberFormat.built_in(14)
    assert form.show("2924", from_1904=False) == form.show("1462", from_1904=True) == "1908-01-02"


def test_words_no_cell_has_shown_are_left() -> None:
    form = NumberFormat('"up";"down";"flat"')
    form.show("1", from_1904=False)
    assert form.unshown() == "down flat"
    assert NumberFormat(ACCOUNTING).unshown() == ""
