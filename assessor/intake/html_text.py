"""Stage 1: HTML of a mail to the text its reader sees, and how much was hidden from them."""

import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from assessor.errors import UnreadableError
from assessor.intake.html_repair import repair
from assessor.intake.html_style import Concealment, conceal
from assessor.intake.mail_errors import broken_mail

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import PageElement

MAX_HTML_CODE_POINTS = 1_000_000
"""Longest HTML that is parsed."""

_DROPPED = frozenset({"head", "script", "style", "template", "title"})
_BREAKS = frozenset(
    {
        *("address", "article", "aside", "body", "center", "dd", "div", "dt", "fieldset", "figcaption"),
        *("figure", "footer", "form", "header", "html", "legend", "li", "main", "nav", "option"),
        *("section", "tr"),
    }
)
_PARAGRAPHS = frozenset(
    {"blockquote", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre", "table", "ul"}
)
_WHITE_SPACE = re.compile(r"[ \t\r\n\f]+")
_QUOTE_DEPTH = 3
"""Deeper quotations are marked no deeper, so that nesting cannot blow up the text."""

_MARKUP = re.compile(r"<[^<>]*>|\[(?:if|endif)[^\[\]]*\]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_EDITOR_MARKS = frozenset({"StartFragment", "EndFragment"})


class HtmlText(NamedTuple):
    """Visible text, and counts of what the reader does not see."""

    text: str
    hidden: int
    """Outermost hidden elements that held text, which is left out."""
    comments: int
    """Comments that held words, left out as well."""


def text_of_html(html: str) -> HtmlText:
    r"""The visible text of an HTML document or fragment.

    Blocks begin on lines of their own, cells of a table row stand on one line with tabs between, list items
    begin with `- ` and lines of quotations with `> `. White space is collapsed outside `pre`.

    Raises:
        UnreadableError: code `too_large`, or `broken_mail` where the parser gives up.

    >>> text_of_html("<p>Hello<br>you</p><p hidden>psst</p>")
    HtmlText(text='Hello\nyou', hidden=1, comments=0)
    """
    if len(html) > MAX_HTML_CODE_POINTS:
        raise UnreadableError(
            f"The HTML is too long: expected at most {MAX_HTML_CODE_POINTS} code points, got {len(html)}.",
            code="too_large",
            hint="Hand in the text that shows the work as .txt.",
        )
    soup = _parse(html)
    writer = _Writer()
    hidden = _write(soup, writer)
    return HtmlText(writer.finish(), hidden, sum(1 for comment in _comments(soup) if _has_words(comment)))


def _parse(html: str) -> "BeautifulSoup":
    from bs4 import BeautifulSoup
    from bs4.exceptions import ParserRejectedMarkup

    try:
        with warnings.catch_warnings():
            # Beautiful Soup warns where HTML looks like a file name or XML; a mail may look like anything.
            warnings.simplefilter("ignore", UserWarning)
            return BeautifulSoup(repair(html), "html.parser")
    except (ParserRejectedMarkup, ValueError):
        raise broken_mail() from None


def _comments(soup: "BeautifulSoup") -> Iterator[str]:
    from bs4 import Comment, Declaration, ProcessingInstruction

    for node in soup.descendants:
        if isinstance(node, Comment | Declaration | ProcessingInstruction):
            yield str(node)


def _has_words(comment: str) -> bool:
    """Whether a comment holds more than markup; Outlook's conditional settings and paste marks do not."""
    return comment.strip() not in _EDITOR_MARKS and _WORD.search(_MARKUP.sub(" ", comment)) is not None


class _State(NamedTuple):
    """What holds for everything inside an element."""

    concealment: Concealment = Concealment()
    preformatted: bool = False
    quotes: int = 0


class _Closing(NamedTuple):
    """Stands on the stack where an element ends."""

    name: str


def _write(soup: "BeautifulSoup", writer: "_Writer") -> int:
    """Write visible text in document order; returns how many elements hid some.

    With a stack of its own: a mail may nest deeper than Python recurses.
    """
    from bs4 import CData, Tag
    from bs4.element import NavigableString

    hiding: set[int] = set()
    stack: list[tuple[PageElement | _Closing, _State]] = [(soup, _State())]
    number = 0
    while stack:
        node, state = stack.pop()
        if isinstance(node, _Closing):
            writer.close(node.name)
        elif isinstance(node, Tag):
            if node.name in _DROPPED:
                continue
            number += 1
            inner = _enter(node, state, number)
            writer.open(node.name)
            stack.append((_Closing(node.name), state))
            stack.extend((child, inner) for child in reversed(node.contents))
        elif type(node) in (NavigableString, CData):
            if state.concealment.by is None:
                writer.write(str(node), state)
            elif str(node).strip():
                hiding.add(state.concealment.by)
    return len(hiding)


def _enter(tag: "Tag", state: _State, number: int) -> _State:
    return _State(
        conceal(state.concealment, number, str(tag.get("style") or ""), hidden=tag.has_attr("hidden")),
        state.preformatted or tag.name == "pre",
        min(state.quotes + (tag.name == "blockquote"), _QUOTE_DEPTH),
    )


class _Writer:
    """Builds lines from runs of text and the elements between them."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._quotes = 0
        self._marker = ""
        self._blank_due = False

    def open(self, name: str) -> None:
        self._boundary(name)
        if name == "li":
            self._marker = "- "
        elif name == "br":
            self._blank_due = self._blank_due or not self._line
            self._flush()

    def close(self, name: str) -> None:
        self._boundary(name)
        if name in {"td", "th"} and self._line and self._line[-1] != "\t":
            self._line.append("\t")

    def write(self, text: str, state: _State) -> None:
        """Add a run of text that stands inside `state`."""
        if state.preformatted:
            first, *others = text.replace("\r\n", "\n").split("\n")
            self._add(first, state)
            for other in others:
                self._flush()
                self._add(other, state)
            return
        flat = _WHITE_SPACE.sub(" ", text)
        if not self._line or self._line[-1][-1] in " \t":
            flat = flat.lstrip(" ")
        self._add(flat, state)

    def finish(self) -> str:
        """Everything written so far."""
        self._flush()
        return "\n".join(self._lines)

    def _add(self, text: str, state: _State) -> None:
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
