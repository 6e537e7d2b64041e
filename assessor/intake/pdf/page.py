"""Stage 1: the text of one PDF page to passages, and why parts of it cannot be seen.

Rules: `invisible_text` (drawn without colour), `white_text` (in the colour of what lies below), `tiny_text`
(under 2 points), `off_page`, `covered_text` (under a picture or bar), `optional_content` (on a layer that
is switched off or may be), `clipped_text` (outside of what its surroundings let through).
"""

import ctypes
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from assessor.domain.text import SegmentRole
from assessor.intake.extract import Passage
from assessor.intake.pdf.library import Box, pdfium, wide_string
from assessor.intake.pdf.scene import Scene

TINY_BELOW_POINTS = 2.0
_LINE_TO_FONT = 1.15
"""A line's box is so much higher than its font size, about."""
_NEW_BLOCK_GAP = 0.6
"""A gap of so many line heights begins a new block."""
_OTHER_SIZE = 1.25
_INVISIBLE_MODES = frozenset({3, 7})
_HYPHENS = frozenset({0x02, 0xFFFE})
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_UNREADABLE_RUN = re.compile("\ufffd(?:[ \ufffd]*\ufffd)?")
_PLAIN_SPACES = dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F), " ")
_SURROGATES = re.compile("[\ud800-\udfff]+")


class _Span(NamedTuple):
    """Characters `[start, end)` of pdfium's list, and why they are not seen."""

    start: int
    end: int
    rule: str | None


class _Line(NamedTuple):
    """A line of text and the box of its first character; null where there is none."""

    text: str
    box: Box | None


class Traits(NamedTuple):
    """What must be known of a document to read its pages."""

    shown_layers: frozenset[str] = frozenset()
    """Names of layers that are known to be on."""
    has_ciphers: bool = False
    """Whether there are fonts of which nothing says which letter a number stands for."""


def page_passages(page: Any, text_page: Any, scene: Scene, locator: str, traits: Traits) -> list[Passage]:
    """The text of a page, block by block, in the order of the file.

    Args:
        page: pdfium's handle of the page.
        text_page: its handle of the page's text.
        scene: what is painted on it.
        locator: of the page, `page 2`.
        traits: of the document.
    """
    chars = _characters(text_page, has_ciphers=traits.has_ciphers)
    spans = list(_Sight(page, text_page, scene, chars, traits.shown_layers).spans())
    seen: list[int] = []
    passages: list[Passage] = []
    for rule, group in groupby(spans, key=lambda span: span.rule):
        run = list(group)
        places = range(run[0].start, run[-1].end)
        if rule is None:
            seen += places
            continue
        hidden = "\n".join(line.text for line in _lines(chars, places, text_page))
        passages.append(Passage(hidden, locator, hidden=rule))
        # Words before and after stay apart or together as they stand on the page.
        seen += [at for at in places if chars[at] in "\r\n"][-1:] or [
            at for at in places if chars[at].isspace()
        ][-1:]
    return [*_blocks(list(_lines(chars, seen, text_page)), locator), *passages]


class _Sight:
    """Knows which characters of a page can be seen; each text object is asked once."""

    def __init__(
        self, page: Any, text_page: Any, scene: Scene, chars: list[str], shown_layers: frozenset[str]
    ) -> None:
        self._text_page = text_page
        self._chars = chars
        self._scene = scene
        self._budget = scene.budget
        self._page_box = page_box(page)
        self._shown_layers = shown_layers
        self._rules: dict[int, str | None] = {}

    def spans(self) -> Iterator[_Span]:
        """All characters, cut where their text object changes or they leave the page.

        What pdfium adds of its own, spaces and line ends, goes with what stands before it.
        """
        get_object = pdfium().FPDFText_GetTextObject
        current, item, start = 0, None, 0
        for at in range(len(self._chars)):
            found = get_object(self._text_page, at)
            if found and (address := ctypes.addressof(found.contents)) != current:
                if item is not None:
                    yield from self._judged(item, current, start, at)
                    start = at
                current, item = address, found
        if item is not None:
            yield from self._judged(item, current, start, len(self._chars))

    def _judged(self, item: Any, address: int, start: int, end: int) -> Iterator[_Span]:
        if address not in self._rules:
            self._rules[address] = self._rule_of(item, start)
        rule = self._rules[address]
        if rule is not None or self._scene.is_within(item, self._page_box):
            yield _Span(start, end, rule)
            return
        is_off = self._is_off(start)
        self._budget.places -= end - start
        if self._budget.places < 0:
            yield _Span(start, end, "off_page" if is_off else None)
            return
        for at in range(start, end):
            # White space may be pdfium's own, which has no place.
            is_off = is_off if self._chars[at].isspace() else self._is_off(at)
            yield _Span(at, at + 1, "off_page" if is_off else None)

    def _rule_of(self, item: Any, at: int) -> str | None:
        box = char_box(self._text_page, at)
        if pdfium().FPDFTextObj_GetTextRenderMode(item) in _INVISIBLE_MODES:
            return "invisible_text"
        if max(box.top - box.bottom, box.right - box.left) < TINY_BELOW_POINTS * _LINE_TO_FONT:
            return "tiny_text"
        if (rule := self._scene.hides(item, box)) is not None:
            return rule
        return "optional_content" if _is_on_unknown_layer(item, self._shown_layers) else None

    def _is_off(self, at: int) -> bool:
        return char_box(self._text_page, at).is_apart_from(self._page_box)


def _characters(text_page: Any, *, has_ciphers: bool) -> list[str]:
    """The page's characters in pdfium's order, one string each."""
    raw = pdfium()
    count = max(raw.FPDFText_CountChars(text_page), 0)
    buffer = (ctypes.c_ushort * (count + 1))()
    raw.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
    # Asking for each character is slow; the text as a whole will do where it has as many.
    if len(text) == count and not {"\0", "\ufffd"} & set(text):
        chars = [_HYPHEN if ord(char) in _HYPHENS else char for char in text]
    else:
        chars = [_character(raw.FPDFText_GetUnicode(text_page, at)) for at in range(count)]
    if not has_ciphers:
        return chars
    # A letter of which no table says what it is comes out as another one: names as a cipher of names.
    return [
        "\ufffd" if not char.isspace() and raw.FPDFText_HasUnicodeMapError(text_page, at) == 1 else char
        for at, char in enumerate(chars)
    ]


_HYPHEN = "\u00ad\u2010"
"""Stands for a hyphen at the end of a line until it is known what follows."""


def _character(code: int) -> str:
    if code in _HYPHENS:
        return _HYPHEN
    return chr(code) if code <= sys.maxunicode else "\ufffd"


def _is_on_unknown_layer(item: Any, shown: frozenset[str]) -> bool:
    """Whether a mark puts a text object onto a layer that is not known to be on."""
    raw = pdfium()
    for at in range(min(max(raw.FPDFPageObj_CountMarks(item), 0), 20)):
        mark = raw.FPDFPageObj_GetMark(item, at)
        if _out_string(raw.FPDFPageObjMark_GetName, mark) == "OC":
            name = _out_string(raw.FPDFPageObjMark_GetParamStringValue, mark, b"Name")
            if not name or name not in shown:
                return True
    return False


def _out_string(ask: Any, *of: Any) -> str:
    """A string from a function that gives its length by reference."""

    def bytes_needed(buffer: Any, length: int) -> int:
        out = ctypes.c_ulong()
        return out.value if ask(*of, buffer, length, out) else 0

    return wide_string(bytes_needed)


def page_box(page: Any) -> Box:
    """What of a page is shown."""
    raw = pdfium()
    rectangle = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, rectangle)
    return Box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)


def char_box(text_page: Any, at: int) -> Box:
    """The place of a character with the room its font gives it."""
    raw = pdfium()
    rectangle = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text_page, at, rectangle)
    return Box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)


def _lines(chars: list[str], places: Iterable[int], text_page: Any) -> Iterator[_Line]:
    """Lines of the characters at these places."""
    for is_end, group in groupby(places, key=lambda at: chars[at] in "\r\n"):
        if not is_end:
            line = list(group)
            text = plain_text("".join(chars[at] for at in line))
            first = next((at for at in line if chars[at].strip()), None)
            yield _Line(text, None if first is None else char_box(text_page, first))


def plain_text(text: str) -> str:
    """Text with hyphens resolved and plain spaces; runs of what cannot be read become one U+FFFD."""
    text = re.sub(f"{_HYPHEN}(?=[a-zß-ÿ])", "", text).replace(_HYPHEN, "-")
    text = _SURROGATES.sub(
        lambda match: match[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"), text
    )
    text = text.replace("\u00ad", "").translate(_PLAIN_SPACES)
    return _UNREADABLE_RUN.sub("\ufffd", _UNREADABLE.sub("\ufffd", text))


def _blocks(lines: list[_Line], locator: str) -> Iterator[Passage]:
    sizes = sorted(_height(line) for line in lines)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    block: list[_Line] = []
    for line in lines:
        if block and _begins_block(block[-1], line):
            yield _block(block, usual, locator)
            block = []
        block.append(line)
    if block:
        yield _block(block, usual, locator)


def _block(lines: list[_Line], usual: float, locator: str) -> Passage:
    is_heading = len(lines) <= 2 and all(_height(line) > usual * _OTHER_SIZE for line in lines)  # noqa: PLR2004 - a title may wrap once
    role = SegmentRole.HEADING if is_heading else SegmentRole.BODY
    return Passage("\n".join(line.text for line in lines), locator, role)


def _height(line: _Line) -> float:
    return line.box.top - line.box.bottom if line.box else 0.0


def _begins_block(before: _Line, line: _Line) -> bool:
    if before.box is None or line.box is None:
        return False
    low, high = sorted((_height(before), _height(line)))
    gap = before.box.bottom - line.box.top
    return high > low * _OTHER_SIZE or gap > low * _NEW_BLOCK_GAP or gap < -2 * high


def text_of(text_page: Any, *, has_ciphers: bool = False) -> str:
    """All text of a page, without a look at what can be seen."""
    return plain_text("".join(_characters(text_page, has_ciphers=has_ciphers)))
