"""Stage 5 of 7: the calendar dates that a text names, in English and German writing.

A date may lack its day or its year. `3/4/2026` is read both ways. Weekdays and words such as "last week" are none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NAMES = (
    ("january", "januar", "jänner", "jan"), ("february", "februar", "feb"), ("march", "märz", "mar", "mrz"),
    ("april", "apr"), ("may", "mai"), ("june", "juni", "jun"), ("july", "juli", "jul"), ("august", "aug"),
    ("september", "sept", "sep"), ("october", "oktober", "oct", "okt"), ("november", "nov"),
    ("december", "dezember", "dec", "dez"),
)  # fmt: skip
_MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names}
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?<!\d)(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th|\.)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_NO_MONTH = frozenset({"may", "mar", "jan", "dec", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "feb"})
"""What stands for a month only beside a day or a year."""
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}-(?P<mm>0[1-9]|1[0-2])(?:-(?P<dd>\d\d)(?!\d))?",
        r"(?<![\d.,])(?P<d>0?[1-9]|[12]\d|3[01])\.\s?(?P<m>0?[1-9]|1[0-2])\.(?:\s?(?P<y>(?:19|20)?\d\d)(?!\d))?(?!\d)",
        rf"(?<![\d/])(?P<a>\d\d?)/(?P<b>\d\d?)/{_YEAR}",
        rf"(?<![\d/])(?P<only>0?[1-9]|1[0-2])/{_YEAR}",
        rf"{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?",
        rf"\b{_MONTH}\s+{_DAY}(?![\d%])(?:,?\s+{_YEAR})?",
        rf"\b{_MONTH}\s+{_YEAR}",
        rf"\b{_MONTH}",
    )
)
_RANGE_BEFORE = re.compile(
    r"(?<!\d)([12]\d|3[01]|0?[1-9])\.?\s?(?:-|–|/|to|until|till|bis|and|und|or|oder)\s?$", re.IGNORECASE
)
_RANGE_AFTER = re.compile(r"\s?(?:-|–|to|until|and|or)\s?([12]\d|3[01]|0?[1-9])(?![\d/]|\.\d)", re.IGNORECASE)

_DAYS, _YEAR_MONTHS = range(1, 32), range(1, 13)
_TWO_DIGITS = 100
_RANGE_CHARS = 12
"""How long the first day of a range is at most, with the word between the two."""


@dataclass(frozen=True)
class NamedDate:
    """What is said of a date; null where a part is not said."""

    day: int | None
    month: int
    year: int | None


@dataclass(frozen=True)
class Found:
    """A date in a text, with every way to read it."""

    start: int
    end: int
    readings: tuple[NamedDate, ...]


def dates_in(text: str) -> tuple[Found, ...]:
    """The dates of a text, the fuller ones first; none lies inside another.

    >>> dates_in("Stand: 9. Oktober 2026")[0].readings
    (NamedDate(day=9, month=10, year=2026),)
    """
    found: list[Found] = []

    def taken(match: re.Match[str]) -> str:
        readings = tuple(_readings(match))
        if not readings:
            return match[0]
        found.append(Found(match.start(), match.end(), readings))
        return "\0" * len(match[0])  # so that no later pattern finds a part of it

    for pattern in _PATTERNS:
        text = pattern.sub(taken, text)
    return tuple(found)


def all_dates(text: str) -> frozenset[NamedDate]:
    """Every date of a text in every reading, the first days of ranges such as `1. bis 9. Oktober` included."""
    dates: set[NamedDate] = set()
    for one in dates_in(text):
        dates |= {*one.readings}
        days = (
            _RANGE_BEFORE.search(text, max(0, one.start - _RANGE_CHARS), one.start),
            _RANGE_AFTER.match(text, one.end),
        )
        for day in days:
            if day is not None:
                dates |= {NamedDate(int(day[1]), reading.month, reading.year) for reading in one.readings}
    return frozenset(dates)


def is_said(found: Found, dates: frozenset[NamedDate], years: frozenset[int]) -> bool:
    """Whether a date is among these. A year it adds must stand somewhere in the text."""
    return any(
        reading.month == date.month
        and reading.day in (None, date.day)
        and (reading.year in (None, date.year) or (date.year is None and reading.year in years))
        for reading in found.readings
        for date in dates
    )


def _readings(match: re.Match[str]) -> Iterator[NamedDate]:
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else None
    if name := groups.get("month"):
        day = int(groups["day"]) if groups.get("day") else None
        alone = day is None and year is None
        # "may" and "mar" are words; a month by itself begins with a capital in both languages.
        if not (alone and (name.casefold() in _NO_MONTH or not name[0].isupper())):
            yield NamedDate(day, _MONTHS[name.casefold()], year)
    elif "mm" in groups:
        yield NamedDate(int(groups["dd"]) if groups["dd"] else None, int(groups["mm"]), year)
    elif "d" in groups:
        yield NamedDate(int(groups["d"]), int(groups["m"]), _full(groups["y"]))
    elif "only" in groups:
        yield NamedDate(None, int(groups["only"]), year)
    else:
        first, second = int(groups["a"]), int(groups["b"])
        for day, month in ((first, second), (second, first)):
            if day in _DAYS and month in _YEAR_MONTHS:
                yield NamedDate(day, month, year)


def _full(year: str | None) -> int | None:
    if year is None:
        return None
    return int(year) if int(year) >= _TWO_DIGITS else 2000 + int(year)
