"""Import, the whole way: a file's text becomes a report and a draft pack."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assessor.domain.base import Frozen
from assessor.errors import InputError
from assessor.rubrics.importing.matrix import (
    ImportedArea,
    ImportedCell,
    ImportedRating,
    Matrix,
    matrix_of,
    scale_of,
    without_ordinal,
)
from assessor.rubrics.importing.own import OPEN, OwnTables, overlay, own_tables
from assessor.rubrics.importing.run_on import matrix_of_lines
from assessor.rubrics.importing.tables import FileWarning, Table, Warnings, csv_tables, markdown_tables
from assessor.rubrics.importing.workbook import sheet_tables
from assessor.rubrics.names import folded
from assessor.rubrics.tabular.layout import Sheet

_RANGE = re.compile(r"(\d{1,2})\s*[-–]\s*(\d{1,2})")


class ImportReport(Frozen):
    """What `rubric import` answers."""

    levels: tuple[str, ...]
    areas: tuple[str, ...]
    anchors: int
    """Cells of area by level that hold text, not single behaviours."""
    scale: tuple[ImportedRating, ...] | None
    warnings: tuple[str, ...]
    """Each in one line: place, what, what to do."""
    details: tuple[FileWarning, ...] = ()
    """The same in parts."""


@dataclass(frozen=True)
class Imported:
    """A matrix with its scale, the tables of our own beside it, and what was odd about the file."""

    matrix: Matrix
    scale: tuple[ImportedRating, ...]
    own: OwnTables
    warnings: tuple[FileWarning, ...]

    @property
    def report(self) -> ImportReport:
        """The counts and names, for people and programs."""
        return ImportReport(
            levels=self.matrix.levels
            or tuple(one.get("level") for one in self.own.rows.get(Sheet.LEVELS, ())),
            areas=tuple(area.name for area in self.matrix.areas),
            anchors=len(self.matrix.cells),
            scale=self.scale or None,
            warnings=tuple(warning.line for warning in self.warnings),
            details=self.warnings,
        )


def read_matrix(
    content: bytes,
    *,
    file: str,
    scale: str | None = None,
    areas: Sequence[str] = (),
    levels: Sequence[str] = (),
) -> Imported:
    """Read a matrix from Markdown, CSV, XLSX or plain text.

    Args:
        content: the file.
        file: its name; `.csv`, `.tsv` and `.xlsx` are read as such, everything else as Markdown.
        scale: `LO-HI`, which takes the place of a scale in the file.
        areas: needed for a table without delimiters: how its lines begin.
        levels: for such a table, names of the career levels.

    Raises:
        InputError: no matrix, or one that cannot be split for certain; the message has the line.
    """
    warnings: Warnings = []
    own = own_tables(_tables(content, file, warnings), warnings)
    given = _range(scale)
    if areas:
        matrix: Matrix | None = matrix_of_lines(_decoded(content, file), areas, levels, file=file)
    else:
        matrix = matrix_of(own.others, file=file, warnings=warnings)
    if matrix is None and own.by_rating is not None:
        matrix = Matrix(levels=(), areas=(), cells=())
    if matrix is not None and own.by_rating is not None:
        matrix = _with_areas(matrix, own.by_rating)
    if matrix is None or not matrix.areas:
        raise InputError(
            f"{file}: no table of skill areas by career levels with delimiters.",
            code="import_no_table",
            hint='Set it as a Markdown table or CSV, or name its areas: --areas "A; B; C".',
        )
    found = given or scale_of(own.others)
    if not found:
        advice = "give one with --scale LO-HI"
        warnings.append(FileWarning(place="", what="no table with a rating scale", advice=advice))
    return Imported(matrix=matrix, scale=found, own=own, warnings=tuple(warnings))


def _with_areas(matrix: Matrix, by_rating: Table) -> Matrix:
    """The matrix with the areas that have indicators of ratings in the place of anchors."""
    names = [without_ordinal(row.cells[0]) for row in by_rating.rows]
    return matrix.model_copy(
        update={"areas": (*matrix.areas, *(ImportedArea(name=name, by_rating=True) for name in names))}
    )


def _tables(content: bytes, file: str, warnings: Warnings) -> list[Table]:
    if file.casefold().endswith(".xlsx"):
        return sheet_tables(content, file=file, warnings=warnings)
    read = csv_tables if file.casefold().endswith((".csv", ".tsv")) else markdown_tables
    return read(_decoded(content, file), file=file, warnings=warnings)


def _decoded(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{file}: expected UTF-8 text, got other bytes at position {error.start}.",
            code="import_unsupported",
            hint="Save a sheet as XLSX or as CSV in UTF-8.",
        ) from error


def draft_pack(
    imported: Imported, *, pack_id: str, title: str, today: date, warnings: Warnings | None = None
) -> dict[str, Any]:
    """A pack in status draft, as plain values ready for YAML; texts the file lacks say that they are open.

    Args:
        imported: what was read.
        pack_id: id where the file names none.
        title: title where the file names none.
        today: date where the file names none.
        warnings: entries of our own tables that are left out are told here.

    Raises:
        InputError: code `import_incomplete`; there is no scale, or a cell is empty.
    """
    matrix = imported.matrix
    wide = [area for area in matrix.areas if not area.by_rating]
    if not imported.scale or len(matrix.cells) != len(matrix.levels) * len(wide):
        told = "; ".join(warning.line for warning in imported.warnings)
        raise InputError(
            f"a pack needs a scale and an anchor for every area and level: {told}.",
            code="import_incomplete",
            hint="Fill the cells named, or give the scale with --scale LO-HI.",
        )
    pack = _plain_pack(imported, pack_id, title, today)
    return overlay(pack, imported.own, [] if warnings is None else warnings)


def _plain_pack(imported: Imported, pack_id: str, title: str, today: date) -> dict[str, Any]:
    matrix = imported.matrix
    scale_id = f"{pack_id}-{imported.scale[0].value}-{imported.scale[-1].value}"
    return {
        "id": pack_id,
        "title": title,
        "version": "0.1.0",
        "owner": OPEN,
        "status": "draft",
        "date": today,
        "lang": "en",
        "source": {"id": pack_id, "title": title, "note": "Imported as it stands."},
        # A date of its own: YAML would write the same one as a reference, which packs may not hold.
        "changelog": [{"version": "0.1.0", "date": today.replace(), "author": OPEN, "change": "Imported."}],
        "scale": {"id": scale_id, "levels": [_level(one) for one in imported.scale]},
        "career_levels": [{"name": name} for name in matrix.levels],
        "skill_areas": [
            {
                "id": _slug(area.name),
                "name": area.name,
                "aliases": [area.alias] if area.alias else [],
                "owner": OPEN,
                "goal": area.goal or OPEN,
                "reason": area.reason or OPEN,
                "outcomes": [OPEN],
                "indicators": [{"text": OPEN, "kind": "quality"}],
                "cells": [_cell(one) for one in matrix.cells if one.area == area.name],
            }
            for area in matrix.areas
        ],
        "facets": [],
        "evidence": {"min_artefacts": 2, "max_age_months": 6},
        "evidence_types": [],
        "red_lines": [],
        "growth_signals": [],
        "warning_signs": [],
    }


def _level(rating: ImportedRating) -> dict[str, Any]:
    texts = {"definition": rating.definition or OPEN, "typical": rating.typical or OPEN}
    return {"value": rating.value, "label": rating.label} | texts


def _cell(cell: ImportedCell) -> dict[str, Any]:
    """The anchors of a cell; `overlay` numbers them once ids of rubric and area are known."""
    return {"career_level": cell.level, "anchors": [{"text": text} for text in cell.anchors or (cell.text,)]}


def _slug(name: str) -> str:
    plain = folded(name)
    for letter, two in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        plain = plain.replace(letter, two)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "area"


def _range(scale: str | None) -> tuple[ImportedRating, ...]:
    if scale is None:
        return ()
    match = _RANGE.fullmatch(scale.strip())
    if match is None or int(match[1]) >= int(match[2]):
        raise InputError(f"--scale {scale!r}: expected LO-HI, e.g. 0-4.", code="import_bad_scale")
    return tuple(
        ImportedRating(value=value, label=str(value)) for value in range(int(match[1]), int(match[2]) + 1)
    )
