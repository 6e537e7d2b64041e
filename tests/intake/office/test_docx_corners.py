"""Word documents, corner by corner of ECMA-376: what a person wrote there comes out whole, and is said to be hidden.

Each corner holds `WHO`; expected is the rule of the one passage that holds it, null where readers see it.
"""

import io
import zipfile

import pytest

from assessor.intake.office.read import read_docx
from tests.intake.office.test_docx import found
from tests.intake.office_files import (
    WORD_TYPE,
    A,
    docx_file,
    edited,
    para,
    related,
    word_part,
    word_run,
    zipped,
)

WHO = "Katrin Sommer katrin.sommer@wegwarte.example"
SPLIT = "".join(word_run(piece) for piece in ("Katrin ", "Som", "mer katrin.som", "mer@wegwarte.example"))
"""The same in the runs that Word makes of it."""
NOISE = (
    '<w:proofErr w:type="spellStart"/><w:r w:rsidRPr="00A1"><w:t xml:space="preserve">Katrin </w:t></w:r>'
    '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:smartTag w:uri="u" w:element="place"><w:r><w:t>Som</w:t></w:r></w:smartTag>'
    '<w:bookmarkEnd w:id="0"/><w:r><w:rPr><w:b/></w:rPr><w:lastRenderedPageBreak/><w:t>mer katrin.sommer@</w:t></w:r>'
    '<w:commentRangeStart w:id="1"/><w:hyperlink r:id="rId9" w:history="1"><w:r><w:t>wegwarte.example</w:t></w:r></w:hyperlink>'
    '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/><w:footnoteReference w:id="2"/></w:r>'
)
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def body(inner: str) -> bytes:
    return docx_file(f"<w:p>{inner}</w:p>")


def deleted(inner: str) -> str:
    return inner.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")


def fields(code: str) -> str:
    half = len(code) // 2
    pieces = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in (code[:half], code[half:]))
    return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{pieces}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{word_run("x")}'


def control(properties: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{word_run('x')}</w:sdtContent></w:sdt>"


def text_box(inner: str) -> str:
    return f'<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="u"><w:txbxContent><w:p>{inner}</w:p></w:txbxContent></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'


BODY = [
    ("runs", SPLIT, None),
    ("runs with the noise of Word", NOISE, None),
    ("inserted in pieces", f'<w:ins w:id="1" w:author="x">{SPLIT}</w:ins>', None),
    ("moved here", f"<w:moveTo>{SPLIT}</w:moveTo>", None),
    ("moved away", f"<w:moveFrom>{SPLIT}</w:moveFrom>", "tracked_move"),
    ("deleted in pieces", f"<w:del>{deleted(SPLIT)}</w:del>", "tracked_deletion"),
    ("author of a format change", f'<w:r><w:rPr><w:rPrChange w:author="{WHO}"><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:t>x</w:t></w:r>', "author"),
    ("name of a move", f'<w:moveFromRangeStart w:id="1" w:name="{WHO}"/>', "object_name"),
    ("old number of a list", f'<w:pPr><w:numPr><w:numberingChange w:original="{WHO}"/></w:numPr></w:pPr>', "form_text"),
    ("text box of DrawingML", text_box(SPLIT), None),
    ("text box of VML", f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p>{SPLIT}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>", None),
    ("text box and its fallback, split otherwise", f"<w:r><mc:AlternateContent><mc:Choice>{text_box(SPLIT)}</mc:Choice><mc:Fallback>{text_box(word_run(WHO))}</mc:Fallback></mc:AlternateContent></w:r>", None),
    ("fallback that shares a piece", f"<mc:AlternateContent><mc:Choice>{word_run('Katrin ')}</mc:Choice><mc:Fallback>{SPLIT}</mc:Fallback></mc:AlternateContent>", None),
    ("equation", f'<m:oMath xmlns:m="{M}"><m:r><m:t>Katrin Som</m:t></m:r><m:r><m:t>mer katrin.sommer@wegwarte.example</m:t></m:r></m:oMath>', None),
    ("text with a ruby", f"<w:r><w:t>Katrin </w:t></w:r><w:r><w:ruby><w:rt><w:r><w:t>reading</w:t></w:r></w:rt><w:rubyBase>{word_run('Sommer katrin.sommer@wegwarte.example')}</w:rubyBase></w:ruby></w:r>", None),
    ("the ruby", f"<w:r><w:ruby><w:rt>{SPLIT}</w:rt><w:rubyBase>{word_run('x')}</w:rubyBase></w:ruby></w:r>", None),
    ("XML of one's own", f"<w:customXml w:element='e'>{SPLIT}</w:customXml>", None),
    ("hidden", "".join(word_run(p, "<w:vanish/>") for p in ("Katrin Som", "mer katrin.sommer@wegwarte.example")), "hidden_text"),
    ("hidden on the web", word_run(WHO, "<w:webHidden/>"), "hidden_text"),
    ("letters one percent wide", word_run(WHO, '<w:w w:val="1"/>'), "tiny_text"),
    ("black on black", word_run(WHO, '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>'), "white_text"),
    ("yellow on a yellow highlight", word_run(WHO, '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>'), "white_text"),
    ("red in a red paragraph", f'<w:pPr><w:shd w:val="clear" w:fill="C00000"/></w:pPr>{word_run(WHO, "<w:color w:val=" + chr(34) + "C00000" + chr(34) + "/>")}', "white_text"),
    ("automatic colour on black", word_run(WHO, '<w:color w:val="auto"/><w:shd w:val="clear" w:fill="000000"/>'), None),
    ("white on a picture's colours", word_run(WHO, '<w:color w:val="FFFFFF"/><w:shd w:val="pct50" w:fill="000000"/>'), None),
    ("field code in pieces", fields(f' HYPERLINK "mailto:{WHO}" '), "field_code"),
    ("fill-in field", fields(f' FILLIN "{WHO}" '), "field_code"),
    ("merge field", f'<w:fldSimple w:instr=" MERGEFIELD {WHO} ">{word_run("x")}</w:fldSimple>', "form_text"),
    ("form field", f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Text1"/><w:helpText w:type="text" w:val="{WHO}"/></w:ffData></w:fldChar></w:r>', "form_text"),
    ("format of a form field", f'<w:r><w:fldChar><w:ffData><w:textInput><w:default w:val="{WHO}"/></w:textInput></w:ffData></w:fldChar></w:r>', "form_text"),
    ("entry of a drop-down", f'<w:r><w:fldChar><w:ffData><w:ddList><w:listEntry w:val="{WHO}"/></w:ddList></w:ffData></w:fldChar></w:r>', "form_text"),
    ("title of a control", control(f'<w:alias w:val="{WHO}"/>'), "form_text"),
    ("tag of a control", control(f'<w:tag w:val="{WHO}"/>'), "form_text"),
    ("list item of a control", control(f'<w:dropDownList w:lastValue="x"><w:listItem w:displayText="a" w:value="{WHO}"/></w:dropDownList>'), "form_text"),
    ("last value of a control", control(f'<w:comboBox w:lastValue="{WHO}"/>'), "form_text"),
    ("date format of a control", control(f'<w:date><w:dateFormat w:val="dd.MM. \'{WHO}\'"/></w:date>'), "form_text"),
    ("placeholder of a control", control(f'<w:placeholder><w:docPart w:val="{WHO}"/></w:placeholder>'), "form_text"),
    ("tooltip of a link", f'<w:hyperlink w:anchor="a" w:tooltip="{WHO}">{word_run("x")}</w:hyperlink>', "link_target"),
    ("anchor of a link", f'<w:hyperlink w:anchor="{WHO}">{word_run("x")}</w:hyperlink>', "link_target"),
    ("place in a linked file", f'<w:hyperlink w:docLocation="{WHO}">{word_run("x")}</w:hyperlink>', "link_target"),
    ("bookmark", f'<w:bookmarkStart w:id="1" w:name="{WHO}"/>', "object_name"),
    ("alt text", f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Grafik 2" descr="{WHO}"/></wp:inline></w:drawing></w:r>', "alt_text"),
    ("title of a picture", f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 2" title="{WHO}"/></wp:inline></w:drawing></w:r>', "alt_text"),
    ("alt text of VML", f'<w:r><w:pict><v:shape alt="{WHO}"/></w:pict></w:r>', "alt_text"),
    ("link on VML", f'<w:r><w:pict><v:shape href="mailto:{WHO}"/></w:pict></w:r>', "link_target"),
    ("watermark", f'<w:r><w:pict><v:shape fillcolor="silver"><v:textpath string="{WHO}"/></v:shape></w:pict></w:r>', "form_text"),
    ("permission", f'<w:permStart w:id="1" w:ed="{WHO}"/>', "author"),
    ("linked object", f'<w:r><w:object><w:objectLink w:fieldCodes="{WHO}"/></w:object></w:r>', "form_text"),
    ("old field data", f"<w:r><w:fldChar><w:fldData>{WHO}</w:fldData></w:fldChar></w:r>", None),
    ("attribute of a foreign namespace", f'<w:r xmlns:z="urn:z" z:note="{WHO.split()[2]}"><w:t>x</w:t></w:r>', "other_attribute"),
    ("element of a foreign namespace", f'<z:note xmlns:z="urn:z" by="Sommer17">{word_run(WHO)}</z:note>', None),
    ("caption of a table", f'</w:p><w:tbl><w:tblPr><w:tblCaption w:val="{WHO}"/></w:tblPr></w:tbl><w:p>', "alt_text"),
    ("cell of a table in a cell", f"</w:p><w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc><w:p>{SPLIT}</w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl><w:p>", None),
    ("deleted cell", f'</w:p><w:tbl><w:tr><w:tc><w:tcPr><w:cellDel w:author="{WHO}"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl><w:p>', "author"),
    ("hidden row", f"</w:p><w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p>{SPLIT}</w:p></w:tc></w:tr></w:tbl><w:p>", "hidden_text"),
    ("hidden text box", f'<w:r><w:drawing><wp:anchor><wp:docPr id="1" name="Textfeld 1" hidden="1"/><w:txbxContent><w:p>{SPLIT}</w:p></w:txbxContent></wp:anchor></w:drawing></w:r>', "hidden_shape"),
    ("hidden text box of VML", f'<w:r><w:pict><v:shape style="width:9pt;visibility:hidden"><w:txbxContent><w:p>{SPLIT}</w:p></w:txbxContent></v:shape></w:pict></w:r>', "hidden_shape"),
    ("CDATA", "<w:r><w:t><![CDATA[Katrin ]]>Sommer<![CDATA[ katrin.sommer@]]>wegwarte.example</w:t></w:r>", None),
    ("character references", "<w:r><w:t>Katrin S&#111;mmer katrin.sommer&#x40;wegwarte.example</w:t></w:r>", None),
    ("a comment of the XML inside a name", "<w:r><w:t>Katrin <!-- x -->Sommer katrin.sommer@wegwarte.example</w:t></w:r>", None),
]  # fmt: skip


def who(extract_text: str) -> str:
    return WHO if WHO in extract_text else WHO.split()[2]


@pytest.mark.parametrize(("inner", "rule"), [c[1:] for c in BODY], ids=[c[0] for c in BODY])
def test_every_corner_of_a_paragraph(inner: str, rule: str | None) -> None:
    extract = read_docx(body(inner))
    assert found(extract, who(extract.text))[1] == rule


def part(name: str, xml: str, kind: str = "", declared: str = "") -> bytes:
    """A document with one more part; `kind` is the relation that leads to it, if any."""
    data = edited(docx_file(para("words")), {name: xml}, {name: declared} if declared else None)
    return related(data, "word/document.xml", ("rIdX", kind, f"/{name}")) if kind else data


def noted(kind: str, properties: str) -> bytes:
    xml = word_part(f"{kind}s", f'<w:{kind} w:id="1" {properties}><w:p>{SPLIT}</w:p></w:{kind}>')
    return part(f"word/{kind}s.xml", xml, f"{kind}s", f"{WORD_TYPE}.{kind}s+xml")


def settings(inner: str) -> bytes:
    return edited(docx_file(para("words")), {"word/settings.xml": word_part("settings", inner)})


def commented(data: bytes, comment: bytes = b"", member: str = "", extra: bytes = b"") -> bytes:
    """The same archive with comments and an extra field that readers of its members never see."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        archive.comment = comment
        for at, name in enumerate(source.namelist()):
            info = zipfile.ZipInfo(name)
            info.comment = member.encode() if at == 0 else b""
            info.extra = extra if at == 0 else b""
            archive.writestr(info, source.read(name))
    return out.getvalue()


def unlisted(data: bytes) -> bytes:
    """The same archive with a member in front of its directory that the directory does not name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("x.xml", f"<x>{WHO}</x>")
    member = out.getvalue()[: out.getvalue().index(b"PK\x01\x02")]
    at = data.index(b"PK\x01\x02")
    end = data.rindex(b"PK\x05\x06")
    moved = int.from_bytes(data[end + 16 : end + 20], "little") + len(member)
    return (
        data[:at]
        + member
        + data[at:end]
        + data[end : end + 16]
        + moved.to_bytes(4, "little")
        + data[end + 20 :]
    )


CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
PLAIN = docx_file(para("words"))
STYLE = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:rPr>{}</w:rPr></w:style>'
PARTS = [
    ("footnote", noted("footnote", ""), None),
    ("endnote", noted("endnote", ""), None),
    ("comment", noted("comment", 'w:author="x"'), "comment"),
    ("author of a comment", part("word/people.xml", word_part("people", f'<w:person w:author="{WHO}"/>'), "people"), "author"),
    ("header", part("word/header9.xml", word_part("hdr", f"<w:p>{SPLIT}</w:p>"), "header"), None),
    ("building block", part("word/glossary/document.xml", word_part("glossaryDocument", f"<w:docParts><w:docPart><w:docPartBody><w:p>{SPLIT}</w:p></w:docPartBody></w:docPart></w:docParts>"), "glossaryDocument", f"{WORD_TYPE}.document.glossary+xml"), "building_block"),
    ("name of a building block", part("word/glossary/document.xml", word_part("glossaryDocument", f'<w:docPartPr><w:name w:val="{WHO}"/></w:docPartPr>'), "", f"{WORD_TYPE}.document.glossary+xml"), "form_text"),
    ("document variable", settings(f'<w:docVars><w:docVar w:name="x" w:val="{WHO}"/></w:docVars>'), "form_text"),
    ("query of a mail merge", settings(f'<w:mailMerge><w:query w:val="{WHO}"/></w:mailMerge>'), "form_text"),
    ("subject of a mail merge", settings(f'<w:mailMerge><w:mailSubject w:val="{WHO}"/></w:mailMerge>'), "form_text"),
    ("attached template", related(PLAIN, "word/settings.xml", ("t", "attachedTemplate", f"file:///C:/{WHO}.dotx")), "link_target"),
    ("target of a link", related(PLAIN, "word/document.xml", ("l", "hyperlink", f"mailto:{WHO}")), "link_target"),
    ("target inside that does not exist", related(PLAIN, "word/document.xml", ("l", "image", f"media/{WHO}.png")), "link_target"),
    ("name of a style", edited(PLAIN, {"word/styles.xml": word_part("styles", f'<w:style w:styleId="x"><w:name w:val="{WHO}"/></w:style>')}), "form_text"),
    ("text of a list number", part("word/numbering.xml", word_part("numbering", f'<w:abstractNum><w:lvl><w:lvlText w:val="{WHO} %1."/></w:lvl></w:abstractNum>'), "", f"{WORD_TYPE}.numbering+xml"), "form_text"),
    ("name of a theme", part("word/theme/theme9.xml", f'<a:theme xmlns:a="{A}" name="{WHO}"/>', "theme", "application/vnd.openxmlformats-officedocument.theme+xml"), "object_name"),
    ("default style that hides", edited(docx_file(f"<w:p>{SPLIT}</w:p>"), {"word/styles.xml": word_part("styles", STYLE.format("<w:vanish/>"))}), "hidden_text"),
    ("defaults that hide", edited(docx_file(f"<w:p>{SPLIT}</w:p>"), {"word/styles.xml": word_part("styles", '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="2"/></w:rPr></w:rPrDefault></w:docDefaults>')}), "tiny_text"),
    ("custom XML of mixed content", part("customXml/item3.xml", "<note>Katrin <b>Som</b>mer <i>katrin.sommer@</i>wegwarte.example</note>"), "other_part"),
    ("custom XML of single words", part("customXml/item3.xml", "<person><first>Katrin</first><last>Sommer</last><mail>katrin.sommer@wegwarte.example</mail></person>"), "other_part"),
    ("attribute of custom XML", part("customXml/item3.xml", f'<x by="{WHO}"/>'), "other_attribute"),
    ("processing instruction", part("customXml/item3.xml", f"<?note {WHO}?><x/>"), "xml_comment"),
    ("UTF-16 in a part", edited(PLAIN, {"customXml/item3.xml": f"<?xml version='1.0' encoding='UTF-16'?><x>{WHO}</x>".encode("utf-16")}), "other_part"),
    ("keywords in pieces", edited(PLAIN, {"docProps/core.xml": '<cp:k xmlns:cp="urn:x"><cp:keywords>Katrin <cp:value>Sommer</cp:value> katrin.sommer@wegwarte.example</cp:keywords></cp:k>'}), "document_properties"),
    ("custom property", part("docProps/custom.xml", f'<Properties><property name="x"><vt:lpwstr xmlns:vt="urn:v">{WHO}</vt:lpwstr></property></Properties>', "", "application/vnd.openxmlformats-officedocument.custom-properties+xml"), "document_properties"),
    ("link of a custom property", part("docProps/custom.xml", f'<Properties><property name="x" linkTarget="{WHO}"/></Properties>', "", "application/vnd.openxmlformats-officedocument.custom-properties+xml"), "link_target"),
    ("title of a chart", part("word/charts/chart1.xml", f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}"><c:title><c:tx><c:rich><a:p><a:r><a:t>Katrin Som</a:t></a:r><a:r><a:t>mer katrin.sommer@wegwarte.example</a:t></a:r></a:p></c:rich></c:tx></c:title></c:chartSpace>', "chart", CHART), None),
    ("category of a chart", part("word/charts/chart1.xml", f'<c:c xmlns:c="{C}"><c:strCache><c:pt idx="0"><c:v>{WHO}</c:v></c:pt></c:strCache></c:c>', "chart", CHART), None),
    ("source of a chart", part("word/charts/chart1.xml", f"<c:c xmlns:c='{C}'><c:f>'[{WHO}.xlsx]Tab'!$A$1</c:f></c:c>", "chart", CHART), "formula"),
    ("number format of a chart", part("word/charts/chart1.xml", f'<c:c xmlns:c="{C}"><c:numFmt formatCode="0 &quot;{WHO}&quot;"/></c:c>', "chart", CHART), "number_format"),
    ("point of a diagram", part("word/diagrams/data1.xml", f'<d xmlns:a="{A}"><pt><t><a:p><a:r><a:t>Katrin </a:t></a:r><a:r><a:t>Sommer katrin.sommer@wegwarte.example</a:t></a:r></a:p></t></pt></d>'), "other_part"),
    ("chunk of HTML", part("word/afchunk1.html", f"<p>{WHO}</p>", "aFChunk"), "embedded_file"),
    ("chunk of text", part("word/afchunk1.txt", WHO, "aFChunk"), "embedded_file"),
    ("document in the document", edited(PLAIN, {"word/embeddings/Document1.docx": docx_file(f"<w:p>{SPLIT}</w:p>")}), "embedded_file"),
    ("member nobody refers to", part("word/note.xml", f"<x>{WHO}</x>"), "other_part"),
    ("name of a member", part(f"word/embeddings/{WHO}.bin", "x"), "member_name"),
    ("comment of the archive", commented(PLAIN, comment=WHO.encode()), "archive_comment"),
    ("comment of a member", commented(PLAIN, member=WHO), "archive_comment"),
    ("comment in the list of types", edited(PLAIN, {"[Content_Types].xml": zipfile.ZipFile(io.BytesIO(PLAIN)).read("[Content_Types].xml").replace(b"<Default ", f"<!-- {WHO} --><Default ".encode(), 1)}), "xml_comment"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "rule"), [c[1:] for c in PARTS], ids=[c[0] for c in PARTS])
def test_every_part_beside_the_body(data: bytes, rule: str | None) -> None:
    assert found(read_docx(data), WHO)[1] == rule


def rules_of(data: bytes) -> list[str]:
    return [f.rule for f in read_docx(data).findings if f.category == "attachment"]


DROPPED = [
    ("picture with metadata", edited(PLAIN, {"word/media/image1.jpg": WHO}), "image"),
    ("object of another program", edited(PLAIN, {"word/embeddings/oleObject1.bin": f"\xd0\xcf{WHO}"}), "embedded_file"),
    ("RTF chunk", edited(PLAIN, {"word/afchunk1.rtf": f"{{\\rtf1 {WHO}}}"}), "embedded_file"),
    ("embedded font", edited(PLAIN, {"word/fonts/font1.odttf": WHO}), "font"),
    ("printer settings", edited(PLAIN, {"word/printerSettings1.bin": WHO}), "printer_settings"),
    ("thumbnail", edited(PLAIN, {"docProps/thumbnail.emf": WHO}), "thumbnail"),
    ("macro", edited(PLAIN, {"word/vbaProject.bin": WHO}), "macro"),
    ("a member the directory does not list", unlisted(PLAIN), "unlisted_bytes"),
    ("bytes behind the archive", PLAIN + WHO.encode(), "unlisted_bytes"),
    ("extra field", commented(PLAIN, extra=b"\x99\x77\x04\x00Katr"), "unlisted_bytes"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "rule"), [c[1:] for c in DROPPED], ids=[c[0] for c in DROPPED])
def test_what_is_not_read_is_counted(data: bytes, rule: str) -> None:
    assert rule in rules_of(data)
    assert WHO not in read_docx(data).text


def test_plain_archives_hold_no_unlisted_bytes() -> None:
    assert "unlisted_bytes" not in rules_of(PLAIN)
    # Extended times, as Info-ZIP writes them, say nothing.
    assert "unlisted_bytes" not in rules_of(commented(PLAIN, extra=b"UT\x05\x00\x01\0\0\0\0"))


def test_very_many_hidden_passages_end_in_one_finding_for_all_further_ones() -> None:
    extract = read_docx(docx_file(para(word_run("x", "<w:vanish/>")) * 502))
    # 500 notes with places, one for the other two.
    assert [f.rule for f in extract.findings if f.category == "hidden_text"] == ["hidden_text"] * 500 + [
        "further_passages"
    ]


def strict(data: bytes) -> bytes:
    """The same document in the namespaces of Strict Open XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    for old, new in (
        (
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        (
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
        (
            b"http://schemas.openxmlformats.org/drawingml/2006/main",
            b"http://purl.oclc.org/ooxml/drawingml/main",
        ),
    ):
        parts = {name: content.replace(old, new) for name, content in parts.items()}
    return zipped(parts)


@pytest.mark.parametrize(
    "data",
    [
        noted("footnote", ""),
        body(SPLIT),
        part("word/header9.xml", word_part("hdr", f"<w:p>{SPLIT}</w:p>"), "header"),
    ],
)
def test_strict_files_are_read_the_same(data: bytes) -> None:
    assert found(read_docx(strict(data)), WHO) == found(read_docx(data), WHO)


def test_an_ordinary_document_holds_nothing_but_its_own_words() -> None:
    import docx

    document = docx.Document()
    document.core_properties.author = document.core_properties.comments = ""
    document.add_heading("Plan", 0)
    for style in ("List Bullet", "List Number 2", "Intense Quote", "Caption"):
        document.add_paragraph(style, style=style)
    table = document.add_table(1, 2, style="Medium Shading 1 Accent 2")
    table.cell(0, 0).text, table.cell(0, 1).text = "left", "right"
    document.sections[0].header.paragraphs[0].text = "Head"
    document.add_page_break()
    out = io.BytesIO()
    document.save(out)
    extract = read_docx(out.getvalue())
    assert extract.text.split("\n") == [
        "Plan",
        "List Bullet",
        "List Number 2",
        "Intense Quote",
        "Caption",
        "left\tright",
        "Head",
    ]
    assert [(f.category, f.rule) for f in extract.findings] == [("attachment", "thumbnail")]
