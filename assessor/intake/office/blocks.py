"""Stage 1: paragraphs and table rows of an office part, and the passages they become.

Known names only decide how text is grouped and where it is found; text outside of any paragraph becomes a
passage of its own.
"""

from dataclasses import dataclass, field

from assessor.domain.text import SegmentRole
from assessor.intake.extract import Passage
from assessor.intake.office.sink import Sink
from assessor.intake.office.stock import is_plain_field, is_stock


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
    stocked: bool = False
    """Full of prompts that the program put there."""
    page: str | None = None
    """Colour of the page; null for white."""
    area: tuple[int, int] | None = None
    """Width and height of the slide; shapes outside of it are not seen."""


@dataclass(slots=True)
class Block:
    """An open paragraph or table row: what a reader sees, and apart from it what they do not."""

    place: str
    heading: bool = False
    style_rule: str | None = None
    seen: list[str] = field(default_factory=list)
    hidden: dict[str, list[str]] = field(default_factory=dict)
    extras: list[tuple[str, str]] = field(default_factory=list)
    last: str | None = None
    choices: int = 0
    """How many alternatives were open around it when it began."""

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


@dataclass(slots=True)
class _Alternate:
    """One text in two writings: a choice for new programs, a fallback for old ones that mostly repeats it."""

    chosen: set[str] = field(default_factory=set)
    """Whole passages of the choice."""
    inline: list[str] = field(default_factory=list)
    """What the choice wrote into the paragraph around it."""
    repeated: list[tuple[str, str | None]] = field(default_factory=list)
    """What the fallback would write there."""
    in_fallback: bool = False


class Blocks:
    """The open paragraphs and rows of one part; closed ones go to the sink."""

    def __init__(self, where: Where, sink: Sink, known: set[str] | None) -> None:
        """Begin a part.

        Args:
            where: what the part is called.
            sink: receives the passages.
            known: passages left out because another part held them; those emitted are added.
        """
        self._where = where
        self._sink = sink
        self._known = known
        self.open: list[Block] = []
        """Open paragraphs, the innermost last."""
        self._rows: list[tuple[Block, list[Block]]] = []
        self._alternates: list[_Alternate] = []
        self._unit = where.place
        self._counts = {"unit": 0, "p": 0, "tbl": 0, "tr": 0}

    @property
    def current(self) -> Block | None:
        """The innermost open paragraph."""
        return self.open[-1] if self.open else None

    @property
    def is_open(self) -> bool:
        """Whether text written now joins a paragraph or a cell."""
        return bool(self.open or (self._rows and self._rows[-1][1]))

    def write(self, text: str, rule: str | None) -> None:
        """Take text where it stands: in a paragraph, in a cell, or on its own."""
        if self._alternates and self._is_inline():
            alternate = self._alternates[-1]
            if alternate.in_fallback:
                # Only the whole tells whether it repeats the choice; parts of names must not.
                alternate.repeated.append((text, rule))
                return
            alternate.inline.append(text)
        self._take(text, rule)

    def _take(self, text: str, rule: str | None) -> None:
        if self.open:
            self.open[-1].add(text, rule)
        elif self._rows and self._rows[-1][1]:
            self._rows[-1][1][-1].add(text, rule)
        elif not self._is_repeated(text):
            self.emit(text, rule, self._unit)

    def write_extra(self, text: str, rule: str) -> None:
        """Take words of an attribute; they come after the paragraph or row they stand in."""
        if self._is_repeated(text):
            return
        if self.open:
            self.open[-1].extras.append((text, rule))
        elif self._rows:
            self._rows[-1][0].extras.append((text, rule))
        else:
            self.emit(text, rule, self._unit)

    # --- alternatives

    def open_alternate(self) -> None:
        """A text in two writings begins."""
        self._alternates.append(_Alternate())

    def open_fallback(self) -> None:
        """Its second writing begins."""
        if self._alternates:
            self._alternates[-1].in_fallback = True

    def close_alternate(self) -> None:
        """It ends; what only the fallback says is kept."""
        if not self._alternates:
            return
        alternate = self._alternates.pop()
        repeated = "".join(text for text, _ in alternate.repeated)
        if " ".join(repeated.split()) not in " ".join("".join(alternate.inline).split()):
            for text, rule in alternate.repeated:
                self._take(text, rule)
        if self._alternates:
            self._alternates[-1].chosen |= alternate.chosen

    def _is_inline(self) -> bool:
        # A paragraph inside of an alternative is compared as a whole once it closes.
        return bool(self.open) and self.open[-1].choices < len(self._alternates)

    def _is_repeated(self, text: str) -> bool:
        if not self._alternates:
            return False
        alternate, whole = self._alternates[-1], " ".join(text.split())
        if any(outer.in_fallback for outer in self._alternates) and whole in alternate.chosen:
            return True
        alternate.chosen.add(whole)
        return False

    def emit(self, text: str, rule: str | None, place: str | None = None, *, heading: bool = False) -> None:
        """Send a passage on its way; a null `place` is where the part stands."""
        if self._known is not None:
            if text in self._known:
                return
            self._known.add(text)
        if self._where.stocked and is_stock(text):
            return
        role = SegmentRole.HEADING if heading and self._where.role is SegmentRole.BODY else self._where.role
        self._sink.add(Passage(text, (self._unit if place is None else place) or "document", role, rule))

    # --- paragraphs

    def open_block(self, *, heading: bool, kind: str = "text box") -> None:
        """A paragraph begins; one within another is a text box, or what `kind` says."""
        if self.open:
            outer = self.open[-1].place
            place = outer if outer.endswith(kind) else f"{outer} {kind}"
        elif self._rows:
            place = self._rows[-1][0].place
        elif self._where.numbered:
            self._counts["p"] += 1
            place = f"{self._unit} paragraph {self._counts['p']}".lstrip()
        else:
            place = self._unit
        self.open.append(Block(place, heading=heading, choices=len(self._alternates)))

    def close_block(self) -> None:
        """A paragraph ends: into its cell, or out as passages."""
        block = self.open.pop()
        if not self.open and self._rows and self._rows[-1][1]:
            cell = self._rows[-1][1][-1]
            if cell.seen and block.seen:
                cell.seen.append("\n")
            cell.seen.extend(block.seen)
            for rule, pieces in block.hidden.items():
                cell.last = None
                cell.add("".join(pieces), rule)
            cell.extras.extend(block.extras)
            return
        self._emit_block("".join(block.seen), None, block)
        for rule, pieces in block.hidden.items():
            text = "".join(pieces)
            if rule == "field_code":
                text = "\n".join(code for code in text.split("\n") if not is_plain_field(code))
            self._emit_block(text, rule, block)
        for text, rule in block.extras:
            self.emit(text, rule, block.place)

    def _emit_block(self, text: str, rule: str | None, block: Block) -> None:
        if not (block.choices and self._is_repeated(text)):
            self.emit(text, rule, block.place, heading=block.heading and rule is None)

    # --- tables and units

    def open_table(self) -> None:
        """A table begins."""
        self._counts["tbl"] += 1
        self._counts["tr"] = 0

    def open_row(self) -> None:
        """A row begins, of a table or of a chart's figures."""
        self._counts["tr"] += 1
        table = self._counts["tbl"]
        place = f"{self._unit} table {table} row {self._counts['tr']}" if table else self._unit
        self._rows.append((Block(place.lstrip()), []))

    def open_cell(self) -> None:
        """A cell begins, if in a row."""
        if self._rows:
            self._rows[-1][1].append(Block(self._rows[-1][0].place))

    def close_row(self) -> None:
        """A row ends: cells parted by tabs, seen and hidden ones apart."""
        if not self._rows:
            return
        row, cells = self._rows.pop()
        # An inner table stands in a cell of its own row and is read before it.
        rules: dict[str | None, None] = dict.fromkeys(
            (None, *(rule for cell in cells for rule in cell.hidden))
        )
        for rule in rules:
            texts = ("".join(cell.hidden.get(rule, ()) if rule else cell.seen).strip() for cell in cells)
            self.emit("\t".join(text for text in texts if text), rule, row.place)
        for cell in (row, *cells):
            for text, rule in cell.extras:
                self.emit(text, rule, row.place)

    def open_unit(self) -> None:
        """A footnote, comment or the like begins."""
        self._counts["unit"] += 1
        self._unit = f"{self._where.place} {self._counts['unit']}"

    def close_unit(self) -> None:
        """It ends."""
        self._unit = self._where.place
