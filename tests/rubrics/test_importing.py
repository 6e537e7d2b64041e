"""Matrices as people write them, in our own words, and what import makes of them."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import yaml

from assessor.errors import InputError
from assessor.rubrics.importing.read import Imported, draft_pack
from assessor.rubrics.importing.read import read_matrix as read_bytes
from assessor.rubrics.load import load_pack


def read_matrix(text: str, *, file: str, areas: tuple[str, ...] = (), scale: str | None = None) -> Imported:
    return read_bytes(text.encode(), file=file, areas=areas, scale=scale)


WIDE = """
| Skill area | Junior CSM | Senior / Strategic CSM |
|---|:---:|---|
| 1) Notes, calls & minutes (EU) | Writes **minutes**. Files them. | Sets the format. |
| 2) Risk \\| health | Reads the board. | Builds a warning. |

| Level | Scope of ownership | Decisions |
|---|---|---|
| Junior CSM | Few accounts. | Steps. |
| Senior / Strategic CSM | Many accounts. | Course. |

| Rating | Definition | What is seen |
|---|---|---|
| 1 — Aware | Knows of it. | Talks about it. |
| 2 — Skilled | Does it. | Shows it. |
| 3 — Expert | Teaches it. | Wrote it. |
"""
SERIES = """
| Competency Domain | Core Skill | Why It Matters |
|---|---|---|
| Start & First Value | Gets customers going | They stay |
| Health Score Care | Sees risk | Time to act |

## Level 1
| Competency Domain | Junior CSM — Behavioral Anchor |
|---|---|
| Start | Runs the kickoff; logs steps |
| Health Score | Reads the board |

## Level 2
| Competency Domain | CSM (Mid) — Behavioral Anchor |
|---|---|
| Start | Tailors the steps |
| Health Score | Acts alone |

| Level | Label | Practical Meaning |
|---|---|---|
| 0 | Not shown | Nothing yet |
| 1 | Begins | With help |
| 2 | Works | Alone |
"""
RUN_ON = """Kompetenzbereich Junior CSM CSM (Mid) Senior CSM Lead CSM
Start & Nutzen Führt aus; fragt nach. Passt um 10–15 % an. Entwirft neu. Schult andere.
Risiko & Health Schaut täglich nach. Deutet Signale. Setzt Schwellen fest. Leitet das Komitee.
"""


def test_one_wide_table() -> None:
    """S001-23, S001-25: levels, areas without ordinals, anchors as cells, scale."""
    report = read_matrix(WIDE, file="m.md").report
    assert report.levels == ("Junior CSM", "Senior / Strategic CSM")
    assert report.areas == ("Notes, calls & minutes (EU)", "Risk | health")
    # Two areas at two levels; the two behaviours of one cell count once.
    assert report.anchors == 4
    assert [(one.value, one.label) for one in report.scale or ()] == [
        (1, "Aware"),
        (2, "Skilled"),
        (3, "Expert"),
    ]
    assert report.warnings == ()


def test_a_table_for_each_level_with_short_names_of_areas() -> None:
    read = read_matrix(SERIES, file="m.md")
    assert read.report.levels == ("Junior CSM", "CSM (Mid)")
    assert read.report.areas == ("Start & First Value", "Health Score Care")
    assert read.report.anchors == 4
    assert [one.value for one in read.report.scale or ()] == [0, 1, 2]
    assert [(one.goal, one.alias) for one in read.matrix.areas] == [
        ("Gets customers going", "Start"),
        ("Sees risk", "Health Score"),
    ]


def test_a_table_without_delimiters_is_refused_with_advice() -> None:
    with pytest.raises(InputError, match="with delimiters") as caught:
        read_matrix(RUN_ON, file="m.txt")
    assert caught.value.code == "import_no_table"
    assert "--areas" in (caught.value.hint or "")


def test_with_its_areas_named_it_is_split_by_sentences() -> None:
    """S002-03."""
    read = read_matrix(RUN_ON, file="m.txt", areas=("Start & Nutzen", "Risiko & Health"), scale="1-4")
    assert read.report.levels == ("Junior CSM", "CSM (Mid)", "Senior CSM", "Lead CSM")
    assert read.report.anchors == 8
    assert read.matrix.cells[1].text == "Passt um 10–15 % an."
    assert [one.value for one in read.report.scale or ()] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("text", "areas", "message"),
    [
        (
            RUN_ON.replace("Entwirft neu. ", ""),
            ("Start & Nutzen",),
            "line 2: 3 sentences for 4 career levels",
        ),
        (RUN_ON, ("Anderes",), "0 lines begin with area 'Anderes'"),
        (RUN_ON.replace("Junior CSM", "Novize"), ("Start & Nutzen",), "no line before the areas"),
    ],
)
def test_sentences_that_do_not_come_out_even_are_never_guessed(
    text: str, areas: tuple[str, ...], message: str
) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read_matrix(text, file="m.txt", areas=areas)
    assert caught.value.code == "import_uncertain"


def test_a_row_with_a_cell_too_many_is_refused_with_its_line() -> None:
    with pytest.raises(InputError, match=r"line 4: 4 cells; expected 3, as in the heading on line 2"):
        read_matrix(WIDE.replace("Writes **minutes**.", "Writes | minutes."), file="m.md")


def test_what_is_missing_is_told_with_its_place() -> None:
    short = WIDE.replace(" | Sets the format. |", " |")
    assert read_matrix(short, file="m.md").report.warnings == (
        "line 4: 2 cells; expected 3; the rest is empty; write the missing cells",
        "line 4: area 'Notes, calls & minutes (EU)', level 'Senior / Strategic CSM': no anchor; "
        "write what can be seen there",
    )
    without_scale = read_matrix(WIDE.split("| Rating", maxsplit=1)[0], file="m.md").report
    assert without_scale.scale is None
    assert without_scale.warnings == ("no table with a rating scale; give one with --scale LO-HI",)
    assert [(one.place, one.what) for one in without_scale.details] == [("", "no table with a rating scale")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (WIDE.replace("2) Risk \\| health", "2) Notes, Calls and minutes (EU)"), "import_area_twice"),
        (WIDE.replace("Senior / Strategic CSM", "junior csm"), "import_level_twice"),
        (SERIES.replace("| Start | Tailors", "| Begin | Tailors"), "import_unknown_area"),
        (SERIES.replace("| Health Score | Acts", "| Start | Acts"), "import_area_twice"),
        ("No table here.", "import_no_table"),
    ],
)
def test_contradictions_are_refused(text: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read_matrix(text, file="m.md")
    assert caught.value.code == code


def test_a_further_table_of_areas_is_told() -> None:
    """Or half a matrix could be lost without a word."""
    second = "\n| Skill area | Junior CSM | Senior |\n|---|---|---|\n| 3) More | Does. | Leads. |\n"
    report = read_matrix(WIDE + second, file="m.md").report
    line = WIDE.count("\n") + 2
    (warning,) = report.details
    assert (report.anchors, warning.place) == (4, f"line {line}")
    assert warning.what == "a further table of areas; left out"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_several_dialects(delimiter: str) -> None:
    rows = [
        ["Kompetenzbereich", "Junior", "Senior"],
        ["", "", ""],
        ["Notizen", '"Schreibt; prüft, legt ab."', "Setzt Maßstäbe."],
    ]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    report = read_matrix(text, file="m.csv", scale="1-4").report
    assert (report.levels, report.areas, report.anchors) == (("Junior", "Senior"), ("Notizen",), 2)


@pytest.mark.parametrize("scale", ["4", "4-1", "a-b", "1–"])
def test_a_scale_that_is_none_is_refused(scale: str) -> None:
    with pytest.raises(InputError, match="expected LO-HI"):
        read_matrix(WIDE, file="m.md", scale=scale)


@pytest.mark.parametrize("text", [WIDE, SERIES])
def test_the_draft_pack_loads(text: str, tmp_path: Path) -> None:
    """S001-25."""
    pack = draft_pack(read_matrix(text, file="m.md"), pack_id="ours", title="Ours", today=date(2026, 11, 27))
    path = tmp_path / "ours.yaml"
    path.write_text(yaml.safe_dump(pack, sort_keys=False, allow_unicode=True), encoding="utf-8")
    rubric = load_pack(path)
    assert (rubric.status, len(rubric.anchors_by_id)) == ("draft", 4)


def test_a_pack_with_holes_is_not_written() -> None:
    read = read_matrix(WIDE.replace("Builds a warning.", ""), file="m.md")
    with pytest.raises(InputError, match="level 'Senior / Strategic CSM': no anchor"):
        draft_pack(read, pack_id="ours", title="Ours", today=date(2026, 11, 27))


def workbook(*, blank_cell: bool = False) -> bytes:
    """A sheet as people keep it: a title over all columns, a blank row, merged cells, a second table."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["B1"] = "Unsere Matrix 2026"
    sheet.merge_cells("B1:D1")
    for row, cells in (
        (3, ("Kompetenzbereich", "Junior", "Senior", "Bemerkungen")),
        (4, ("1) Notizen", "Schreibt mit.", None if blank_cell else "Legt das Format fest.", "prüfen!")),
        (6, ("2) Skill & Risiko", "Handelt nach Plan.", None, None)),
        (8, ("Stufe", "Name", "Bedeutung")),
        (9, (1.0, "Anfang", "Mit Hilfe.")),
        (10, (2.0, "Sicher", "Allein.")),
    ):
        for column, value in enumerate(cells, start=2):
            sheet.cell(row, column, value)
    sheet.merge_cells("C6:D6")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_sheet_with_title_blank_rows_and_merged_cells() -> None:
    """S001-23: German headings, a column of notes, a blank row inside; a merged cell counts twice."""
    report = read_bytes(workbook(), file="m.xlsx").report
    assert (report.levels, report.areas) == (("Junior", "Senior"), ("Notizen", "Skill & Risiko"))
    assert report.anchors == 4
    assert [(one.value, one.label) for one in report.scale or ()] == [(1, "Anfang"), (2, "Sicher")]
    assert [(one.place, one.what) for one in report.details] == [
        ("Sheet!E3", "column 'Bemerkungen' holds notes; left out")
    ]


def test_a_blank_cell_of_a_sheet_is_told() -> None:
    report = read_bytes(workbook(blank_cell=True), file="m.xlsx").report
    assert ("Sheet!D4", "area 'Notizen', level 'Senior': no anchor") in [
        (one.place, one.what) for one in report.details
    ]


def test_bytes_that_are_no_workbook_are_refused() -> None:
    for content in (b"PK\x03\x04\xff", b"", b"a,b"):
        with pytest.raises(InputError) as caught:
            read_bytes(content, file="m.xlsx")
        assert caught.value.code == "import_unsupported"
