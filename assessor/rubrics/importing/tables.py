"""Import, first step: the tables of a Markdown or CSV file, each row with its line."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assessor.errors import InputError

_DELIMITER = re.compile(r"\s*\|?\s*:?-{1,}:?\s*(\|\s*:?-{1,}:?\s*)*\|?\s*")
_CELL_END = re.compile(r"(?<!\\)\|")
_MARKS = re.compile(r"\*\*|__|`|<br\s*/?>")


class Row(NamedTuple):
    """Cells of one row, without marks and outer white space."""

    line: int
    cells: tuple[str, ...]


class Table(NamedTuple):
    """A table with its heading row; every row has as many cells as the heading."""

    header: Row
    rows: tuple[Row, ...]


def markdown_tables(text: str, *, file: str, warnings: list[str]) -> list[Table]:
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
            found = [Row(number, _cells(line)) for number, line in numbered]
            tables.append(_squared(found, file=file, warnings=warnings))
            at = end
        else:
            at += 1
    return tables


def csv_table(text: str, *, file: str, warnings: list[str]) -> list[Table]:
    """The one table of a CSV file with comma, semicolon or tab; blank rows are passed over.

    Raises:
        InputError: as for `markdown_tables`.
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    rows = [Row(reader.line_num, tuple(_plain(cell) for cell in cells)) for cells in reader if any(cells)]
    return [_squared(rows, file=file, warnings=warnings)] if len(rows) > 1 else []


def _squared(rows: Sequence[Row], *, file: str, warnings: list[str]) -> Table:
    return Table(rows[0], tuple(_fitted(rows, file, warnings)))


def _fitted(rows: Sequence[Row], file: str, warnings: list[str]) -> Iterator[Row]:
    width = len(rows[0].cells)
    for line, cells in rows[1:]:
        if not any(cells):
            continue
        if any(cells[width:]):
            raise InputError(
                f"{file}, line {line}: {len(cells)} cells; expected {width}, as in the heading on line "
                f"{rows[0].line}.",
                code="import_row_too_long",
                hint="Write a bar inside a cell as \\| in Markdown, and put such a cell in quotes in CSV.",
            )
        if len(cells) < width:
            warnings.append(f"line {line}: {len(cells)} cells; expected {width}; the rest is empty")
        yield Row(line, (*cells, *[""] * width)[:width])


def _cells(line: str) -> tuple[str, ...]:
    inner = line.strip().removeprefix("|")
    parts = _CELL_END.split(inner)
    if parts and not parts[-1].strip():
        parts = parts[:-1]
    return tuple(_plain(part) for part in parts)


def _plain(cell: str) -> str:
    return " ".join(_MARKS.sub(" ", cell.replace("\\|", "|")).split())
