"""Stage 2 of 7: dates of birth. A date is one only where a word for birth stands beside it or over its column."""

import re
from collections.abc import Iterator

from assessor.domain.verdict import DetectedSpan

_MONTH = (
    r"(?:jan(?:uar|uary|ner|\.)?|jänner|feb(?:ruar|ruary|er|\.)?|m(?:ä|ae)rz|mar(?:ch|\.)?|mrz\.?|apr(?:il|\.)?|mai|may|jun[ie]?\.?|"
    r"jul[iy]?\.?|aug(?:ust|\.)?|sept?(?:ember|\.)?|o[kc]t(?:ober|\.)?|nov(?:ember|\.)?|de[zc](?:ember|\.)?)"
)
_YEAR = r"(?:(?:19|20)\d\d|['’]?\d\d)"
_DAY = (
    rf"(?:\d{{1,2}}[ ]?[./-][ ]?\d{{1,2}}[ ]?[./-][ ]?{_YEAR}|(?:19|20)\d\d[-./]\d{{1,2}}[-./]\d{{1,2}}|"
    rf"\d{{1,2}}(?:\.|st|nd|rd|th)?[ -]?(?:of[ ])?{_MONTH}[ ,-]*{_YEAR}\b|{_MONTH}[ ]?\d{{1,2}}(?:st|nd|rd|th)?,?[ ]+{_YEAR}\b)"
)
_DAY_OF_YEAR = rf"(?:\d{{1,2}}(?:\.|st|nd|rd|th)?[ ]?(?:of[ ])?{_MONTH}\b|{_MONTH}[ ]\d{{1,2}}(?:st|nd|rd|th)?\b|\d{{1,2}}\.[ ]?\d{{1,2}}\.(?!\d))"
_BIRTH = r"(?:date[ -]of[ -]birth|d\.?[ ]?o\.?[ ]?b\.?|birth[ -]?(?:date|day)s?|b'day|born|geburts-?(?:datum|tage?s?)|geb\.?[ -]?dat(?:um|\.)?|geb(?:oren(?:e[rnms]?)?)?\.?|birthdate|geburtst\.)"
_THINGS = re.compile(
    r"\b(?:company|product|idea|project|feature|firm|team|startup|initiative|release|tool|firma|idee|produkt|projekt|unternehmen|initiative|funktion)(?: \w+){0,2} $",
    re.IGNORECASE,
)
_BETWEEN = r"(?:(?!\n\n|\b(?:vom|seit|vertrag|contract|termin|meeting|renewal)\b)[^\d.;!?\n]|\.(?![ \n])|\n(?=[ \t>]*[\d(])){0,32}?"
_LABELLED = re.compile(
    rf"(?<!\w){_BIRTH}(?!\w)\.?{_BETWEEN}(?<![\d.,/-])(?P<value>{_DAY})(?![\d/-])", re.IGNORECASE
)
_AND_MORE = re.compile(
    rf"[ \t]*(?:,|and|und|&|/|resp\.|bzw\.)[ \t]*(?:\w+[ \t(:]{{1,3}}){{0,3}}?(?P<value>{_DAY})(?![\d/-])",
    re.IGNORECASE,
)
_ANNIVERSARY = re.compile(
    rf"(?<!\w)(?:birthdays?|b'day|geburtst(?:ag(?:e?s)?|\.)|turns \d\d|wird \d\d){_BETWEEN}(?<![\d.,/-])(?P<value>{_DAY_OF_YEAR})",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(
    rf"(?<![\d.,/-])(?P<value>{_DAY})[ \t]*[,(–-]{{0,2}}[ \t]*{_BIRTH}(?!\w)(?=\.?[ \t]*(?:$|[).,;:|\n]))",
    re.IGNORECASE,
)
_STAR = re.compile(rf"(?:^|(?<=[ \t(,;]))[*✶][ \t]?(?P<value>{_DAY})(?![\d/-])", re.IGNORECASE)
_COLUMN = re.compile(rf"[ \t\"*]*{_BIRTH}[ \t\"*]*", re.IGNORECASE)
_CELL_DATE = re.compile(_DAY, re.IGNORECASE)
_ANY_BIRTH = re.compile(
    r"birth|\bborn\b|\bgeb(?:\.|\b|oren|urt)|\bd\.?[ ]?o\.?[ ]?b\b|[*✶][ \t]?\d|b'day|\b(?:turns|wird) \d",
    re.IGNORECASE,
)


def find_births(text: str) -> Iterator[DetectedSpan]:
    """Spans of DATE_OF_BIRTH that cover the date alone; they may overlap."""
    if not _ANY_BIRTH.search(text):
        return
    for pattern in (_LABELLED, _ANNIVERSARY, _AFTERWARDS, _STAR):
        for match in pattern.finditer(text):
            if pattern is _LABELLED and _THINGS.search(
                text[max(0, match.start() - 40) : match.start()].replace("was ", "").replace("wurde ", "")
            ):
                continue
            yield _span(match.span("value"), "label")
            if pattern is _LABELLED and (more := _AND_MORE.match(text, match.end("value"))):
                yield _span(more.span("value"), "label")
    yield from _in_columns(text)


def _in_columns(text: str) -> Iterator[DetectedSpan]:
    """Dates under a heading of a table: bars, semicolons, commas or tabs part its columns."""
    column, bar = -1, ""
    offset = 0
    for line in text.split("\n"):
        if column >= 0 and bar in line:
            yield from _in_cell(line, bar, column, offset)
        elif column >= 0 and line.strip():
            column = -1
        if column < 0:
            column, bar = _birth_column(line)
        offset += len(line) + 1


def _birth_column(line: str) -> tuple[int, str]:
    for bar in ("|", ";", "\t", ","):
        if bar in line:
            for index, cell in enumerate(line.split(bar)):
                if _COLUMN.fullmatch(cell.strip()):
                    return index, bar
    return -1, ""


def _in_cell(line: str, bar: str, column: int, offset: int) -> Iterator[DetectedSpan]:
    cells = line.split(bar)
    if column < len(cells):
        start = offset + sum(len(cell) + 1 for cell in cells[:column])
        for match in _CELL_DATE.finditer(cells[column]):
            yield _span((start + match.start(), start + match.end()), "column")


def _span(place: tuple[int, int], rule: str) -> DetectedSpan:
    return DetectedSpan(start=place[0], end=place[1], type="DATE_OF_BIRTH", score=0.9, rule=f"births.{rule}")
