"""Stage 1: any XML part of an office file to passages. Every text node comes out; none is chosen by its name.

Known names only decide how text is grouped (paragraphs, table rows), where it is found, and whether a reader
would have seen it. What stands in elements nobody knows becomes a passage like any other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assessor.domain.text import SegmentRole
from assessor.intake.extract import Passage
from assessor.intake.ooxml_attributes import texts_of
from assessor.intake.ooxml_sink import Sink
from assessor.intake.ooxml_stock import is_plain_field, is_stock
from assessor.intake.ooxml_style import RUN_PROPERTIES, RunProperties, is_white_rgb, paints
from assessor.intake.ooxml_xml import XmlHandler

_BLOCKS = frozenset({"p", "si", "is"})
_ROWS = frozenset({"tr", "strCache", "numCache", "strLit", "numLit", "lvl"})
_CELLS = frozenset({"tc", "pt"})
_TEXTS = frozenset({"t", "delText", "v", "instrText", "delInstrText"})
_RUNS = frozenset({"r", "fld", "br"})
_PROPERTIES = frozenset({"rPr"})
_HIDING = {
    "del": "tracked_deletion",
    "moveFrom": "tracked_move",
    "delText": "tracked_deletion",
    "instrText": "field_code",
    "delInstrText": "field_code",
    "f": "formula",
    "rPh": "phonetic_text",
}
_BREAKS = {
    "br": "\n",
    "cr": "\n",
    "tab": "\t",
    "ptab": "\t",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
_FILLS = frozenset({"solidFill", "gradFill", "blipFill", "pattFill"})
_TITLE = "sp title"
_SHAPES = frozenset({"sp", "pic", "graphicFrame", "cxnSp", "grpSp"})
_HEADING_STYLES = ("heading", "title", "subtitle", "berschrift", "titel", "untertitel")
_ASIDE = frozenset(
    {"ln", "uLn", "uFill", "highlight", "effectLst", "glow", "shadow", "reflection", "textOutline"}
)
"""What is coloured in there is not the text itself."""
_GROUPS = _BLOCKS | _ROWS | _CELLS | {"r"}
_STRUCTURE = frozenset(
    {
        *(*_BREAKS, *_FILLS, "sym", "rPr", "tbl", "AlternateContent", "fld", "ph", "sld", "cNvPr", "pStyle"),
        *("outlineLvl", "off", "ext", "shd", "fillRef", "bg", "background", "tableStyleId", "txBody"),
    }
)
"""Elements that `_structure` makes something of."""
_SYMBOL_FONT = 0xF000
_WEIGHT = 8
"""An element costs about eight times what one in a worksheet does."""


@dataclass(slots=True)
class _Frame:
    """An open element, and what holds for everything in it."""

    name: str
    rule: str | None
    filled: bool
    fallback: bool
    aside: bool
    """Inside the record of a change, or an outline or shadow: properties there are not those of the text."""


@dataclass(slots=True)
class _Block:
    """An open paragraph or table row: what a reader sees, and apart from it what they do not."""

    place: str
    heading: bool = False
    style_rule: str | None = None
    seen: list[str] = field(default_factory=list)
    hidden: dict[str, list[str]] = field(default_factory=dict)
    extras: list[tuple[str, str]] = field(default_factory=list)

    last: str | None = None

    def add(self, text: str, rule: str | None) -> None:
        """Take a piece of text. Hidden pieces that other text parts are kept on lines of their own."""
        if rule is None:
            self.seen.append(text)
        else:
            pieces = self.hidden.setdefault(rule, [])
            if pieces and self.last != rule:
                pieces.append("\n")
            pieces.append(text)
        self.last = rule


@dataclass(frozen=True)
class Where:
    """What a part is called, and what holds for all of it."""

    place: str
    """Locator, or its beginning where `units` or `numbered` complete it."""
    hidden: str | None = None
    role: SegmentRole = SegmentRole.BODY
    units: frozenset[str] = frozenset()
    """Elements that are numbered and found by `place` and number: footnotes, comments."""
    numbered: bool = False
    """Paragraphs are numbered: `paragraph 3`."""
    free: bool = False
    """No office schema: every attribute may hold words."""
    quiet: bool = False
    """Attributes are names of styles and fonts, and are left alone."""
    stocked: bool = False
    """Full of prompts that the program put there."""
    area: tuple[int, int] | None = None
    """Width and height of the slide; shapes outside of it are not seen."""


class PartText(XmlHandler):
    """Handler that sends the passages of one part to a sink."""

    def __init__(
        self,
        where: Where,
        sink: Sink,
        *,
        styles: Mapping[str, str] | None = None,
        known: set[str] | None = None,
    ) -> None:
        """Prepare to read one part.

        Args:
            where: what the part is called.
            sink: receives the passages.
            styles: rules of styles that hide their text, by style id.
            known: passages left out because another part held them; those read are added.
        """
        self._where = where
        self._sink = sink
        self._styles = styles or {}
        self._known = known
        self._stack = [_Frame("", where.hidden, filled=False, fallback=False, aside=False)]
        self._blocks: list[_Block] = []
        self._rows: list[tuple[_Block, list[_Block]]] = []
        self._loose: list[str] = []
        self._unit = where.place
        self._run: RunProperties | None = None
        self._chosen: list[set[str]] = []
        self._offset: tuple[int, int] | None = None
        self._counts = {"unit": 0, "p": 0, "tbl": 0, "tr": 0}
        self._elements = 0
        self.is_hidden_slide = False
        """Set once the part says that it is a slide which is not shown."""

    # --- events

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        if self._loose:
            self._flush_loose()
        self._elements += 1
        if self._elements >= 1000:  # counted in lots, for speed
            self._sink.count_elements(_WEIGHT * self._elements)
            self._elements = 0
        outer = self._stack[-1]
        frame = _Frame(
            name,
            outer.rule,
            outer.filled,
            outer.fallback or name == "Fallback",
            outer.aside or name in _ASIDE or name.endswith("Change"),
        )
        rule = _HIDING.get(name)
        if rule is not None:
            # A deleted row says so in its properties; its cells come after them.
            marked = self._stack[-2] if outer.name == "trPr" else frame
            marked.rule = rule
        self._stack.append(frame)
        if name in _GROUPS:
            self._grouping(name, frame)
        elif name in _STRUCTURE or name in self._where.units or "fillcolor" in attributes:
            self._structure(name, attributes, outer)
        if self._run is not None and name in RUN_PROPERTIES and not outer.aside:
            self._run.read(name, attributes, self._styles)
        if attributes:
            self._attributes(name, attributes, frame)

    def end(self, name: str) -> None:
        """An element closes."""
        if self._loose:
            self._flush_loose()
        frame = self._stack.pop()
        if name in _BLOCKS:
            self._close_block()
        elif name in _ROWS and self._rows:
            self._close_row()
        elif name in _PROPERTIES and not frame.aside and self._run is not None:
            self._apply_run()
        elif name == "AlternateContent" and self._chosen:
            chosen = self._chosen.pop()
            if self._chosen:
                self._chosen[-1].update(chosen)
        elif name in self._where.units:
            self._unit = self._where.place
        if len(self._stack) == 1:
            self._sink.count_elements(_WEIGHT * self._elements)
            self._elements = 0

    def text(self, text: str) -> None:
        """A run of text."""
        if not self._blocks or self._stack[-1].name not in _TEXTS:
            self._loose.append(text)
            return
        self._write(text)

    def comment(self, text: str) -> None:
        """A comment of the XML itself."""
        if not is_stock(text):
            self._emit(text, "xml_comment", self._unit)

    # --- text

    def _flush_loose(self) -> None:
        text = "".join(self._loose)
        self._loose.clear()
        if text.isspace():
            return
        if self._stack[-1].name in _TEXTS or not is_stock(text):
            self._write(text)

    def _write(self, text: str) -> None:
        frame = self._stack[-1]
        if self._chosen:
            stripped = text.strip()
            if frame.fallback and stripped in self._chosen[-1]:
                return
            self._chosen[-1].add(stripped)
        if frame.rule == "field_code" and is_plain_field(text):
            return
        if (frame.rule == "formula" and '"' not in text) or (frame.rule == "slide_number" and is_stock(text)):
            return
        if self._blocks:
            self._blocks[-1].add(text, frame.rule)
        elif self._rows and self._rows[-1][1]:
            self._rows[-1][1][-1].add(text, frame.rule)
        else:
            self._emit(text, frame.rule, self._unit)

    def _emit(self, text: str, rule: str | None, place: str, *, heading: bool = False) -> None:
        if self._known is not None:
            if text in self._known:
                return
            self._known.add(text)
        if self._where.stocked and is_stock(text):
            return
        role = SegmentRole.HEADING if heading and self._where.role is SegmentRole.BODY else self._where.role
        self._sink.add(Passage(text, place or "document", role, rule))

    # --- paragraphs and rows

    def _open_block(self) -> None:
        if self._blocks:
            outer = self._blocks[-1].place
            place = outer if outer.endswith("text box") else f"{outer} text box"
        elif self._rows:
            place = self._rows[-1][0].place
        elif self._where.numbered:
            self._counts["p"] += 1
            place = f"{self._unit} paragraph {self._counts['p']}".lstrip()
        else:
            place = self._unit
        self._blocks.append(_Block(place, heading=any(f.name == _TITLE for f in self._stack)))

    def _close_block(self) -> None:
        block = self._blocks.pop()
        if not self._blocks and self._rows and self._rows[-1][1]:
            cell = self._rows[-1][1][-1]
            if cell.seen and block.seen:
                cell.seen.append("\n")
            cell.seen.extend(block.seen)
            for rule, pieces in block.hidden.items():
                cell.last = None
                cell.add("".join(pieces), rule)
            cell.extras.extend(block.extras)
            return
        self._emit("".join(block.seen), None, block.place, heading=block.heading)
        for rule, pieces in block.hidden.items():
            self._emit("".join(pieces), rule, block.place)
        for text, rule in block.extras:
            self._emit(text, rule, block.place)

    def _open_row(self) -> None:
        self._counts["tr"] += 1
        table = self._counts["tbl"]
        place = f"{self._unit} table {table} row {self._counts['tr']}" if table else self._unit
        self._rows.append((_Block(place.lstrip()), []))

    def _close_row(self) -> None:
        row, cells = self._rows.pop()
        # An inner table stands in a cell of its own row and is read before it.
        rules: dict[str | None, None] = dict.fromkeys(
            (None, *(rule for cell in cells for rule in cell.hidden))
        )
        for rule in rules:
            texts = ("".join(cell.hidden.get(rule, ()) if rule else cell.seen).strip() for cell in cells)
            self._emit("\t".join(text for text in texts if text), rule, row.place)
        for cell in (row, *cells):
            for text, rule in cell.extras:
                self._emit(text, rule, row.place)

    # --- structure and visibility

    def _grouping(self, name: str, frame: _Frame) -> None:
        if name in _BLOCKS:
            self._open_block()
        elif name in _ROWS:
            self._open_row()
        elif name in _CELLS:
            if self._rows:
                self._rows[-1][1].append(_Block(self._rows[-1][0].place))
        elif self._blocks and frame.rule is None:
            frame.rule = self._blocks[-1].style_rule

    def _structure(self, name: str, attributes: dict[str, str], outer: _Frame) -> None:
        if name in _BREAKS or name == "sym":
            if self._blocks and outer.name in {"r", "p"}:
                piece = _BREAKS.get(name) or _symbol(attributes.get("char", ""))
                self._blocks[-1].add(piece, outer.rule)
        elif name == "rPr":
            if outer.name in _RUNS and not outer.aside:
                self._run = RunProperties()
        elif name == "tbl":
            self._counts["tbl"] += 1
            self._counts["tr"] = 0
        elif name == "AlternateContent":
            self._chosen.append(set())
        elif name in self._where.units:
            # Separators of footnotes have a type and are no footnotes.
            if "type" not in attributes:
                self._counts["unit"] += 1
                self._unit = f"{self._where.place} {self._counts['unit']}"
        else:
            self._shape(name, attributes, outer)

    def _shape(self, name: str, attributes: dict[str, str], outer: _Frame) -> None:
        frame = self._stack[-1]
        if name == "fld" and attributes.get("type") == "slidenum":
            frame.rule = frame.rule or "slide_number"
        elif name == "ph" and attributes.get("type") in {"title", "ctrTitle"}:
            self._mark_title()
        elif name == "sld" and attributes.get("show") in {"0", "false"}:
            self.is_hidden_slide = True
            frame.rule = frame.rule or "hidden_slide"
        elif name == "cNvPr":
            if attributes.get("hidden") in {"1", "true"} and len(self._stack) > 2:  # shape, list, this
                self._stack[-3].rule = self._stack[-3].rule or "hidden_shape"
        elif name in {"pStyle", "outlineLvl"}:
            if self._blocks and not outer.aside:
                self._paragraph_style(name, attributes.get("val", ""))
        elif outer.name == "xfrm":
            self._geometry(name, attributes)
        else:
            self._background(name, attributes, frame, outer)

    def _paragraph_style(self, name: str, value: str) -> None:
        block = self._blocks[-1]
        if name == "outlineLvl":
            block.heading = block.heading or value in set("012345678")
            return
        block.style_rule = self._styles.get(value)
        block.heading = block.heading or value.casefold().lstrip("uü").startswith(_HEADING_STYLES)

    def _mark_title(self) -> None:
        # The text stands in the shape, after the properties that this is one of.
        for frame in reversed(self._stack):
            if frame.name == "sp":
                frame.name = _TITLE
                return

    def _background(self, name: str, attributes: dict[str, str], frame: _Frame, outer: _Frame) -> None:
        shape = self._stack[-3] if len(self._stack) > 2 else outer  # root, shape, this
        if name == "shd" and outer.name in {"pPr", "tcPr", "tblPr"}:
            shape.filled = shape.filled or paints(attributes)
        elif (name in _FILLS and outer.name in {"spPr", "bgPr", "tcPr"}) or (
            name == "fillRef" and attributes.get("idx", "0") != "0"
        ):
            shape.filled = True
        elif name in {"bg", "background"}:
            outer.filled = True
        elif name == "tableStyleId":
            shape.filled = True
        elif "fillcolor" in attributes and not is_white_rgb(attributes["fillcolor"].lstrip("#")):
            frame.filled = True
        elif name == "txBody" and outer.name == "tc":
            # The cell's own colour comes after its text.
            frame.filled = True

    def _geometry(self, name: str, attributes: dict[str, str]) -> None:
        if name not in {"off", "ext"}:
            return
        first, second = ("x", "y") if name == "off" else ("cx", "cy")
        try:
            values = int(attributes.get(first, "")), int(attributes.get(second, ""))
        except ValueError:
            return
        if name == "off":
            self._offset = values
            return
        offset, area = self._offset, self._where.area
        self._offset = None
        shapes = [frame for frame in self._stack if frame.name.partition(" ")[0] in _SHAPES]
        # Inside groups, places are relative to the group, whose scale would have to be known.
        if offset is None or area is None or len(shapes) != 1:
            return
        outside = any(
            at >= limit or at + size <= 0 for at, size, limit in zip(offset, values, area, strict=True)
        )
        if outside:
            shapes[0].rule = shapes[0].rule or "off_slide"

    def _apply_run(self) -> None:
        properties, self._run = self._run, None
        frame = self._stack[-1]
        inherited = self._blocks[-1].style_rule if self._blocks else None
        if properties is not None and frame.rule in {None, inherited}:
            frame.rule = properties.rule(inherited, filled=frame.filled)

    # --- attributes

    def _attributes(self, name: str, attributes: dict[str, str], frame: _Frame) -> None:
        if self._where.quiet:
            return
        for value, rule in texts_of(name, attributes, free=self._where.free):
            self._attribute(value, rule, frame)

    def _attribute(self, value: str, rule: str, frame: _Frame) -> None:
        if rule == "field_code" and is_plain_field(value):
            return
        if self._chosen:
            if frame.fallback and value in self._chosen[-1]:
                return
            self._chosen[-1].add(value)
        if self._blocks:
            self._blocks[-1].extras.append((value, rule))
        elif self._rows:
            self._rows[-1][0].extras.append((value, rule))
        else:
            self._emit(value, rule, self._unit)


def _symbol(code: str) -> str:
    """The character of a symbol font, read as the letter it is typed with."""
    try:
        number = int(code[:8], 16)
    except ValueError:
        return ""
    if _SYMBOL_FONT <= number <= _SYMBOL_FONT + 0xFF:
        number -= _SYMBOL_FONT
    try:
        symbol = chr(number)
    except (ValueError, OverflowError):
        return ""
    return symbol if symbol.isprintable() else ""
