"""Stage 1: one worksheet to passages, a row each; flat in memory, for sheets have a million cells."""

from collections.abc import Container

from assessor.domain.text import SegmentRole
from assessor.intake.extract import Passage
from assessor.intake.office.blocks import Where
from assessor.intake.office.formula import is_plain_formula
from assessor.intake.office.sink import Sink
from assessor.intake.office.stock import is_stock
from assessor.intake.office.text import PartText
from assessor.intake.office.xlsx_merged import MergedCells, column_of
from assessor.intake.office.xlsx_number import NumberFormat
from assessor.intake.office.xlsx_page import PAGE_TEXTS, plain_page_text
from assessor.intake.office.xlsx_strings import SharedStrings, unescape
from assessor.intake.office.xlsx_styles import CellFormat
from assessor.intake.office.xml import XmlHandler

ROWS_APART = 10_000
"""So many rows of a sheet are passages of their own."""
ROWS_TOGETHER = 100
"""Further ones are put together by so many."""
_PLAIN = CellFormat()
_CELL_ATTRIBUTES = frozenset({"r", "s", "t", "cm", "vm", "ph"})
_ROW_ATTRIBUTES = frozenset(
    {
        *("r", "spans", "s", "customFormat", "ht", "hidden", "customHeight", "outlineLevel", "collapsed"),
        *("thickTop", "thickBot", "ph", "dyDescent", "rowBreak"),
    }
)
_LONG_ROW = 10_000
_ROW_WEIGHT = 6
"""A row costs about six times what an element in it does."""


class SheetText(XmlHandler):
    """Handler of one worksheet part.

    Cells are read here; what else the part holds (headers, validations, links) is left to `PartText`.
    """

    def __init__(
        self,
        place: str,
        rule: str | None,
        strings: SharedStrings,
        formats: list[CellFormat],
        sink: Sink,
        names: Container[str] = frozenset(),
    ) -> None:
        """Prepare to read a sheet.

        Args:
            place: how it is called in locators: `sheet 2`, `sheet Risks`.
            rule: why the whole sheet is not seen; null where it is.
            strings: the workbook's shared strings.
            formats: one for each style index.
            sink: receives the passages.
            names: names in formulas that come out elsewhere.
        """
        self.from_1904 = False
        """Whether dates count from 1904."""
        self.merged = MergedCells(())
        """Cells that their neighbours cover."""
        self._place = place
        self._rule = rule
        self._strings = strings
        self._formats = formats
        self._sink = sink
        self._names = names
        self._around = PartText(Where(self._place, rule or "sheet_settings", stocked=True), sink, names=names)
        self._header = ""
        self._rows_hidden = False
        self._in_phonetic = False
        self._in_data = False
        self._nested = 0
        """Further `sheetData` in the first, which only a hand writes."""
        self._hidden_columns: list[tuple[int, int]] = []
        self._pending: list[str] = []
        self._first_pending = 0
        self._rows = 0
        self._row_number = 0
        self._row_hidden = False
        self._row: dict[str | None, list[str]] = {}
        self._row_code_points = 0
        self._column = 0
        self._cell: dict[str, str] = {}
        self._value: list[str] = []
        self._inline: list[str] = []
        self._formula: list[str] = []
        self._phonetic: list[str] = []
        self._page_text: list[str] = []
        self._loose: list[str] = []
        self._target = self._loose

    # --- events

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        if self._loose:
            self._flush_loose()
        if not self._in_data:
            self._start_around(name, attributes)
        elif name == "c":
            self._column += 1
            self._cell = attributes
            if len(attributes) > 3:  # reference, style and type are what nearly all have
                self._odd(attributes, _CELL_ATTRIBUTES)
        elif name == "v":
            self._target = self._value
        elif name == "t":
            self._target = self._phonetic if self._in_phonetic else self._inline
        elif name == "f":
            self._target = self._formula
        elif name == "row":
            self._open_row(attributes)
        else:
            self._in_phonetic = self._in_phonetic or name == "rPh"
            self._nested += name == "sheetData"

    def end(self, name: str) -> None:
        """An element closes."""
        if self._loose:
            self._flush_loose()
        if not self._in_data:
            self._end_around(name)
        elif name in {"v", "t", "f"}:
            self._target = self._loose
        elif name == "c":
            self._close_cell()
        elif name == "row":
            self._close_row()
        elif name == "rPh":
            self._in_phonetic = False
        elif name == "sheetData":
            self._close_data()

    def _flush_loose(self) -> None:
        # The parser hands long texts over in pieces.
        self._row.setdefault("other_part", []).append("".join(self._loose))
        self._loose.clear()

    def _close_data(self) -> None:
        if self._nested:
            self._nested -= 1
            return
        self._close_row()
        self._flush_pending()
        self._in_data = False

    def text(self, text: str) -> None:
        """A run of text."""
        if self._in_data:
            if self._target is not self._loose or not text.isspace():
                self._target.append(text)
        elif self._header:
            self._page_text.append(text)
        else:
            self._around.text(text)

    def comment(self, text: str) -> None:
        """A comment of the XML itself."""
        self._around.comment(text)

    # --- around the cells

    def _start_around(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheetData":
            self._in_data = True
            return
        if name == "col" and (attributes.get("hidden") in {"1", "true"} or _is_zero(attributes.get("width"))):
            self._hide_columns(attributes)
        elif name == "sheetFormatPr":
            self._rows_hidden = attributes.get("zeroHeight") in {"1", "true"}
        elif name in PAGE_TEXTS:
            self._header = name
        self._around.start(name, attributes)

    def _end_around(self, name: str) -> None:
        if name == self._header:
            for line in plain_page_text("".join(self._page_text)):
                self._sink.add(Passage(line, self._place, SegmentRole.HEADER, self._rule or "page_header"))
            self._page_text.clear()
            self._header = ""
        self._around.end(name)

    def _odd(self, attributes: dict[str, str], known: frozenset[str]) -> None:
        """Attributes that no office program gives a cell or row."""
        for key, value in attributes.items():
            if key not in known and not is_stock(value):
                self._row.setdefault("other_attribute", []).append(value)

    # --- cells

    def _close_cell(self) -> None:
        value = "".join(self._value)
        kind = self._cell.get("t", "n")
        style = self._format() if "s" in self._cell else _PLAIN
        if kind == "s":
            shown = self._strings.at(value.strip())
        elif kind == "b":
            shown = {"0": "FALSE", "1": "TRUE"}.get(value, value)
        else:
            shown = value if kind == "n" else unescape(value)
        if self._inline:
            shown += unescape("".join(self._inline))
            self._inline.clear()
        if shown:
            if style.number is None:
                self._add(shown, style.rule)
            else:
                self._add_formatted(shown, style.number, style.rule, is_number=kind == "n")
        if self._formula:
            formula = "".join(self._formula)
            if not is_plain_formula(formula, self._names):
                self._add(formula, "formula")
            self._formula.clear()
        if self._phonetic:
            self._add("".join(self._phonetic), "phonetic_text")
            self._phonetic.clear()
        self._value.clear()

    def _add_formatted(self, value: str, number: NumberFormat, rule: str | None, *, is_number: bool) -> None:
        shown = number.show(value, from_1904=self.from_1904) if is_number else number.show_text(value)
        if shown:
            self._add(shown, rule)
        if not shown or (is_number and number.hides(value)):
            self._add(value, "hidden_format")

    def _add(self, shown: str, rule: str | None) -> None:
        # One long string may be shown by every cell of a row: its copies are counted before they are joined.
        self._row_code_points += len(shown) + 1
        if self._row_code_points > _LONG_ROW:
            self._sink.verify_room(self._row_code_points)
        if rule is None and (self._hidden_columns or not self.merged.is_empty):
            rule = self._rule_of_place()
        self._row.setdefault(rule, []).append(shown)

    def _format(self) -> CellFormat:
        style = self._cell["s"]
        # A book has at most 65,490 styles.
        index = int(style) if style.isascii() and style.isdigit() and len(style) < 7 else -1
        return self._formats[index] if 0 <= index < len(self._formats) else _PLAIN

    def _rule_of_place(self) -> str | None:
        column = column_of(self._cell.get("r", "")) or self._column
        if any(first <= column <= last for first, last in self._hidden_columns):
            return "hidden_column"
        return "covered_cell" if self.merged.covers(column) else None

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if first.isascii() and first.isdigit() and last.isascii() and last.isdigit():
            self._hidden_columns.append((int(first[:9]), int(last[:9])))

    # --- rows

    def _open_row(self, attributes: dict[str, str]) -> None:
        given = attributes.get("r", "")
        known = given.isascii() and given.isdigit() and len(given) <= 7  # 1,048,576 rows
        self._row_number = int(given) if known else self._row_number + 1
        hidden = attributes.get("hidden")
        self._row_hidden = hidden in {"1", "true"} or _is_zero(attributes.get("ht"))
        if self._rows_hidden and hidden is None and "ht" not in attributes:
            self._row_hidden = True
        if not _ROW_ATTRIBUTES.issuperset(attributes):
            self._odd(attributes, _ROW_ATTRIBUTES)
        self._column = 0
        self.merged.turn_to(self._row_number)

    def _close_row(self) -> None:
        self._sink.count_elements(_ROW_WEIGHT + 2 * self._column)
        for rule, cells in self._row.items():
            self._emit("\t".join(cells), rule or ("hidden_row" if self._row_hidden else None))
        self._row = {}
        self._row_code_points = 0

    def _emit(self, text: str, rule: str | None) -> None:
        place = f"{self._place} row {self._row_number}"
        rule = self._rule or rule
        if rule != self._rule or self._rows < ROWS_APART:
            self._flush_pending()
            self._rows += 1
            self._sink.add(Passage(text, place, hidden=rule))
            return
        if not self._pending:
            self._first_pending = self._row_number
        self._pending.append(text)
        if len(self._pending) >= ROWS_TOGETHER:
            self._flush_pending(self._row_number)

    def _flush_pending(self, last: int | None = None) -> None:
        if self._pending:
            end = self._first_pending + len(self._pending) - 1 if last is None else last
            place = f"{self._place} rows {self._first_pending}-{end}"
            self._sink.add(Passage("\n".join(self._pending), place, hidden=self._rule))
            self._pending.clear()


def _is_zero(size: str | None) -> bool:
    return size is not None and not size.strip("0.")
