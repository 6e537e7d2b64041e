"""Word documents: every corner that can hold words comes out, with the rule that says why it was not seen."""

import io
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessor.domain.text import SegmentRole
from assessor.errors import AssessorError
from assessor.intake.extract import Extract
from assessor.intake.office.read import read_docx, read_pptx, read_xlsx
from tests.intake.office_files import (
    WORD_TYPE,
    docx_file,
    edited,
    para,
    pptx_file,
    related,
    word_part,
    word_run,
    xlsx_file,
)


def found(extract: Extract, marker: str) -> tuple[str, str | None]:
    """Locator and rule of the one passage that holds the marker."""
    segments = [s for s in extract.segments if marker in extract.text[s.start : s.end]]
    assert len(segments) == 1, (marker, extract.text)
    rules = [f.rule for f in extract.findings if f.start == segments[0].start]
    return segments[0].locator, rules[0] if rules else None


def alternate(choice: str, fallback: str) -> str:
    return f"<mc:AlternateContent><mc:Choice>{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"


BOX = "<w:r><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></w:r>"
CELL = "<w:tc><w:tcPr>{}</w:tcPr><w:p>{}</w:p></w:tc>"


def row(cells: str) -> str:
    return f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"


BODY = [
    ("plain", para("MARK"), ("paragraph 1", None)),
    ("two runs are one word", para("MA", "RK"), ("paragraph 1", None)),
    ("inserted", f'<w:p><w:ins w:author="A">{word_run("MARK")}</w:ins></w:p>', ("paragraph 1", None)),
    ("deleted", "<w:p><w:del><w:r><w:delText>MARK</w:delText></w:r></w:del></w:p>", ("paragraph 1", "tracked_deletion")),
    ("moved away", f"<w:p><w:moveFrom>{word_run('MARK')}</w:moveFrom></w:p>", ("paragraph 1", "tracked_move")),
    ("author of a change", '<w:p><w:ins w:author="Dr MARK"/></w:p>', ("paragraph 1", "author")),
    ("hidden", para("see ", word_run("MARK", "<w:vanish/>")), ("paragraph 1", "hidden_text")),
    ("hidden switched off", para(word_run("MARK", '<w:vanish w:val="0"/>')), ("paragraph 1", None)),
    ("hidden before a change", para(word_run("MARK", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>")), ("paragraph 1", None)),
    ("two points", para(word_run("MARK", '<w:sz w:val="4"/>')), ("paragraph 1", "tiny_text")),
    ("six points", para(word_run("MARK", '<w:sz w:val="12"/>')), ("paragraph 1", None)),
    ("white", para(word_run("MARK", '<w:color w:val="FFFFFF"/>')), ("paragraph 1", "white_text")),
    ("nearly white", para(word_run("MARK", '<w:color w:val="FEFEFE"/>')), ("paragraph 1", "white_text")),
    ("white on black", para(word_run("MARK", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>')), ("paragraph 1", None)),
    ("grey", para(word_run("MARK", '<w:color w:val="808080"/>')), ("paragraph 1", None)),
    ("white in a dark cell", row(CELL.format('<w:shd w:fill="112233"/>', word_run("MARK", '<w:color w:val="FFFFFF"/>'))), ("table 1 row 1", None)),
    ("deleted row", row("<w:trPr><w:del/></w:trPr>" + CELL.format("", word_run("MARK"))), ("table 1 row 1", "tracked_deletion")),
    ("table", row(CELL.format("", word_run("a")) + "</w:tr><w:tr>" + CELL.format("", word_run("MARK"))), ("table 1 row 2", None)),
    ("text box", f"<w:p>{BOX.format('MARK')}</w:p>", ("paragraph 1 text box", None)),
    ("text box twice", f"<w:p>{alternate(BOX.format('MARK'), BOX.format('MARK'))}</w:p>", ("paragraph 1 text box", None)),
    ("only in the fallback", f"<w:p>{alternate(BOX.format('seen'), BOX.format('MARK'))}</w:p>", ("paragraph 1 text box", None)),
    ("alt text", '<w:p><w:r><wp:docPr id="1" name="Picture 1" descr="MARK"/></w:r></w:p>', ("paragraph 1", "alt_text")),
    ("picture's file name", '<w:p><w:r><wp:docPr id="1" name="MARK.jpg"/></w:r></w:p>', ("paragraph 1", "alt_text")),
    ("watermark", '<w:p><w:r><v:textpath string="MARK"/></w:r></w:p>', ("paragraph 1", "form_text")),
    ("field code", '<w:p><w:r><w:instrText>HYPERLINK "mailto:MARK"</w:instrText></w:r></w:p>', ("paragraph 1", "field_code")),
    ("simple field", f'<w:p><w:fldSimple w:instr="DOCVARIABLE MARK">{word_run("x")}</w:fldSimple></w:p>', ("paragraph 1", "form_text")),
    ("content control", f'<w:sdt><w:sdtPr><w:alias w:val="MARK"/></w:sdtPr><w:sdtContent>{para("x")}</w:sdtContent></w:sdt>', ("document", "form_text")),
    ("list of a control", '<w:sdt><w:sdtPr><w:listItem w:displayText="MARK" w:value="1"/></w:sdtPr></w:sdt>', ("document", "form_text")),
    ("bookmark", '<w:p><w:bookmarkStart w:name="MARK"/></w:p>', ("paragraph 1", "object_name")),
    ("unknown element", "<w:p><w:r><w:novelty>MARK</w:novelty></w:r></w:p>", ("paragraph 1", None)),
    ("XML comment", "<!-- MARK -->", ("document", "xml_comment")),
    ("unknown attribute", '<w:p w:x="ask MARK now"/>', ("paragraph 1", "other_attribute")),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in BODY], ids=[case[0] for case in BODY])
def test_every_corner_of_the_body(body: str, expected: tuple[str, str | None]) -> None:
    assert found(read_docx(docx_file(body)), "MARK") == expected


def test_a_hidden_piece_does_not_part_the_sentence_around_it() -> None:
    body = para("Call ", word_run("never ", "<w:vanish/>"), "them ", word_run("ever", "<w:vanish/>"), "today")
    extract = read_docx(docx_file(body))
    assert [extract.text[s.start : s.end] for s in extract.segments] == ["Call them today", "never \never"]


def test_headings_tabs_breaks_and_counting_fields() -> None:
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>Plan</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:instrText> PAGE </w:instrText></w:r></w:p>"
    )
    extract = read_docx(docx_file(body))
    assert extract.text == "Plan\na\tb\nc"
    assert [s.role for s in extract.segments] == [SegmentRole.HEADING, SegmentRole.BODY]


def test_styles_hide_text_and_runs_may_show_it_again() -> None:
    styles = word_part(
        "styles",
        '<w:style w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
        '<w:style w:styleId="Own"><w:basedOn w:val="Base"/></w:style>',
    )
    styled = '<w:p><w:pPr><w:pStyle w:val="Own"/></w:pPr>{}</w:p>'
    body = styled.format(word_run("ONE")) + styled.format(word_run("TWO", '<w:vanish w:val="false"/>'))
    body += para(word_run("SIX", '<w:rStyle w:val="Base"/>'))
    extract = read_docx(edited(docx_file(body), {"word/styles.xml": styles}))
    assert [found(extract, m)[1] for m in ("ONE", "TWO", "SIX")] == ["hidden_text", None, "hidden_text"]


def rich_docx() -> bytes:
    """A document with a marker M01, M02, ... in every part and corner."""
    note = '<w:{0} w:type="separator"><w:p/></w:{0}><w:{0} w:id="2">{1}</w:{0}>'
    parts: dict[str, bytes | str | None] = {
        "word/footnotes.xml": word_part("footnotes", note.format("footnote", para("M01"))),
        "word/endnotes.xml": word_part("endnotes", note.format("endnote", para("M02"))),
        "word/header1.xml": word_part("hdr", para("M03")),
        "word/footer1.xml": word_part("ftr", para("M04")),
        "word/comments.xml": word_part(
            "comments", f'<w:comment w:author="M05" w:initials="M06">{para("M07")}</w:comment>'
        ),
        "word/glossary/document.xml": word_part("glossaryDocument", para("M08")),
        "customXml/item7.xml": '<x note="M09"><y>M10</y>M11</x>',
        "docProps/core.xml": '<c xmlns:dc="urn:dc"><dc:creator>M12</dc:creator><dc:title>M13</dc:title></c>',
        "docProps/app.xml": "<Properties><Company>M14</Company><Manager>M15</Manager></Properties>",
        "docProps/custom.xml": '<Properties><property name="M16"><v>M17</v></property></Properties>',
        "word/charts/chart1.xml": "<c><tx><strRef><f>S!A1</f><strCache><pt><v>M18</v></pt><pt><v>4.5</v></pt></strCache></strRef></tx></c>",
        "word/diagrams/data1.xml": f"<d>{para('M19').replace('w:', '')}</d>",
        "word/embeddings/inner.docx": docx_file(para("M20")),
        "word/embeddings/book.xlsx": edited(xlsx_file(), {"docProps/core.xml": "<c><x>M21</x></c>"}),
        "word/embeddings/list.csv": "name;M22",
        "word/afchunk.html": "<p>M23</p>",
        "word/orphan.xml": "<a>M24<b/>M25</a>",
        "word/vmlDrawing1.vml": "<xml><br>M26</xml>",
        "word/settings.xml": word_part(
            "settings", '<w:docVars><w:docVar w:name="M27" w:val="M28"/></w:docVars>'
        ),
        "word/people.xml": word_part(
            "people", '<w:person w:author="M29"><w:presenceInfo w:userId="M30"/></w:person>'
        ),
    }
    kinds = ("footnotes", "endnotes", "comments")
    types = {f"word/{kind}.xml": f"{WORD_TYPE}.{kind}+xml" for kind in kinds}
    types["word/charts/chart1.xml"] = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    types["docProps/custom.xml"] = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    data = edited(docx_file(para("M31")), parts, types)
    arrows = [(f"x{kind}", kind, f"{kind}.xml") for kind in kinds]
    arrows += [("h", "header", "header1.xml"), ("f", "footer", "footer1.xml")]
    return related(data, "word/document.xml", *arrows, ("l", "hyperlink", "mailto:M32"))


PLACES = {
    "M01": ("footnote 1", None), "M02": ("endnote 1", None), "M03": ("header 1", None), "M04": ("footer 1", None),
    "M05": ("comment 1", "author"), "M07": ("comment 1", "comment"), "M12": ("document property", "document_properties"),
    "M14": ("document property", "document_properties"), "M17": ("document property", "document_properties"),
    "M18": ("chart 1", None), "M31": ("paragraph 1", None), "M32": ("link", "link_target"),
}  # fmt: skip


def test_every_marker_in_any_part_comes_out() -> None:
    """Issue 3: hidden content is extracted for the guardrails, never passed by."""
    extract = read_docx(rich_docx())
    assert set(re.findall(r"M\d\d", extract.text)) == {f"M{n:02}" for n in range(1, 33)}
    assert {marker: found(extract, marker) for marker in PLACES} == PLACES
    for marker in ("M08", "M10", "M24", "M26", "M28"):
        assert found(extract, marker)[1] in {"other_part", "form_text"}
    for marker in ("M20", "M22", "M23"):
        assert found(extract, marker)[1] == "embedded_file"
    assert found(extract, "M20")[0].endswith(", paragraph 1")


def test_what_is_carried_along_is_noted_and_not_read() -> None:
    parts = {"word/vbaProject.bin": b"\xd0\xcf MACRO", "word/media/i.png": b"PNGTEXT", "word/media/j.png": b"x", "word/embeddings/o.bin": b"\xd0\xcfOLE"}  # fmt: skip
    extract = read_docx(edited(docx_file(para("words")), parts))
    assert extract.text == "words"
    rules = [f.rule for f in extract.findings if f.category == "attachment"]
    assert sorted(rules) == ["embedded_file", "image", "image", "macro", "thumbnail"]


def test_a_fresh_document_holds_nothing_but_its_own_words() -> None:
    import docx

    out = io.BytesIO()
    document = docx.Document()
    document.add_heading("Plan")
    document.add_paragraph("We call on Monday.")
    document.core_properties.author = ""
    document.save(out)
    assert read_docx(out.getvalue()).text == "Plan\nWe call on Monday."


def test_embedded_files_are_opened_two_levels_deep_and_no_deeper() -> None:
    data = docx_file(para("L3"))
    for level in ("L2", "L1", "L0"):
        data = edited(docx_file(para(level)), {"word/embeddings/a.docx": data})
    assert read_docx(data).text == "L0\nL1\nL2"


def test_styles_are_read_once_however_many_arrows_point_to_them() -> None:
    # Read for each of the 700 arrows, 300 kB would be 210 MB: more than may be unpacked.
    styles = word_part("styles", " " * 300_000)
    arrows = [(f"rIdS{number}", "styles", "styles.xml") for number in range(700)]
    data = edited(related(docx_file(para("Seen")), "word/document.xml", *arrows), {"word/styles.xml": styles})
    assert read_docx(data).text == "Seen"


SEEDS = {read_docx: rich_docx(), read_pptx: pptx_file(2), read_xlsx: xlsx_file()}


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(list(SEEDS)), st.data())
def test_mutated_files_are_read_or_turned_away(read: object, draws: st.DataObject) -> None:
    assert callable(read)
    data = bytearray(SEEDS[read])
    for _ in range(draws.draw(st.integers(1, 8))):
        at = draws.draw(st.integers(0, len(data) - 1))
        data[at] = draws.draw(st.integers(0, 255))
    cut = draws.draw(st.sampled_from([len(data), len(data), draws.draw(st.integers(0, len(data)))]))
    try:
        extract = read(bytes(data[:cut]))
    except AssessorError as error:
        code = error.code
        assert re.fullmatch(r"[a-z_]+", code)
    else:
        assert all(s.end <= len(extract.text) for s in extract.segments)
