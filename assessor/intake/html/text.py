"""Stage 1: HTML of a mail to the text its reader sees; what they do not see is dropped and counted."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from assessor.domain.verdict import Action, Finding
from assessor.intake.html.lines import LineWriter
from assessor.intake.html.passages import PassageWriter
from assessor.intake.html.walk import MAX_HTML_CODE_POINTS, Skipped, State, parse_html, sheet_of, walk
from assessor.intake.mail.errors import broken_mail

if TYPE_CHECKING:
    from bs4 import Tag

__all__ = ["MAX_HTML_CODE_POINTS", "HtmlText", "text_of_html"]

MAX_NOTES = 100
"""So many passages of one rule are noted one by one."""
# Mail programs run no scripts and load no objects, so they show what stands in for them.
_SKIPPED = Skipped(
    dropped=frozenset({"script", "style", "title"}),
    unseen=frozenset(
        {
            "head",
            "template",
            "datalist",
            "rp",
            "desc",
            "metadata",
            "defs",
            "symbol",
            "annotation",
            "annotation-xml",
        }
    ),
)


class HtmlText(NamedTuple):
    """Visible text, and notes on what was dropped."""

    text: str
    findings: tuple[Finding, ...]
    """Rules as in `html_file`; without places, since what they speak of is not in the text."""


def text_of_html(html: str) -> HtmlText:
    r"""The visible text of an HTML document or fragment.

    Blocks begin on lines of their own, cells of a table row stand on one line with tabs between, list items
    begin with `- ` and lines of quotations with `> `. White space is collapsed outside `pre`.

    Raises:
        UnreadableError: code `too_large`, or `broken_mail` where the parser gives up.

    >>> shown = text_of_html("<p>Hello<br>you</p><p hidden>psst</p>")
    >>> shown.text, [finding.rule for finding in shown.findings]
    ('Hello\nyou', ['html_hidden'])
    """
    soup = parse_html(html, broken_mail)
    shown = _Shown()
    walk(soup, sheet_of(soup), shown, _SKIPPED)
    shown.beside.finish()
    return HtmlText(shown.writer.finish(), tuple(_notes(shown.beside)))


def _notes(beside: PassageWriter) -> Iterator[Finding]:
    counts = Counter(passage.hidden for passage in beside.passages if passage.hidden is not None)
    counts["form_field"] += beside.shown_values
    for rule, count in counts.items():
        finding = Finding(category="hidden_text", rule=rule, action=Action.NOTE)
        yield from [finding] * min(count, MAX_NOTES)
    yield from beside.notes()


class _Shown:
    """Writes what is seen, and has what stands beside it written elsewhere, to be counted."""

    def __init__(self) -> None:
        self.writer = LineWriter()
        self.beside = PassageWriter()

    def open(self, tag: "Tag", state: State) -> None:
        self.writer.open(tag.name)
        self.beside.open(tag, state)

    def close(self, tag: "Tag") -> None:
        self.writer.close(tag.name)
        self.beside.close(tag)

    def text(self, text: str, state: State) -> None:
        if state.concealment.by is None:
            self.writer.write(text, state)
        self.beside.text(text, state)

    def comment(self, text: str) -> None:
        self.beside.comment(text)

    def drop(self, tag: "Tag") -> None:
        self.beside.drop(tag)
