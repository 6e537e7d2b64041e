"""Watch: when a round is due. Time is cut into slots of one length, the same for every process."""

import re
from datetime import UTC, datetime, timedelta

from assessor.errors import InputError

_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_LONGEST = timedelta(days=366)
_BEGIN = datetime(1970, 1, 5, tzinfo=UTC)
"""A Monday, so that slots of weeks begin on one."""


def every(text: str) -> timedelta:
    """A length of time such as `24h`, `7d` or `2w`.

    Raises:
        InputError: code `bad_every`.

    >>> every("36h")
    datetime.timedelta(days=1, seconds=43200)
    """
    read = re.fullmatch(r"([1-9][0-9]{0,3})([hdw])", text.strip())
    length = int(read[1]) * _UNITS[read[2]] if read else None
    if length is None or length > _LONGEST:
        raise InputError(
            f"--every: expected a number and h, d or w, at most a year; got {text[:20]!r}.",
            code="bad_every",
            hint="Example: --every 7d",
        )
    return length


def slot_of(moment: datetime, length: timedelta) -> datetime:
    """Begin of the slot that a moment lies in.

    >>> slot_of(datetime(2026, 11, 28, 8, 30, tzinfo=UTC), timedelta(days=7)).isoformat()
    '2026-11-23T00:00:00+00:00'
    """
    return _BEGIN + (moment - _BEGIN) // length * length
