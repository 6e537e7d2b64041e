"""Import, first step: the tables of a Markdown or CSV file, each row with its place."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assessor.domain.base import Frozen
from assessor.errors import InputError
from assessor.rubrics.tabular.cells import cell_text, markdown_cells, plain_markdown, unguarded
from assessor.rubrics.tabular.layout import COLUMNS, key_of

_DELIMITER = re.compile(r"\s*\|?\s*:?-{1,}:?\s*(\|\s*:?-{1,}:?\s*)*\|?\s*")
_HEADING = re.compile(
    r"(?:skill|skill areas?|competenc(?:y|ies)(?: domains?)?|domains?|areas?|capabilit(?:y|ies)|"
    r"kompetenz(?:en|bereiche?|felde?r?)?|bereiche?|fähigkeiten|levels?|ratings?|scores?|stufen?|bewertung|skala|"
    r"punkte)",
    re.IGNORECASE,
)
_OURS = {next(iter(columns)): word for columns in COLUMNS.values() for word in [next(iter(columns.values()))]}
_QUOTED = re.compile(r'"[^"]*"')
_LOOKED_AT_LINES = 20


class FileWarning(Frozen):
    """Something odd in a file: where, what, and what to do."""

    place: str
    """`Sheet!C4` or `line 4`; empty where the file as a whole is meant."""
    what: str
    advice: str

    @property
    def line(self) -> str:
        """All of it in one line."""
        place = f"{self.place}: " if self.place else ""
        return f"{place}{self.what}; {self.advice}"


Warnings = list[FileWarning]


class Row(NamedTuple):
    """Cells of one row, without marks and outer white space."""

    line: int
    cells: tuple[str, ...]
    sheet: str = ""
    """Name of the worksheet; empty outside workbooks."""
    column: int = 1
    """Of the first cell, counted from 1."""

    def place(self, at: int | None = None) -> str:
        """Where the row stands, or its cell number `at`, counted from 0.

        >>> Row(4, (), "Unsere Matrix", 2).place(1), Row(4, ()).place(1)
        ("'Unsere Matrix'!C4", 'line 4')
        """
        if not self.sheet:
            return f"line {self.line}"
        name = self.sheet if self.sheet.isalnum() else f"'{self.sheet}'"
        return f"{name}!{'' if at is None else letters(self.column + at)}{self.line}"

    @property
    def is_blank(self) -> bool:
        """Whether no cell holds anything."""
        return not any(self.cells)


class Table(NamedTuple):
    """A table with its heading row; every row has as many cells as the heading."""

    header: Row
    rows: tuple[Row, ...]


def letters(column: int) -> str:
    """A column as spreadsheets call it.

    >>> letters(1), letters(27)
    ('A', 'AA')
    """
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def markdown_tables(text: str, *, file: str, warnings: Warnings) -> list[Table]:
    """Every table with a delimiter row, in order.

    Args:
        text: the file.
        file: its name for messages.
        warnings: rows with too few cells are told here; the missing ones are empty.

    Raises:
        InputError: code `import_row_too_long`; a row has more cells than its heading, so that anchors would
            stand under the wrong level.
    """
    lines = text.splitlines()
    tables, at = [], 0
    while at + 1 < len(lines):
        if "|" in lines[at] and "|" in lines[at + 1] and _DELIMITER.fullmatch(lines[at + 1]):
            end = at + 2
            while end < len(lines) and "|" in lines[end]:
                end += 1
            numbered = [(number, lines[number - 1]) for number in (at + 1, *range(at + 3, end + 1))]
            found = [Row(number, _markdown_row(line)) for number, line in numbered]
            tables.append(squared(found, file=file, warnings=warnings))
            at = end
        else:
            at += 1
    return tables


def csv_tables(text: str, *, file: str, warnings: Warnings) -> list[Table]:
    """The tables of a CSV file with comma, semicolon or tab; blank rows part two where a heading follows.

    Raises:
        InputError: as for `markdown_tables`.
    """
    start = "\n".join(text.splitlines()[:_LOOKED_AT_LINES])
    # What is quoted may hold any delimiter; outside of quotes the most frequent one is the file's.
    delimiter = max(",;\t", key=_QUOTED.sub("", start).count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows, line = [], 1
    for cells in reader:
        rows.append(Row(line, tuple(cell_text(unguarded(cell)) for cell in cells)))
        line = reader.line_num + 1
    bodies = [trimmed(stretch) for stretch in stretches(rows)]
    return [squared(body, file=file, warnings=warnings) for body in bodies if len(body) > 1]


def stretches(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows in tables: a new one begins with a heading after a blank row; other blank rows are passed over."""
    found: list[list[Row]] = []
    after_blank = True
    for row in rows:
        if not row.is_blank:
            if not found or (after_blank and is_heading(row)):
                found.append([])
            found[-1].append(row)
        after_blank = row.is_blank
    return found


def is_heading(row: Row) -> bool:
    """Whether a row begins as headings do."""
    first = next(cell for cell in row.cells if cell)
    several = sum(bool(cell) for cell in row.cells) > 1
    return bool(_HEADING.fullmatch(first)) or (several and key_of(first, _OURS) is not None)


def trimmed(rows: Sequence[Row]) -> list[Row]:
    """Without the columns that are blank in the heading at both ends, and rows that say one thing throughout.

    Such a row is a title or a note over the table's full width.
    """
    body = list(rows)
    while len(body) > 2 and len({cell for cell in body[0].cells if cell}) < 2:  # noqa: PLR2004 - a heading names two columns
        body.pop(0)
    named = [at for at, cell in enumerate(body[0].cells) if cell]
    first, last = (named[0], named[-1] + 1) if named else (0, 0)
    return [row._replace(cells=row.cells[first:last], column=row.column + first) for row in body]


def squared(rows: Sequence[Row], *, file: str, warnings: Warnings) -> Table:
    """Rows as a table: the first is its heading, short ones are filled up.

    Raises:
        InputError: code `import_row_too_long`.
    """
    return Table(rows[0], tuple(_fitted(rows, file, warnings)))


def _fitted(rows: Sequence[Row], file: str, warnings: Warnings) -> Iterator[Row]:
    width = len(rows[0].cells)
    for row in rows[1:]:
        if row.is_blank:
            continue
        got = len(row.cells)
        if any(row.cells[width:]):
            raise InputError(
                f"{file}, {row.place()}: {got} cells; expected {width}, as in the heading on line "
                f"{rows[0].line}.",
                code="import_row_too_long",
                hint="Write a bar inside a cell as \\| in Markdown, and put such a cell in quotes in CSV.",
            )
        if got < width:
            what = f"{got} cells; expected {width}; the rest is empty"
            warnings.append(FileWarning(place=row.place(), what=what, advice="write the missing cells"))
        yield row._replace(cells=(*row.cells, *[""] * width)[:width])


def _markdown_row(line: str) -> tuple[str, ...]:
    return tuple(cell_text(plain_markdown(cell)) for cell in markdown_cells(line))
