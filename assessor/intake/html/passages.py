"""Stage 1: an HTML document to passages, block by block, with what a browser does not show beside it."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from assessor.domain.text import SegmentRole
from assessor.domain.verdict import Action, Finding
from assessor.intake.extract import Passage
from assessor.intake.html import attributes
from assessor.intake.html.css_words import css_words
from assessor.intake.html.embedded import embedded_text
from assessor.intake.html.lines import LineWriter, has_invisible, is_block, plain
from assessor.intake.html.walk import State, has_words
from assessor.intake.known import Known

if TYPE_CHECKING:
    from bs4 import Tag

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
_META_SETTINGS = frozenset(
    {
        *(
            "robots",
            "googlebot",
            "color-scheme",
            "theme-color",
            "format-detection",
            "referrer",
            "og:type",
            "og:locale",
        ),
        *(
            "x-apple-disable-message-reformatting",
            "msapplication-tilecolor",
            "twitter:card",
            "mobile-web-app-capable",
        ),
        *(
            "apple-mobile-web-app-capable",
            "csrf-param",
            "og:image:width",
            "og:image:height",
            "handheldfriendly",
        ),
    }
)
_SETTING = re.compile(
    r"(?:text/html|application/xhtml\+xml)(?:;\s*charset=[\w-]{1,30})?|ie=[\w,=;-]{1,30}|chrome=1|no-cache|no-store|on|off|\d+"
    r"|[a-z]{2}(?:-[A-Za-z]{2})?",
    re.IGNORECASE,
)
_VIEWPORT_VALUE = re.compile(r"device-width|device-height|yes|no|cover|auto|[\d.]{1,6}")
_SCRIPT_TYPE = re.compile(r"(?:(?:text|application)/)?(?:x-)?(?:java|ecma|j|live)script\b.*|module|importmap")
MAX_DATA = 20_000
"""Longer blocks of data in scripts are programs' own, and counted like scripts."""
_CONDITION = re.compile(r"\[\s*(?:if\b([^\[\]]*)|endif)\s*\]\s*>?|<!\[\s*endif\s*\]?")
_CONDITION_WORDS = re.compile(
    r"\b(?:mso|ie|lt|gt|gte|lte|vml|mac|true|false|support\w{1,20}|windows|outlook|o365)\b", re.IGNORECASE
)
_COPIES = frozenset(
    {"alt_text", "title_attribute", "form_field", "meta", "link_target", "data_attribute", "attribute"}
)
"""Rules of passages that are left out where the page says the same words."""


MAX_NOTES = 20
"""So many scripts or files are noted one by one; more of them say nothing new."""


class PassageWriter:
    """Takes in a document; `passages` holds what it gave once `finish` was called."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.scripts = 0
        """Scripts, in elements and attributes; none of them is read."""
        self.data_attributes = 0
        """`data-` attributes, and others that nobody knows, that hold words and were dropped."""
        self.shown_values = 0
        """Values of form fields that a reader sees."""
        self.links = 0
        """Links that lead elsewhere; their addresses were dropped."""
        self.embedded = 0
        """Files inside of attributes."""
        self.has_invisible = False
        """Whether characters that take no room were dropped."""
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
        self.has_invisible = self.has_invisible or has_invisible(text)
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
        """Keep a comment that says anything, markup in it resolved."""
        bare = _CONDITION.sub(lambda match: _CONDITION_WORDS.sub(" ", match[1] or ""), text)
        words = embedded_text(bare) if "<" in bare else bare
        if has_words(words):
            self._add_hidden(words, "html_comment")
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
                self.has_linked_style = self.has_linked_style or "@import" in content
            case _ if _SCRIPT_TYPE.fullmatch(str(tag.get("type") or "module").strip().lower()):
                self.scripts += 1
            case _ if len(content) > MAX_DATA:
                self.scripts += 1
            case _:
                self._add_hidden(embedded_text(content) if "<" in content else content, "script_data")
        self._read_attributes(tag, State())
        self._line += content.count("\n")

    def finish(self) -> None:
        """End what is still open."""
        self._end_block()
        self._end_hidden()
        self._give_waiting()
        self.passages = list(_without_copies(self.passages))

    def notes(self) -> Iterator[Finding]:
        """A note for what was dropped."""
        counts = (
            ("active_content", "script", self.scripts),
            ("attachment", "embedded_file", self.embedded),
            ("hidden_text", "data_attribute", self.data_attributes > 0),
            ("hidden_text", "link_target", self.links > 0),
            ("hidden_text", "invisible_characters", self.has_invisible),
        )
        for category, rule, count in counts:
            for _ in range(min(count, MAX_NOTES)):
                yield Finding(category=category, rule=rule, action=Action.NOTE)

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
        """Give what stood in the block, neighbours of one rule together."""
        for rule, group in groupby(self._waiting, key=lambda passage: passage.hidden):
            members = list(group)
            if rule is None or rule == "html_hidden":
                self.passages += members
                continue
            first, last = members[0].locator, members[-1].locator
            text = "\n".join(dict.fromkeys(member.text for member in members))
            self.passages.append(Passage(text, first if first == last else f"{first} to {last}", hidden=rule))
        self._waiting = []

    def _add_hidden(self, text: str, rule: str) -> None:
        text = " ".join(plain(text).split())
        if text:
            self._end_hidden()
            self._waiting.append(Passage(text, f"line {self._line}", hidden=rule))

    def _read_attributes(self, tag: "Tag", state: State) -> None:
        for name, given in tag.attrs.items():
            value = " ".join(given) if isinstance(given, list) else str(given or "")
            if name in attributes.TEXT_RULES:
                self._add_attribute(tag, name, value, state)
            elif attributes.is_script(name, value):
                self.scripts += 1
            elif name in attributes.LINKS:
                self._read_link(value)
            elif name == "style":
                self._read_style(value)
            elif attributes.is_technical(name):
                self._add_hidden(value if attributes.reaches_somebody(value) else "", "attribute")
            elif attributes.may_name_somebody(value):
                self._add_hidden(value, "data_attribute" if name.startswith("data-") else "attribute")
            else:
                self.data_attributes += attributes.has_word(value)
        self._add_hidden(attributes.address_names(tag.name, tag.attrs), "attribute")
        if tag.name == "link" and "stylesheet" in str(tag.get("rel") or "").lower():
            self.has_linked_style = True

    def _read_link(self, link: str) -> None:
        if contact := attributes.contact_in(link):
            self._add_hidden(contact, "link_target")
        elif link.lstrip()[:5].lower() == "data:":
            self.embedded += 1
            self._add_hidden(embedded_text(link), "embedded_file")
        elif target := attributes.target_of(link):
            self._add_hidden(target, "link_target")
        else:
            self.links += bool(link.strip("# \t\r\n"))

    def _add_attribute(self, tag: "Tag", name: str, value: str, state: State) -> None:
        if not _is_read(tag, name, value):
            return
        is_shown = (
            name == "value"
            and tag.name in {"input", "button"}
            and str(tag.get("type") or "").lower() in _SHOWN_INPUTS
            and state.concealment.by is None
        )
        if is_shown:
            self._end_hidden()
            self.shown_values += 1
            self._waiting.append(Passage(" ".join(value.split()), f"line {self._line}"))
        else:
            self._add_hidden(embedded_text(value) if name == "srcdoc" else value, attributes.TEXT_RULES[name])

    def _read_style(self, css: str) -> None:
        for words in css_words(css):
            self._add_hidden(words, "style_text")


def _without_copies(passages: list[Passage]) -> list[Passage]:
    """The passages without hidden ones that say nothing but what can be seen or was said."""
    known = Known()
    for passage in passages:
        if passage.hidden is None:
            known.add(passage.text)
    kept: list[Passage] = []
    for passage in passages:
        if passage.hidden in _COPIES:
            lines = [line for line in passage.text.split("\n") if not known.has(line)]
            if not lines:
                continue
            passage = Passage("\n".join(lines), passage.locator, passage.role, passage.hidden)  # noqa: PLW2901
            known.add(passage.text)
        kept.append(passage)
    return kept


def _role_of(state: State) -> SegmentRole:
    if state.quotes:
        return SegmentRole.QUOTED
    return SegmentRole.HEADING if state.heading else SegmentRole.BODY


def _is_read(tag: "Tag", name: str, value: str) -> bool:
    """Whether an attribute may hold words; numbers and settings of the window do not."""
    if name == "value" and tag.name in _NUMBERED:
        return attributes.has_word(value)
    if name == "content" and str(tag.get("name") or "").lower() == "viewport":
        return not all(_is_viewport_setting(part) for part in re.split("[,;]", value))
    if tag.name == "meta" and tag.has_attr("http-equiv"):
        return _SETTING.fullmatch(value.strip()) is None
    if tag.name == "meta" and str(tag.get("name") or tag.get("property") or "").lower() in _META_SETTINGS:
        return attributes.may_name_somebody(value)
    # A single letter or a phone number may be what the file is about: anything but white space is read.
    return bool(value.strip())


def _is_viewport_setting(part: str) -> bool:
    word, _, value = part.lower().partition("=")
    return word.strip() in _VIEWPORT_WORDS and _VIEWPORT_VALUE.fullmatch(value.strip()) is not None
