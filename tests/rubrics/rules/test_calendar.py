"""Days, months and cycles at their edges (S000-25, S000-46, X-05, X-15)."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from dateutil.relativedelta import relativedelta
from dateutil.tz import gettz
from hypothesis import given
from hypothesis import strategies as st

from assessor.rubrics.rules.calendar import calendar_day, cycle_of, months_between

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        # 23:30 in London is 00:30 of the next day in Berlin, in winter and, at 22:30, in summer.
        (datetime(2026, 11, 22, 23, 30, tzinfo=UTC), "Europe/Berlin", date(2026, 11, 23)),
        (datetime(2026, 11, 22, 22, 30, tzinfo=UTC), "Europe/Berlin", date(2026, 11, 22)),
        (datetime(2026, 7, 31, 22, 30, tzinfo=UTC), "Europe/Berlin", date(2026, 8, 1)),
        # The nights on which the clock changes: 01:00 UTC is 02:00 or 03:00 in Berlin, the same day.
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "Europe/Berlin", date(2026, 3, 29)),
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), "Europe/Berlin", date(2026, 10, 25)),
        (datetime(2028, 2, 28, 23, 30, tzinfo=UTC), "Europe/Berlin", date(2028, 2, 29)),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "Europe/Berlin", date(2027, 1, 1)),
        # A mail sent at 20:00 in New York is handed in the day after in Berlin.
        (datetime(2026, 11, 22, 20, 0, tzinfo=timezone(timedelta(hours=-5))), "Europe/Berlin", date(2026, 11, 23)),
        (datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=14))), "UTC", date(2026, 11, 22)),
    ],
)  # fmt: skip
def test_a_moment_is_a_day_of_its_time_zone(moment: datetime, zone: str, day: date) -> None:
    """X-15."""
    assert calendar_day(moment, gettz(zone)) == day


def test_without_a_zone_it_is_the_day_where_this_machine_stands() -> None:
    moment = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    assert calendar_day(moment) == moment.astimezone().date()


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        calendar_day(datetime(2026, 11, 22, 12, 0))  # noqa: DTZ001 - what must be refused


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2026, 8, 31), date(2026, 11, 30), 3),  # November has no 31st
        (date(2026, 8, 31), date(2026, 11, 29), 2),
        (date(2026, 11, 30), date(2027, 2, 28), 3),
        (date(2027, 11, 30), date(2028, 2, 28), 2),  # the leap year's February ends on the 29th
        (date(2027, 11, 30), date(2028, 2, 29), 3),
        (date(2028, 2, 29), date(2028, 5, 28), 2),
        (date(2028, 2, 29), date(2028, 5, 29), 3),
        (date(2028, 2, 29), date(2029, 2, 28), 12),
        (date(2026, 12, 15), date(2027, 1, 15), 1),
        (date(2026, 5, 1), date(2026, 5, 31), 0),
        (date(2026, 5, 1), date(2026, 5, 1), 0),
        (date(2026, 5, 2), date(2026, 5, 1), 0),
        (date(2026, 5, 2), date(2025, 5, 1), 0),
    ],
)
def test_months_are_full_once_their_day_or_the_months_last_is_reached(
    first: date, last: date, months: int
) -> None:
    """S000-46."""
    assert months_between(first, last) == months


@given(first=DAYS, last=DAYS)
def test_months_between_is_the_most_that_can_be_added(first: date, last: date) -> None:
    months = months_between(first, last)
    if first <= last:
        assert first + relativedelta(months=months) <= last < first + relativedelta(months=months + 1)
    else:
        assert months == 0


@given(day=DAYS, length=st.integers(1, 12))
def test_cycles_follow_each_other_day_by_day(day: date, length: int) -> None:
    step = cycle_of(day + timedelta(days=1), length) - cycle_of(day, length)
    assert step in (0, 1)
    assert not step or (day + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("day", "length", "next_day"),
    [
        (date(2026, 3, 31), 3, date(2026, 4, 1)),
        (date(2026, 12, 31), 3, date(2027, 1, 1)),
        (date(2026, 6, 30), 6, date(2026, 7, 1)),
        (date(2026, 12, 31), 12, date(2027, 1, 1)),
    ],
)
def test_quarters_half_years_and_years_begin_where_the_calendar_begins_them(
    day: date, length: int, next_day: date
) -> None:
    assert cycle_of(next_day, length) == cycle_of(day, length) + 1
    assert cycle_of(day.replace(day=1), length) == cycle_of(day, length)
