"""Files of every format that is read, full of invented personal values, to be searched for afterwards."""

import json
import random
from collections.abc import Callable
from pathlib import Path

from docx import Document
from openpyxl import Workbook
from pptx import Presentation
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

from tests.intake.mails import as_bytes, mail

FORMATS = ("txt", "md", "eml", "docx", "pptx", "xlsx", "pdf", "html", "csv", "json", "vtt")
"""Every format that is read; the mail carries a further file of its own."""
PER_FORMAT = 20


def people(source: random.Random, count: int) -> list[str]:
    first, last = (
        ["ba", "do", "fe", "gi", "ka", "lu", "mo", "ni", "ra", "su"],
        ["berg", "dal", "feld", "holm", "wick", "stad"],
    )
    return [
        f"{''.join(source.choices(first, k=2)).title()} {''.join(source.choices(first, k=3)).title()}{source.choice(last)}"
        for _ in range(count)
    ]


def iban(source: random.Random) -> str:
    account = f"{source.randrange(10**18):018d}"
    check = 98 - int(account + "131400") % 97
    return f"DE{check:02d}{account}"


def sentences(seed: int) -> tuple[list[str], list[str]]:
    """Twenty personal values and the sentences they stand in."""
    source = random.Random(seed)
    names = people(source, 9)
    mails = [f"u{source.randrange(10**9)}@post{source.randrange(10**6)}.example" for _ in range(5)]
    phones = [f"+49 30 {source.randrange(10**7, 10**8)}" for _ in range(4)]
    ibans = [iban(source) for _ in range(2)]  # three would be a list of payment data, which stops
    lines = [f"I checked the usage export with Mrs {name}." for name in names]
    lines += [f"The plan went to {mail} on Monday." for mail in mails]
    lines += [f"Tel. {phone} for questions." for phone in phones]
    lines += [f"Refund to IBAN {number} as agreed." for number in ibans]
    return [*names, *mails, *phones, *ibans], lines


def write(path: Path, lines: list[str]) -> None:
    """A file of the format its name says, with the lines in it, some of them in hidden corners."""
    kind = path.suffix.removeprefix(".")
    if kind == "docx":
        document = Document()
        for line in lines[1:]:
            document.add_paragraph(line)
        document.core_properties.comments = lines[0]
        document.save(str(path))
    elif kind == "pptx":
        deck = Presentation()
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = lines[0]
        slide.notes_slide.notes_text_frame.text = "\n".join(lines[1:])
        deck.save(str(path))
    elif kind == "pdf":
        pages = SimpleDocTemplate(str(path), author=lines[0])
        body = getSampleStyleSheet()["BodyText"]
        pages.build([Paragraph(line, body) for line in lines[1:]])
    elif kind == "xlsx":
        book = Workbook()
        hidden = book.create_sheet("old")
        hidden.sheet_state = "hidden"
        for index, line in enumerate(lines):
            (hidden if index % 2 else book.active).append([index, line])
        book.save(path)
    else:
        writers: dict[str, Callable[[], str]] = {
            "html": lambda: "".join(
                f"<p hidden>{one}</p>" if n % 3 == 0 else f"<p>{one}</p>" for n, one in enumerate(lines)
            ),
            "csv": lambda: "n;text\n" + "".join(f"{n};{one}\n" for n, one in enumerate(lines)),
            "json": lambda: json.dumps([{"n": n, "text": one} for n, one in enumerate(lines)]),
            "vtt": lambda: (
                "WEBVTT\n"
                + "".join(
                    f"\n00:00:{n:02d}.000 --> 00:00:{n:02d}.900\n{one}\n" for n, one in enumerate(lines)
                )
            ),
        }
        path.write_text(writers.get(kind, lambda: "\n\n".join(lines))(), encoding="utf-8")


def write_mail(path: Path, lines: list[str], attached: list[str]) -> None:
    """A mail with lines of its own and a text attached that has others."""
    message = mail("\n\n".join(lines) + "\n", From="Anna Muster <anna@beispiel.example>")
    message.add_attachment("\n\n".join(attached), filename="attached.txt")
    path.write_bytes(as_bytes(message))


def write_all(folder: Path) -> list[str]:
    """One file of each format, `file.FORMAT`, and one more inside the mail; the values that stand in them."""
    values: list[str] = []
    for seed, kind in enumerate(FORMATS):
        own, lines = sentences(seed)
        values += own
        if kind == "eml":
            inner, attached = sentences(len(FORMATS))
            values += inner
            write_mail(folder / "file.eml", lines, attached)
        else:
            write(folder / f"file.{kind}", lines)
    # Eleven formats and the file attached to the mail, twenty values each.
    assert len(set(values)) == 12 * PER_FORMAT == 240
    return values
