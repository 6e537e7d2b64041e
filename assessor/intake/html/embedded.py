"""Stage 1: markup inside of HTML: comments, framed documents, `data:` links. Its words without its marks."""

import base64
import binascii
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, unquote_to_bytes

from assessor.errors import UnreadableError
from assessor.intake.html.lines import LineWriter
from assessor.intake.html.walk import Skipped, State, has_words, parse_html, walk

if TYPE_CHECKING:
    from bs4 import Tag

from assessor.intake.damaged import damaged_file
from assessor.intake.html import attributes
from assessor.intake.html.sheet import Sheet

MAX_EMBEDDED = 200_000
"""So many characters of a document inside another one are read."""
_DATA = re.compile(
    r"\s*data:(?P<type>[\w.+/-]{0,100})(?P<parameters>(?:;[\w=.+\"'-]{0,60}){0,5}),", re.IGNORECASE
)
_READ_TYPES = re.compile(
    r"text/[\w.+-]{1,60}||image/svg\+xml|application/(?:json|xml|xhtml\+xml)", re.IGNORECASE
)


def embedded_text(markup: str) -> str:
    """All words of a document inside another one, seen or not, and of attributes that hold words.

    Args:
        markup: HTML, plain text, or a `data:` link to either; what is no text gives none.

    >>> embedded_text("<p>Kat<b>rin</b> <img alt='waves'></p>")
    'Katrin waves'
    >>> embedded_text("data:text/plain;base64,QW5uYQ==")
    'Anna'
    """
    if data := _DATA.match(markup):
        if not _READ_TYPES.fullmatch(data["type"]):
            return ""
        markup = _decoded(
            markup[data.end() : data.end() + MAX_EMBEDDED], is_packed="base64" in data["parameters"].lower()
        )
    if "<" not in markup:
        return markup
    try:
        soup = parse_html(markup[:MAX_EMBEDDED], _broken)
    except UnreadableError:
        return markup
    words = _Words()
    walk(soup, Sheet(), words, Skipped(frozenset()))
    return words.writer.finish()


def _decoded(content: str, *, is_packed: bool) -> str:
    if not is_packed:
        return unquote(content)
    try:
        packed = unquote_to_bytes(content)
        return base64.b64decode(packed + b"=" * (-len(packed) % 4)).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def _broken() -> UnreadableError:
    return damaged_file("HTML", "expected markup, got what no parser takes")


class _Words:
    """Writes every word of a document on its way through it."""

    def __init__(self) -> None:
        self.writer = LineWriter()

    def open(self, tag: "Tag", state: State) -> None:
        self.writer.open(tag.name)
        if words := attributes.address_names(tag.name, tag.attrs):
            self.writer.write(f" {words} ", state)
        for name, given in tag.attrs.items():
            value = " ".join(given) if isinstance(given, list) else str(given or "")
            link = attributes.contact_in(value) if name in attributes.LINKS else ""
            if name in attributes.TEXT_RULES or link or attributes.may_name_somebody(value):
                self.writer.write(f" {link or value} ", state)

    def close(self, tag: "Tag") -> None:
        self.writer.close(tag.name)

    def text(self, text: str, state: State) -> None:
        self.writer.write(text, state)

    def comment(self, text: str) -> None:
        if has_words(text):
            self.writer.write(f" {text} ", State())

    def drop(self, tag: "Tag") -> None:
        """Nothing is dropped."""
