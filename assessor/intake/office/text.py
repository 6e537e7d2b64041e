"""Stage 1: any XML part of an office file to passages. Every text node comes out; none is chosen by its name.

Known names only decide how text is grouped (paragraphs, table rows), where it is found, and whether a reader
would have seen it. What stands in elements nobody knows becomes a passage like any other.
"""

from collections.abc import Container, Mapping

from assessor.intake.office.attributes import texts_of
from assessor.intake.office.blocks import Block, Blocks, Where
from assessor.intake.office.formula import is_plain_formula
from assessor.intake.office.look import ASIDE, LOOKS, Frame, Look
from assessor.intake.office.loose import LooseText
from assessor.intake.office.sink import Sink
from assessor.intake.office.stock import is_stock
from assessor.intake.office.style import DEFAULTS, RUN_PROPERTIES, RunProperties
from assessor.intake.office.xml import XmlHandler

_BLOCKS = frozenset({"p", "si", "is", "rt", "text"})
_ROWS = frozenset({"tr", "strCache", "numCache", "strLit", "numLit", "lvl"})
_CELLS = frozenset({"tc", "pt"})
_TEXTS = frozenset({"t", "delText", "v", "instrText", "delInstrText"})
_INLINE = frozenset({"font", "span", "tspan", "em", "strong"})
"""Of HTML in VML and of SVG."""
_RUNS = frozenset({"r", "fld", "br"})
_HIDING = {
    "del": "tracked_deletion",
    "moveFrom": "tracked_move",
    "delText": "tracked_deletion",
    "instrText": "field_code",
    "delInstrText": "field_code",
    "hidden": "hidden_text",
    "f": "formula",
    "definedName": "formula",
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
    {
        *_BREAKS,
        *LOOKS,
        "sym",
        "rPr",
        "defRPr",
        "tbl",
        "AlternateContent",
        "Fallback",
        "fld",
        "pStyle",
        "outlineLvl",
    }
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
        names: Container[str] = frozenset(),
    ) -> None:
        """Prepare to read one part.

        Args:
            where: what the part is called.
            sink: receives the passages.
            styles: rules of styles that hide their text, by style id.
            known: passages left out because another part held them; those read are added.
            names: names in formulas that come out elsewhere.
        """
        self._where = where
        self._sink = sink
        self._styles = styles or {}
        self._stack = [Frame("", where.hidden, paint=where.page, aside=False)]
        self._blocks = Blocks(where, sink, known)
        self._look = Look(self._stack, where.area)
        self._loose: list[str] = []
        self._run: RunProperties | None = None
        self._apart = LooseText(self._blocks.write, join_words=where.free)
        self._names = names
        self._default_rule = self._styles.get(DEFAULTS)
        self._list_rule: str | None = None
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
            outer.paint,
            outer.aside or name in ASIDE or name.endswith("Change"),
        )
        rule = _HIDING.get(name)
        if rule is not None:
            # A deleted or hidden row says so in its properties; its cells come after them.
            marked = self._stack[-2] if outer.name == "trPr" else frame
            if name != "hidden" or outer.name == "trPr":
                marked.rule = rule
        self._stack.append(frame)
        if name in _GROUPS:
            self._group(name, frame)
        elif name in _STRUCTURE or name in self._where.units or "fillcolor" in attributes:
            self._structure(name, attributes, outer)
        if self._run is not None and name in RUN_PROPERTIES and not outer.aside:
            self._run.read(name, attributes, self._styles)
        if attributes:
            for value, why in texts_of(name, attributes, free=self._where.free):
                self._blocks.write_extra(value, why)

    def end(self, name: str) -> None:
        """An element closes."""
        if self._loose:
            self._flush_loose()
        if self._apart.levels:
            self._apart.close(len(self._stack), inline=name in _INLINE)
        frame = self._stack.pop()
        if name in _BLOCKS:
            self._blocks.close_block()
        elif name in _ROWS:
            self._blocks.close_row()
        elif name in {"rPr", "defRPr"} and not frame.aside and self._run is not None:
            self._apply_run(name)
        elif name == "txBody":
            self._list_rule = None
        elif name == "AlternateContent":
            self._blocks.close_alternate()
        elif name in self._where.units:
            self._blocks.close_unit()
        if len(self._stack) == 1:
            self._sink.count_elements(_WEIGHT * self._elements)
            self._elements = 0

    def text(self, text: str) -> None:
        """A run of text."""
        if not self._blocks.open or self._stack[-1].name not in _TEXTS:
            self._loose.append(text)
            return
        self._write(text)

    def comment(self, text: str) -> None:
        """A comment of the XML itself."""
        if not is_stock(text):
            self._apart.flush()
            self._blocks.emit(text, "xml_comment")

    # --- text

    def _flush_loose(self) -> None:
        text = "".join(self._loose)
        self._loose.clear()
        frame = self._stack[-1]
        if frame.name not in _TEXTS and not text.isspace() and is_stock(text):
            return
        if not self._blocks.is_open:
            if not self._says_nothing(text, frame.rule):
                self._apart.write(text, frame.rule, len(self._stack))
        elif not text.isspace():
            self._write(text)

    def _write(self, text: str) -> None:
        rule = self._stack[-1].rule
        if not self._says_nothing(text, rule):
            self._blocks.write(text, rule)

    def _says_nothing(self, text: str, rule: str | None) -> bool:
        if rule == "formula":
            return is_plain_formula(text, self._names)
        return rule == "slide_number" and is_stock(text)

    # --- structure

    def _group(self, name: str, frame: Frame) -> None:
        if name in _BLOCKS:
            self._apart.flush()
            self._blocks.open_block(
                heading=self._look.in_title(), kind="ruby" if name == "rt" else "text box"
            )
            self._blocks.open[-1].style_rule = self._list_rule or self._default_rule
        elif name in _ROWS:
            self._apart.flush()
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
        elif name in {"rPr", "defRPr"}:
            self._open_run(name, outer)
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
            self._blocks.open_alternate()
        elif name == "Fallback":
            self._blocks.open_fallback()
        elif "type" not in attributes:
            # Separators of footnotes have a type and are no footnotes.
            self._blocks.open_unit()

    def _open_run(self, name: str, outer: Frame) -> None:
        # The list style of one text box is what its runs begin with; other defaults are of charts and tables.
        is_list = outer.name == "lvl1pPr" and self._stack[-3].name == "lstStyle"
        if (outer.name in _RUNS and not outer.aside) if name == "rPr" else is_list:
            self._run = RunProperties()

    def _paragraph_style(self, block: Block, name: str, value: str) -> None:
        if name == "outlineLvl":
            block.heading = block.heading or value in set("012345678")
            return
        block.style_rule = self._styles.get(value)
        block.heading = block.heading or value.casefold().lstrip("uü").startswith(_HEADING_STYLES)

    def _apply_run(self, name: str) -> None:
        properties, self._run = self._run, None
        frame = self._stack[-1]
        if properties is None:
            return
        if name == "defRPr":
            self._list_rule = properties.rule(None, frame.paint)
            return
        inherited = self._blocks.current.style_rule if self._blocks.current else None
        if frame.rule in {None, inherited}:
            frame.rule = properties.rule(inherited, frame.paint)


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
