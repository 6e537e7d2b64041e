"""Export: the tables of a rubric as an XLSX workbook that people fill in.

Plain cells, lists to choose from and frozen headings: no macros, formulas, colours that mean something, or
anything else that Google Sheets drops. Every text is text by type, whatever it begins with.
"""

import io
from typing import Any

from assessor.domain.rubric import MetricDirection, MetricUnit, Rubric
from assessor.rubrics.exporting.tables import Cell, SheetTable, tables_of
from assessor.rubrics.tabular.cells import is_formula_like
from assessor.rubrics.tabular.layout import COLUMNS, NO, OPTIONAL, PARTS, RATED, TITLES, YES, Sheet, Word

_GUIDE: tuple[Word, ...] = (
    Word("How to fill in this workbook", "So wird diese Mappe ausgefüllt"),
    Word(
        "1. Matrix: one row for each skill area, one column for each career level. Change the names to "
        "yours; add or delete rows and columns.",
        "1. Matrix: eine Zeile je Kompetenzbereich, eine Spalte je Karrierestufe. Namen anpassen, Zeilen und "
        "Spalten ergänzen oder löschen.",
    ),
    Word(
        "2. In a cell, write what others can see a person do at that level. Several behaviours: a line each, "
        "beginning with a bullet (•) or a hyphen and a space.",
        "2. In eine Zelle kommt, was andere auf dieser Stufe beobachten können. Mehrere Verhaltensweisen: je "
        "eine Zeile, die mit • oder einem Bindestrich und Leerzeichen beginnt.",
    ),
    Word(
        "3. Scale: whole numbers without a gap, from the lowest up, each with a label.",
        "3. Skala: ganze Zahlen ohne Lücke, von der niedrigsten aufwärts, jede mit Namen.",
    ),
    Word(
        "4. The other sheets are optional. Names of areas and levels there must be written as in the matrix; "
        "short names are lower-case words for ids and may stay empty.",
        "4. Die weiteren Blätter sind freiwillig. Namen von Bereichen und Stufen stehen dort wie in der "
        "Matrix; Kurznamen sind kleingeschriebene Wörter für Kennungen und dürfen leer bleiben.",
    ),
    Word(
        "5. Keep the first row of every sheet as it is, and write no names of customers or colleagues.",
        "5. Die erste Zeile jedes Blatts bleibt, wie sie ist. Keine Namen von Kunden oder Kollegen angeben.",
    ),
    Word(
        "6. Then: assessor rubric import FILE.xlsx --out ours.yaml, and: assessor rubric lint ours.yaml",
        "6. Danach: assessor rubric import DATEI.xlsx --out unsere.yaml und assessor rubric lint unsere.yaml",
    ),
    Word(
        "Words for the column Part of the sheet Details:",
        "Wörter für die Spalte Teil im Blatt Einzelheiten:",
    ),
)
_GUIDE_TITLE = Word("Instructions", "Anleitung")
_WIDE, _NARROW = 46, 18
_LAST_CHECKED_ROW = 500


def workbook_bytes(rubric: Rubric, lang: str, *, template: bool = False) -> bytes:
    """The workbook: instructions first, then a sheet for each table."""
    import openpyxl

    book = openpyxl.Workbook()
    guide = book.active
    assert guide is not None
    guide.title = _GUIDE_TITLE.in_words_of(lang)
    _fill_guide(guide, lang)
    for table in tables_of(rubric, lang, template=template):
        sheet = book.create_sheet(table.title)
        _fill(sheet, table)
        _validate(sheet, table, lang)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill_guide(sheet: Any, lang: str) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.column_dimensions["A"].width = 110
    for number, line in enumerate((*_GUIDE, *PARTS.values()), start=1):
        cell = sheet.cell(number, 1, line.in_words_of(lang))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=number == 1, size=14 if number == 1 else 11)


def _fill(sheet: Any, table: SheetTable) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    wrapped = Alignment(wrap_text=True, vertical="top")
    for number, row in enumerate((table.header, *table.rows), start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            cell.alignment = wrapped
            if number == 1:
                cell.font = Font(bold=True)
                cell.fill = PatternFill("solid", fgColor="E3EAF2")
            _put(cell, value)
    for column in range(1, len(table.header) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = _width(table, column - 1)
    sheet.freeze_panes = "B2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _put(cell: Any, value: Cell) -> None:
    if value == "":
        return
    cell.value = value
    if isinstance(value, str):
        # openpyxl takes a text that begins with = for a formula; the type says it is none, and the quote
        # prefix keeps it so when a person edits the cell.
        cell.data_type = "s"
        if is_formula_like(value):
            cell.quotePrefix = True


def _width(table: SheetTable, at: int) -> int:
    if table.sheet in (Sheet.MATRIX, Sheet.BY_RATING) and at:
        return _WIDE
    longest = max((len(str(row[at])) for row in table.rows), default=0)
    return min(_WIDE, max(_NARROW, longest + 2))


def _validate(sheet: Any, table: SheetTable, lang: str) -> None:
    """Lists to choose from: of words, or of the names another sheet has in its first column."""
    for at, key in enumerate(COLUMNS.get(table.sheet, {}), start=1):
        source = _choices(table.sheet, key, lang)
        if source is not None:
            _check(sheet, at, type="list", formula1=source)
    if table.sheet is Sheet.SCALE:
        _check(sheet, 1, type="whole", operator="between", formula1="0", formula2="99")


def _choices(sheet: Sheet, key: str, lang: str) -> str | None:
    words = {
        (Sheet.AREAS, "standing"): (RATED.in_words_of(lang), OPTIONAL.in_words_of(lang)),
        (Sheet.AREAS, "authored"): (YES.in_words_of(lang), NO.in_words_of(lang)),
        (Sheet.TARGETS, "direction"): tuple(one.value for one in MetricDirection),
        (Sheet.TARGETS, "unit"): tuple(one.value for one in MetricUnit),
    }.get((sheet, key))
    if words is not None:
        return f'"{",".join(words)}"'
    if (sheet, key) == (Sheet.DETAILS, "part"):
        first = len(_GUIDE) + 1
        return f"{_GUIDE_TITLE.in_words_of(lang)}!$A${first}:$A${first + len(PARTS) - 1}"
    names = {(Sheet.TARGETS, "area"): Sheet.AREAS, (Sheet.TARGETS, "level"): Sheet.LEVELS}.get((sheet, key))
    return None if names is None else f"{TITLES[names].in_words_of(lang)}!$A$2:$A${_LAST_CHECKED_ROW}"


def _check(sheet: Any, column: int, **rule: str) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    check = DataValidation(allow_blank=True, showErrorMessage=True, **rule)
    sheet.add_data_validation(check)
    letter = get_column_letter(column)
    check.add(f"{letter}2:{letter}{_LAST_CHECKED_ROW}")
