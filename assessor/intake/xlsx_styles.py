"""Stage 1: what the cell formats of a workbook say: how a number is shown, and whether it is seen at all."""

import re
from datetime import datetime, timedelta
from typing import NamedTuple

from assessor.intake.ooxml_style import TINY_TEXT, WHITE_TEXT, is_white_rgb
from assessor.intake.ooxml_xml import XmlHandler

MAX_TINY_POINTS = 2.0
"""Largest size, in points, that counts as tiny."""
_DATE_IDS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_PERCENT_IDS = {9: 0, 10: 2}
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DATE_CODE = re.compile(r"[ymdhs]", re.IGNORECASE)
_PERCENT_CODE = re.compile(r"[#0,]*0(?:\.(0+))?%")
_INVISIBLE_CODE = re.compile(r";;;+")
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001  # sheets know no time zones
_LAST_SERIAL = 2_958_465.99
"""31 December 9999."""


class CellFormat(NamedTuple):
    """How one style index shows its cells."""

    is_date: bool = False
    percent_decimals: int | None = None
    """Digits after the point of a percentage; null where it is none."""
    rule: str | None = None
    """Why the cell is not seen."""

    def show(self, value: str, *, from_1904: bool) -> str:
        """A stored number as its reader sees it; anything that is no such number as it stands.

        >>> CellFormat(is_date=True).show("45000", from_1904=False)
        '2023-03-15'
        >>> CellFormat(percent_decimals=1).show("0.925", from_1904=False)
        '92.5%'
        """
        if not self.is_date and self.percent_decimals is None:
            return value
        try:
            number = float(value)
        except ValueError:
            return value
        if self.percent_decimals is not None:
            return f"{number * 100:.{self.percent_decimals}f}%"
        if not 1 <= number < _LAST_SERIAL:
            return value
        moment = (_EPOCH_1904 if from_1904 else _EPOCH) + timedelta(days=number)
        moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
        return moment.date().isoformat() if number == int(number) else moment.isoformat(" ")


class SheetStyles(XmlHandler):
    """Handler of a workbook's `styles.xml`."""

    def __init__(self) -> None:
        self._codes: dict[int, str] = {}
        self._font_rules: list[str | None] = []
        self._painted: list[bool] = []
        self._rows: list[tuple[int, int, int]] = []
        self._section = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        if name in {"fonts", "fills", "cellXfs", "numFmts", "dxfs", "cellStyleXfs", "borders", "cellStyles"}:
            self._section = name
        elif name == "numFmt" and self._section == "numFmts":
            self._codes[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif self._section == "fonts":
            self._font(name, attributes)
        elif self._section == "fills":
            if name == "fill":
                self._painted.append(False)
            elif name == "gradientFill" or attributes.get("patternType", "none") != "none":
                self._painted[-1:] = [True]
        elif name == "xf" and self._section == "cellXfs":
            ids = (_number(attributes.get(key)) for key in ("numFmtId", "fontId", "fillId"))
            self._rows.append((next(ids), next(ids), next(ids)))

    def _font(self, name: str, attributes: dict[str, str]) -> None:
        if name == "font":
            self._font_rules.append(None)
        elif not self._font_rules:
            return
        elif name == "sz":
            try:
                tiny = float(attributes.get("val", "")) <= MAX_TINY_POINTS
            except ValueError:
                tiny = False
            self._font_rules[-1] = TINY_TEXT if tiny else self._font_rules[-1]
        elif name == "color":
            white = attributes.get("theme") == "0" or is_white_rgb(attributes.get("rgb", ""))
            self._font_rules[-1] = self._font_rules[-1] or (WHITE_TEXT if white else None)

    def formats(self) -> list[CellFormat]:
        """One format for each style index of the cells."""
        return [self._format(*row) for row in self._rows]

    def _format(self, number_id: int, font: int, fill: int) -> CellFormat:
        rule = self._font_rules[font] if 0 <= font < len(self._font_rules) else None
        if rule == WHITE_TEXT and 0 <= fill < len(self._painted) and self._painted[fill]:
            rule = None
        code = self._codes.get(number_id)
        if code is None:
            return CellFormat(number_id in _DATE_IDS, _PERCENT_IDS.get(number_id), rule)
        if _INVISIBLE_CODE.fullmatch(code):
            return CellFormat(rule="hidden_format")
        bare = _QUOTED.sub("", code)
        percent = _PERCENT_CODE.fullmatch(bare)
        if percent:
            return CellFormat(percent_decimals=len(percent[1] or ""), rule=rule)
        return CellFormat(is_date=_DATE_CODE.search(bare.partition(";")[0]) is not None, rule=rule)


def _number(value: str | None) -> int:
    return int(value[:9]) if value and value.isascii() and value.isdigit() else -1
