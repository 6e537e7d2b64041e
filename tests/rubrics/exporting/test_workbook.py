"""The workbook people fill in: instructions, lists to choose from, no formula, and a template that comes back."""

import csv
import io
from datetime import date

import openpyxl
import pytest

from assessor.domain.rubric import Rubric
from assessor.errors import InputError
from assessor.rubrics.exporting.texts import csv_text, markdown_text
from assessor.rubrics.exporting.workbook import workbook_bytes
from assessor.rubrics.importing.read import draft_pack, read_matrix
from assessor.rubrics.load import load_rubric
from tests.rubrics.exporting_checks import read_back

EVIL = ["=HYPERLINK(1)", "+49 1", "-1 day", "@SUM(1)", "'=already", "＝wide"]


@pytest.fixture(scope="module")
def matrix() -> Rubric:
    return load_rubric("csm-matrix")


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def with_evil_texts(rubric: Rubric) -> Rubric:
    values = rubric.model_dump(mode="json")
    first = values["skill_areas"][0]
    first["cells"][0]["anchors"] = [{**first["cells"][0]["anchors"][0], "text": EVIL[0]}]
    first["outcomes"] = EVIL
    first["name"] = values["title"] = EVIL[1]
    return Rubric.model_validate(values)


def test_sheets_headings_and_instructions(matrix: Rubric) -> None:
    """S001-23: one heading per level, instructions first."""
    book = opened(workbook_bytes(matrix, "en"))
    assert book.sheetnames == ["Instructions", "Matrix", "Scale", "Areas", "Levels", "Details", "About"]
    sheet = book["Matrix"]
    assert [cell.value for cell in sheet[1]] == [
        "Skill area",
        *(level.name for level in matrix.career_levels),
    ]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)][:6] == [
        area.name for area in matrix.skill_areas
    ]
    assert sheet["B2"].value.startswith("• ")
    german = opened(workbook_bytes(matrix, "de"))
    assert german.sheetnames[:2] == ["Anleitung", "Matrix"]
    assert german["Matrix"]["A1"].value == "Kompetenzbereich"


def test_lists_to_choose_from_name_what_there_is(matrix: Rubric) -> None:
    book = opened(workbook_bytes(load_rubric("csm-laufbahn"), "en"))
    lists = {
        (sheet.title, str(check.sqref)): check.formula1
        for sheet in book
        for check in sheet.data_validations.dataValidation
    }
    assert lists["Areas", "G2:G500"] == '"rated,optional"'
    assert lists["Targets", "B2:B500"] == "Areas!$A$2:$A$500"
    assert "at_least" in lists["Targets", "E2:E500"]
    # The words for a part stand on the instructions; the range must cover exactly them.
    place = lists["Details", "A2:A500"].removeprefix("Instructions!").replace("$", "")
    words = [row[0].value for row in book["Instructions"][place]]
    assert (words[0], words[-1], len(words)) == ("Outcome", "Further entry", 17)
    assert not any(len(one or "") > 255 for one in lists.values())


def test_nothing_exotic_is_in_the_file(matrix: Rubric) -> None:
    """S001-23: opens in Google Sheets."""
    book = opened(workbook_bytes(matrix, "en"))
    assert not book.vba_archive
    assert not list(book.defined_names)
    for sheet in book:
        assert not sheet.merged_cells.ranges
        assert not sheet.conditional_formatting
        assert all(cell.data_type in ("s", "n") for row in sheet.iter_rows() for cell in row)


def test_no_text_becomes_a_formula_in_a_workbook(matrix: Rubric) -> None:
    content = workbook_bytes(with_evil_texts(matrix), "en")
    cells = [
        cell for sheet in opened(content) for row in sheet.iter_rows() for cell in row if cell.value in EVIL
    ]
    assert {cell.value for cell in cells} == set(EVIL)
    for cell in cells:
        assert cell.data_type == "s"
        # Kept as text when somebody edits the cell.
        assert cell.quotePrefix
    assert read_back(content, "x.xlsx").skill_areas[0].outcomes == tuple(EVIL)


@pytest.mark.parametrize("lang", ["en", "de"])
def test_no_text_becomes_a_formula_in_csv(matrix: Rubric, lang: str) -> None:
    text = csv_text(with_evil_texts(matrix), lang)
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";" if lang == "de" else ","))
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "＝"))]
    assert {"'=HYPERLINK(1)", "'+49 1", "''=already"} <= set(cells)
    assert read_back(text.encode(), "x.csv").skill_areas[0].outcomes == tuple(EVIL)


def test_control_characters_do_not_break_a_workbook(matrix: Rubric) -> None:
    values = matrix.model_dump(mode="json")
    values["skill_areas"][0]["goal"] = "a\x07b\x00c"
    back = read_back(workbook_bytes(Rubric.model_validate(values), "en"), "x.xlsx")
    assert back.skill_areas[0].goal == "a b c"


@pytest.mark.parametrize("suffix", ["xlsx", "md", "csv"])
def test_an_empty_template_says_what_is_to_be_filled_in(matrix: Rubric, suffix: str) -> None:
    content = {
        "xlsx": workbook_bytes(matrix, "en", template=True),
        "md": markdown_text(matrix, "en", template=True).encode(),
        "csv": csv_text(matrix, "en", template=True).encode(),
    }[suffix]
    assert b"playbook" not in content
    read = read_matrix(content, file=f"t.{suffix}")
    assert read.report.levels == tuple(level.name for level in matrix.career_levels)
    assert read.report.anchors == 0
    with pytest.raises(InputError, match="no anchor") as caught:
        draft_pack(read, pack_id="t", title="T", today=date(2027, 1, 1))
    assert caught.value.code == "import_incomplete"


def test_a_template_filled_in_by_hand_becomes_a_pack(matrix: Rubric) -> None:
    """S001-23, S001-25: with rows, columns and names changed, as people do."""
    book = opened(workbook_bytes(matrix, "de", template=True))
    sheet = book["Matrix"]
    sheet.delete_cols(4, 2)
    sheet.delete_rows(4, 20)
    sheet["A2"], sheet["A3"] = "Einarbeitung", "Risiken"
    sheet["B2"], sheet["C2"] = "- Führt das Erstgespräch.\n- Hält Termine fest.", "Passt den Plan an."
    sheet["B3"], sheet["C3"] = "Liest das Board.", "Greift früh ein."
    for number, word in enumerate(("Nein", "Beginn", "Sicher", "Stark", "Vorbild"), start=2):
        book["Skala"].cell(number, 3, f"{word}: so sieht es aus.")
    book["Einzelheiten"].append(["Kennzahl", "Risiken", "Verlorene Kunden ohne Vorwarnung", "risk"])
    book["Zielwerte"].append(
        [
            "gerettet",
            "Risiken",
            "CSM (Mid)",
            "Gerettete Kunden",
            "at_least",
            70,
            None,
            "percent",
            "Quartal",
            "alle",
            "CRM",
        ]
    )
    out = io.BytesIO()
    book.save(out)
    read = read_matrix(out.getvalue(), file="unsere.xlsx")
    more: list[object] = []
    pack = draft_pack(read, pack_id="unsere", title="Unsere", today=date(2027, 1, 1), warnings=more)
    rubric = Rubric.model_validate(pack)
    assert [area.name for area in rubric.skill_areas] == ["Einarbeitung", "Risiken"]
    assert [one.text for one in rubric.skill_areas[0].cells[0].anchors] == [
        "Führt das Erstgespräch.",
        "Hält Termine fest.",
    ]
    assert rubric.skill_areas[1].indicators[0].text == "Verlorene Kunden ohne Vorwarnung"
    assert rubric.skill_areas[1].cells[1].metrics[0].value == 70
    assert rubric.scale.levels[1].definition == "Beginn: so sieht es aus."
    # The sheet of areas still names the template's areas, and that is told cell by cell.
    told = [one.line for one in more]
    assert "Bereiche!A2: no such skill area; the row is left out; write the name as in the matrix" in told
    assert "Stufen!A4: no such career level; the row is left out; write the name as in the matrix" in told
