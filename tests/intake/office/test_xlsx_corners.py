"""Workbooks, corner by corner of ECMA-376: what a person wrote there comes out whole, and is said to be hidden.

Each corner holds `WHO`; expected is the locator and the rule of the one passage that holds it.
"""

import io
import re
import zipfile

import pytest

from assessor.intake.office.read import read_xlsx
from tests.intake.office.test_docx import found
from tests.intake.office_files import SHEET_TYPE, A, S, cell, edited, related, sheet_part, xlsx_file

WHO = "Katrin Sommer katrin.sommer@wegwarte.example"
RICH = "".join(
    f"<r><rPr><b/></rPr><t xml:space='preserve'>{p}</t></r>"
    for p in ("Katrin ", "Som", "mer katrin.som", "mer@wegwarte.example")
)
BOOK = xlsx_file()
SHEET = "xl/worksheets/sheet1.xml"
FONTS = (
    '<font><sz val="11"/></font>',
    '<font><color theme="0"/></font>',
    '<font><color indexed="9"/></font>',
    '<font><color rgb="FF00B050"/></font>',
    '<font><color theme="4"/></font>',
)
FILLS = (
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="solid"><fgColor rgb="FF00B050"/></patternFill></fill>',
    '<fill><patternFill patternType="solid"><fgColor theme="4"/></patternFill></fill>',
    '<fill><patternFill patternType="solid"><fgColor theme="4" tint="0.4"/></patternFill></fill>',
)


def styled(rows: str, *, font: int = 0, fill: int = 0, code: str = "General", **around: str) -> bytes:
    """A book whose style 1 has this font, fill and number format."""
    code = code.replace("&", "&amp;").replace('"', "&quot;")
    styles = (
        f'<styleSheet xmlns="{S}"><numFmts><numFmt numFmtId="170" formatCode="{code}"/></numFmts><fonts>{"".join(FONTS)}</fonts>'
        f'<fills>{"".join(FILLS)}</fills><cellXfs><xf/><xf numFmtId="170" fontId="{font}" fillId="{fill}"/></cellXfs></styleSheet>'
    )
    return edited(BOOK, {SHEET: sheet_part(rows, **around), "xl/styles.xml": styles})


def row(cells: str, attributes: str = "") -> str:
    return f'<row r="7" {attributes}>{cells}</row>'


def at(column: str, text: str = WHO, more: str = "") -> str:
    return cell(text, f'r="{column}7" {more}')


def numbered(value: str, code: str) -> bytes:
    return styled(row(f'<c r="A7" s="1"><v>{value}</v></c>'), code=code)


ROW, SETTINGS = "sheet 1 row 7", "sheet 1"
CELLS = [
    ("rich text in a cell", styled(row(f'<c t="inlineStr"><is>{RICH}</is></c>')), (ROW, None)),
    ("rich text with a reading", styled(row(f'<c t="inlineStr"><is>{RICH}<rPh sb="0" eb="1"><t>reading</t></rPh></is></c>')), (ROW, None)),
    ("reading of a cell", styled(row(f'<c t="inlineStr"><is><t>x</t><rPh sb="0" eb="1"><t>{WHO}</t></rPh></is></c>')), (ROW, "phonetic_text")),
    ("result of a formula", styled(row(f'<c t="str"><f>A1</f><v>{WHO}</v></c>')), (ROW, None)),
    ("text in a formula", styled(row(f'<c><f>LEN("{WHO}")</f><v>4</v></c>')), (ROW, "formula")),
    ("sheet in a formula", styled(row(f"<c><f>'{WHO}'!A1</f><v>4</v></c>")), (ROW, "formula")),
    ("column in a formula", styled(row(f"<c><f>Table1[{WHO}]</f><v>4</v></c>")), (ROW, "formula")),
    ("words of a number format", numbered("4", f'0 "{WHO}"'), (ROW, None)),
    ("nothing but words", numbered("4", f'"{WHO}"'), (ROW, None)),
    ("words escaped one by one", numbered("4", "0 " + "".join(f"\\{c}" for c in WHO)), (ROW, None)),
    ("words of a format for text", styled(row(cell("x", 's="1"')), code=f'@" {WHO}"'), (ROW, None)),
    ("words of another section", numbered("4", f'0;"{WHO}"'), ("cell formats", "number_format")),
    ("words of a format in no cell", styled("", code=f'0 "{WHO}"'), ("cell formats", "number_format")),
    ("format that shows nothing", styled(row(cell(WHO, 's="1"')), code=";;;"), (ROW, "hidden_format")),
    ("format that shows texts only", styled(row(cell(WHO, 's="1"')), code=";;;@"), (ROW, None)),
    ("theme's white", styled(row(cell(WHO, 's="1"')), font=1), (ROW, "white_text")),
    ("palette's white", styled(row(cell(WHO, 's="1"')), font=2), (ROW, "white_text")),
    ("white on green", styled(row(cell(WHO, 's="1"')), font=1, fill=1), (ROW, None)),
    ("green on green", styled(row(cell(WHO, 's="1"')), font=3, fill=1), (ROW, "white_text")),
    ("theme colour on itself", styled(row(cell(WHO, 's="1"')), font=4, fill=2), (ROW, "white_text")),
    ("theme colour on a tint of it", styled(row(cell(WHO, 's="1"')), font=4, fill=3), (ROW, None)),
    ("row without height", styled(row(at("A"), 'ht="0" customHeight="1"')), (ROW, "hidden_row")),
    ("rows hidden by default", styled(row(at("A")), before='<sheetFormatPr zeroHeight="1"/>'), (ROW, "hidden_row")),
    ("row shown against the default", styled(row(at("A"), 'hidden="0"'), before='<sheetFormatPr zeroHeight="1"/>'), (ROW, None)),
    ("column without width", styled(row(at("B")), before='<cols><col min="2" max="2" width="0" customWidth="1"/></cols>'), (ROW, "hidden_column")),
    ("covered by a merged neighbour", styled(row(at("A", "x") + at("B")), after='<mergeCells><mergeCell ref="A7:B9"/></mergeCells>'), (ROW, "covered_cell")),
    ("first of merged cells", styled(row(at("A") + at("B", "x")), after='<mergeCells><mergeCell ref="A7:B9"/></mergeCells>'), (ROW, None)),
    ("odd attribute of a cell", styled(row(f'<c r="A7" s="0" t="n" note="{WHO}"><v>1</v></c>')), (ROW, "other_attribute")),
    ("odd attribute of a row", styled(row("", f'note="{WHO}"')), (ROW, "other_attribute")),
    ("page header with codes", styled("", after='<headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"Katrin &amp;BSom&amp;Bmer &amp;14katrin.sommer@wegwarte.example</oddHeader></headerFooter>'), (SETTINGS, "page_header")),
    ("prompt of a validation", styled("", after=f'<dataValidation promptTitle="{WHO}"/>'), (SETTINGS, "form_text")),
    ("error of a validation", styled("", after=f'<dataValidation error="{WHO}"/>'), (SETTINGS, "form_text")),
    ("list of a validation", styled("", after=f'<dataValidation><formula1>"{WHO},x"</formula1></dataValidation>'), (SETTINGS, "sheet_settings")),
    ("list of a newer validation", styled("", after=f'<extLst><ext><x><f>"{WHO},x"</f></x></ext></extLst>'), (SETTINGS, "formula")),
    ("tooltip of a link", styled("", after=f'<hyperlink ref="A1" tooltip="{WHO}"/>'), (SETTINGS, "link_target")),
    ("place of a link", styled("", after=f"<hyperlink ref=\"A1\" location=\"'{WHO}'!A1\"/>"), (SETTINGS, "link_target")),
    ("rule for cells with a text", styled("", after=f'<cfRule type="containsText" text="{WHO}"/>'), (SETTINGS, "form_text")),
    ("formula of a rule", styled("", after=f'<cfRule><formula>SEARCH("{WHO}",A1)</formula></cfRule>'), (SETTINGS, "sheet_settings")),
    ("scenario", styled("", after=f'<scenario name="{WHO}" user="x"/>'), (SETTINGS, "object_name")),
    ("user of a scenario", styled("", after=f'<scenario name="Best" user="{WHO}"/>'), (SETTINGS, "author")),
    ("value of a filter", styled("", after=f'<autoFilter ref="A1:B2"><filter val="{WHO}"/></autoFilter>'), (SETTINGS, "form_text")),
    ("list to sort by", styled("", after=f'<sortCondition ref="A1" customList="{WHO},x"/>'), (SETTINGS, "form_text")),
    ("code name", styled("", before=f'<sheetPr codeName="{WHO}"/>'), (SETTINGS, "object_name")),
    ("alt text of an object", styled("", after=f'<oleObject progId="x"><objectPr altText="{WHO}"/></oleObject>'), (SETTINGS, "alt_text")),
]  # fmt: skip


@pytest.mark.parametrize(("data", "expected"), [c[1:] for c in CELLS], ids=[c[0] for c in CELLS])
def test_every_corner_of_a_sheet(data: bytes, expected: tuple[str, str | None]) -> None:
    assert found(read_xlsx(data), WHO) == expected


def part(name: str, xml: str, kind: str = "", declared: str = "", source: str = SHEET) -> bytes:
    """A book with one more part; `kind` is the relation from the source that leads to it, if any."""
    data = edited(BOOK, {name: xml}, {name: declared} if declared else None)
    return related(data, source, ("rIdX", kind, f"/{name}")) if kind else data


def workbook(old: str, new: str) -> bytes:
    name = "xl/workbook.xml"
    text = zipfile.ZipFile(io.BytesIO(BOOK)).read(name).decode()
    assert old in text
    return edited(BOOK, {name: text.replace(old, new, 1)})


VML = '<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><div style="text-align:left"><font face="Tahoma">Katrin <b>Som</b>mer</font><font> katrin.sommer@wegwarte.example</font></div>{}</v:textbox></v:shape></xml>'
THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
PARTS = [
    ("name of a sheet", workbook('"Second"', '"Katrin Sommer katrin.sommer@wegwarte.example"'), ("sheet 2 name", None)),
    ("name of a range", workbook("</workbook>", f'<definedNames><definedName name="{WHO}">First!$A$1</definedName></definedNames></workbook>'), ("workbook", "object_name")),
    ("constant of a name", workbook("</workbook>", f'<definedNames><definedName name="x">"{WHO}"</definedName></definedNames></workbook>'), ("workbook", "formula")),
    ("comment of a name", workbook("</workbook>", f'<definedNames><definedName name="x" comment="{WHO}">First!$A$1</definedName></definedNames></workbook>'), ("workbook", "form_text")),
    ("who reserved the book", workbook("</workbook>", f'<fileSharing userName="{WHO}"/></workbook>'), ("workbook", "author")),
    ("where the book was saved", workbook("</workbook>", f'<absPath url="C:\\Users\\{WHO}\\"/></workbook>'), ("workbook", "link_target")),
    ("note in pieces", part("xl/comments1.xml", f'<comments xmlns="{S}"><commentList><comment ref="A1"><text>{RICH}</text></comment></commentList></comments>', "comments", f"{SHEET_TYPE}.comments+xml"), ("comment on sheet 1", "comment")),
    ("author of notes", part("xl/comments1.xml", f'<comments xmlns="{S}"><authors><author>{WHO}</author></authors></comments>', "comments", f"{SHEET_TYPE}.comments+xml"), ("comment on sheet 1", "comment")),
    ("threaded comment", part("xl/threadedComments/threadedComment1.xml", f'<ThreadedComments xmlns="{THREADS}"><threadedComment ref="A1"><text>{WHO}</text></threadedComment></ThreadedComments>', "threadedComment"), ("comment on sheet 1", "comment")),
    ("person", part("xl/persons/person.xml", f'<personList xmlns="{THREADS}"><person displayName="{WHO}" id="x"/></personList>', "", "application/vnd.ms-excel.person+xml"), ("list of authors", "author")),
    ("text box", part("xl/drawings/drawing1.xml", f'<d xmlns:a="{A}"><sp><txBody><a:p>{RICH.replace("<", "<a:").replace("<a:/", "</a:")}</a:p></txBody></sp></d>', "drawing"), ("drawing on sheet 1", None)),
    ("macro of a shape", part("xl/drawings/drawing1.xml", f'<d><sp macro="[0]!{WHO}"/></d>', "drawing"), ("drawing on sheet 1", "formula")),
    ("alt text of a picture", part("xl/drawings/drawing1.xml", f'<d><pic><cNvPr id="2" name="Picture 1" descr="{WHO}"/></pic></d>', "drawing"), ("drawing on sheet 1", "alt_text")),
    ("text box of VML", part("xl/drawings/vmlDrawing1.vml", VML.format(""), "vmlDrawing", "application/vnd.openxmlformats-officedocument.vmlDrawing"), ("drawing", "other_part")),
    ("VML that is not well-formed", part("xl/drawings/vmlDrawing1.vml", VML.format("<br>"), "vmlDrawing", "application/vnd.openxmlformats-officedocument.vmlDrawing"), ("drawing", "other_part")),
    ("column of a table", part("xl/tables/table1.xml", f'<table xmlns="{S}" name="Table1"><tableColumn id="1" name="{WHO}"/></table>', "table", f"{SHEET_TYPE}.table+xml"), ("table definition", "object_name")),
    ("alt text of a table", part("xl/tables/table1.xml", f'<table xmlns="{S}" name="Table1" altTextSummary="{WHO}"/>', "table", f"{SHEET_TYPE}.table+xml"), ("table definition", "alt_text")),
    ("value in a pivot cache", part("xl/pivotCache/pivotCacheDefinition1.xml", f'<p xmlns="{S}"><sharedItems><s v="{WHO}"/></sharedItems></p>', "", f"{SHEET_TYPE}.pivotcachedefinition+xml"), ("pivot table", "cached_value")),
    ("caption in a pivot table", part("xl/pivotTables/pivotTable1.xml", f'<p xmlns="{S}"><item n="{WHO}"/></p>', "pivotTable", f"{SHEET_TYPE}.pivottable+xml"), ("pivot table", "cached_value")),
    ("who refreshed a pivot cache", part("xl/pivotCache/pivotCacheDefinition1.xml", f'<pivotCacheDefinition xmlns="{S}" refreshedBy="{WHO}"/>', "", f"{SHEET_TYPE}.pivotcachedefinition+xml"), ("pivot table", "author")),
    ("slicer", part("xl/slicers/slicer1.xml", f'<slicers><slicer name="x" caption="{WHO}"/></slicers>', "slicer", "application/vnd.ms-excel.slicer+xml"), ("slicer", "form_text")),
    ("cell of a linked book", part("xl/externalLinks/externalLink1.xml", f'<externalLink xmlns="{S}"><cell r="A1"><v>{WHO}</v></cell></externalLink>', "", f"{SHEET_TYPE}.externallink+xml"), ("external link", "other_part")),
    ("query", part("xl/connections.xml", f'<connections xmlns="{S}"><connection name="x"><dbPr command="{WHO}"/></connection></connections>', "", f"{SHEET_TYPE}.connections+xml"), ("connection", "form_text")),
    ("path of a linked text file", part("xl/connections.xml", f'<connections xmlns="{S}"><connection><textPr sourceFile="C:\\{WHO}.csv"/></connection></connections>', "", f"{SHEET_TYPE}.connections+xml"), ("connection", "link_target")),
    ("user of a shared book", part("xl/revisions/userNames.xml", f'<users xmlns="{S}"><userInfo name="{WHO}"/></users>', "", f"{SHEET_TYPE}.userNames+xml"), ("revision", "author")),
    ("old value in a log", part("xl/revisions/revisionLog1.xml", f'<revisions xmlns="{S}"><rcc><oc r="A1" t="inlineStr"><is>{RICH}</is></oc></rcc></revisions>', "", f"{SHEET_TYPE}.revisionLog+xml"), ("revision", "other_part")),
    ("list of a form control", part("xl/ctrlProps/ctrlProp1.xml", f'<formControlPr objectType="List"><itemLst><item val="{WHO}"/></itemLst></formControlPr>', "ctrlProp", "application/vnd.ms-excel.controlproperties+xml"), ("form control", "form_text")),
    ("value in a rich data type", part("xl/richData/rdrichvalue.xml", f"<rvData><rv s='0'><v>{WHO}</v></rv></rvData>", "", "application/vnd.ms-excel.rdrichvalue+xml"), ("part 1", "other_part")),
    ("target of a link", related(BOOK, SHEET, ("l", "hyperlink", f"mailto:{WHO}")), ("link on sheet 1", "link_target")),
    ("custom XML", part("customXml/item1.xml", f"<x><y>{WHO}</y></x>"), ("part 1", "other_part")),
    ("manager", edited(BOOK, {"docProps/app.xml": f"<Properties><Manager>{WHO}</Manager></Properties>"}), ("document property", "document_properties")),
]  # fmt: skip


@pytest.mark.parametrize(("data", "expected"), [c[1:] for c in PARTS], ids=[c[0] for c in PARTS])
def test_every_part_beside_the_sheets(data: bytes, expected: tuple[str, str | None]) -> None:
    assert found(read_xlsx(data), WHO) == expected


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("491712345678", "+00 000 0000000", "+49 171 2345678"),
        ("712", "00000", "00712"),
        ("-5", '0 "points"', "-5 points"),
        ("12345.6", '#,##0 "seats"', "12346 seats"),  # no decimals: rounded
        ("1234.5", '#,##0.00 "EUR"', "1234.5"),  # a currency adds nothing
        ("45000", 'dd.mm.yyyy "(due)"', "2023-03-15 (due)"),  # day 45,000 after 30 December 1899
        ("0", '0;-0;"none"', "none\t0"),  # the number itself is not seen
        ("0.5", "# ?/?", "0.5"),
        ("7", "@", "7"),
    ],
)
def test_numbers_come_with_the_words_of_their_format(value: str, code: str, shown: str) -> None:
    text = read_xlsx(numbered(value, code)).text
    lines = text.split("\n")
    assert "\t".join(lines[1 : lines.index("Second")]) == shown


def test_a_sheet_is_named_in_locators_only_by_common_words() -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for name in ("Risks", "Q3 2026", "Sommer", "Kunde Sommer"):
        book.create_sheet(name).append([f"in {name}"])
    out = io.BytesIO()
    book.save(out)
    places = {s.locator for s in read_xlsx(out.getvalue()).segments}
    assert {"sheet Risks row 1", "sheet Q3 2026 row 1", "sheet 4 row 1", "sheet 5 row 1"} <= places
    assert not any("Sommer" in place for place in places)


def ordinary_book() -> bytes:
    """A book as openpyxl makes it: formulas between tabs, formats, a table, a chart, print titles, filters."""
    import openpyxl
    from openpyxl.chart import BarChart, Reference
    from openpyxl.formatting.rule import CellIsRule
    from openpyxl.worksheet.table import Table, TableStyleInfo

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Usage"
    for cells in (
        ["Team", "Seats"],
        ["North", 5],
        ["South", 7],
        ["Sum", "=SUM(B2:B3)"],
        ["Rate", "='My sheet'!A1"],
    ):
        sheet.append(cells)
    sheet["B2"].number_format = '#,##0.00 "€"'
    book.create_sheet("My sheet").append([0.5])
    sheet.add_table(
        Table(displayName="Table1", ref="A1:B3", tableStyleInfo=TableStyleInfo(name="TableStyleMedium9"))
    )
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    sheet.add_chart(chart, "D1")
    sheet.print_area, sheet.print_title_rows, sheet.auto_filter.ref = "A1:B5", "1:1", "A1:B3"
    sheet.conditional_formatting.add("B2:B3", CellIsRule(operator="greaterThan", formula=["3"]))
    book.properties.creator = ""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_an_ordinary_book_holds_nothing_but_its_own_words() -> None:
    extract = read_xlsx(ordinary_book())
    assert [f for f in extract.findings if f.category == "hidden_text"] == []
    assert re.split(r"[\t\n]", extract.text) == [
        "Usage",
        "Team",
        "Seats",
        "North",
        "5",
        "South",
        "7",
        "Sum",
        "Rate",
        "My sheet",
        "0.5",
    ]
