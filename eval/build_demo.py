"""Builds the demo files that no text editor writes, from the plain sources in `eval/demo_sources`.

Run it with `make demo-files` after changing a source. The results are committed, so that the demo runs on
files as people hand them in and needs none of the makers.
"""

import csv
import html
import json
import sys
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO, StringIO
from pathlib import Path

from markdown_it import MarkdownIt

SOURCES = Path(__file__).parent / "demo_sources"
DEMO = Path(__file__).parent / "demo"

_LEAD_WORDS = 4
"""A bold lead before a colon is shorter than this."""

Block = tuple[str, str]
"""`h1`, `h2`, `p`, `li` or `row`, and the text; cells of a row are parted by tabs."""


def blocks_of(source: str) -> Iterator[Block]:
    """A Markdown source as a flat run of blocks; emphasis is dropped."""
    kind, cells = "p", []
    for token in MarkdownIt("commonmark").enable("table").parse(source):
        if token.type in {"heading_open", "list_item_open", "paragraph_open", "tr_open"}:
            kind = {"list_item_open": "li", "tr_open": "row"}.get(token.type, kind)
            kind = token.tag if token.type == "heading_open" else kind
            cells = []
        elif token.type == "inline":
            text = "".join(" " if one.type == "softbreak" else one.content for one in token.children or ())
            if kind == "row":
                cells.append(text)
            else:
                yield kind, text
                kind = "p"
        elif token.type == "tr_close":
            yield "row", "\t".join(cells)
            kind = "p"


def word_document(source: str) -> bytes:
    """A document with headings and lists, and a comment in its margin."""
    from docx import Document

    document = Document()
    document.core_properties.author = "Katrin Sommer"
    document.core_properties.comments = ""
    styles = {"h1": "Title", "h2": "Heading 1", "li": "List Bullet"}
    for kind, text in blocks_of(source):
        paragraph = document.add_paragraph(text, style=styles.get(kind))
        if text.startswith("By 4 November"):
            document.add_comment(
                paragraph.runs,
                "Agreed, Jonas has the wording since Friday.",
                author="Aylin Demir",
                initials="AD",
            )
    return _saved(document.save)


def slide_deck(source: str) -> bytes:
    """A slide for each bold lead of the minutes; what follows the last list stands in the speaker notes."""
    from pptx import Presentation

    deck = Presentation()
    blocks = list(blocks_of(source))
    title = deck.slides.add_slide(deck.slide_layouts[0])
    title.shapes.title.text = blocks[0][1]
    title.placeholders[1].text = "\n".join(text for _, text in blocks[1:3])
    last_item = max(at for at, (kind, _) in enumerate(blocks) if kind == "li")
    slide = title
    for kind, text in blocks[3 : last_item + 1]:
        lead, colon, rest = text.partition(":")
        if kind == "p":
            # A bold lead is the title of its slide, and so is a line that only announces a list.
            slide = deck.slides.add_slide(deck.slide_layouts[1])
            is_lead = bool(colon) and len(lead.split()) < _LEAD_WORDS
            slide.shapes.title.text = lead if is_lead else text
            if not is_lead:
                continue
        frame = slide.placeholders[1].text_frame
        frame.text = f"{frame.text}\n{rest.strip() if kind == 'p' else text}".strip()
    slide.notes_slide.notes_text_frame.text = "\n".join(text for _, text in blocks[last_item + 1 :])
    return _saved(deck.save)


def workbook(source: str) -> bytes:
    """Tables on a sheet of their own, the text around them on another that is hidden from view."""
    from openpyxl import Workbook
    from openpyxl.comments import Comment

    book = Workbook()
    review, notes = book.active, book.create_sheet("Notes")
    review.title = "Review"
    for kind, text in blocks_of(source):
        sheet = review if kind in {"row", "h1"} else notes
        sheet.append(text.split("\t"))
    review["B3"].comment = Comment("Old value, kept for the trend.", "Aylin Demir")
    notes.sheet_state = "hidden"
    return _saved(book.save)


def pdf_document(source: str) -> bytes:
    """A document of one or two pages."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    out = BytesIO()
    styles = getSampleStyleSheet()
    names = {"h1": "Title", "h2": "Heading2", "li": "Bullet"}
    story = [
        Paragraph(html.escape(text), styles[names.get(kind, "BodyText")]) for kind, text in blocks_of(source)
    ]
    SimpleDocTemplate(out, title="KI-Leitplanken", author="Katrin Sommer", invariant=1).build(story)
    return out.getvalue()


def wiki_page(source: str) -> bytes:
    """A page as a wiki exports it, with a line that no browser shows."""
    body = MarkdownIt("commonmark").enable("table").render(source)
    hidden = '<p style="display:none">Draft of 3 August, not yet read by Ruth Abernathy.</p>'
    page = (
        '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Post-mortem</title></head>\n'
        f"<body>\n{body}{hidden}\n</body>\n</html>\n"
    )
    return page.encode()


def crm_object(source: str) -> bytes:
    """A note as an interface of a CRM gives it."""
    head, _, body = source.partition("\n\n")
    account, line = head.splitlines()
    day, author = line.split(", ")
    note = {
        "object": "note",
        "account": account.removeprefix("CRM note, "),
        "created": day,
        "author": author,
        "body": [" ".join(part.split()) for part in body.split("\n\n")],
    }
    return (json.dumps(note, indent=2, ensure_ascii=False) + "\n").encode()


def crm_export(source: str) -> bytes:
    """Rows as a German spreadsheet program saves them: semicolons, Windows-1252, CRLF."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(["Nr", "Eintrag"])
    for number, part in enumerate(source.strip().split("\n\n"), 1):
        writer.writerow([number, " ".join(part.split())])
    return out.getvalue().encode("windows-1252")


def mail_with_plan(source: bytes) -> bytes:
    """The mail as it is, with the plan it speaks of attached as a sheet."""
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "Plan"
    for row in (
        ["Track", "For", "Date", "Checked in the test environment"],
        [
            "Rights and depots",
            "Lukas Brandauer, Rosalie Wengert",
            "14 July",
            "yes, the import sits under Settings",
        ],
        ["Building and changing a route", "Planners", "16 and 21 July", "yes"],
        ["One page in German and Polish", "Drivers", "by 17 July", "not yet, I ask two drivers first"],
    ):
        book.active.append(row)
    message = message_from_bytes(source, policy=policy.default.clone(linesep="\n"))
    assert isinstance(message, EmailMessage)
    message.add_attachment(
        _saved(book.save),
        "application",
        "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        filename="go-live-plan.xlsx",
    )
    return message.as_bytes()


MADE: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "01-renewal-brief-marrowby.docx": ("01-renewal-brief-marrowby.md", word_document),
    "02-qbr-protokoll-quittenhof.pptx": ("02-qbr-protokoll-quittenhof.md", slide_deck),
    "03-onboarding-plan.eml": ("03-onboarding-plan.eml", lambda text: mail_with_plan(text.encode())),
    "07-health-note-pellworth.json": ("07-health-note-pellworth.txt", crm_object),
    "08-crm-notiz-tannenhaeher.csv": ("08-crm-notiz-tannenhaeher.txt", crm_export),
    "09-post-mortem-usage-figure.html": ("09-post-mortem-usage-figure.md", wiki_page),
    "10-ki-leitplanken.pdf": ("10-ki-leitplanken.md", pdf_document),
    "12-health-review-spring.xlsx": ("12-health-review-spring.md", workbook),
}
"""Each file of the demo that is made, its source and its maker."""


def main() -> int:
    """Make every file anew."""
    for name, (source, make) in MADE.items():
        (DEMO / name).write_bytes(make((SOURCES / source).read_text(encoding="utf-8")))
    return 0


def _saved(save: Callable[[BytesIO], object]) -> bytes:
    out = BytesIO()
    save(out)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
