"""Days, months and cycles as the rules count them.

- A point in time becomes a day in a time zone that is named; a time without one is refused, since it is two
  days at once around midnight.
- A month later is the same day of the month, or the month's last day where it has no such day: three months
  after 30 November is the last of February. A month has passed once that day is reached.
- A cycle is a stretch of months counted from January: quarters where it is three months long.
"""

from datetime import date, datetime, tzinfo

from dateutil.relativedelta import relativedelta


def calendar_day(moment: datetime, zone: tzinfo | None = None) -> date:
    """The day it is at `moment` in a time zone; without one, where this machine stands.

    Raises:
        ValueError: the moment has no time zone itself.

    >>> from datetime import UTC, timedelta, timezone
    >>> late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    >>> calendar_day(late, UTC).isoformat(), calendar_day(late, timezone(timedelta(hours=1))).isoformat()
    ('2026-11-22', '2026-11-23')
    """
    if moment.tzinfo is None:
        raise ValueError("a point in time needs its time zone to become a day")
    return moment.astimezone(zone).date()


def months_between(first: date, last: date) -> int:
    """Whole calendar months from one day to a later one; 0 where it is not later.

    >>> months_between(date(2026, 11, 30), date(2027, 2, 28))
    3
    >>> months_between(date(2026, 11, 30), date(2027, 2, 27))
    2
    """
    # Not relativedelta's own difference: that says two months from 30 November to 28 February, though adding
    # three months to the first gives the last.
    months = max(0, 12 * (last.year - first.year) + last.month - first.month)
    while months and first + relativedelta(months=months) > last:
        months -= 1
    return months


def cycle_of(day: date, cycle_months: int) -> int:
    """Number of the cycle a day lies in; the next cycle has the next number.

    Cycles begin in January of the year 0, so lengths that do not divide twelve run on across new year.

    >>> cycle_of(date(2026, 12, 31), 3) + 1 == cycle_of(date(2027, 1, 1), 3)
    True
    """
    return (12 * day.year + day.month - 1) // cycle_months
