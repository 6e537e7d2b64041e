"""Workbooks: a passage for each row, values as shown, and every corner beside the cells."""

import re

import pytest

from assessor.errors import UnreadableError
from assessor.intake.office.read import read_xlsx
from tests.intake.office.test_docx import found
from tests.intake.office_files import SHEET_TYPE, S, cell, edited, related, sheet_part, xlsx_file

BOOK = xlsx_file()
STYLES = (
    f'<styleSheet xmlns="{S}"><numFmts><numFmt numFmtId="200" formatCode=";;;"/><numFmt numFmtId="201" formatCode="0.0%"/>'
    '<numFmt numFmtId="202" formatCode="&quot;day&quot; 0"/></numFmts>'
    '<fonts><font><sz val="11"/></font><font><color rgb="FFFFFFFF"/></font><font><sz val="1"/></font></fonts>'
    '<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"/></fill></fills>'
    "<cellXfs>"
    + "".join(
        f'<xf numFmtId="{n}" fontId="{font}" fillId="{fill}"/>'
        for n, font, fill in (
            (0, 0, 0),
            (0, 1, 0),
            (0, 1, 1),
            (0, 2, 0),
            (200, 0, 0),
            (14, 0, 0),
            (201, 0, 0),
            (22, 0, 0),
            (202, 0, 0),
        )
    )
    + "</cellXfs></styleSheet>"
)


def first_sheet(rows: str, before: str = "", after: str = "") -> bytes:
    parts = {"xl/worksheets/sheet1.xml": sheet_part(rows, before, after), "xl/styles.xml": STYLES}
    return edited(BOOK, parts)


HIDDEN_B = '<cols><col min="2" max="3" hidden="1"/></cols>'
CORNERS = [
    ("plain", first_sheet(f'<row r="7">{cell("MARK")}</row>'), ("sheet 1 row 7", None)),
    ("no number", first_sheet(f"<row/><row>{cell('MARK')}</row>"), ("sheet 1 row 2", None)),
    ("hidden row", first_sheet(f'<row r="7" hidden="1">{cell("MARK")}</row>'), ("sheet 1 row 7", "hidden_row")),
    ("hidden column", first_sheet(f'<row r="7">{cell("a", "r=" + chr(34) + "A7" + chr(34))}{cell("MARK", "r=" + chr(34) + "C7" + chr(34))}</row>', HIDDEN_B), ("sheet 1 row 7", "hidden_column")),
    ("hidden column, no reference", first_sheet(f'<row r="7">{cell("a")}{cell("MARK")}</row>', HIDDEN_B), ("sheet 1 row 7", "hidden_column")),
    ("next to hidden columns", first_sheet(f'<row r="7">{cell("MARK")}{cell("b")}</row>', HIDDEN_B), ("sheet 1 row 7", None)),
    ("white", first_sheet(f'<row r="7">{cell("MARK", "s=" + chr(34) + "1" + chr(34))}</row>'), ("sheet 1 row 7", "white_text")),
    ("white, filled", first_sheet(f'<row r="7">{cell("MARK", "s=" + chr(34) + "2" + chr(34))}</row>'), ("sheet 1 row 7", None)),
    ("tiny", first_sheet(f'<row r="7">{cell("MARK", "s=" + chr(34) + "3" + chr(34))}</row>'), ("sheet 1 row 7", "tiny_text")),
    ("invisible format", first_sheet(f'<row r="7">{cell("MARK", "s=" + chr(34) + "4" + chr(34))}</row>'), ("sheet 1 row 7", "hidden_format")),
    ("formula with a text", first_sheet('<row r="7"><c><f>IF(A1,"MARK",2)</f><v>2</v></c></row>'), ("sheet 1 row 7", "formula")),
    ("formula's result", first_sheet('<row r="7"><c t="str"><f>A1</f><v>MARK</v></c></row>'), ("sheet 1 row 7", None)),
    ("escaped", first_sheet(f'<row r="7">{cell("_x004D_ARK")}</row>'), ("sheet 1 row 7", None)),
    ("page header", first_sheet("", after="<headerFooter><oddHeader>&amp;LMARK</oddHeader></headerFooter>"), ("sheet 1", "page_header")),
    ("validation", first_sheet("", after='<dataValidations><dataValidation prompt="MARK"/></dataValidations>'), ("sheet 1", "form_text")),
    ("validation list", first_sheet("", after='<dataValidation><formula1>"MARK,b"</formula1></dataValidation>'), ("sheet 1", "sheet_settings")),
    ("text between cells", first_sheet('<row r="7">MARK</row>'), ("sheet 1 row 7", "other_part")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "expected"), [case[1:] for case in CORNERS], ids=[case[0] for case in CORNERS]
)
def test_every_corner_of_a_sheet(data: bytes, expected: tuple[str, str | None]) -> None:
    assert found(read_xlsx(data), "MARK") == expected


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('<c s="5"><v>45000</v></c>', "2023-03-15"),  # day 45,000 after 30 December 1899
        ('<c s="7"><v>45000.5</v></c>', "2023-03-15 12:00:00"),
        ('<c s="6"><v>0.925</v></c>', "92.5%"),
        ('<c s="8"><v>3</v></c>', "day 3"),  # "day" in quotes is no date
        ('<c s="5"><v>99999999999</v></c>', "99999999999"),
        ('<c s="99"><v>7</v></c>', "7"),
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ("<c><v>4.25</v></c><c/><c><v>x</v></c>", "4.25\tx"),
        ('<c t="s"><v>99999</v></c><c><v>1</v></c>', "1"),
    ],
)
def test_values_come_as_they_are_shown(written: str, shown: str) -> None:
    extract = read_xlsx(first_sheet(f'<row r="1">{written}</row>'))
    segment = next(s for s in extract.segments if s.locator == "sheet 1 row 1")
    assert extract.text[segment.start : segment.end] == shown


@pytest.mark.parametrize(
    ("state", "rule"), [("hidden", "hidden_sheet"), ("veryHidden", "hidden_sheet"), ("visible", None)]
)
def test_hidden_sheets_are_read_and_said_to_be_hidden(state: str, rule: str | None) -> None:
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(BOOK))
    book["Second"].sheet_state = state
    out = io.BytesIO()
    book.save(out)
    extract = read_xlsx(out.getvalue())
    assert found(extract, "OTHER") == ("sheet 2 row 1", rule)
    assert found(extract, "Second") == ("sheet 2 name", rule)


def test_every_marker_in_any_part_comes_out() -> None:
    """Issue 3: hidden content is extracted for the guardrails, never passed by."""
    strings = f'<sst xmlns="{S}"><si><t>M01</t></si><si><r><t>M</t></r><r><t>02</t></r><rPh><t>M03</t></rPh></si><si><t>OTHER</t></si></sst>'
    row = '<row r="1"><c t="s"><v>0</v></c></row>'
    parts: dict[str, bytes | str | None] = {
        "xl/sharedStrings.xml": strings,
        "xl/worksheets/sheet1.xml": sheet_part(row, after='<hyperlink display="M04" tooltip="M05"/>'),
        "xl/comments1.xml": "<comments><authors><author>M06</author></authors><comment><text><r><t>M07</t></r></text></comment></comments>",
        "xl/threaded.xml": "<ThreadedComments><threadedComment><text>M08</text></threadedComment></ThreadedComments>",
        "xl/persons/person.xml": '<personList><person displayName="M09" userId="M10"/></personList>',
        "xl/tables/table1.xml": '<table name="M11"><tableColumn name="M12"/></table>',
        "xl/drawings/drawing1.xml": "<d><sp><p><r><t>M13</t></r></p></sp></d>",
        "xl/charts/chart1.xml": "<c><strCache><pt><v>M14</v></pt></strCache></c>",
        "xl/pivotCache/definition1.xml": '<pivot><cacheField name="M15"><sharedItems><s v="M16"/></sharedItems></cacheField></pivot>',
        "xl/externalLinks/link1.xml": '<e><sheetName val="M17"/><cell><v>M18</v></cell></e>',
        "xl/connections.xml": '<c><connection name="x" description="M19"><dbPr connection="M20"/></connection></c>',
        "docProps/app.xml": "<P><Company>M21</Company></P>",
    }
    book = edited(BOOK, parts, {"xl/comments1.xml": f"{SHEET_TYPE}.comments+xml"})
    book = related(book, "xl/workbook.xml", ("x", "sharedStrings", "sharedStrings.xml"))
    data = related(
        related(book, "xl/drawings/drawing1.xml", ("c", "chart", "../charts/chart1.xml")),
        "xl/worksheets/sheet1.xml",
        ("a", "comments", "../comments1.xml"),
        ("b", "threadedComment", "../threaded.xml"),
        ("c", "drawing", "../drawings/drawing1.xml"),
    )
    extract = read_xlsx(data)
    assert set(re.findall(r"M\d\d", extract.text)) == {f"M{n:02}" for n in range(1, 22)}
    assert found(extract, "M02") == ("shared strings", "unused_string")
    assert found(extract, "M07") == ("comment on sheet 1", "comment")
    assert found(extract, "M08") == ("comment on sheet 1", "comment")
    assert found(extract, "M13") == ("drawing on sheet 1", None)
    assert found(extract, "M14") == ("chart on sheet 1", None)


def test_a_long_string_in_many_cells_is_stopped_before_it_is_joined() -> None:
    strings = f'<sst xmlns="{S}"><si><t>{"ab cd " * 50_000}</t></si></sst>'
    rows = '<row r="1">' + '<c t="s"><v>0</v></c>' * 1_000 + "</row>"
    book = related(BOOK, "xl/workbook.xml", ("x", "sharedStrings", "sharedStrings.xml"))
    with pytest.raises(UnreadableError) as caught:
        read_xlsx(
            edited(book, {"xl/sharedStrings.xml": strings, "xl/worksheets/sheet1.xml": sheet_part(rows)})
        )
    assert caught.value.code == "too_large"


def test_very_long_sheets_are_put_together_by_the_hundred() -> None:
    rows = "".join(f'<row r="{n}"><c><v>{n}</v></c></row>' for n in range(1, 10_151))
    extract = read_xlsx(first_sheet(rows))
    places = [s.locator for s in extract.segments if s.locator.startswith("sheet 1 row")]
    # 10,000 rows apart, then 100 and 50.
    assert places[9_999:] == ["sheet 1 row 10000", "sheet 1 rows 10001-10100", "sheet 1 rows 10101-10150"]
    assert "\n10150\n" in extract.text


def test_text_anywhere_among_the_cells_comes_out_whole() -> None:
    words = "abc " * 30_000  # longer than what the parser hands over at once
    rows = f'A1<row r="1">B2<c r="A1">C3{words}<v>1</v></c></row><sheetData><row r="9">{cell("D4")}</row></sheetData>E5'
    extract = read_xlsx(first_sheet(rows))
    assert [found(extract, marker)[1] for marker in ("B2", f"C3{words}".strip(), "E5")] == ["other_part"] * 3
    assert found(extract, "D4") == ("sheet 1 row 9", None)
