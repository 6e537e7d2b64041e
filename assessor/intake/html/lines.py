"""Stage 1: runs of HTML text and the elements between them to lines, as a browser lays them out."""

import re
from typing import Protocol

_BREAKS = frozenset(
    {
        *("address", "article", "aside", "body", "center", "dd", "div", "dt", "fieldset", "figcaption"),
        *("figure", "footer", "form", "header", "html", "legend", "li", "main", "nav", "option"),
        *("section", "tr", "caption", "details", "dialog", "hgroup", "menu", "optgroup", "summary"),
    }
)
_PARAGRAPHS = frozenset(
    {"blockquote", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre", "table", "ul"}
)
_WHITE_SPACE = re.compile(r"[ \t\r\n\f]+")


def is_block(name: str) -> bool:
    """Whether an element of this name begins on a line of its own."""
    return name in _BREAKS or name in _PARAGRAPHS


_INVISIBLE = re.compile("[\u00ad\u034f\u200b\u2060\ufeff]")
_JOINERS = re.compile("(?:(?<=[\\x00-\u024f\u2000-\u200f])|^)[\u200c\u200d]")
_SPACES = dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")


def plain(text: str) -> str:
    r"""Text with plain spaces, and without what takes no room: soft hyphens, zero-width spaces and joiners.

    Joiners stay where scripts and emoji need them.

    >>> plain("Kat\u00adrin\u00a0Som\u200bmer")
    'Katrin Sommer'
    """
    if text.isascii():
        return text
    return _JOINERS.sub("", _INVISIBLE.sub("", text.translate(_SPACES)))


def has_invisible(text: str) -> bool:
    """Whether `plain` leaves anything out."""
    return not text.isascii() and (_INVISIBLE.search(text) or _JOINERS.search(text)) is not None


class RunState(Protocol):
    """What a writer must know of the elements around a run of text."""

    @property
    def preformatted(self) -> bool:
        """Whether white space counts."""

    @property
    def quotes(self) -> int:
        """How many quotations stand around it."""


class LineWriter:
    """Builds lines from runs of text and the elements between them."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._quotes = 0
        self._marker = ""
        self._blank_due = False

    def open(self, name: str) -> None:
        """Note that an element begins."""
        self._boundary(name)
        if name in {"td", "th"} and self._line and self._line[-1] != "\t":
            self._line.append("\t")
        if name == "li":
            self._marker = "- "
        elif name == "br":
            self._blank_due = self._blank_due or not self._line
            self._flush()

    def close(self, name: str) -> None:
        """Note that an element ends."""
        self._boundary(name)
        if name in {"td", "th"} and self._line and self._line[-1] != "\t":
            self._line.append("\t")

    def write(self, text: str, state: RunState) -> None:
        """Add a run of text that stands inside `state`."""
        if state.preformatted:
            first, *others = plain(text).replace("\r\n", "\n").split("\n")
            self._add(first, state)
            for other in others:
                self._flush()
                self._add(other, state)
            return
        flat = _WHITE_SPACE.sub(" ", plain(text))
        if not self._line or self._line[-1][-1] in " \t":
            flat = flat.lstrip(" ")
        self._add(flat, state)

    def finish(self) -> str:
        """Everything written so far."""
        self._flush()
        return "\n".join(self._lines)

    def _add(self, text: str, state: RunState) -> None:
        if text:
            self._line.append(text)
            self._quotes = state.quotes

    def _boundary(self, name: str) -> None:
        if name in _BREAKS or name in _PARAGRAPHS:
            self._flush()
            self._blank_due = self._blank_due or name in _PARAGRAPHS

    def _flush(self) -> None:
        line = "".join(self._line).rstrip(" \t")
        self._line.clear()
        if not line:
            return
        if self._blank_due and self._lines:
            self._lines.append("")
        self._blank_due = False
        self._lines.append("> " * self._quotes + self._marker + line)
        self._marker = ""
