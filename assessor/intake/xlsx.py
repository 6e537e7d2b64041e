"""Stage 1: an Excel workbook to passages: sheets with comments and drawings, then the rest."""

from typing import NamedTuple

from assessor.domain.text import SegmentRole
from assessor.intake.extract import Passage
from assessor.intake.ooxml_blocks import Where
from assessor.intake.ooxml_package import Package, Relationship
from assessor.intake.ooxml_parts import Leftovers
from assessor.intake.ooxml_sink import Sink
from assessor.intake.ooxml_text import PartText
from assessor.intake.ooxml_xml import XmlHandler, walk
from assessor.intake.xlsx_sheet import SheetText
from assessor.intake.xlsx_strings import SharedStrings
from assessor.intake.xlsx_styles import CellFormat, SheetStyles


def read_workbook(package: Package, sink: Sink, rest: Leftovers) -> None:
    """Send the passages of a workbook to a sink, sheets in the order of their tabs."""
    outline = _Outline()
    walk(package.chunks(package.main), outline)
    arrows = [a for a in package.relationships(package.main) if not a.external and a.target in package]
    targets = {arrow.id: arrow.target for arrow in arrows}
    strings, formats = _shared(package, sink, arrows)
    done = {package.main, *(arrow.target for arrow in arrows if arrow.kind == "sharedStrings")}
    for number, sheet in enumerate(outline.sheets, start=1):
        rule = None if sheet.state in {"", "visible"} else "hidden_sheet"
        sink.add(Passage(sheet.name, f"sheet {number} name", SegmentRole.HEADING, rule))
        name = targets.get(sheet.target, "")
        if name not in package or name in done:
            continue
        done.add(name)
        reader = SheetText(number, rule, strings, formats, sink)
        reader.from_1904 = outline.from_1904
        walk(package.chunks(name), reader)
        _read_companions(package, rest, name, f"sheet {number}", rule, done)
    for text, rule in strings.extras:
        sink.add(Passage(text, "shared strings", hidden=rule))
    for text in strings.unused():
        sink.add(Passage(text, "shared strings", hidden="unused_string"))
    walk(package.chunks(package.main), PartText(Where("workbook", "other_part"), sink))
    rest.read(done)


def _shared(
    package: Package, sink: Sink, arrows: list[Relationship]
) -> tuple[SharedStrings, list[CellFormat]]:
    strings, styles = SharedStrings(sink), SheetStyles()
    read: set[str] = set()
    for arrow in arrows:
        # Every list is read; were there two, cells would refer to the first.
        if arrow.kind in {"sharedStrings", "styles"} and arrow.target not in read:
            read.add(arrow.target)
            walk(package.chunks(arrow.target), strings if arrow.kind == "sharedStrings" else styles)
    return strings, styles.formats()


def _read_companions(
    package: Package, rest: Leftovers, name: str, place: str, sheet_rule: str | None, done: set[str]
) -> None:
    companions = {
        "comments": Where(f"comment on {place}", "comment", SegmentRole.QUOTED),
        "threadedComment": Where(f"comment on {place}", "comment", SegmentRole.QUOTED),
        "drawing": Where(f"drawing on {place}", sheet_rule),
        "chart": Where(f"chart on {place}", sheet_rule),
        "chartEx": Where(f"chart on {place}", sheet_rule),
    }
    for arrow in package.relationships(name):
        if arrow.kind in companions and arrow.target in package and arrow.target not in done:
            done.add(arrow.target)
            rest.read_part(arrow.target, companions[arrow.kind])
            if arrow.kind == "drawing":
                _read_companions(package, rest, arrow.target, place, sheet_rule, done)


class _Sheet(NamedTuple):
    """A tab of the workbook."""

    name: str
    state: str
    target: str


class _Outline(XmlHandler):
    """Handler of `workbook.xml`: the tabs in order, and from when dates count."""

    def __init__(self) -> None:
        self.sheets: list[_Sheet] = []
        self.from_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        if name == "sheet":
            self.sheets.append(
                _Sheet(attributes.get("name", ""), attributes.get("state", ""), attributes.get("r:id", ""))
            )
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in {"1", "true"}
