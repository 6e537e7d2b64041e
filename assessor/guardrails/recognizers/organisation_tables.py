"""Stage 2 of 7: customer organisations in tables: the cells below a heading such as `Account` or `Kunde`.

A table is a line of headings parted by `|`, `;`, tab or comma and the lines after it that are parted the same way.
Exported lists and pasted tables name most customers of a book of business, and nowhere else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.recognizers.organisation_names import is_name_of_organisation

_HEADINGS = frozenset(
    """
    account accounts account_name accountname customer customers customer_name customername client clients client_name company
    company_name organisation organization org tenant prospect konto kontoname kunde kunden kundin kundenname firma firmenname
    unternehmen mandant mandantin auftraggeber auftraggeberin interessent interessentin
    """.split()
)
_ANY_HEADING = re.compile(
    r"(?i)account|customer|client|company|org|tenant|prospect|konto|kund|firm|unternehmen|mandant|auftragg|interessent"
)
_LEAST_BY_COMMA = 3
"""Prose has commas too: a table parted by them has three columns, and as many in every line."""
_DELIMITERS = ("|", ";", "\t", ",")
_CELL = re.compile(r"""[ \t*_"'`]*(?P<value>[^\s*_"'`](?:.*[^\s*_"'`])?)[ \t*_"'`]*""")
_MOST_CELL = 60
_MOST_BLANK = 1
"""Extracted tables have an empty line here and there; two of them end one."""
_NOT_NAMED = re.compile(
    r"(?i)(?:[\W\d_]*|n/?a|total|sum|summe|gesamt|alle|all|others?|andere|sonstige|various|diverse|unassigned|offen|open|(?:customer|account|client|kunde|konto)[ \t]?(?:[a-z]|\d+))"
)


@dataclass(frozen=True)
class _Cell:
    start: int
    text: str


def find_in_tables(text: str) -> Iterator[DetectedSpan]:
    r"""Spans of CUSTOMER_ORG, one for each cell that names somebody.

    >>> text = "Account;Score\nHalden Optics;71\nTotal;71"
    >>> [text[one.start:one.end] for one in find_in_tables(text)]
    ['Halden Optics']
    """
    table: tuple[str, int, int] | None = None
    blank, start = 0, 0
    for line in text.splitlines(keepends=True):
        if not line.strip():
            blank += 1
        else:
            if blank > _MOST_BLANK:
                table = None
            blank = 0
            headed = _headed(line)
            if headed is not None:
                table = headed
            elif table is not None and table[0] in line:
                yield from _named(line, start, *table)
            else:
                table = None
        start += len(line)


def _headed(line: str) -> tuple[str, int, int] | None:
    """Delimiter, column and number of columns, where a line is a table's headings and one of them tells of customers."""
    if not _ANY_HEADING.search(line):
        return None
    for delimiter in _DELIMITERS:
        if delimiter not in line:
            continue
        cells = _cells(line, delimiter)
        if len(cells) < _LEAST_BY_COMMA and delimiter == ",":
            continue
        for column, cell in enumerate(cells):
            if re.sub(r"[ \t-]+", "_", cell.text.casefold()).strip("_:#") in _HEADINGS:
                return delimiter, column, len(cells)
    return None


def _named(line: str, start: int, delimiter: str, column: int, columns: int) -> Iterator[DetectedSpan]:
    cells = _cells(line, delimiter)
    if len(cells) < columns or (delimiter == "," and len(cells) != columns):
        return
    cell = cells[column]
    if (
        len(cell.text) > _MOST_CELL
        or _NOT_NAMED.fullmatch(cell.text)
        or not is_name_of_organisation(cell.text, strict=False)
    ):
        return
    begin = start + cell.start
    yield DetectedSpan(
        start=begin, end=begin + len(cell.text), type="CUSTOMER_ORG", score=0.8, rule="organisations.table"
    )


def _cells(line: str, delimiter: str) -> list[_Cell]:
    """The cells of a line without quotes and marks around them; a quoted cell may hold the delimiter."""
    found, start, quoted = [], 0, False
    bare = line.rstrip("\r\n")
    for place, letter in enumerate(f"{bare}{delimiter}"):
        if letter == '"':
            quoted = not quoted
        elif letter == delimiter and (not quoted or place == len(bare)):
            inner = _CELL.fullmatch(bare, start, place)
            found.append(
                _Cell(start if inner is None else inner.start("value"), inner["value"] if inner else "")
            )
            start = place + 1
    return found
