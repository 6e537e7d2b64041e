"""No removed value survives anywhere: home, temporary folders, output. Misses are listed, not hidden."""

import json
import random
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook
from pptx import Presentation
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

from tests.cli.conftest import Cli
from tests.intake.mails import as_bytes, mail

from .leak_scan import canaries, files_below, hits

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


def test_the_scan_finds_every_planted_canary() -> None:
    value = "canary-1f0e7a Petersen"
    places = canaries(value)
    assert {name for _, name in hits([value], places)} == set(places)
    assert hits(["another value"], places) == set()


def test_no_detected_value_survives_anywhere(
    cli: Cli,
    home: Path,
    work: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    values: list[str] = []
    for seed, kind in enumerate(FORMATS):
        own, lines = sentences(seed)
        values += own
        if kind == "eml":
            inner, attached = sentences(len(FORMATS))
            values += inner
            write_mail(work / "file.eml", lines, attached)
        else:
            write(work / f"file.{kind}", lines)
    # Eleven formats and the file attached to the mail, twenty values each.
    assert len(set(values)) == 12 * PER_FORMAT == 240

    names = [f"file.{kind}" for kind in FORMATS]
    ran = cli(
        "assess",
        *names,
        "--rubric",
        "ai-skills",
        "--assessee",
        "csm-1",
        "--evidence-date",
        "2026-11-02",
        "--json",
    )
    assert ran.code == 0, ran.err
    kept = [one for one in ran.json["artefacts"] if one["draft_id"]]
    assert len(kept) == len(FORMATS) + 1
    outputs = [ran]
    for one in kept:
        outputs += [cli("rate", one["draft_id"], "--rating", "2"), cli("reveal", one["draft_id"])]
        outputs += [cli("draft", "show", one["draft_id"], "--json")]
    outputs += [cli("redact", name) for name in names]
    outputs += [cli("audit", "show", "--json"), cli("doctor"), cli("draft", "list")]

    text = "\n".join(one["text"] for one in kept)
    missed = sorted(value for value in values if value in text)
    detected = [value for value in values if value not in missed]
    print(f"\ndetected {len(detected)} of {len(values)}; missed: {missed}")
    # A floor against a test that finds nothing because nothing was detected.
    assert len(detected) >= 0.9 * len(values)

    places = files_below(home, temporary)
    places |= {f"output {n}": (one.out + one.err).encode() for n, one in enumerate(outputs)}
    assert hits(["I checked the usage export"], places)  # the scan sees what was kept
    assert hits(detected, places) == set()
