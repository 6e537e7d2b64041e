"""Stage 1: goes through an HTML document in reading order, knowing what a reader sees of it."""

import re
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol

from assessor.errors import UnreadableError
from assessor.intake.html.repair import repair
from assessor.intake.html.sheet import Sheet
from assessor.intake.html.style import Concealment, Declaration, cascade, conceal, declarations

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import PageElement

MAX_HTML_CODE_POINTS = 1_000_000
"""Longest HTML that is parsed."""
MAX_HTML_MARKS = 120_000
"""So many `<` are parsed; an element costs about 50 microseconds."""

_QUOTE_DEPTH = 3
"""Deeper quotations are marked no deeper, so that nesting cannot blow up the text."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_MARKUP = re.compile(r"<[^<>]*>|\[(?:if|endif)[^\[\]]*\]")
_WORD = re.compile(r"[^\W\d_]{2,}|\d(?:[ ()/.-]?\d){6,}")  # words, and numbers long enough to call
_STANDARD_DOCTYPE = re.compile(
    r"html|public|system|\"about:legacy-compat\"|[\"'][-+]//(?:w3c|ietf)//[^\"'<>@]{1,60}//[a-z]{2}[\"']"
    r"|[\"']https?://www\.w3\.org/[^\"'<>@\s]{1,80}[\"']",
    re.IGNORECASE,
)
_EDITOR_MARKS = frozenset({"StartFragment", "EndFragment"})


class State(NamedTuple):
    """What holds for everything inside an element."""

    concealment: Concealment = Concealment()
    preformatted: bool = False
    quotes: int = 0
    heading: bool = False


class Sink(Protocol):
    """What takes in a document on the way through it."""

    def open(self, tag: "Tag", state: State) -> None:
        """An element begins; `state` holds inside it."""

    def close(self, tag: "Tag") -> None:
        """It ends."""

    def text(self, text: str, state: State) -> None:
        """A run of text, white space as written."""

    def comment(self, text: str) -> None:
        """A comment, declaration or processing instruction; most hold markup only, see `has_words`."""

    def drop(self, tag: "Tag") -> None:
        """An element of one of the dropped names; what is in it is not gone through."""


class Skipped(NamedTuple):
    """Names of elements that are not gone through as others are."""

    dropped: frozenset[str]
    unseen: frozenset[str] = frozenset()
    """Those that a browser does not show, as if they had the `hidden` attribute."""


def parse_html(html: str, fail: Callable[[], UnreadableError]) -> "BeautifulSoup":
    """The document, parsed.

    Args:
        html: at most `MAX_HTML_CODE_POINTS`.
        fail: makes the error for HTML at which the parser gives up.

    Raises:
        UnreadableError: code `too_large`, or what `fail` makes.
    """
    from bs4 import BeautifulSoup
    from bs4.exceptions import ParserRejectedMarkup

    if len(html) > MAX_HTML_CODE_POINTS:
        raise _too_large(f"expected at most {MAX_HTML_CODE_POINTS} characters, got {len(html)}")
    if (marks := html.count("<")) > MAX_HTML_MARKS:
        raise _too_large(f"expected at most {MAX_HTML_MARKS} opening brackets, got {marks}")
    try:
        with warnings.catch_warnings():
            # Beautiful Soup warns where HTML looks like a file name or XML; a mail may look like anything.
            warnings.simplefilter("ignore", UserWarning)
            return BeautifulSoup(repair(html), "html.parser")
    except (ParserRejectedMarkup, ValueError):
        raise fail() from None


def _too_large(reason: str) -> UnreadableError:
    return UnreadableError(
        f"The HTML is too long: {reason}.",
        code="too_large",
        hint="Hand in the text that shows the work as .txt.",
    )


def sheet_of(soup: "BeautifulSoup") -> Sheet:
    """The rules of every `<style>` in the document."""
    sheet = Sheet((str(tag.get("media") or ""), tag.get_text()) for tag in soup.find_all("style"))
    sheet.select(soup)
    return sheet


def has_words(text: str) -> bool:
    """Whether a comment holds more than markup; Outlook's conditional settings and paste marks do not."""
    return text.strip() not in _EDITOR_MARKS and _WORD.search(_MARKUP.sub(" ", text)) is not None


class _Closing(NamedTuple):
    """Stands on the stack where an element ends."""

    tag: "Tag"


def walk(soup: "BeautifulSoup", sheet: Sheet, sink: Sink, skipped: Skipped) -> None:
    """Tell `sink` of everything in the document, in order.

    With a stack of its own: a document may nest deeper than Python recurses.
    """
    from bs4 import Comment, Doctype, ProcessingInstruction, Tag
    from bs4 import Declaration as MarkupDeclaration
    from bs4.element import NavigableString

    stack: list[tuple[PageElement | _Closing, State]] = [(soup, State())]
    number = 0
    while stack:
        node, state = stack.pop()
        match node:
            case _Closing(tag):
                sink.close(tag)
            case Tag() if node.name in skipped.dropped:
                sink.drop(node)
            case Tag():
                number += 1
                inner = _enter(node, state, number, sheet, skipped)
                sink.open(node, inner)
                stack.append((_Closing(node), state))
                folded = _folded(inner, number) if _is_folded(node) else inner
                stack.extend((child, _state_of(child, inner, folded)) for child in reversed(node.contents))
            case Comment() | MarkupDeclaration() | ProcessingInstruction():
                sink.comment(str(node))
            case Doctype():
                sink.comment(_STANDARD_DOCTYPE.sub(" ", str(node)))
            case NavigableString():
                sink.text(str(node), state)


def _enter(tag: "Tag", state: State, number: int, sheet: Sheet, skipped: Skipped) -> State:
    own = sheet.resolved(declarations(str(tag.get("style") or "")))
    style = cascade((_presentation(tag), *sheet.declared_for(tag), own))
    hidden = tag.has_attr("hidden") or tag.name in skipped.unseen or _is_closed(tag)
    return State(
        conceal(state.concealment, number, style, hidden=hidden),
        state.preformatted or tag.name == "pre",
        min(state.quotes + (tag.name == "blockquote"), _QUOTE_DEPTH),
        state.heading or tag.name in _HEADINGS,
    )


def _presentation(tag: "Tag") -> tuple[Declaration, ...]:
    """What attributes older than style sheets say of colours."""
    found: list[Declaration] = []
    for name, attribute in (("background-color", "bgcolor"), ("color", "color"), ("color", "text")):
        if (value := tag.get(attribute)) and (attribute != "text" or tag.name == "body"):
            found.append((name, str(value).strip().lower(), False))
    if tag.get("background"):
        found.append(("background-image", "url()", False))
    if tag.name in _SHAPES or (tag.name == "svg" and tag.find(_PAINTED) is not None):
        # What stands behind the text of a drawing is not known where it draws anything else.
        found.append(("background-image", "url()", False))
    if tag.name in _DRAWN_TEXT:
        for attribute, name in _DRAWN_ATTRIBUTES.items():
            if value := tag.get(attribute):
                found.append((name, str(value).strip().lower().replace("none", _NOTHING[name]), False))
    return tuple(found)


_PAINTED = ("rect", "path", "circle", "ellipse", "polygon", "image", "use")
_SHAPES = frozenset({"foreignobject"})
_DRAWN_TEXT = frozenset({"svg", "g", "a", "text", "tspan", "textpath"})
_DRAWN_ATTRIBUTES = {
    "fill": "color",
    "fill-opacity": "opacity",
    "opacity": "opacity",
    "display": "display",
    "visibility": "visibility",
    "font-size": "font-size",
}
_NOTHING = {
    "color": "transparent",
    "display": "none",
    "opacity": "0",
    "visibility": "hidden",
    "font-size": "0",
}


def _is_closed(tag: "Tag") -> bool:
    """Whether a reader has to open an element to see what is in it."""
    if tag.name == "dialog":
        return not tag.has_attr("open")
    return tag.has_attr("popover")


def _is_folded(tag: "Tag") -> bool:
    """Whether a reader sees no more of an element than its summary."""
    return tag.name == "details" and not tag.has_attr("open")


def _folded(state: State, number: int) -> State:
    return state._replace(concealment=conceal(state.concealment, number, {}, hidden=True))


def _state_of(child: "PageElement", seen: State, folded: State) -> State:
    return seen if getattr(child, "name", None) == "summary" else folded
