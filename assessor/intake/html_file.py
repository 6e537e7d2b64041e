"""Stage 1: HTML files (.html) to text: what a browser shows, and in its place what it does not.

Hidden passages by rule: `html_hidden` (style, `hidden`, elements a browser does not show), `tiny_text`,
`white_text`, `html_comment`, `alt_text`, `title_attribute`, `form_field`, `meta` (with the title),
`script_data` (data in `<script>`), `style_text` (comments and texts of style sheets). Only counted: scripts
(`script`), `data-` attributes (`data_attribute`), embedded files (`embedded_file`). No link is followed.
"""

import re

from assessor.domain.verdict import Action, Finding
from assessor.errors import UnreadableError
from assessor.intake.bundle import bundled
from assessor.intake.damaged import damaged_file
from assessor.intake.decode import verify_text
from assessor.intake.extract import Extract, put_together
from assessor.intake.html_charset import decode_html
from assessor.intake.html_passages import PassageWriter
from assessor.intake.html_walk import Skipped, parse_html, sheet_of, walk

MAX_NOTES = 100
"""So many scripts, attributes or files are noted one by one; more of them say nothing new."""

_SKIPPED = Skipped(
    dropped=frozenset({"script", "style", "title"}),
    unseen=frozenset(
        {
            *("audio", "canvas", "datalist", "iframe", "noembed", "noframes", "noscript", "object"),
            *("template", "video"),
        }
    ),
)
_EMBEDDED = re.compile(r"\bdata:[\w.+-]{0,60}/?[\w.+-]{0,60}(?:;[\w=.+-]{1,60}){0,4},[\w+/=%.~!*'()-]{64,}")


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
    html, embedded = _EMBEDDED.subn("data:", html)
    soup = parse_html(html.removeprefix("\ufeff"), _broken)
    sheet = sheet_of(soup)
    writer = PassageWriter()
    walk(soup, sheet, writer, _SKIPPED)
    writer.finish()
    counts = (
        ("active_content", "script", writer.scripts),
        ("attachment", "embedded_file", embedded),
        ("hidden_text", "data_attribute", writer.data_attributes),
        ("hidden_text", "style_sheet_not_applied", sheet.is_incomplete or writer.has_linked_style),
    )
    notes = [
        Finding(category=category, rule=rule, action=Action.NOTE)
        for category, rule, count in counts
        for _ in range(min(count, MAX_NOTES))
    ]
    return put_together(bundled(writer.passages), (*findings, *notes))


def _broken() -> UnreadableError:
    hint = "Save the page again, or hand in its text as .txt."
    return damaged_file("HTML", "expected markup, got what no parser takes", hint)
