"""Stage 1: what the cell formats of a workbook say: how a value is shown, and whether it is seen at all."""

from dataclasses import dataclass, field
from typing import NamedTuple

from assessor.intake.office.colour import UNKNOWN, is_same, sheet_colour_of
from assessor.intake.office.formula import literals_of_format
from assessor.intake.office.style import TINY_TEXT, WHITE_TEXT
from assessor.intake.office.xlsx_number import NumberFormat
from assessor.intake.office.xml import XmlHandler

MAX_TINY_POINTS = 2.0
"""Largest size, in points, that counts as tiny."""
_SECTIONS = frozenset(
    {"fonts", "fills", "cellXfs", "numFmts", "dxfs", "cellStyleXfs", "borders", "cellStyles"}
)


class CellFormat(NamedTuple):
    """How one style index shows its cells."""

    number: NumberFormat | None = None
    """Null where values are shown as stored."""
    rule: str | None = None
    """Why the cell is not seen."""


@dataclass
class _Font:
    tiny: bool = False
    colour: str | None = None


@dataclass
class _Fill:
    paint: str | None = None


@dataclass
class SheetStyles(XmlHandler):
    """Handler of a workbook's `styles.xml`."""

    _codes: dict[int, str] = field(default_factory=dict)
    _fonts: list[_Font] = field(default_factory=list)
    _fills: list[_Fill] = field(default_factory=list)
    _rows: list[tuple[int, int, int]] = field(default_factory=list)
    _section: str = ""
    _formats: dict[int, NumberFormat] = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        if name in _SECTIONS:
            self._section = name
        elif name == "numFmt" and self._section == "numFmts":
            self._codes[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif self._section == "fonts":
            self._font(name, attributes)
        elif self._section == "fills":
            self._fill(name, attributes)
        elif name == "xf" and self._section == "cellXfs":
            ids = (_number(attributes.get(key)) for key in ("numFmtId", "fontId", "fillId"))
            self._rows.append((next(ids), next(ids), next(ids)))

    def _font(self, name: str, attributes: dict[str, str]) -> None:
        if name == "font":
            self._fonts.append(_Font())
        elif self._fonts and name == "sz":
            try:
                self._fonts[-1].tiny = float(attributes.get("val", "")) <= MAX_TINY_POINTS
            except ValueError:
                self._fonts[-1].tiny = False
        elif self._fonts and name == "color":
            self._fonts[-1].colour = sheet_colour_of(attributes)

    def _fill(self, name: str, attributes: dict[str, str]) -> None:
        if name == "fill":
            self._fills.append(_Fill())
        elif not self._fills:
            return
        elif name == "gradientFill" or (
            name == "patternFill" and attributes.get("patternType", "none") != "none"
        ):
            # Patterns other than `solid` show two colours.
            self._fills[-1].paint = "" if attributes.get("patternType") == "solid" else UNKNOWN
        elif name == "fgColor" and self._fills[-1].paint == "":
            self._fills[-1].paint = sheet_colour_of(attributes) or UNKNOWN

    def formats(self) -> list[CellFormat]:
        """One format for each style index of the cells."""
        return [self._format(*row) for row in self._rows]

    @property
    def words(self) -> set[str]:
        """The words of each number format."""
        return {literals_of_format(code) for code in self._codes.values()}

    def unshown(self) -> list[str]:
        """Words in number formats that no cell has shown, once all cells were read."""
        for number, code in self._codes.items():
            self._formats.setdefault(number, NumberFormat(code))
        return [words for form in self._formats.values() if (words := form.unshown())]

    def _format(self, number_id: int, font_id: int, fill_id: int) -> CellFormat:
        if number_id in self._codes:
            number = self._formats.setdefault(number_id, NumberFormat(self._codes[number_id]))
        else:
            number = NumberFormat.built_in(number_id)
        font = self._fonts[font_id] if 0 <= font_id < len(self._fonts) else _Font()
        paint = self._fills[fill_id].paint if 0 <= fill_id < len(self._fills) else None
        rule = TINY_TEXT if font.tiny else None
        if (
            rule is None
            and font.colour is not None
            and is_same(font.colour, UNKNOWN if paint == "" else paint)
        ):
            rule = WHITE_TEXT
        return CellFormat(None if number.is_plain else number, rule)


def _number(value: str | None) -> int:
    return int(value[:9]) if value and value.isascii() and value.isdigit() else -1
