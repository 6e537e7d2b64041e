"""Import, second step: which table is the matrix, which the scale, and what stands where.

A matrix is one wide table (skill areas by career levels) or a series of two-column tables, one for each
career level. A scale is a table whose first column counts up in whole numbers.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from assessor.domain.base import Frozen
from assessor.errors import InputError
from assessor.rubrics.importing.tables import FileWarning, Row, Table, Warnings
from assessor.rubrics.names import folded
from assessor.rubrics.tabular.cells import anchors_in
from assessor.rubrics.tabular.layout import AREA, key_of

_CORNER = re.compile(
    r"skill|competenc|domain|area|capabilit|kompetenz|bereich|fähigkeit|dimension", re.IGNORECASE
)
_ANCHOR = re.compile(r"\s*(?:[-–—:]\s*)?(?:behaviou?ral\s+anchors?|verhaltensanker)\s*$", re.IGNORECASE)
_ORDINAL = re.compile(r"^\s*\(?\d{1,2}\s*[.)]\s*(?=\D)")
_NOTES = re.compile(
    r"(?:notes?|comments?|remarks?|owner|weight|notizen?|kommentare?|bemerkung(?:en)?|anmerkung(?:en)?|"
    r"hinweise?|verantwortlich|gewicht)",
    re.IGNORECASE,
)
_RATING = re.compile(r"^\(?(\d{1,2})\)?\s*(?:[-–—:.)]\s*(.*))?$")
_MIN_WIDE = 3
_MIN_RATINGS = 2


class ImportedRating(Frozen):
    """One rating of the scale found."""

    value: int
    label: str
    definition: str = ""
    typical: str = ""


class ImportedCell(Frozen):
    """What stands where an area meets a level."""

    area: str
    level: str
    text: str
    """All of it, in one line."""
    line: int
    anchors: tuple[str, ...] = ()
    """Its single behaviours, where the cell sets them apart by bullets or numbers."""


class ImportedArea(Frozen):
    """A skill area and what a table of areas says about it."""

    name: str
    goal: str = ""
    reason: str = ""
    alias: str | None = None
    by_rating: bool = False
    """Whether it is told by indicators of ratings, in a table of its own."""


class Matrix(Frozen):
    """What was read."""

    levels: tuple[str, ...]
    areas: tuple[ImportedArea, ...]
    cells: tuple[ImportedCell, ...]


def matrix_of(tables: Sequence[Table], *, file: str, warnings: Warnings) -> Matrix | None:
    """The matrix among the tables, or None where there is none.

    Args:
        tables: in the order of the file.
        file: its name for messages.
        warnings: empty cells, and tables of areas that do not fit, are told here.

    Raises:
        InputError: code `import_area_twice`; an area has two rows.
    """
    series = [table for table in tables if _is_of_one_level(table)]
    wide = [table for table in tables if _is_wide(table)]
    if len(series) > 1:
        levels = tuple(_ANCHOR.sub("", table.header.cells[1]) for table in series)
        found = [(table, {1: level}) for table, level in zip(series, levels, strict=True)]
        described = wide
    elif wide:
        columns = _level_columns(wide[0], warnings)
        levels = tuple(columns.values())
        found = [(wide[0], columns)]
        described = []
        advice = "join the tables, or import it from a file of its own"
        warnings += [_told(table.header, "a further table of areas; left out", advice) for table in wide[1:]]
    else:
        return None
    _verify_once([folded(level) for level in levels], "level", file)
    areas = _areas(found[0][0], described, file=file, warnings=warnings)
    cells = tuple(cell for table, columns in found for cell in _cells_of(table, columns, areas, file=file))
    filled = {(cell.area, cell.level) for cell in cells}
    warnings += [
        FileWarning(
            place=_place_of(found, area, level), what=f"area {area.name!r}, level {level!r}: no anchor",
            advice="write what can be seen there",
        )
        for area in areas
        for level in levels
        if (area.name, level) not in filled
    ]  # fmt: skip
    return Matrix(levels=levels, areas=areas, cells=cells)


def _told(row: Row, what: str, advice: str, at: int | None = None) -> FileWarning:
    return FileWarning(place=row.place(at or 0), what=what, advice=advice)


def _place_of(found: Sequence[tuple[Table, dict[int, str]]], area: ImportedArea, level: str) -> str:
    """Where the cell of an area and level stands, or should."""
    keys = {folded(area.name), folded(area.alias or "")}
    for table, columns in found:
        for at, name in columns.items():
            row = next((row for row in table.rows if folded(without_ordinal(row.cells[0])) in keys), None)
            if name == level and row is not None:
                return row.place(at)
    return ""


def scale_of(tables: Sequence[Table]) -> tuple[ImportedRating, ...]:
    """The ratings of the first table that counts up by one in its first column; empty without one.

    Numbered skill areas count up too, so a table of areas is never a scale.
    """
    for table in tables:
        if _CORNER.search(table.header.cells[0]):
            continue
        matches = [_RATING.fullmatch(row.cells[0]) for row in table.rows]
        values = [int(match[1]) for match in matches if match]
        counted = len(values) == len(table.rows) >= _MIN_RATINGS
        if counted and all(low + 1 == high for low, high in pairwise(values)):
            return tuple(
                _rating(int(match[1]), match[2], row.cells)
                for match, row in zip(matches, table.rows, strict=True)
                if match
            )
    return ()


def without_ordinal(name: str) -> str:
    """A name as the contract keeps it.

    >>> without_ordinal("3) Health scores")
    'Health scores'
    """
    return _ORDINAL.sub("", name).strip()


def _rating(value: int, label: str | None, cells: Sequence[str]) -> ImportedRating:
    rest = [label, *cells[1:]] if label else list(cells[1:])
    rest += [""] * 3
    return ImportedRating(value=value, label=rest[0] or str(value), definition=rest[1], typical=rest[2])


def _is_of_one_level(table: Table) -> bool:
    cells = table.header.cells
    return len(cells) == 2 and bool(_CORNER.search(cells[0]) and _ANCHOR.search(cells[1]))  # noqa: PLR2004 - a pair


def _is_wide(table: Table) -> bool:
    cells = table.header.cells
    # Our own matrix may have a single level.
    fewest = _MIN_WIDE - 1 if key_of(cells[0], {"area": AREA}) else _MIN_WIDE
    return len(cells) >= fewest and bool(_CORNER.search(cells[0])) and all(cells)


def _level_columns(table: Table, warnings: Warnings) -> dict[int, str]:
    """The level over each column; columns of notes are told and left out."""
    columns = {}
    for at, heading in enumerate(table.header.cells[1:], start=1):
        if _NOTES.fullmatch(heading):
            advice = "nothing to do, unless it is a career level: then give it another name"
            warnings.append(_told(table.header, f"column {heading!r} holds notes; left out", advice, at))
        else:
            columns[at] = heading
    return columns


def _areas(
    table: Table, described: Sequence[Table], *, file: str, warnings: Warnings
) -> tuple[ImportedArea, ...]:
    names = [without_ordinal(row.cells[0]) for row in table.rows]
    _verify_once([folded(name) for name in names], "area", file)
    for other in described:
        if len(other.rows) == len(names):
            pairs = [(name, row.cells) for name, row in zip(names, other.rows, strict=True)]
            if all(_is_short_for(name, cells[0]) for name, cells in pairs):
                return tuple(_described(name, cells) for name, cells in pairs)
        what = "a table of areas that does not fit the anchors; left out"
        warnings.append(_told(other.header, what, "name the same areas in the same order"))
    return tuple(ImportedArea(name=name) for name in names)


def _described(name: str, cells: Sequence[str]) -> ImportedArea:
    full = without_ordinal(cells[0])
    alias = None if folded(full) == folded(name) else name
    return ImportedArea(name=full, goal=cells[1], reason=cells[2], alias=alias)


def _is_short_for(short: str, full: str) -> bool:
    """Whether every word of the short name begins a word of the full one, or does so without a plural s."""
    words = folded(without_ordinal(full)).split()
    return all(any(word.startswith(part.rstrip("s")) for word in words) for part in folded(short).split())


def _cells_of(
    table: Table, columns: dict[int, str], areas: Sequence[ImportedArea], *, file: str
) -> list[ImportedCell]:
    by_key = {
        folded(spelling): area.name for area in areas for spelling in (area.name, area.alias) if spelling
    }
    cells: list[ImportedCell] = []
    seen: set[str] = set()
    for row in table.rows:
        key = folded(without_ordinal(row.cells[0]))
        if key not in by_key:
            raise InputError(
                f"{file}, {row.place(0)}: a skill area that the first table of anchors does not have.",
                code="import_unknown_area",
                hint="Write the area as in the first table.",
            )
        _verify_new(key, seen, file, row)
        for column, level in columns.items():
            anchors = anchors_in(row.cells[column])
            if anchors:
                cells.append(
                    ImportedCell(
                        area=by_key[key], level=level, text=" ".join(anchors), line=row.line, anchors=anchors
                    )
                )
    return cells


def _verify_new(key: str, seen: set[str], file: str, row: Row) -> None:
    if key in seen:
        raise InputError(
            f"{file}, {row.place(0)}: this skill area has a row already.",
            code="import_area_twice",
            hint="Merge the first cells of its rows, join the rows, or give one another name.",
        )
    seen.add(key)


def _verify_once(keys: Sequence[str], what: str, file: str) -> None:
    if "" in keys or len(set(keys)) < len(keys):
        raise InputError(
            f"{file}: {'an' if what == 'area' else 'a'} {what} is empty or given twice.",
            code=f"import_{what}_twice",
            hint="Give each a name.",
        )
