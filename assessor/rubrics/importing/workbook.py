"""Import, first step for XLSX: the tables of a workbook as people keep it, each oddity told with its cell.

Titles, merged cells, two-line headings, a running number, blank rows, group headings, columns without a
heading and hidden rows are common. What they mean for certain is read; what is left out, or is taken for
something, is told.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from assessor.errors import InputError
from assessor.rubrics.importing.tables import (
    FileWarning,
    Row,
    Table,
    Warnings,
    is_heading,
    squared,
    stretches,
    trimmed,
)
from assessor.rubrics.tabular.cells import cell_text
from assessor.rubrics.tabular.layout import sheet_of

_MOST_UNPACKED = 50_000_000
_MOST_CELLS = 200_000
_RUNNING_NUMBER = re.compile(r"(?:nr|no|num|pos|lfd\.? ?nr|#)\.?", re.IGNORECASE)
_CORNER = re.compile(
    r"skill|competenc|domain|area|capabilit|kompetenz|bereich|fähigkeit|dimension", re.IGNORECASE
)
_FEWEST = 2
_LONGEST_NAME = 40


def sheet_tables(content: bytes, *, file: str, warnings: Warnings) -> list[Table]:
    """The tables of an XLSX workbook. Blank rows part two tables only where a heading follows.

    A merged cell counts in every place it covers; where one in the first column is merged downwards, its rows
    are read as one. Formulas count as the value last computed.

    Raises:
        InputError: code `import_unsupported` for bytes that are no workbook, or one that unpacks too
            far; else as for `markdown_tables`.
    """
    tables = []
    for sheet, hidden in _sheets(content, file, warnings):
        rows = _rows(sheet, warnings)
        for stretch in stretches(rows):
            body = _tidied(
                _without_numbers(trimmed(_one_heading(stretch, warnings)), warnings), stretch, warnings
            )
            if len(body) > 1:
                tables.append(squared(body, file=file, warnings=warnings))
                if hidden:
                    advice = "take the sheet out if it is not part of the matrix"
                    warnings.append(_warning(body[0], "a table on a hidden sheet was read", advice))
    return tables


def _sheets(content: bytes, file: str, warnings: Warnings) -> list[tuple[Any, bool]]:
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > _MOST_UNPACKED:
            raise InputError(f"{file}: unpacks to {unpacked} bytes; too large.", code="import_unsupported")
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(content), data_only=False)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise InputError(
            f"{file}: no XLSX workbook ({type(error).__name__}).",
            code="import_unsupported",
            hint="Save the sheet as XLSX or as CSV in UTF-8.",
        ) from error
    for sheet in book.worksheets:
        if sheet.max_row * sheet.max_column > _MOST_CELLS:
            raise InputError(
                f"{file}, sheet {sheet.title}: {sheet.max_row} rows by {sheet.max_column} columns; at most "
                f"{_MOST_CELLS} cells.",
                code="import_unsupported",
                hint="Delete the empty rows and columns around the matrix, and save again.",
            )
        _tell_uncomputed(sheet, formulas[sheet.title], warnings)
    return [(sheet, sheet.sheet_state != "visible") for sheet in book.worksheets]


def _tell_uncomputed(values: Any, formulas: Any, warnings: Warnings) -> None:
    for cells in formulas.iter_rows():
        for cell in cells:
            if cell.data_type == "f" and values[cell.coordinate].value is None:
                place = Row(cell.row, (), values.title, cell.column).place(0)
                advice = "open and save the file in a spreadsheet program, or write the text itself"
                warnings.append(
                    FileWarning(place=place, what="a formula without a stored value", advice=advice)
                )


def _rows(sheet: Any, warnings: Warnings) -> list[Row]:
    spread = {
        (row, column): sheet.cell(area.min_row, area.min_col).value
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    rows = []
    for cells in sheet.iter_rows():
        if not cells:
            continue
        texts = tuple(_shown(spread.get((one.row, one.column), one.value)) for one in cells)
        row = Row(cells[0].row, texts, sheet.title)
        rows.append(row)
        if not row.is_blank and sheet.row_dimensions[row.line].hidden:
            warnings.append(_warning(row, "a hidden row was read", "delete it if it is not meant"))
    hidden = [key for key, one in sheet.column_dimensions.items() if one.hidden]
    for key in hidden:
        place = f"{Row(0, (), sheet.title).place().removesuffix('0')}{key}:{key}"
        advice = "delete it if it is not meant"
        warnings.append(FileWarning(place=place, what="a hidden column was read", advice=advice))
    return _joined(rows, _first_columns(sheet), warnings)


def _first_columns(sheet: Any) -> dict[int, int]:
    """For rows inside a cell merged downwards: the row its first column begins on."""
    return {
        row: area.min_row
        for area in sheet.merged_cells.ranges
        if area.max_row > area.min_row and area.max_col == area.min_col
        for row in range(area.min_row + 1, area.max_row + 1)
        if not any(sheet.cell(row, left).value for left in range(1, area.min_col))
    }


def _joined(rows: Sequence[Row], starts: Mapping[int, int], warnings: Warnings) -> list[Row]:
    """Rows under one merged area name as one row; each line of a level becomes an anchor of its own."""
    found: list[Row] = []
    heading = next((row.line for row in rows if len({cell for cell in row.cells if cell}) >= _FEWEST), 0)
    for row in rows:
        start = starts.get(row.line)
        above = found[-1] if found else None
        if start is None or above is None or above.is_blank or above.line <= heading or is_heading(above):
            found.append(row)
            continue
        cells = [
            upper if not lower or lower == upper else f"{_bulleted(upper)}\n{_bulleted(lower)}".strip()
            for upper, lower in zip(above.cells, row.cells, strict=True)
        ]
        found[-1] = above._replace(cells=tuple(cells))
        what = f"read as one row with row {start}, whose first cell is merged over both"
        warnings.append(_warning(row, what, "unmerge the cell if these are two skill areas"))
    return found


def _bulleted(text: str) -> str:
    return text if not text or text.startswith("• ") else f"• {text}"


def _one_heading(rows: Sequence[Row], warnings: Warnings) -> list[Row]:
    """The heading in one row: a second line under it that names no area belongs to it."""
    body = list(rows)
    at = next(
        (number for number, row in enumerate(body[:-1]) if len(set(filter(None, row.cells))) >= _FEWEST), None
    )
    if (
        at is None
        or not _CORNER.search(_corner(body[at]))
        or sheet_of([cell for cell in body[at].cells if cell]) is not None
    ):
        return body
    upper, lower = body[at], body[at + 1]
    corner = next(number for number, cell in enumerate(upper.cells) if cell)
    over_all = [cell for cell in upper.cells[corner + 1 :] if cell]
    spread = len(set(over_all)) < len(over_all) or len(over_all) == 1
    repeated = lower.cells[corner] in ("", upper.cells[corner])
    names = [cell for cell in lower.cells if cell]
    if not repeated or len(names) < _FEWEST or not all(_is_name(name) for name in names):
        return body
    cells = [
        under if spread and number > corner and under else _both(over, under)
        for number, (over, under) in enumerate(zip(upper.cells, lower.cells, strict=True))
    ]
    body[at : at + 2] = [upper._replace(cells=tuple(cells))]
    kept = "the second line" if spread else "both lines"
    what = f"a heading of two lines; {kept} taken as the names of the levels"
    warnings.append(_warning(lower, what, "write it in one line if a name is wrong"))
    return body


def _both(over: str, under: str) -> str:
    return over if under in ("", over) else f"{over} {under}".strip()


def _corner(row: Row) -> str:
    """The first cell that is no heading of a running number."""
    return next((cell for cell in row.cells if cell and not _RUNNING_NUMBER.fullmatch(cell)), "")


def _is_name(cell: str) -> bool:
    """Whether a cell is short enough for a name and no sentence."""
    return len(cell) <= _LONGEST_NAME and not cell.endswith((".", "!", "?"))


def _tidied(rows: list[Row], stretch: Sequence[Row], warnings: Warnings) -> list[Row]:
    """Without running numbers, nameless columns, group headings and lone notes; each is told."""
    if not rows or not rows[0].cells:
        return []
    header = rows[0]
    if not _CORNER.search(header.cells[0]) or sheet_of(header.cells) is not None:
        return rows
    _tell_outside(header, stretch, warnings)
    nameless = [at for at, cell in enumerate(header.cells) if not cell]
    for at in nameless:
        filled = next((row for row in rows[1:] if row.cells[at : at + 1] not in ((), ("",))), None)
        if filled is not None:
            advice = f"write a heading into {header.place(at)} if it is a level"
            warnings.append(_warning(filled, "a column without a heading; left out", advice, at))
    kept = [at for at in range(len(header.cells)) if at not in nameless]
    found = [header]
    unfilled = not any(any(row.cells[1:]) for row in rows[1:])  # a template: all of it is still to be written
    for row in rows[1:]:
        texts = {cell for cell in row.cells if cell}
        if len(texts) == 1 and len(header.cells) > _FEWEST and not unfilled:
            alone = row.cells[0] and not any(row.cells[1:])
            which = "only the first column is filled" if alone else "one text over the whole row"
            advice = "fill its levels if it is a skill area"
            warnings.append(_warning(row, f"{which}; left out as a heading or note", advice, 0))
        else:
            found.append(row)
    if not nameless:
        return found
    return [_picked(row, kept) for row in found]


def _picked(row: Row, kept: Sequence[int]) -> Row:
    # With a column taken out of the middle, places after it would be wrong: the row alone is named then.
    return row._replace(cells=tuple(row.cells[at] for at in kept if at < len(row.cells)))


def _without_numbers(rows: list[Row], warnings: Warnings) -> list[Row]:
    header = rows[0]
    if len(header.cells) < _FEWEST or not _RUNNING_NUMBER.fullmatch(header.cells[0]):
        return rows
    advice = "nothing to do"
    warnings.append(_warning(header, f"column {header.cells[0]!r} counts the rows; left out", advice, 0))
    return [row._replace(cells=row.cells[1:], column=row.column + 1) for row in rows]


def _tell_outside(header: Row, stretch: Sequence[Row], warnings: Warnings) -> None:
    """Text beside the table, under no heading at all."""
    first, last = header.column - 1, header.column - 1 + len(header.cells)
    below = [row for row in stretch if row.line > header.line]
    for at in sorted(
        {at for row in below for at, cell in enumerate(row.cells) if cell and not first <= at < last}
    ):
        row = next(row for row in below if row.cells[at])
        place = Row(row.line, (), row.sheet, 1).place(at)
        advice = f"write a heading into {header._replace(column=1).place(at)} if it is a level"
        warnings.append(FileWarning(place=place, what="a column without a heading; left out", advice=advice))


def _warning(row: Row, what: str, advice: str, at: int | None = None) -> FileWarning:
    place = row.place(at) if at is not None else f"{row.place(0)}"
    return FileWarning(place=place, what=what, advice=advice)


def _shown(value: object) -> str:
    """A cell as people see it; sheets keep whole numbers as decimals."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else cell_text(str(value))
