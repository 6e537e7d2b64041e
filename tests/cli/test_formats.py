"""Every format from a real file to redacted text, through the limited child."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook
from pptx import Presentation

from tests.cli.conftest import Cli

NAME = "Jana Petersen"


def docx(path: Path) -> None:
    document = Document()
    document.add_paragraph(f"Hi {NAME},")
    document.core_properties.author = f"Mrs {NAME}"
    document.save(str(path))


def pptx(path: Path) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Adoption review"
    slide.notes_slide.notes_text_frame.text = f"Ask Mrs {NAME} about the export."
    deck.save(str(path))


def xlsx(path: Path) -> None:
    book = Workbook()
    book.active.append(["Risk", "Owner"])
    book.active.append(["low usage", f"Mrs {NAME}"])
    hidden = book.create_sheet("archive")
    hidden.sheet_state = "hidden"
    hidden.append([f"Mr {NAME}"])
    book.save(path)


def html(path: Path) -> None:
    path.write_text(
        f"<html><body><p>Dear {NAME},</p><p style='display:none'>Mrs {NAME}</p></body></html>",
        encoding="utf-8",
    )


def csv(path: Path) -> None:
    path.write_text(f"risk;owner\nlow usage;Mrs {NAME}\n", encoding="utf-8")


def as_json(path: Path) -> None:
    path.write_text(json.dumps({"risk": "low usage", "owner": f"Mrs {NAME}"}), encoding="utf-8")


def vtt(path: Path) -> None:
    path.write_text(f"WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nThank you, Mrs {NAME}.\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("build", "locator"),
    [
        (docx, None), (pptx, "notes of slide 1"), (xlsx, "sheet 1 row 2"), (html, None), (csv, "row 2"),
        (as_json, None), (vtt, "cue 00:00:01"),
    ],
)  # fmt: skip
def test_a_name_is_removed_wherever_it_stands(
    cli: Cli, work: Path, build: Callable[[Path], None], locator: str | None
) -> None:
    name = f"file.{build.__name__.removeprefix('as_')}"
    build(work / name)
    ran = cli(
        "assess",
        name,
        "--rubric",
        "ai-skills",
        "--assessee",
        "csm-1",
        "--evidence-date",
        "2026-11-02",
        "--json",
    )
    assert ran.code == 0, ran.err
    (artefact,) = ran.json["artefacts"]
    assert "<PERSON_1>" in artefact["text"]
    for word in NAME.split():
        assert word not in artefact["text"]
    if locator is not None:
        assert locator in {segment["locator"] for segment in artefact["segments"]}


@pytest.mark.parametrize(
    ("build", "rule"), [(pptx, "speaker_notes"), (xlsx, "hidden_sheet"), (html, "html_hidden")]
)
def test_what_a_reader_would_not_see_is_told(
    cli: Cli, work: Path, build: Callable[[Path], None], rule: str
) -> None:
    name = f"file.{build.__name__}"
    build(work / name)
    value = cli("redact", name, "--json").json
    assert rule in {finding["rule"] for finding in value["findings"] if finding["action"] == "note"}
