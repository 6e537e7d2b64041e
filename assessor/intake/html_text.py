"""Stage 1: HTML of a mail to the text its reader sees, and how much was hidden from them."""

from typing import TYPE_CHECKING, NamedTuple

from assessor.intake.html_lines import LineWriter
from assessor.intake.html_walk import (
    MAX_HTML_CODE_POINTS,
    Skipped,
    State,
    has_words,
    parse_html,
    sheet_of,
    walk,
)
from assessor.intake.mail_errors import broken_mail

if TYPE_CHECKING:
    from bs4 import Tag

__all__ = ["MAX_HTML_CODE_POINTS", "HtmlText", "text_of_html"]

_SKIPPED = Skipped(dropped=frozenset({"script", "style", "template", "title"}), unseen=frozenset({"head"}))


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
    soup = parse_html(html, broken_mail)
    shown = _Shown()
    walk(soup, sheet_of(soup), shown, _SKIPPED)
    return HtmlText(shown.writer.finish(), len(shown.hiding), shown.comments)


class _Shown:
    """Writes what is seen and counts the rest."""

    def __init__(self) -> None:
        self.writer = LineWriter()
        self.hiding: set[int] = set()
        self.comments = 0

    def open(self, tag: "Tag", state: State) -> None:  # noqa: ARG002 - every sink is asked the same
        self.writer.open(tag.name)

    def close(self, tag: "Tag") -> None:
        self.writer.close(tag.name)

    def text(self, text: str, state: State) -> None:
        if state.concealment.by is None:
            self.writer.write(text, state)
        elif text.strip():
            self.hiding.add(state.concealment.by)

    def comment(self, text: str) -> None:
        self.comments += has_words(text)

    def drop(self, tag: "Tag") -> None:
        """Scripts, styles, templates and the title are no text of a mail."""
