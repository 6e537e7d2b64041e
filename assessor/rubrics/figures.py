"""Beside the stages: figures a person fills in beside a rubric's numeric targets, as CSV.

The file has a row for each target, `check, value, unit, period, segment, source`. A row without a value
stands for a figure nobody has. A number that means one thing in English and another in German, such as
1.000, is refused.
"""

import csv
import io
import re
from difflib import get_close_matches

from pydantic import ValidationError

from assessor.domain.rubric import CareerLevel, MetricCheck, Rubric
from assessor.errors import InputError
from assessor.rubrics.rules.metrics import MetricFigure

COLUMNS = ("check", "value", "unit", "period", "segment", "source")
MOST_BYTES = 1_000_000
_CODE = "figures_invalid"
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{3})+")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


def targets_of(rubric: Rubric, level: CareerLevel) -> tuple[MetricCheck, ...]:
    """The targets of a career level: those of its portfolio, then those of each skill area."""
    cells = (cell for area in rubric.skill_areas for cell in area.cells if cell.career_level == level.name)
    return (*level.scope_metrics, *(check for cell in cells for check in cell.metrics))


def figures_template(rubric: Rubric, level: CareerLevel) -> str:
    """A file to fill in, a row for each target, `value` and `source` left open."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for check in targets_of(rubric, level):
        writer.writerow([check.id, "", check.unit.value, check.period, check.segment, ""])
    return out.getvalue()


def read_figures(content: bytes, rubric: Rubric, *, file: str) -> tuple[MetricFigure, ...]:
    """The figures of a file; rows without a value are left out.

    Args:
        content: CSV in UTF-8, commas or semicolons between cells.
        rubric: has the targets.
        file: its name, for messages.

    Raises:
        InputError: code `figures_invalid`; the message names the line, and the cell that is wrong.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _wrong(file, 1, "is no UTF-8 text; save it as CSV in UTF-8") from error
    if not text.strip():
        raise _wrong(file, 1, f"is empty; expected the columns {', '.join(COLUMNS)}")
    first = text.splitlines()[0]
    rows = csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
    header = [cell.strip().casefold() for cell in next(rows)]
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        raise _wrong(file, 1, f"lacks the columns {', '.join(missing)}; it has {', '.join(header)}")
    known = _known(rubric)
    figures = []
    try:
        for cells in rows:
            row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
            if row.get("value"):
                figures.append(_figure(row, known, file=file, line=rows.line_num))
    except csv.Error as error:
        raise _wrong(file, rows.line_num, "cannot be split into cells; check the quotes") from error
    return tuple(figures)


def _known(rubric: Rubric) -> tuple[str, ...]:
    return tuple(check.id for level in rubric.career_levels for check in targets_of(rubric, level))


def _figure(row: dict[str, str], known: tuple[str, ...], *, file: str, line: int) -> MetricFigure:
    check = row.get("check", "")
    if check not in known:
        near = get_close_matches(check, known, n=3)
        advice = f"perhaps {' or '.join(near)} is meant" if near else "see `assessor rubric targets`"
        raise _wrong(file, line, f"check {check[:60]!r} is no target of the rubric; {advice}")
    value = row["value"]
    if _THOUSANDS.fullmatch(value):
        raise _wrong(file, line, "value can be read in two ways; write thousands without a mark between them")
    if not _NUMBER.fullmatch(value):
        raise _wrong(file, line, "value is no number; write it without a unit, such as 92.5")
    try:
        return MetricFigure.model_validate(
            {
                **{name: row.get(name, "") for name in ("unit", "period", "segment", "source")},
                "check": check,
                "value": float(value.replace(",", ".")),
            }
        )
    except ValidationError as error:
        fault = error.errors(include_input=False, include_url=False)[0]
        raise _wrong(file, line, f"{fault['loc'][0]}: {fault['msg']}") from None


def _wrong(file: str, line: int, what: str) -> InputError:
    return InputError(
        f"{file}, line {line}: {what}.",
        code=_CODE,
        hint="Begin with `assessor rubric targets ID --level NAME --template`.",
    )
