"""Stage 1: an HTML document to passages, block by block, with what a browser does not show beside it."""

import re
from typing import TYPE_CHECKING

from assessor.domain.text import SegmentRole
from assessor.intake.extract import Passage
from assessor.intake.html_lines import LineWriter, is_block
from assessor.intake.html_walk import State, has_words

if TYPE_CHECKING:
    from bs4 import Tag

_TEXT_ATTRIBUTES = {
    "alt": "alt_text",
    "title": "title_attribute",
    "aria-label": "title_attribute",
    "aria-description": "title_attribute",
    "label": "title_attribute",
    "summary": "title_attribute",
    "placeholder": "form_field",
    "value": "form_field",
    "content": "meta",
    "srcdoc": "html_hidden",
}
_SHOWN_INPUTS = frozenset(
    {"", "button", "date", "email", "number", "reset", "search", "submit", "tel", "text", "time", "url"}
)
_NUMBERED = frozenset({"li", "meter", "progress"})
_VIEWPORT_WORDS = frozenset(
    {
        *("width", "height", "initial-scale", "maximum-scale", "minimum-scale", "user-scalable"),
        *("viewport-fit", "shrink-to-fit"),
    }
)
_VIEWPORT_VALUE = re.compile(r"device-width|device-height|yes|no|cover|auto|[\d.]{1,6}")
_SCRIPT_TYPE = re.compile(r"(?:(?:text|application)/)?(?:x-)?(?:java|ecma|j|live)script\b.*|module|importmap")
_WORD = re.compile(r"[^\W\d_]{2,}")
_STYLE_TEXT = re.compile(r"content\s*:\s*(?:\"([^\"\n]*)\"|'([^'\n]*)')")


class PassageWriter:
    """Takes in a document; `passages` holds what it gave once `finish` was called."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.scripts = 0
        """Scripts, in elements and attributes; none of them is read."""
        self.data_attributes = 0
        """`data-` attributes that hold words; none of them is read."""
        self.has_linked_style = False
        """Whether a style sheet lies in another file, which is not fetched."""
        self._line = 1
        self._block = LineWriter()
        self._block_line: int | None = None
        self._role = SegmentRole.BODY
        self._hidden = LineWriter()
        self._hidden_by: int | None = None
        self._hidden_rule = ""
        self._hidden_line = 1
        self._waiting: list[Passage] = []

    def open(self, tag: "Tag", state: State) -> None:
        """Begin a block where the element begins one, and read its attributes."""
        self._line = tag.sourceline or self._line
        if is_block(tag.name):
            self._end_block()
        writer = self._block if state.concealment.by is None else self._hidden
        writer.open(tag.name)
        self._read_attributes(tag, state)

    def close(self, tag: "Tag") -> None:
        """End the block where the element was one."""
        if is_block(tag.name):
            self._end_block()
        self._block.close(tag.name)
        self._hidden.close(tag.name)

    def text(self, text: str, state: State) -> None:
        """Add a run to the block, or to what is hidden."""
        bare = text.lstrip()
        line = self._line + text.count("\n", 0, len(text) - len(bare))
        concealment = state.concealment
        if concealment.by is None:
            if bare:
                self._end_hidden()
                if self._block_line is None:
                    self._give_waiting()
                    self._block_line = line
                    self._role = _role_of(state)
            self._block.write(text, state)
        elif bare:
            self._write_hidden(text, state, line)
        self._line += text.count("\n")

    def comment(self, text: str) -> None:
        """Keep a comment that says anything."""
        if has_words(text):
            self._add_hidden(text, "html_comment")
        self._line += text.count("\n")

    def drop(self, tag: "Tag") -> None:
        """Take the words of a title, style sheet or block of data; count a script."""
        self._line = tag.sourceline or self._line
        content = "".join(str(child) for child in tag.contents)
        match tag.name:
            case "title":
                self._add_hidden(tag.get_text(), "meta")
            case "style":
                self._read_style(content)
            case _ if _SCRIPT_TYPE.fullmatch(str(tag.get("type") or "module").strip().lower()):
                self.scripts += 1
            case _:
                self._add_hidden(content, "script_data")
        self._read_attributes(tag, State())
        self._line += content.count("\n")

    def finish(self) -> None:
        """End what is still open."""
        self._end_block()
        self._end_hidden()
        self._give_waiting()

    def _write_hidden(self, text: str, state: State, line: int) -> None:
        if self._hidden_by != state.concealment.by:
            self._end_hidden()
            self._hidden_by = state.concealment.by
            self._hidden_rule = state.concealment.rule
            self._hidden_line = line
        self._hidden.write(text, state)

    def _end_hidden(self) -> None:
        if self._hidden_by is None:
            return
        text = self._hidden.finish()
        self._waiting.append(Passage(text, f"line {self._hidden_line}", hidden=self._hidden_rule))
        self._hidden = LineWriter()
        self._hidden_by = None

    def _end_block(self) -> None:
        """Give the block, then what was hidden inside it; an empty one goes on, for its list mark."""
        text = self._block.finish()
        if text:
            self.passages.append(Passage(text, f"line {self._block_line or self._line}", self._role))
            self._block = LineWriter()
        self._block_line = None
        if self._hidden_by is None or text:
            self._end_hidden()
        self._give_waiting()

    def _give_waiting(self) -> None:
        self.passages += self._waiting
        self._waiting = []

    def _add_hidden(self, text: str, rule: str) -> None:
        self._end_hidden()
        self._waiting.append(Passage(" ".join(text.split()), f"line {self._line}", hidden=rule))

    def _read_attributes(self, tag: "Tag", state: State) -> None:
        for name, given in tag.attrs.items():
            value = " ".join(given) if isinstance(given, list) else str(given or "")
            if name in _TEXT_ATTRIBUTES:
                if _is_read(tag, name, value):
                    self._add_attribute(tag, name, value, state)
            elif name.startswith("data-"):
                self.data_attributes += _WORD.search(value) is not None
            elif name.startswith("on") or value.lstrip().lower().startswith("javascript:"):
                self.scripts += 1
        if tag.name == "link" and "stylesheet" in str(tag.get("rel") or "").lower():
            self.has_linked_style = True

    def _add_attribute(self, tag: "Tag", name: str, value: str, state: State) -> None:
        is_shown = (
            name == "value"
            and tag.name in {"input", "button"}
            and str(tag.get("type") or "").lower() in _SHOWN_INPUTS
            and state.concealment.by is None
        )
        if is_shown:
            self._end_hidden()
            self._waiting.append(Passage(" ".join(value.split()), f"line {self._line}"))
        else:
            self._add_hidden(value, _TEXT_ATTRIBUTES[name])

    def _read_style(self, text: str) -> None:
        comments = [part.partition("*/")[0] for part in text.split("/*")[1:]]
        shown = [first or second for first, second in _STYLE_TEXT.findall(text)]
        for words in (*comments, *shown):
            if _WORD.search(words):
                self._add_hidden(words, "style_text")
        self.has_linked_style = self.has_linked_style or "@import" in text


def _role_of(state: State) -> SegmentRole:
    if state.quotes:
        return SegmentRole.QUOTED
    return SegmentRole.HEADING if state.heading else SegmentRole.BODY


def _is_read(tag: "Tag", name: str, value: str) -> bool:
    """Whether an attribute may hold words; numbers and settings of the window do not."""
    if name == "value" and tag.name in _NUMBERED:
        return False
    if name == "content" and str(tag.get("name") or "").lower() == "viewport":
        return not all(_is_viewport_setting(part) for part in re.split("[,;]", value))
    if tag.name == "meta" and tag.has_attr("http-equiv"):
        return not value.lower().startswith(("text/html", "ie=", "no-cache"))
    # A single letter or a phone number may be what the file is about: anything but white space is read.
    return bool(value.strip())


def _is_viewport_setting(part: str) -> bool:
    word, _, value = part.lower().partition("=")
    return word.strip() in _VIEWPORT_WORDS and _VIEWPORT_VALUE.fullmatch(value.strip()) is not None
