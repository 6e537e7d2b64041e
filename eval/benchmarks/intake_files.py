"""The files that intake is measured on: a typical one of each format, and one as large as it gets."""

import io
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from tests.intake.corpus.file import Prose
from tests.intake.office_files import edited

_DEMO = Path(__file__).parents[1] / "demo"
_PICTURE_BYTES = 1_000_000


def typical() -> dict[str, Callable[[], bytes]]:
    """Of each format the largest demo file: a few pages, as people hand them in."""
    files = sorted(_DEMO.iterdir(), key=lambda path: path.stat().st_size)
    return {path.suffix: path.read_bytes for path in files if path.suffix in LARGE}


def _pictures(count: int) -> list[bytes]:
    rng = Prose("pictures").rng  # noise, as pictures are to a packer
    return [rng.randbytes(_PICTURE_BYTES) for _ in range(count)]


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _docx() -> bytes:
    """A report of 4,000 paragraphs and 20 MB of pictures."""
    import docx

    document, prose = docx.Document(), Prose("large docx")
    for _ in range(4_000):
        document.add_paragraph(prose.paragraph())
    return edited(_saved(document), {f"word/media/p{n}.png": one for n, one in enumerate(_pictures(20))})


def _pptx() -> bytes:
    """A quarterly review of 120 slides with notes and 28 MB of pictures."""
    import pptx

    deck, prose = pptx.Presentation(), Prose("large pptx")
    for _ in range(120):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = prose.sentence()
        slide.placeholders[1].text = "\n".join(prose.sentence() for _ in range(8))
        slide.notes_slide.notes_text_frame.text = prose.paragraph(6)
    return edited(_saved(deck), {f"ppt/media/p{n}.png": one for n, one in enumerate(_pictures(28))})


def _xlsx() -> bytes:
    """A usage export of 20,000 rows and 10 columns."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet, prose = book.create_sheet(), Prose("large xlsx")
    names = [prose.sentence() for _ in range(50)]
    for number in range(20_000):
        sheet.append([names[number % 50], *range(number, number + 9)])
    return _saved(book)


def _pdf() -> bytes:
    """A handbook of 150 pages."""
    from reportlab.pdfgen.canvas import Canvas

    out, prose = io.BytesIO(), Prose("large pdf")
    canvas = Canvas(out, invariant=1)
    for _ in range(150):
        for row in range(40):
            canvas.drawString(60, 800 - 18 * row, prose.sentence())
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _html() -> bytes:
    """A saved report with a table of 4,000 rows."""
    prose = Prose("large html")
    rows = "".join(f"<tr><td>{prose.sentence()}</td><td>{number}</td></tr>" for number in range(4_000))
    return f"<!doctype html><html><body><table>{rows}</table></body></html>".encode()


def _eml() -> bytes:
    """A thread of 400 quoted lines with 20 MB of pictures attached."""
    prose, message = Prose("large eml"), EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.com", "b@example.com", "Plan"
    quoted = "\n".join(f"> {prose.sentence()}" for _ in range(400))
    message.set_content(f"{prose.paragraph()}\n\nOn 2 Nov 2026 at 10:00, Anna wrote:\n{quoted}\n")
    for number, picture in enumerate(_pictures(20)):
        message.add_attachment(picture, maintype="image", subtype="png", filename=f"p{number}.png")
    return message.as_bytes()


LARGE: dict[str, Callable[[], bytes]] = {
    ".docx": _docx,
    ".pptx": _pptx,
    ".xlsx": _xlsx,
    ".pdf": _pdf,
    ".html": _html,
    ".eml": _eml,
    ".csv": lambda: b"1\n" * 900_000,
    ".json": lambda: b"1\n" * 900_000,
    ".vtt": lambda: b"WEBVTT\n\n" + b"00:01.000 --> 00:02.000\nwe call\n\n" * 55_000,
    ".md": lambda: b"#\n" * 500_000,
    ".txt": lambda: Prose("large txt").paragraph(33_000).encode()[:1_990_000],
}
"""Of each format one as large as its limits or its users let it be; built when called."""
