"""Stage 1: HTML files (.html) to text: what a browser shows, and in its place what it does not.

Hidden passages by rule: `html_hidden` (style, `hidden`, elements a browser does not show), `tiny_text`,
`white_text`, `html_comment`, `alt_text`, `title_attribute`, `form_field`, `meta` (with the title),
`script_data` (data in `<script>`), `style_text` (comments and texts of style sheets), `link_target` (whom
links write to, and addresses that may name somebody), `data_attribute`, `attribute` (that may do so),
`embedded_file` (text in `data:` links). Only counted: scripts (`script`), other attributes with words
(`data_attribute`), other links (`link_target`), pictures inside the file (`embedded_file`), characters that
take no room (`invisible_characters`). No link is followed.
"""

import re

from assessor.domain.verdict import Action, Finding
from assessor.errors import UnreadableError
from assessor.intake.bundle import bundled
from assessor.intake.damaged import damaged_file
from assessor.intake.decode import verify_text
from assessor.intake.extract import Extract, put_together
from assessor.intake.html.charset import decode_html
from assessor.intake.html.passages import PassageWriter
from assessor.intake.html.walk import Skipped, parse_html, sheet_of, walk

STYLE_SHEET_NOT_APPLIED = Finding(category="hidden_text", rule="style_sheet_not_applied", action=Action.NOTE)
"""Text may be hidden by rules that stand elsewhere or are of a kind that is not known."""

_SKIPPED = Skipped(
    dropped=frozenset({"script", "style", "title"}),
    unseen=frozenset(
        {
            *("audio", "canvas", "datalist", "iframe", "noembed", "noframes", "noscript", "object"),
            *("template", "video", "rp", "meter", "progress", "desc", "metadata", "defs", "symbol"),
            *("annotation", "annotation-xml"),
        }
    ),
)
_EMBEDDED = re.compile(
    r"\bdata:(?!text/|image/svg|application/(?:json|xml|xhtml))[\w.+-]{0,60}/?[\w.+-]{0,60}(?:;[\w=.+-]{1,60}){0,4},[\w+/=%.~!*-]{64,}"
)


def read_html(data: bytes) -> Extract:
    """Read a .html file.

    Args:
        data: in the encoding that its byte order mark or `<meta>` says, or else UTF-8 or Windows-1252
            (noted).

    Returns:
        A segment for each block, with the line of the file at which it begins (`line 12`); headings and
        quotations by their elements. Hidden passages stand after the block they are hidden in.

    Raises:
        UnreadableError: code `damaged_file` where the parser gives up; `empty`, `binary_content`,
            `too_large`.
    """
    html, findings = decode_html(data)
    verify_text(html)
    # Pictures inside the file are most of its length, and no text.
    html = _EMBEDDED.sub("data:,", html)
    soup = parse_html(html.removeprefix("\ufeff"), _broken)
    sheet = sheet_of(soup)
    writer = PassageWriter()
    walk(soup, sheet, writer, _SKIPPED)
    writer.finish()
    notes = [*findings, *writer.notes()]
    if sheet.is_incomplete or writer.has_linked_style:
        notes.append(STYLE_SHEET_NOT_APPLIED)
    return put_together(bundled(writer.passages), notes)


def _broken() -> UnreadableError:
    hint = "Save the page again, or hand in its text as .txt."
    return damaged_file("HTML", "expected markup, got what no parser takes", hint)
