"""Stage 1: lines to segments, the places that evidence is found in and cited by.

A segment is, in this order of precedence:

1. a fenced code block, closed by a fence of its own kind;
2. a heading: `# Title`, or one line underlined with at least three `=` or `-`;
3. a run of lines quoted with `>`, parted where only `>` stands on a line;
4. a table row: a line that begins with `|`, holds an inner tab, or belongs to an `a | b` table;
5. a list item with its continuation lines;
6. a paragraph: what remains up to the next blank line, however long.
"""

import re
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from assessor.domain.text import Segment, SegmentRole
from assessor.intake.lines import Line

_FENCE = re.compile(r"`{3,}(?=[^`]*$)|~{3,}")
_ATX = re.compile(r"#{1,6}(?:[ \t]|$)")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})$")
_ITEM = re.compile(r"(?:[-*+•‣◦–]|(?P<number>\d{1,9})[.)]|[A-Za-z]\))[ \t]+\S")
MAX_SEGMENTS = 20_000
"""Of more segments, neighbours are joined until about so many remain; their places then say more lines."""
_NO_CLOSERS: dict[str, int] = {}
_MARKUP_INDENT = 3
"""Deeper than this, fences and headings are part of what they stand in, as in CommonMark."""

Block = tuple[int, int, SegmentRole]
"""First line, line after the last, role."""


def segments_of(lines: Sequence[Line], *, place: str = "") -> list[Segment]:
    r"""Segments of consecutive lines: ordered, apart from each other, covering every line.

    Args:
        lines: as `lines_of` gives them.
        place: goes before `line 4` or `lines 4-7` in the locators, e.g. `body `.

    >>> from assessor.intake.lines import lines_of
    >>> found = segments_of(lines_of("# Plan\nfirst\nsecond"))
    >>> [(segment.locator, segment.role.value) for segment in found]
    [('line 1', 'heading'), ('lines 2-3', 'body')]
    """
    blocks = _fewer(_blocks(lines))
    return [segment_over(lines[first:after], role, place=place) for first, after, role in blocks]


def segment_over(lines: Sequence[Line], role: SegmentRole, *, place: str = "") -> Segment:
    """One segment from the first of `lines` to the last; there must be one at least."""
    first, last = lines[0], lines[-1]
    numbers = f"line {first.number}" if first is last else f"lines {first.number}-{last.number}"
    return Segment(start=first.start, end=last.end, locator=place + numbers, role=role)


def _fewer(blocks: list[Block]) -> list[Block]:
    """The blocks, neighbours of one role joined where there are too many for later stages to walk through."""
    if len(blocks) <= MAX_SEGMENTS:
        return blocks
    size = -(-len(blocks) // MAX_SEGMENTS)
    joined: list[Block] = []
    for role, run in groupby(blocks, key=itemgetter(2)):
        members = list(run)
        for at in range(0, len(members), size):
            part = members[at : at + size]
            joined.append((part[0][0], part[-1][1], role))
    return joined


def _blocks(lines: Sequence[Line]) -> list[Block]:
    shapes = _Shapes(lines)
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        block = shapes.block_at(at)
        blocks.append(block)
        at = block[1]
    return blocks


class _Shapes:
    """What each line looks like, so that a block is known by looking at lines once."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._rows = _table_rows(lines)
        self._closers = _closing_fences(lines)

    def block_at(self, at: int) -> Block:
        """The block that begins at line `at`."""
        if (after := self._after_fence(at)) is not None:
            return at, after, SegmentRole.BODY
        if self._is_atx(at):
            return at, at + 1, SegmentRole.HEADING
        if self._lines[at].text.startswith(">"):
            return at, self._after_quotation(at), SegmentRole.QUOTED
        if at in self._rows:
            return at, self._after_row(at), SegmentRole.BODY
        item = _ITEM.match(self._lines[at].text)
        if item is None and self._is_underlined(at):
            return at, at + 2, SegmentRole.HEADING
        return at, self._after_prose(at, ordered=bool(item and item["number"])), SegmentRole.BODY

    def _adjoins(self, at: int) -> bool:
        """Whether line `at` exists and no blank line stands before it."""
        lines = self._lines
        return at < len(lines) and lines[at].number == lines[at - 1].number + 1

    def _after_fence(self, at: int) -> int | None:
        line = self._lines[at]
        if line.text[0] not in "`~" or line.indent > _MARKUP_INDENT:
            return None
        fence = _FENCE.match(line.text)
        # A fence that is never closed is a stray one: it must not swallow the rest of the text.
        if fence is None or self._closers[at].get(line.text[0], 0) < len(fence[0]):
            return None
        kind, length = line.text[0], len(fence[0])
        closing = at + 1
        while _closer_length(self._lines[closing], kind) < length:
            closing += 1
        return closing + 1

    def _is_atx(self, at: int) -> bool:
        line = self._lines[at]
        return line.indent <= _MARKUP_INDENT and _ATX.match(line.text) is not None

    def _is_underlined(self, at: int) -> bool:
        if not self._adjoins(at + 1) or _UNDERLINE.match(self._lines[at].text):
            return False
        return _UNDERLINE.match(self._lines[at + 1].text) is not None

    def _after_quotation(self, at: int) -> int:
        after = at + 1
        while self._adjoins(after) and (text := self._lines[after].text).startswith(">"):
            parted = _is_quoted_blank(self._lines[after - 1].text) and not _is_quoted_blank(text)
            if parted and after - at > 1:
                break
            after += 1
        return after

    def _after_row(self, at: int) -> int:
        # The line of dashes under a table's head holds no words: it goes with the head.
        after = at + 1
        while self._adjoins(after) and _is_delimiter_row(self._lines[after].text):
            after += 1
        return after

    def _after_prose(self, at: int, *, ordered: bool) -> int:
        after = at + 1
        while self._adjoins(after) and not self._interrupts(after, ordered=ordered):
            after += 1
        return after

    def _interrupts(self, at: int, *, ordered: bool) -> bool:
        """Whether line `at` begins something else than the paragraph or item before it."""
        text = self._lines[at].text
        if text[0] == ">" or at in self._rows or self._is_atx(at) or self._after_fence(at) is not None:
            return True
        item = _ITEM.match(text)
        # A wrapped line may begin with "3. Mai": only a list that has begun, or its 1, counts.
        return item is not None and (item["number"] in (None, "1") or ordered)


def _is_quoted_blank(text: str) -> bool:
    return not text.strip("> \t")


def _is_delimiter_row(text: str) -> bool:
    return "|" in text and "-" in text and not text.strip("|-: \t")


def _table_rows(lines: Sequence[Line]) -> frozenset[int]:
    """Which lines are table rows; `a | b` counts only right above or below a line of dashes."""
    rows: set[int] = set()
    in_table = False
    previous = 0
    for at, line in enumerate(lines):
        adjoins = line.number == previous + 1
        previous = line.number
        if _is_delimiter_row(line.text):
            in_table = True
            if adjoins and "|" in lines[at - 1].text:
                rows.add(at - 1)
        else:
            in_table = in_table and adjoins and "|" in line.text
        if in_table or line.text[0] == "|" or "\t" in line.text:
            rows.add(at)
    return frozenset(rows)


def _closer_length(line: Line, kind: str) -> int:
    return len(line.text) if line.indent <= _MARKUP_INDENT and not line.text.strip(kind) else 0


def _closing_fences(lines: Sequence[Line]) -> list[dict[str, int]]:
    """For each line, the longest closing fence of each kind below it."""
    if not any(line.text[0] in "`~" for line in lines):
        return [_NO_CLOSERS] * len(lines)
    longest: dict[str, int] = {}
    below: list[dict[str, int]] = []
    for line in reversed(lines):
        below.append(longest)
        kind = line.text[0]
        if kind in "`~" and (length := _closer_length(line, kind)) > longest.get(kind, 0):
            longest = longest | {kind: length}
    below.reverse()
    return below
