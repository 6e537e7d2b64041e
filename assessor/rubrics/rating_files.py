"""Beside stage 6: ratings that a person wrote into a CSV or YAML file, by name of competency.

CSV has a header with a column for the competency and one for the rating, in either language; commas,
semicolons (as German spreadsheets write) and tabs part columns. YAML is a mapping of competency to rating.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import PurePath

from assessor.errors import InputError
from assessor.rubrics.csv_text import csv_text, delimiter_of
from assessor.rubrics.names import folded
from assessor.rubrics.strict_yaml import read_mapping

CODE = "ratings_invalid"
_COMPETENCY = frozenset(
    {"competency", "skill area", "area", "domain", "kompetenz", "kompetenzbereich", "bereich"}
)
_RATING = frozenset({"rating", "value", "level", "colour", "color", "bewertung", "wert", "stufe", "farbe"})


def read_ratings(content: bytes, *, file: str) -> dict[str, str]:
    """Ratings by competency, as written; a competency without a rating is left out.

    Raises:
        InputError: code `ratings_invalid`; the message names file and line. No rating at all is an error too.
    """
    suffix = PurePath(file).suffix.lower()
    if suffix in (".yaml", ".yml"):
        found = dict(_from_yaml(content, file=file))
    elif suffix == ".csv":
        found = _from_csv(content, file=file)
    else:
        raise InputError(
            f"{file}: expected a .csv, .yaml or .yml file.",
            code=CODE,
            hint="Save the sheet as CSV with the columns competency and rating.",
        )
    if not found:
        raise InputError(
            f"{file}: holds no rating.", code=CODE, hint="Give at least one competency a rating."
        )
    return found


def _from_yaml(content: bytes, *, file: str) -> Iterator[tuple[str, str]]:
    for name, value in read_mapping(content, file=file, code=CODE).items():
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise InputError(
                f"{file}: {str(name)[:60]!r} has no plain rating; expected a number or a word.",
                code=CODE,
                hint="Example line: Written clarity: 2",
            )
        yield str(name), str(value)


def _from_csv(content: bytes, *, file: str) -> dict[str, str]:
    text = csv_text(content, file=file, code=CODE)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter_of(text), strict=True)
    try:
        return _rated(enumerate(rows, start=1), file=file)
    except csv.Error as error:
        raise InputError(f"{file}, line {rows.line_num}: {error}.", code=CODE) from None


def _rated(rows: Iterator[tuple[int, list[str]]], *, file: str) -> dict[str, str]:
    columns: tuple[int, int] | None = None
    found: dict[str, str] = {}
    for number, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if columns is None:
            columns = _columns(row, file=file, number=number)
            continue
        name, rating = (row[column].strip() if column < len(row) else "" for column in columns)
        if not rating:
            continue
        if not name:
            raise InputError(f"{file}, row {number}: a rating without a competency.", code=CODE)
        if name in found:
            raise InputError(f"{file}, row {number}: {name[:60]!r} is rated twice.", code="rated_twice")
        found[name] = rating
    return found


def _columns(header: list[str], *, file: str, number: int) -> tuple[int, int]:
    names = [folded(cell) for cell in header]
    places = [
        next((place for place, name in enumerate(names) if name in wanted), None)
        for wanted in (_COMPETENCY, _RATING)
    ]
    competency, rating = places
    if competency is None or rating is None:
        raise InputError(
            f"{file}, row {number}: expected a header with the columns competency and rating.",
            code=CODE,
            hint="First line: competency,rating",
        )
    return competency, rating
