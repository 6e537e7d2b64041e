"""Sheets as people keep them: each oddity is read for certain or told with its cell, and what to do (S001-23)."""

import io
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from assessor.domain.rubric import Rubric
from assessor.errors import InputError
from assessor.rubrics.importing.read import Imported, draft_pack, read_matrix

ROWS = [
    ["Kompetenzbereich", "Junior", "Mid", "Senior"],
    ["Einarbeitung", "Führt den Kickoff.", "Passt den Plan an.", "Setzt den Maßstab."],
    ["Risiken", "Liest das Board.", "Greift früh ein.", "Baut Warnungen."],
    [None],
    ["Stufe", "Name", "Bedeutung"],
    [1, "Anfang", "Mit Hilfe."],
    [2, "Sicher", "Allein."],
]
Change = Callable[[Worksheet], object]


def sheet(*changes: Change, rows: list[list[object]] | None = None, title: str = "Matrix") -> bytes:
    book = openpyxl.Workbook()
    made = book.active
    assert made is not None
    made.title = title
    for row in rows or ROWS:
        made.append(row)
    for change in changes:
        change(made)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(*changes: Change, rows: list[list[object]] | None = None, title: str = "Matrix") -> Imported:
    return read_matrix(sheet(*changes, rows=rows, title=title), file="m.xlsx")


def told(imported: Imported) -> list[tuple[str, str]]:
    return [(one.place, one.what) for one in imported.warnings]


def put(cell: str, value: object) -> Change:
    return lambda made: made.__setitem__(cell, value)


def test_a_tidy_sheet_tells_nothing() -> None:
    plain = read()
    assert (told(plain), plain.report.anchors) == ([], 6)
    assert plain.report.levels == ("Junior", "Mid", "Senior")


def test_a_heading_of_two_lines_under_one_merged_title() -> None:
    rows = [["Kompetenzbereich", "Karrierestufe", None, None], [None, "Junior", "Mid", "Senior"], *ROWS[1:]]
    for merged in (("B1:D1",), ("B1:D1", "A1:A2")):
        found = read(*(lambda made, area=area: made.merge_cells(area) for area in merged), rows=rows)
        assert found.report.levels == ("Junior", "Mid", "Senior")
        assert (found.report.anchors, found.report.areas) == (6, ("Einarbeitung", "Risiken"))
        assert told(found) == [
            ("Matrix!A2", "a heading of two lines; the second line taken as the names of the levels")
        ]


def test_a_heading_of_two_lines_that_both_name() -> None:
    rows = [ROWS[0], [None, "0-2 Jahre", "2-4 Jahre", "ab 5 Jahren"], *ROWS[1:]]
    found = read(rows=rows)
    assert found.report.levels == ("Junior 0-2 Jahre", "Mid 2-4 Jahre", "Senior ab 5 Jahren")
    assert told(found) == [
        ("Matrix!A2", "a heading of two lines; both lines taken as the names of the levels")
    ]


def test_a_first_row_without_an_area_is_no_heading() -> None:
    rows = [ROWS[0], [None, *ROWS[1][1:]], ROWS[2]]
    with pytest.raises(InputError, match="an area is empty or given twice"):
        read(rows=rows)


def test_a_heading_broken_inside_its_cell_is_one_name() -> None:
    assert read(put("C1", "CSM\n(Mid)")).report.levels == ("Junior", "CSM (Mid)", "Senior")


def test_rows_under_one_merged_area_become_anchors_of_one_cell() -> None:
    rows = [ROWS[0], ROWS[1], [None, "Hält Termine fest.", "Passt den Plan an.", None], *ROWS[2:]]
    found = read(lambda made: made.merge_cells("A2:A3"), rows=rows)
    assert (found.report.areas, found.report.anchors) == (("Einarbeitung", "Risiken"), 6)
    cells = {(cell.area, cell.level): cell.anchors for cell in found.matrix.cells}
    assert cells["Einarbeitung", "Junior"] == ("Führt den Kickoff.", "Hält Termine fest.")
    # The same text twice is one anchor.
    assert cells["Einarbeitung", "Mid"] == ("Passt den Plan an.",)
    ((place, what),) = told(found)
    assert (place, what.startswith("read as one row with row 2")) == ("Matrix!A3", True)


def test_an_area_twice_without_merging_is_refused_with_its_cell() -> None:
    with pytest.raises(InputError, match="given twice") as caught:
        read(put("A3", "einarbeitung"))
    assert caught.value.hint


def test_a_running_number_is_left_out() -> None:
    rows = [["Nr.", *ROWS[0]], [1, *ROWS[1]], [2, *ROWS[2]]]
    found = read(rows=rows)
    assert (found.report.areas, found.report.levels) == (
        ("Einarbeitung", "Risiken"),
        ("Junior", "Mid", "Senior"),
    )
    assert told(found)[0] == ("Matrix!A1", "column 'Nr.' counts the rows; left out")


def test_a_group_heading_and_a_lone_note_are_no_areas() -> None:
    group: list[object] = ["Technik", None, None, None]
    rows = [ROWS[0], group, ROWS[1], ["Stand Mai", None, None, None], ROWS[2]]
    found = read(lambda made: made.merge_cells("A2:D2"), rows=rows)
    assert found.report.areas == ("Einarbeitung", "Risiken")
    assert told(found)[:2] == [
        ("Matrix!A2", "one text over the whole row; left out as a heading or note"),
        ("Matrix!A4", "only the first column is filled; left out as a heading or note"),
    ]


def test_columns_without_a_heading_are_told_with_their_first_text() -> None:
    outside = read(put("F3", "nochmal prüfen"))
    assert told(outside) == [("Matrix!F3", "a column without a heading; left out")]
    assert outside.warnings[0].advice == "write a heading into Matrix!F1 if it is a level"
    rows = [["Kompetenzbereich", "Junior", None, "Senior"], *ROWS[1:]]
    inside = read(rows=rows)
    assert inside.report.levels == ("Junior", "Senior")
    assert told(inside) == [("Matrix!C2", "a column without a heading; left out")]
    assert {cell.text for cell in inside.matrix.cells if cell.level == "Senior"} == {
        "Setzt den Maßstab.",
        "Baut Warnungen.",
    }


@pytest.mark.parametrize("heading", ["Notizen", "Kommentar", "Verantwortlich", "Notes", "Gewicht"])
def test_a_column_of_notes_is_told(heading: str) -> None:
    found = read(put("E1", heading), put("E2", "siehe Wiki"))
    assert (found.report.levels, told(found)) == (
        ("Junior", "Mid", "Senior"), [("Matrix!E1", f"column {heading!r} holds notes; left out")],
    )  # fmt: skip


def test_an_empty_cell_is_told_with_its_place_and_stops_the_pack() -> None:
    found = read(put("C3", None), title="Unsere Matrix")
    assert told(found) == [("'Unsere Matrix'!C3", "area 'Risiken', level 'Mid': no anchor")]
    with pytest.raises(InputError, match=r"'Unsere Matrix'!C3: area 'Risiken'") as caught:
        draft_pack(found, pack_id="x", title="X", today=date(2027, 1, 1))
    assert (caught.value.code, bool(caught.value.hint)) == ("import_incomplete", True)


def test_a_formula_without_a_value_is_told() -> None:
    found = read(put("C3", '=CONCATENATE("Greift ","ein.")'))
    assert told(found)[0] == ("Matrix!C3", "a formula without a stored value")


def test_hidden_rows_columns_and_sheets_are_read_and_told() -> None:
    def hide(made: Worksheet) -> None:
        made.row_dimensions[3].hidden = True
        made.column_dimensions["C"].hidden = True

    assert told(read(hide)) == [
        ("Matrix!A3", "a hidden row was read"),
        ("Matrix!C:C", "a hidden column was read"),
    ]

    def hidden_sheet(made: Worksheet) -> None:
        made.parent.create_sheet("Vorn", 0)
        made.sheet_state = "hidden"

    assert ("Matrix!A1", "a table on a hidden sheet was read") in told(read(hidden_sheet))


def test_a_second_matrix_on_another_sheet_is_told() -> None:
    def second(made: Worksheet) -> None:
        other = made.parent.create_sheet("Alt")
        for row in ROWS[:3]:
            other.append(row)

    assert told(read(second)) == [("Alt!A1", "a further table of areas; left out")]


def test_bullets_and_numbers_in_a_cell_are_single_anchors() -> None:
    found = read(
        put("B2", "• Eins.\n• Zwei."), put("C2", "1. Eins.\n2. Zwei.\n\n3. Drei."), put("D2", "Eins -\nzwei.")
    )
    anchors = {cell.level: cell.anchors for cell in found.matrix.cells if cell.area == "Einarbeitung"}
    assert anchors == {
        "Junior": ("Eins.", "Zwei."),
        "Mid": ("Eins.", "Zwei.", "Drei."),
        "Senior": ("Eins - zwei.",),
    }
    # Cells are counted, not behaviours (CONTRACT.md).
    assert found.report.anchors == 6


def test_everything_at_once_becomes_a_pack_that_keeps_every_anchor() -> None:
    rows: list[list[object]] = [
        ["Unsere Matrix 2027"],
        [None],
        ["Nr.", "Kompetenzbereich", "Karrierestufe", None, None, "Bemerkungen"],
        [None, None, "Junior\nCSM", "Mid", "Senior", None],
        ["A", "Grundlagen", None, None, None, None],
        [1, "Einarbeitung", "Führt den Kickoff.", "Passt den Plan an.", "Setzt den Maßstab.", "prüfen"],
        [None, None, "Hält Termine fest.", None, None, None],
        [None],
        [2, "Risiken", "Liest das Board.", "Greift früh ein.", "Baut Warnungen.", None],
        [None],
        ["Bewertung", "Name", "Bedeutung"],
        [0, "Nein", "Noch nichts."],
        [1, "Ja", "Allein."],
    ]
    merged = ("A1:F1", "C3:E3", "B6:B7")
    found = read(*(lambda made, area=area: made.merge_cells(area) for area in merged), rows=rows)
    assert found.report.levels == ("Junior CSM", "Mid", "Senior")
    assert found.report.areas == ("Einarbeitung", "Risiken")
    assert [one.value for one in found.scale] == [0, 1]
    places = [place for place, _ in told(found)]
    assert {"Matrix!A3", "Matrix!F3"} <= set(places)
    assert all(one.advice for one in found.warnings)
    pack = Rubric.model_validate(draft_pack(found, pack_id="x", title="X", today=date(2027, 1, 1)))
    texts = [anchor.text for area in pack.skill_areas for anchor in area.anchors]
    assert sorted(texts) == sorted(
        ["Führt den Kickoff.", "Hält Termine fest.", "Passt den Plan an.", "Setzt den Maßstab.",
         "Liest das Board.", "Greift früh ein.", "Baut Warnungen."]
    )  # fmt: skip


def test_a_sheet_as_large_as_a_bomb_is_refused() -> None:
    with pytest.raises(InputError, match="at most 200000 cells") as caught:
        read(put("XFD1048576", "x"))
    assert caught.value.code == "import_unsupported"
