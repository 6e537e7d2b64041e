"""Decks, corner by corner of ECMA-376: what a person wrote there comes out whole, and is said to be hidden.

Each corner holds `WHO`; expected is the locator and the rule of the one passage that holds it.
"""

import io
import zipfile

import pytest

from assessor.intake.office.read import read_pptx
from tests.intake.office.test_docx import found
from tests.intake.office_files import DECK_TYPE, MC, A, P, R, edited, pptx_file, related, shape, slide_part

WHO = "Katrin Sommer katrin.sommer@wegwarte.example"
PIECES = ("Katrin ", "Som", "mer katrin.som", "mer@wegwarte.example")
SPLIT = "".join(f'<a:r><a:rPr lang="de-DE" dirty="0"/><a:t>{piece}</a:t></a:r>' for piece in PIECES)
DECK = pptx_file(1)
SLIDE = "ppt/slides/slide1.xml"
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
FILL = '<a:solidFill><a:srgbClr val="{}"/></a:solidFill>'
BLACK_RUN = f"<a:rPr>{FILL.format('000000')}</a:rPr>"
WHITE_RUN = f"<a:rPr>{FILL.format('FFFFFF')}</a:rPr>"


def box(paragraphs: str, *, named: str = 'id="2" name="TextBox 1"', props: str = "", body: str = "") -> str:
    return f"<p:sp><p:nvSpPr><p:cNvPr {named}/><p:nvPr/></p:nvSpPr><p:spPr>{props}</p:spPr><p:txBody>{body}{paragraphs}</p:txBody></p:sp>"


def split(**more: str) -> str:
    return box(f"<a:p>{SPLIT}</a:p>", **more)


def group(inner: str, at: int, scale: int = 1) -> str:
    """Shapes in a group of 1000 x 1000 whose own space is `scale` times as large."""
    size = 1000 * scale
    return (
        f'<p:grpSp><p:grpSpPr><a:xfrm><a:off x="{at}" y="0"/><a:ext cx="1000" cy="1000"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="{size}" cy="{size}"/></a:xfrm></p:grpSpPr>{inner}</p:grpSp>'
    )


def placed(x: int) -> str:
    return f'<a:xfrm><a:off x="{x}" y="0"/><a:ext cx="100" cy="100"/></a:xfrm>'


def table(cells: str) -> str:
    return f"<p:graphicFrame><a:tbl><a:tblPr><a:tableStyleId>{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}</a:tableStyleId></a:tblPr><a:tr>{cells}</a:tr></a:tbl></p:graphicFrame>"


BACKGROUND = "</p:spTree><p:bg><p:bgPr>{}</p:bgPr></p:bg><p:spTree>"
SLIDES = [
    ("runs", split(), ("slide 1", None)),
    ("line break in a name's paragraph", box(f"<a:p><a:r><a:t>x</a:t></a:r><a:br/>{SPLIT}</a:p>"), ("slide 1", None)),
    ("field", box(f'<a:p><a:fld id="{{1}}" type="datetime1"><a:rPr/><a:t>{WHO}</a:t></a:fld></a:p>'), ("slide 1", None)),
    ("cell in pieces", table(f"<a:tc><a:txBody><a:p>{SPLIT}</a:p></a:txBody></a:tc>"), ("slide 1 table 1 row 1", None)),
    ("group", group(split(props=placed(10)), 0), ("slide 1", None)),
    ("alternate content, split otherwise", f"<mc:AlternateContent><mc:Choice>{split()}</mc:Choice><mc:Fallback>{shape(WHO)}</mc:Fallback></mc:AlternateContent>", ("slide 1", None)),
    ("outside of the slide through a group", group(split(props=placed(10)), 99_000_000), ("slide 1", "off_slide")),
    ("inside of the slide through a group", group(split(props=placed(99_000_000)), 0, scale=1_000_000), ("slide 1", None)),
    ("outside within a group", group(split(props=placed(99_000_000)), 0), ("slide 1", "off_slide")),
    ("tiny by the box's list style", split(body='<a:lstStyle><a:lvl1pPr><a:defRPr sz="100"/></a:lvl1pPr></a:lstStyle>'), ("slide 1", "tiny_text")),
    ("shown against the box's list style", box(f'<a:p><a:r><a:rPr sz="1800"/><a:t>{WHO}</a:t></a:r></a:p>', body='<a:lstStyle><a:lvl1pPr><a:defRPr sz="100"/></a:lvl1pPr></a:lstStyle>'), ("slide 1", None)),
    ("colour of the box", shape(WHO, run=f"<a:rPr>{FILL.format('0070C0')}</a:rPr>", props=FILL.format("0070C0")), ("slide 1", "white_text")),
    ("scheme colour of the box", shape(WHO, run='<a:rPr><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></a:rPr>', props='<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'), ("slide 1", "white_text")),
    ("darker shade of the box's colour", shape(WHO, run='<a:rPr><a:solidFill><a:schemeClr val="accent1"><a:lumMod val="50000"/></a:schemeClr></a:solidFill></a:rPr>', props='<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'), ("slide 1", None)),
    ("black on a black slide", BACKGROUND.format(FILL.format("000000")) + shape(WHO, run=BLACK_RUN), ("slide 1", "white_text")),
    ("white on a black slide", BACKGROUND.format(FILL.format("000000")) + shape(WHO, run=WHITE_RUN), ("slide 1", None)),
    ("nearly transparent", shape(WHO, run='<a:rPr><a:solidFill><a:srgbClr val="000000"><a:alpha val="1000"/></a:srgbClr></a:solidFill></a:rPr>'), ("slide 1", "hidden_text")),
    ("alt text", shape("x", named=f'id="2" name="Picture 3" descr="{WHO}"'), ("slide 1", "alt_text")),
    ("title of a shape", shape("x", named=f'id="2" name="Bild 3" title="{WHO}"'), ("slide 1", "alt_text")),
    ("name of a shape", shape("x", named=f'id="2" name="{WHO}"'), ("slide 1", "alt_text")),
    ("name of a slide", f'</p:spTree></p:cSld><p:cSld name="{WHO}"><p:spTree>', ("slide 1", "object_name")),
    ("tooltip", shape("x", run=f'<a:rPr><a:hlinkClick tooltip="{WHO}"/></a:rPr>'), ("slide 1", "link_target")),
    ("address that is none", shape("x", run=f'<a:rPr><a:hlinkClick invalidUrl="mailto:{WHO}"/></a:rPr>'), ("slide 1", "link_target")),
    ("macro of a shape", shape("x", run=f'<a:rPr><a:hlinkClick action="ppaction://macro?name={WHO}"/></a:rPr>'), ("slide 1", "link_target")),
    ("value of an animation", f'<p:timing><p:set><p:to><p:strVal val="{WHO}"/></p:to></p:set></p:timing>', ("slide 1", "form_text")),
    ("name of an object", f'<p:oleObj name="{WHO}" progId="Excel.Sheet.12"/>', ("slide 1", "object_name")),
    ("custom data in an extension", f'<p:extLst><p:ext uri="{{1}}"><z:note xmlns:z="urn:z">{WHO}</z:note></p:ext></p:extLst>', ("slide 1", None)),
    ("attribute of a foreign namespace", f'<p:sp xmlns:z="urn:z" z:by="{WHO}"/>', ("slide 1", "other_attribute")),
    ("bullet of one's own", box('<a:p><a:pPr><a:buChar char="•"/></a:pPr>' + SPLIT + "</a:p>"), ("slide 1", None)),
]  # fmt: skip


@pytest.mark.parametrize(("inner", "expected"), [c[1:] for c in SLIDES], ids=[c[0] for c in SLIDES])
def test_every_corner_of_a_slide(inner: str, expected: tuple[str, str | None]) -> None:
    assert found(read_pptx(edited(DECK, {SLIDE: slide_part(inner)})), WHO) == expected


def part(name: str, xml: str, kind: str = "", declared: str = "", source: str = SLIDE) -> bytes:
    """A deck with one more part; `kind` is the relation from the source that leads to it, if any."""
    data = edited(DECK, {name: xml}, {name: declared} if declared else None)
    return related(data, source, ("rIdX", kind, f"/{name}")) if kind else data


def presentation(inner: str) -> bytes:
    name = "ppt/presentation.xml"
    text = zipfile.ZipFile(io.BytesIO(DECK)).read(name).decode()
    return edited(DECK, {name: text.replace("</p:presentation>", f"{inner}</p:presentation>")})


def document(root: str, inner: str) -> str:
    return f'<p:{root} xmlns:p="{P}" xmlns:a="{A}" xmlns:r="{R}" xmlns:mc="{MC}">{inner}</p:{root}>'


MODERN = "http://schemas.microsoft.com/office/powerpoint/2018/8/main"
AUTHORS = f'<p188:authorLst xmlns:p188="{MODERN}"><p188:author id="{{1}}" name="{{}}" userId="x" providerId="AD"/></p188:authorLst>'
PARTS = [
    ("notes in pieces", edited(DECK, {"ppt/notesSlides/notesSlide1.xml": slide_part(split()).replace("p:sld", "p:notes")}), ("notes of slide 1", "speaker_notes")),
    ("hidden slide", edited(DECK, {SLIDE: slide_part(split(), 'show="0"')}), ("slide 1", "hidden_slide")),
    ("slide that is not shown at all", part("ppt/slides/slide7.xml", slide_part(split()), "", f"{DECK_TYPE}.slide+xml"), ("part 1", "other_part")),
    ("classic comment", part("ppt/comments/comment1.xml", document("cmLst", f'<p:cm authorId="0"><p:text>{WHO}</p:text></p:cm>'), "comments", f"{DECK_TYPE}.comments+xml"), ("comment on slide 1", "comment")),
    ("modern comment in pieces", part("ppt/comments/modernComment_1.xml", f'<p188:cmLst xmlns:p188="{MODERN}" xmlns:a="{A}"><p188:cm><p188:txBody><a:p>{SPLIT}</a:p></p188:txBody></p188:cm></p188:cmLst>', "comments", "application/vnd.ms-powerpoint.comments+xml"), ("comment on slide 1", "comment")),
    ("author of comments", part("ppt/commentAuthors.xml", document("cmAuthorLst", f'<p:cmAuthor id="0" name="{WHO}"/>'), "", f"{DECK_TYPE}.commentauthors+xml"), ("list of authors", "author")),
    ("author of modern comments", part("ppt/authors.xml", AUTHORS.replace("{1}", "1").replace("{}", WHO), "", "application/vnd.ms-powerpoint.authors+xml"), ("list of authors", "author")),
    ("name of a section", presentation(f'<p:extLst><p:ext uri="x"><p14:section xmlns:p14="{P14}" name="{WHO}"/></p:ext></p:extLst>'), ("settings", "object_name")),
    ("name of a custom show", presentation(f'<p:custShowLst><p:custShow name="{WHO}" id="0"/></p:custShowLst>'), ("settings", "object_name")),
    ("tag", part("ppt/tags/tag1.xml", document("tagLst", f'<p:tag name="X" val="{WHO}"/>'), "tags", f"{DECK_TYPE}.tags+xml"), ("tag", "form_text")),
    ("text of a layout", edited(DECK, {"ppt/slideLayouts/slideLayout4.xml": slide_part(split())}), ("slide master 4", "slide_master")),
    ("text of the handout master", part("ppt/handoutMasters/handoutMaster1.xml", document("handoutMaster", split()), "", f"{DECK_TYPE}.handoutMaster+xml"), ("notes master", "slide_master")),
    ("title of the web page", edited(DECK, {"ppt/presProps.xml": document("presentationPr", f'<p:htmlPubPr title="{WHO}"/>')}), ("settings", "alt_text")),
    ("target of a link", related(DECK, SLIDE, ("rIdL", "hyperlink", f"mailto:{WHO}")), ("link on slide 1", "link_target")),
    ("series of a chart", part("ppt/charts/chart1.xml", f"<c><tx><strRef><strCache><pt><v>{WHO}</v></pt></strCache></strRef></tx></c>", "chart"), ("chart on slide 1", None)),
    ("SmartArt in pieces", part("ppt/diagrams/data1.xml", f'<d xmlns:a="{A}"><pt><t><a:p>{SPLIT}</a:p></t></pt></d>', "diagramData"), ("diagram on slide 1", None)),
    ("alt text in SmartArt", part("ppt/diagrams/data1.xml", f'<d><pt><extLst><ext><cNvPr id="1" name="" descr="{WHO}"/></ext></extLst></pt></d>', "diagramData"), ("diagram on slide 1", "alt_text")),
    ("captions of a film", edited(DECK, {"ppt/media/captions.vtt": f"WEBVTT\n\n00:01.000 --> 00:02.000\n{WHO}\n"}), ("embedded file 1", "embedded_file")),
    ("vector picture", edited(DECK, {"ppt/media/image7.svg": '<svg xmlns="http://www.w3.org/2000/svg"><text>Katrin <tspan>Sommer</tspan> katrin.sommer@wegwarte.example</text></svg>'}), ("part 1", "other_part")),
    ("custom XML", part("customXml/item1.xml", f"<x><y>{WHO}</y></x>"), ("part 1", "other_part")),
    ("content status", edited(DECK, {"docProps/core.xml": f"<c><contentStatus>{WHO}</contentStatus></c>"}), ("document property", "document_properties")),
    ("name of a member", edited(DECK, {f"ppt/media/{WHO}.png": "x"}), ("archive", "member_name")),
]  # fmt: skip


@pytest.mark.parametrize(("data", "expected"), [c[1:] for c in PARTS], ids=[c[0] for c in PARTS])
def test_every_part_beside_the_slides(data: bytes, expected: tuple[str, str | None]) -> None:
    assert found(read_pptx(data), WHO) == expected


@pytest.mark.parametrize(
    ("background", "colours", "run", "rule"),
    [
        ("", 'bg1="lt1"', WHITE_RUN, "white_text"),
        ("", 'bg1="dk1"', WHITE_RUN, None),  # a dark design
        (f"<p:bg><p:bgPr>{FILL.format('1F2A44')}</p:bgPr></p:bg>", 'bg1="lt1"', WHITE_RUN, None),
        (f"<p:bg><p:bgPr>{FILL.format('000000')}</p:bgPr></p:bg>", 'bg1="lt1"', BLACK_RUN, "white_text"),
        ("<p:bg><p:bgPr><a:blipFill/></p:bgPr></p:bg>", 'bg1="lt1"', WHITE_RUN, None),
        ('<p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>', 'bg1="lt1"', WHITE_RUN, "white_text"),
    ],
)  # fmt: skip
def test_the_master_paints_behind_its_slides(
    background: str, colours: str, run: str, rule: str | None
) -> None:
    master = document("sldMaster", f"<p:cSld>{background}<p:spTree/></p:cSld><p:clrMap {colours}/>")
    parts = {"ppt/slideMasters/slideMaster1.xml": master, SLIDE: slide_part(shape(WHO, run=run))}
    assert found(read_pptx(edited(DECK, parts)), WHO) == ("slide 1", rule)


def ordinary_deck() -> bytes:
    """A deck as python-pptx makes it: every layout, a table, a chart, shapes, a group and notes."""
    import pptx
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    deck = pptx.Presentation()
    deck.core_properties.author = deck.core_properties.last_modified_by = ""
    one = Inches(1)
    for layout in deck.slide_layouts:
        slide = deck.slides.add_slide(layout)
        if slide.shapes.title is not None:
            slide.shapes.title.text = "Plan"
    slide.shapes.add_table(1, 1, one, one, one, one).table.cell(0, 0).text = "cell"
    slide.shapes.add_textbox(one, one, one, one).text_frame.text = "box"
    slide.shapes.add_group_shape().shapes.add_textbox(0, 0, one, one).text_frame.text = "grouped"
    slide.shapes.add_connector(1, 0, 0, one, one)
    figures = CategoryChartData()
    figures.categories = ["East", "West"]
    figures.add_series("Seats", (1, 2))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, one, one, one, one, figures)
    slide.notes_slide.notes_text_frame.text = "say it slowly"
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def test_an_ordinary_deck_holds_nothing_but_its_own_words() -> None:
    extract = read_pptx(ordinary_deck())
    hidden = {extract.text[f.start : f.end] for f in extract.findings if f.category == "hidden_text"}
    # The chart's own workbook is hidden indeed: its tab, head and two rows.
    assert hidden == {"say it slowly", "Sheet1", "Seats", "East\t1", "West\t2"}
    shown = {extract.text[s.start : s.end] for s in extract.segments} - hidden
    assert shown == {"Plan", "cell", "box", "grouped", "East\tWest", "1\t2"}
