"""Import, first step: the tables of a Markdown or CSV file, each row with its line."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assessor.errors import InputError

_DELIMITER = re.compile(r"\s*\|?\s*:?-{1,}:?\s*(\|\s*:?-{1,}:?\s*)*\|?\s*")
_CELL_END = re.compile(r"(?<!\\)\|")
_MOST_UNPACKED = 50_000_000
_HEADING = re.compile(
    r"(?:skill|skill areas?|competenc(?:y|ies)(?: domains?)?|domains?|areas?|capabilit(?:y|ies)|"
    r"kompetenz(?:en|bereiche?)?|bereiche?|fähigkeiten|levels?|ratings?|scores?|stufen?|bewertung|skala|punkte)",
    re.IGNORECASE,
)
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


def sheet_tables(content: bytes, *, file: str, warnings: list[str]) -> list[Table]:
    """The tables of an XLSX workbook. Blank rows part two tables only where a heading follows.

    A merged cell counts in every place it covers. Formulas count as the value last computed.

    Raises:
        InputError: code `import_unsupported` for bytes that are no workbook, or one that unpacks too
            far; else as for `markdown_tables`.
    """
    tables = []
    for title, rows in _sheets(content, file):
        place = f"{file}, sheet {title}"
        stretches: list[list[Row]] = []
        after_blank = True
        for row in rows:
            if any(row.cells):
                if after_blank and (not stretches or _is_heading(row)):
                    stretches.append([])
                stretches[-1].append(row)
            after_blank = not any(row.cells)
        bodies = [_trimmed(stretch) for stretch in stretches]
        tables += [_squared(body, file=place, warnings=warnings) for body in bodies if len(body) > 1]
    return tables


def _is_heading(row: Row) -> bool:
    first = next(cell for cell in row.cells if cell)
    return bool(_HEADING.fullmatch(first))


def _sheets(content: bytes, file: str) -> list[tuple[str, list[Row]]]:
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > _MOST_UNPACKED:
            raise InputError(f"{file}: unpacks to {unpacked} bytes; too large.", code="import_unsupported")
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise InputError(
            f"{file}: no XLSX workbook ({type(error).__name__}).",
            code="import_unsupported",
            hint="Save the sheet as XLSX or as CSV in UTF-8.",
        ) from error
    found = []
    for sheet in book.worksheets:
        spread = {
            (row, column): sheet.cell(area.min_row, area.min_col).value
            for area in sheet.merged_cells.ranges
            for row in range(area.min_row, area.max_row + 1)
            for column in range(area.min_col, area.max_col + 1)
        }
        rows = [
            Row(cells[0].row, tuple(_shown(spread.get((one.row, one.column), one.value)) for one in cells))
            for cells in sheet.iter_rows()
            if cells
        ]
        found.append((sheet.title, rows))
    return found


def _shown(value: object) -> str:
    """A cell as people see it; sheets keep whole numbers as decimals."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else _plain(str(value))


def _trimmed(rows: Sequence[Row]) -> list[Row]:
    """Without the columns that are blank in the heading at both ends, and rows that say one thing throughout.

    Such a row is a title or a note over the table's full width.
    """
    body = list(rows)
    while len(body) > 2 and len({cell for cell in body[0].cells if cell}) < 2:  # noqa: PLR2004 - a heading names two columns
        body.pop(0)
    named = [at for at, cell in enumerate(body[0].cells) if cell]
    first, last = (named[0], named[-1] + 1) if named else (0, 0)
    return [Row(row.line, row.cells[first:last]) for row in body]


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
