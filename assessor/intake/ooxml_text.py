"""Stage 1: any XML part of an office file to passages. Every text node comes out; none is chosen by its name.

Known names only decide how text is grouped (paragraphs, table rows), where it is found, and whether a reader
would have seen it. What stands in elements nobody knows becomes a passage like any other.
"""

from collections.abc import Mapping

from assessor.intake.ooxml_attributes import texts_of
from assessor.intake.ooxml_blocks import Block, Blocks, Where
from assessor.intake.ooxml_look import ASIDE, LOOKS, Frame, Look
from assessor.intake.ooxml_sink import Sink
from assessor.intake.ooxml_stock import is_plain_field, is_stock
from assessor.intake.ooxml_style import RUN_PROPERTIES, RunProperties
from assessor.intake.ooxml_xml import XmlHandler

_BLOCKS = frozenset({"p", "si", "is"})
_ROWS = frozenset({"tr", "strCache", "numCache", "strLit", "numLit", "lvl"})
_CELLS = frozenset({"tc", "pt"})
_TEXTS = frozenset({"t", "delText", "v", "instrText", "delInstrText"})
_RUNS = frozenset({"r", "fld", "br"})
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
_HEADING_STYLES = ("heading", "title", "subtitle", "berschrift", "titel", "untertitel")
_GROUPS = _BLOCKS | _ROWS | _CELLS | {"r"}
_STRUCTURE = frozenset(
    {*_BREAKS, *LOOKS, "sym", "rPr", "tbl", "AlternateContent", "fld", "pStyle", "outlineLvl"}
)
"""Elements that `_structure` makes something of."""
_SYMBOL_FONT = 0xF000
_WEIGHT = 8
"""An element costs about eight times what one in a worksheet does."""


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
        self._stack = [Frame("", where.hidden, filled=False, fallback=False, aside=False)]
        self._blocks = Blocks(where, sink, known)
        self._look = Look(self._stack, where.area)
        self._loose: list[str] = []
        self._run: RunProperties | None = None
        self._chosen: list[set[str]] = []
        self._elements = 0

    @property
    def is_hidden_slide(self) -> bool:
        """Whether the part said that it is a slide which is not shown."""
        return self._look.is_hidden_slide

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
        frame = Frame(
            name,
            outer.rule,
            outer.filled,
            outer.fallback or name == "Fallback",
            outer.aside or name in ASIDE or name.endswith("Change"),
        )
        rule = _HIDING.get(name)
        if rule is not None:
            # A deleted row says so in its properties; its cells come after them.
            marked = self._stack[-2] if outer.name == "trPr" else frame
            marked.rule = rule
        self._stack.append(frame)
        if name in _GROUPS:
            self._group(name, frame)
        elif name in _STRUCTURE or name in self._where.units or "fillcolor" in attributes:
            self._structure(name, attributes, outer)
        if self._run is not None and name in RUN_PROPERTIES and not outer.aside:
            self._run.read(name, attributes, self._styles)
        if attributes and not self._where.quiet:
            for value, why in texts_of(name, attributes, free=self._where.free):
                self._attribute(value, why, frame)

    def end(self, name: str) -> None:
        """An element closes."""
        if self._loose:
            self._flush_loose()
        frame = self._stack.pop()
        if name in _BLOCKS:
            self._blocks.close_block()
        elif name in _ROWS:
            self._blocks.close_row()
        elif name == "rPr" and not frame.aside and self._run is not None:
            self._apply_run()
        elif name == "AlternateContent" and self._chosen:
            chosen = self._chosen.pop()
            if self._chosen:
                self._chosen[-1].update(chosen)
        elif name in self._where.units:
            self._blocks.close_unit()
        if len(self._stack) == 1:
            self._sink.count_elements(_WEIGHT * self._elements)
            self._elements = 0

    def text(self, text: str) -> None:
        """A run of text."""
        if self._blocks.current is None or self._stack[-1].name not in _TEXTS:
            self._loose.append(text)
            return
        self._write(text)

    def comment(self, text: str) -> None:
        """A comment of the XML itself."""
        if not is_stock(text):
            self._blocks.emit(text, "xml_comment")

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
        self._blocks.write(text, frame.rule)

    def _attribute(self, value: str, rule: str, frame: Frame) -> None:
        if rule == "field_code" and is_plain_field(value):
            return
        if self._chosen:
            if frame.fallback and value in self._chosen[-1]:
                return
            self._chosen[-1].add(value)
        self._blocks.write_extra(value, rule)

    # --- structure

    def _group(self, name: str, frame: Frame) -> None:
        if name in _BLOCKS:
            self._blocks.open_block(heading=self._look.in_title())
        elif name in _ROWS:
            self._blocks.open_row()
        elif name in _CELLS:
            self._blocks.open_cell()
        elif frame.rule is None and self._blocks.current is not None:
            frame.rule = self._blocks.current.style_rule

    def _structure(self, name: str, attributes: dict[str, str], outer: Frame) -> None:
        block = self._blocks.current
        if name in _BREAKS or name == "sym":
            if block is not None and outer.name in {"r", "p"}:
                block.add(_BREAKS.get(name) or _symbol(attributes.get("char", "")), outer.rule)
        elif name == "rPr":
            if outer.name in _RUNS and not outer.aside:
                self._run = RunProperties()
        elif name in {"pStyle", "outlineLvl"}:
            if block is not None and not outer.aside:
                self._paragraph_style(block, name, attributes.get("val", ""))
        elif name == "fld":
            if attributes.get("type") == "slidenum":
                self._stack[-1].rule = self._stack[-1].rule or "slide_number"
        elif name in LOOKS or "fillcolor" in attributes:
            self._look.read(name, attributes)
        else:
            self._part_of(name, attributes)

    def _part_of(self, name: str, attributes: dict[str, str]) -> None:
        if name == "tbl":
            self._blocks.open_table()
        elif name == "AlternateContent":
            self._chosen.append(set())
        elif "type" not in attributes:
            # Separators of footnotes have a type and are no footnotes.
            self._blocks.open_unit()

    def _paragraph_style(self, block: Block, name: str, value: str) -> None:
        if name == "outlineLvl":
            block.heading = block.heading or value in set("012345678")
            return
        block.style_rule = self._styles.get(value)
        block.heading = block.heading or value.casefold().lstrip("uü").startswith(_HEADING_STYLES)

    def _apply_run(self) -> None:
        properties, self._run = self._run, None
        frame = self._stack[-1]
        inherited = self._blocks.current.style_rule if self._blocks.current else None
        if properties is not None and frame.rule in {None, inherited}:
            frame.rule = properties.rule(inherited, filled=frame.filled)


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
