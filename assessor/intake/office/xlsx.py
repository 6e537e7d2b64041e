"""Stage 1: an Excel workbook to passages: sheets with comments and drawings, then the rest."""

from typing import NamedTuple

from assessor.domain.text import SegmentRole
from assessor.intake.extract import Passage
from assessor.intake.office.blocks import Where
from assessor.intake.office.package import Package, Relationship
from assessor.intake.office.parts import Leftovers
from assessor.intake.office.sink import Sink
from assessor.intake.office.text import PartText
from assessor.intake.office.words import is_plain_tab
from assessor.intake.office.xlsx_merged import MERGED, MergedCells
from assessor.intake.office.xlsx_sheet import SheetText
from assessor.intake.office.xlsx_strings import SharedStrings
from assessor.intake.office.xlsx_styles import SheetStyles
from assessor.intake.office.xml import XmlHandler, walk


def read_workbook(package: Package, sink: Sink, rest: Leftovers) -> None:
    """Send the passages of a workbook to a sink, sheets in the order of their tabs.

    A sheet is called by its name in locators only where the name is made of common words (`sheet Risks`),
    else by its number (`sheet 2`): locators are stored and shown as they are, and a tab may be called
    after a customer or an employee, which no recognizer would be asked about.
    """
    outline = _Outline()
    walk(package.chunks(package.main), outline)
    arrows = [a for a in package.relationships(package.main) if not a.external and a.target in package]
    targets = {arrow.id: arrow.target for arrow in arrows}
    strings, styles = _shared(package, sink, arrows)
    formats = styles.formats()
    done = {package.main, *(arrow.target for arrow in arrows if arrow.kind == "sharedStrings")}
    rest.names |= outline.names
    rest.formats |= styles.words
    for number, sheet in enumerate(outline.sheets, start=1):
        rule = None if sheet.state in {"", "visible"} else "hidden_sheet"
        place = f"sheet {sheet.name if outline.is_showable(sheet.name) else number}"
        sink.add(Passage(sheet.name, f"{place} name", SegmentRole.HEADING, rule))
        name = targets.get(sheet.target, "")
        if name not in package or name in done:
            continue
        done.add(name)
        rest.place(name, place)
        reader = SheetText(place, rule, strings, formats, sink, outline.names)
        reader.from_1904 = outline.from_1904
        reader.merged = MergedCells(package.occurrences(name, MERGED))
        walk(package.chunks(name), reader)
        _read_companions(package, rest, name, place, rule, done)
    for text, why in (*strings.extras, *((text, "unused_string") for text in strings.unused())):
        sink.add(Passage(text, "shared strings", hidden=why))
    for text in styles.unshown():
        sink.add(Passage(text, "cell formats", hidden="number_format"))
    walk(package.chunks(package.main), PartText(Where("workbook", "other_part"), sink, names=outline.names))
    rest.read(done)


def _shared(package: Package, sink: Sink, arrows: list[Relationship]) -> tuple[SharedStrings, SheetStyles]:
    strings, styles = SharedStrings(sink), SheetStyles()
    read: set[str] = set()
    for arrow in arrows:
        # Every list is read; were there two, cells would refer to the first.
        if arrow.kind in {"sharedStrings", "styles"} and arrow.target not in read:
            read.add(arrow.target)
            walk(package.chunks(arrow.target), strings if arrow.kind == "sharedStrings" else styles)
    return strings, styles


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
        self.names: set[str] = set()
        """Names of sheets and ranges; formulas may use them."""
        self.from_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        if name == "sheet":
            self.sheets.append(
                _Sheet(attributes.get("name", ""), attributes.get("state", ""), attributes.get("r:id", ""))
            )
            self.names.add(attributes.get("name", ""))
        elif name == "definedName":
            self.names.add(attributes.get("name", ""))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in {"1", "true"}

    def is_showable(self, name: str) -> bool:
        """Whether a sheet may be called by its name in a locator: common words, and no other has it."""
        return is_plain_tab(name) and sum(sheet.name == name for sheet in self.sheets) == 1
