"""Ratings from a CSV file in long format: a line for each rating, with the columns unit, rater and value.

Further columns are left alone. Commas, semicolons (as German spreadsheets write) and tabs part columns; with
semicolons a comma is a decimal point. A blank value is a rating not given. Errors name lines and never repeat
what stands there: a wrong file may hold evidence.
"""

import csv
import io
import math
from collections.abc import Iterator
from typing import NamedTuple

from assessor.errors import InputError
from assessor.evaluation.table import RatingTable, table_of
from assessor.rubrics.csv_text import csv_text, delimiter_of

CODE = "ratings_invalid"
COLUMNS = ("unit", "rater", "value")
MOST_LEVELS = 1000
"""More different values are a measurement, not a rating, and would take memory by their square."""
_LARGEST = 1e9
_HINT = "First line: unit,rater,value"


class _Row(NamedTuple):
    line: int
    unit: str
    rater: str
    value: float | None


def read_ratings_csv(
    content: bytes, *, file: str, scale: tuple[int, int] | None = None, last: str | None = None
) -> RatingTable:
    """The table of a file.

    Args:
        content: UTF-8, with or without a byte order mark.
        file: its name, for errors.
        scale: lowest and highest level; ratings are then whole numbers between them.
        last: a rater who comes after all others.

    Raises:
        InputError: code `ratings_invalid`, `empty_file`, `column_missing`, `not_a_number`, `outside_scale` or
            `rated_twice`; the message names file and line.
    """
    rows = list(_once(_rows(_decoded(content, file), file, scale), file))
    if not rows:
        raise InputError(f"{file}: has a header and no line below it.", code="empty_file", hint=_HINT)
    table = table_of(((row.unit, row.rater, row.value) for row in rows), last=last)
    if len(table.values) > MOST_LEVELS:
        raise InputError(
            f"{file}: {len(table.values)} different values; expected at most {MOST_LEVELS}.",
            code=CODE,
            hint="Check that the column value holds ratings.",
        )
    return table


def _decoded(content: bytes, file: str) -> str:
    text = csv_text(content, file=file, code=CODE)
    if not text.strip():
        raise InputError(f"{file}: the file is empty.", code="empty_file", hint=_HINT)
    return text


def _rows(text: str, file: str, scale: tuple[int, int] | None) -> Iterator[_Row]:
    delimiter = delimiter_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: list[int] | None = None
    try:
        for cells in reader:
            line = reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if columns is None:
                columns = _columns(cells, f"{file}, line {line}")
                continue
            where = f"{file}, line {line}"
            unit, rater, value = _named(cells, columns, where)
            written = value.replace(",", ".") if delimiter == ";" else value
            yield _Row(line, unit, rater, _number(written, where, scale))
    except csv.Error as error:
        raise InputError(
            f"{file}, line {reader.line_num}: is no CSV ({error}).",
            code=CODE,
            hint="A quotation mark that opens a cell must close it.",
        ) from None


def _columns(header: list[str], where: str) -> list[int]:
    names = [cell.strip().lower() for cell in header]
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        raise InputError(
            f"{where}: the header lacks {' and '.join(missing)}; expected the columns unit, rater and value.",
            code="column_missing",
            hint=_HINT,
        )
    doubled = [name for name in COLUMNS if names.count(name) > 1]
    if doubled:
        raise InputError(f"{where}: the header names {doubled[0]} twice.", code="column_missing", hint=_HINT)
    return [names.index(name) for name in COLUMNS]


def _named(cells: list[str], columns: list[int], where: str) -> tuple[str, str, str]:
    if len(cells) <= max(columns):
        raise InputError(
            f"{where}: {len(cells)} cells; expected at least {max(columns) + 1}.",
            code=CODE,
            hint="Leave the value blank where there is no rating; its separator stays.",
        )
    unit, rater, value = (cells[column].strip() for column in columns)
    if not unit or not rater:
        raise InputError(f"{where}: a line without {'unit' if not unit else 'rater'}.", code=CODE)
    return unit, rater, value


def _number(text: str, where: str, scale: tuple[int, int] | None) -> float | None:
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    # `float` also reads nan, infinity and 1_000; the square of a very large number is none.
    if not abs(value) <= _LARGEST or "_" in text:
        raise InputError(
            f"{where}: the value is no number.",
            code="not_a_number",
            hint="Write a plain number, or leave the value blank where there is no rating.",
        )
    if scale is not None and not (value.is_integer() and scale[0] <= value <= scale[1]):
        raise InputError(
            f"{where}: outside the scale; expected a whole number from {scale[0]} to {scale[1]}.",
            code="outside_scale",
            hint="Correct the line or --scale; ratings between levels need --scale left out.",
        )
    return value


def _once(rows: Iterator[_Row], file: str) -> Iterator[_Row]:
    """Every unit and rater once; a line that repeats another is dropped, one that contradicts it refused."""
    seen: dict[tuple[str, str], _Row] = {}
    for row in rows:
        before = seen.setdefault((row.unit, row.rater), row)
        if before is row:
            yield row
        elif before.value != row.value:
            raise InputError(
                f"{file}, line {row.line}: contradicts line {before.line} of the same unit and rater.",
                code="rated_twice",
                hint="Keep one rating for each unit and rater.",
            )
