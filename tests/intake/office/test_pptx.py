"""Decks: slides in the order they are shown, and every corner beside them."""

import re

import pytest

from assessor.domain.text import SegmentRole
from assessor.intake.office.read import read_pptx
from tests.intake.office.test_docx import found
from tests.intake.office_files import DECK_TYPE, P, edited, pptx_file, related, shape, slide_part

DECK = pptx_file(1)
FILL = '<a:solidFill><a:srgbClr val="{}"/></a:solidFill>'
WHITE = f"<a:rPr>{FILL.format('FFFFFF')}</a:rPr>"
FAR = '<a:xfrm><a:off x="{}" y="0"/><a:ext cx="100" cy="100"/></a:xfrm>'

CORNERS = [
    ("plain", slide_part(shape("MARK")), ("slide 1", None)),
    ("hidden slide", slide_part(shape("MARK"), 'show="0"'), ("slide 1", "hidden_slide")),
    ("shown slide", slide_part(shape("MARK"), 'show="1"'), ("slide 1", None)),
    ("hidden shape", slide_part(shape("MARK", named='name="Title 1" hidden="1"')), ("slide 1", "hidden_shape")),
    ("tiny", slide_part(shape("MARK", run='<a:rPr sz="100"/>')), ("slide 1", "tiny_text")),
    ("small", slide_part(shape("MARK", run='<a:rPr sz="800"/>')), ("slide 1", None)),
    ("white", slide_part(shape("MARK", run=WHITE)), ("slide 1", "white_text")),
    ("white on blue", slide_part(shape("MARK", run=WHITE, props=FILL.format("0000FF"))), ("slide 1", None)),
    ("white outline", slide_part(shape("MARK", run=f"<a:rPr><a:ln>{FILL.format('FFFFFF')}</a:ln></a:rPr>")), ("slide 1", None)),
    ("transparent", slide_part(shape("MARK", run="<a:rPr><a:noFill/></a:rPr>")), ("slide 1", "hidden_text")),
    ("no outline", slide_part(shape("MARK", run="<a:rPr><a:ln><a:noFill/></a:ln></a:rPr>")), ("slide 1", None)),
    ("left of the slide", slide_part(shape("MARK", props=FAR.format(-500))), ("slide 1", "off_slide")),
    ("right of the slide", slide_part(shape("MARK", props=FAR.format(99_999_999))), ("slide 1", "off_slide")),
    ("across the edge", slide_part(shape("MARK", props=FAR.format(-50))), ("slide 1", None)),
    ("alt text", slide_part(shape("x", named='name="Picture 1" descr="MARK"')), ("slide 1", "alt_text")),
    ("tooltip", slide_part(shape("x", run='<a:rPr><a:hlinkClick tooltip="MARK"/></a:rPr>')), ("slide 1", "link_target")),
    ("table", slide_part("<a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>a</a:t></a:r></a:p></a:txBody></a:tc><a:tc><a:txBody><a:p><a:r><a:t>MARK</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl>"), ("slide 1 table 1 row 1", None)),
    ("unknown element", slide_part("<p:novelty>MARK</p:novelty>"), ("slide 1", None)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("slide", "expected"), [case[1:] for case in CORNERS], ids=[case[0] for case in CORNERS]
)
def test_every_corner_of_a_slide(slide: str, expected: tuple[str, str | None]) -> None:
    assert found(read_pptx(edited(DECK, {"ppt/slides/slide1.xml": slide})), "MARK") == expected


def test_slides_come_in_the_order_they_are_shown_with_their_notes() -> None:
    import io
    import zipfile

    deck = pptx_file(3)
    text = zipfile.ZipFile(io.BytesIO(deck)).read("ppt/presentation.xml").decode()
    ids = re.findall(r"<p:sldId [^>]*/>", text)
    turned = text.replace("".join(ids), "".join(reversed(ids)))
    assert turned != text
    extract = read_pptx(edited(deck, {"ppt/presentation.xml": turned}))
    assert [found(extract, f"Title {n}")[0] for n in (1, 2, 3)] == ["slide 3", "slide 2", "slide 1"]
    assert found(extract, "NOTES 3") == ("notes of slide 1", "speaker_notes")
    assert extract.segments[0].role is SegmentRole.HEADING


def test_every_marker_in_any_part_comes_out() -> None:
    """Issue 3: hidden content is extracted for the guardrails, never passed by."""
    text = (
        "<p:{0} xmlns:p='"
        + P
        + "' xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'>{1}</p:{0}>"
    )
    parts: dict[str, bytes | str | None] = {
        "ppt/slides/slide1.xml": slide_part(shape("M01")),
        "ppt/comments/comment1.xml": text.format("cmLst", "<p:cm><p:text>M02</p:text></p:cm>"),
        "ppt/comments/modern.xml": text.format("cmLst", "<p:cm><a:p><a:r><a:t>M03</a:t></a:r></a:p></p:cm>"),
        "ppt/commentAuthors.xml": text.format("cmAuthorLst", '<p:cmAuthor name="M04" initials="M05"/>'),
        "ppt/slideMasters/slideMaster1.xml": slide_part(shape("M06") + shape("Second level")),
        "ppt/slideLayouts/slideLayout3.xml": slide_part(shape("M07")),
        "ppt/notesMasters/notesMaster1.xml": slide_part(shape("M08")),
        "ppt/charts/chart1.xml": "<c><tx><rich><p><r><t>M09</t></r></p></rich></tx></c>",
        "ppt/diagrams/data1.xml": "<d><pt><t><p><r><t>M10</t></r></p></t></pt></d>",
        "ppt/diagrams/drawing1.xml": "<d><p><r><t>M10</t></r></p><p><r><t>M11</t></r></p></d>",
        "ppt/tags/tag1.xml": text.format("tagLst", '<p:tag name="M12" val="M13"/>'),
        "ppt/slides/slide9.xml": slide_part(shape("M14")),
        "docProps/core.xml": "<c><keywords>M15</keywords></c>",
    }
    types = {
        f"ppt/{n}": f"{DECK_TYPE}.{t}+xml"
        for n, t in (("comments/comment1.xml", "comments"), ("slides/slide9.xml", "slide"))
    }
    data = related(
        edited(DECK, parts, types),
        "ppt/slides/slide1.xml",
        ("a", "comments", "../comments/comment1.xml"),
        ("b", "comments", "../comments/modern.xml"),
        ("c", "chart", "../charts/chart1.xml"),
        ("d", "diagramDrawing", "../diagrams/drawing1.xml"),
        ("e", "diagramData", "../diagrams/data1.xml"),
        ("f", "hyperlink", "https://example.org/M16"),
    )
    extract = read_pptx(data)
    assert re.findall(r"M\d\d", extract.text).count("M10") == 1
    assert set(re.findall(r"M\d\d", extract.text)) == {f"M{n:02}" for n in range(1, 17)}
    assert found(extract, "M02") == ("comment on slide 1", "comment")
    assert found(extract, "M03") == ("comment on slide 1", "comment")
    assert found(extract, "M06")[1] == found(extract, "M07")[1] == "slide_master"
    assert found(extract, "M09") == ("chart on slide 1", None)
    assert found(extract, "M11") == ("diagram on slide 1", None)
    assert found(extract, "M14")[1] == "other_part"
    assert "Second level" not in extract.text
