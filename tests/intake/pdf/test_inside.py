"""Streams, drawings and marks inside a PDF: read or counted, also those that nobody paints."""

import zlib

import pytest

from assessor.errors import UnreadableError
from assessor.intake.pdf.read import read_pdf
from tests.intake.pdf.test_walk import FORM, MARKER, SAID, SEEN, annotated, counted, place_of
from tests.intake.pdf_files import line, pdf, stream

DRAWING = stream(line(MARKER, x=0, y=5), FORM)
EMPTY = stream(b"", FORM)
FONTS = b"/Font<</F 3 0 R>>"


@pytest.mark.parametrize(
    ("page", "content", "others"),
    [
        pytest.param(
            b"/Resources<</XObject<</X 5 0 R>>/Font<</F 3 0 R>>>>", b"", (DRAWING,), id="not-painted"
        ),
        pytest.param(
            b"/Resources<</Pattern<</P 5 0 R>>/Font<</F 3 0 R>>>>",
            b"/Pattern cs /P scn 0 0 600 800 re f",
            (
                stream(
                    line(MARKER),
                    b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9"
                    b"/Resources<<" + FONTS + b">>",
                ),
            ),
            id="pattern",
        ),
        pytest.param(
            b"/Resources<</ExtGState<</G<</SMask<</S/Luminosity/G 5 0 R>>>>>>/Font<</F 3 0 R>>>>",
            b"/G gs",
            (DRAWING,),
            id="soft-mask",
        ),
    ],
)
def test_drawings_that_no_text_comes_from_are_read(
    page: bytes, content: bytes, others: tuple[bytes, ...]
) -> None:
    extract = read_pdf(pdf(SEEN, SEEN + content, page=page, others=others))
    assert place_of(extract) == ("page_properties", "page 1")


@pytest.mark.parametrize(
    "body",
    [
        b"/Subtype/Stamp/AP<</N 6 0 R/D 5 0 R>>",
        b"/Subtype/Stamp/AP<</N 6 0 R/R 5 0 R>>",
        b"/Subtype/Stamp/AP<</N<</On 6 0 R/Off 5 0 R>>>>/AS/On",
        b"/Subtype/Stamp/F 2/AP<</N 5 0 R>>",
        b"/Subtype/Redact/RO 5 0 R",
    ],
    ids=["pressed", "pointed-at", "other-state", "hidden", "over-what-is-to-go"],
)
def test_looks_of_annotations_that_nobody_sees_are_read(body: bytes) -> None:
    assert place_of(read_pdf(annotated(body, DRAWING, EMPTY))) == ("annotation", "annotation on page 1")


def test_drawings_inside_drawings_are_read_once_as_part_of_their_page() -> None:
    outer = stream(
        b"/Y Do", b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</Y 6 0 R>>>>"
    )
    data = pdf(
        SEEN, b"/X Do", others=[outer, DRAWING], page=b"/Resources<</XObject<</X 5 0 R>>/Font<</F 3 0 R>>>>"
    )
    extract = read_pdf(data)
    assert (extract.text, extract.findings) == (f"Seen by all\n{MARKER}", ())


def test_pages_that_are_no_part_of_the_document_are_read() -> None:
    page = b"<</Type/Page/MediaBox[0 0 612 792]/Contents 6 0 R/Resources<<%b>>>>" % FONTS
    data = pdf(SEEN, others=[page, stream(line(MARKER))], catalog=b"/Names<</Templates<</Names[(a)5 0 R]>>>>")
    assert place_of(read_pdf(data)) == ("loose_page", "page outside the document")


@pytest.mark.parametrize(
    ("mark", "rule"),
    [
        pytest.param(b"/Span<</ActualText(%b)>>BDC " % SAID, "actual_text", id="instead-of-glyphs"),
        pytest.param(b"/Span<</Actual#54ext(%b)>>BDC " % SAID, "actual_text", id="escaped"),
        pytest.param(b"/Span<</Alt(%b)>>BDC " % SAID, "alt_text", id="alternative"),
        pytest.param(b"/Span<</E(%b)>>BDC " % SAID, "alt_text", id="expansion"),
        pytest.param(b"/Artifact<</A<</Own[(%b)]>>>>BDC " % SAID, "marked_content", id="own-key"),
        pytest.param(
            b"/Span<</ActualText(%b)>>BDC EMC /Span BMC " % SAID, "actual_text", id="around-nothing"
        ),
        pytest.param(b"/Place<</Own(%b)>>DP /Span BMC " % SAID, "marked_content", id="point"),
        pytest.param(b"%% %b\n/Span BMC " % SAID, "marked_content", id="comment"),
        pytest.param(
            b"BI /W 3/H 1/BPC 8/CS/G ID \xff(\xff\nEI /Span<</Alt(%b)>>BDC " % SAID,
            "alt_text",
            id="after-a-picture",
        ),
    ],
)
def test_words_of_marks_in_drawing_instructions(mark: bytes, rule: str) -> None:
    extract = read_pdf(pdf(SEEN, mark + line("Glyphs") + b"EMC "))
    assert place_of(extract) == (rule, "page 2")
    assert place_of(extract, "Glyphs") == ("seen", "page 2")


def test_what_marks_replace_is_read_as_it_is_drawn() -> None:
    # Chromium marks each ligature, so a name such as Steffi Hoffmann comes in five pieces.
    parts = [b"(Ste)Tj ", b"/Span<</ActualText(ffi)>>BDC (ffi)Tj EMC ", b"( Ho)Tj "]
    parts += [b"/Span<</ActualText(ff)>>BDC (ff)Tj EMC ", b"(mann)Tj "]
    extract = read_pdf(pdf(b"BT /F 12 Tf 72 700 Td " + b"".join(parts) + b"ET"))
    assert (extract.text, extract.findings) == ("Steffi Hoffmann", ())


XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>%b</dc:creator></x:xmpmeta>" % SAID


@pytest.mark.parametrize(
    ("packet", "entries"),
    [
        pytest.param(XMP, b"", id="plain"),
        pytest.param(zlib.compress(XMP), b"/Filter/FlateDecode", id="packed"),
        pytest.param(XMP.removeprefix(b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>"), b"", id="no-packet"),
        pytest.param(b"\xfe\xff" + XMP.decode().encode("utf-16-be"), b"", id="utf-16"),
        pytest.param(b"<x:xmpmeta><!-- %b --><a>b</a></x:xmpmeta>" % SAID, b"", id="comment"),
        pytest.param(b"<x:xmpmeta><a p:by='%b'/></x:xmpmeta>" % SAID, b"", id="attribute"),
    ],
)
@pytest.mark.parametrize("where", ["catalog", "page"])
def test_metadata_of_the_document_and_of_pages(packet: bytes, entries: bytes, where: str) -> None:
    reference = {where: b"/Metadata 5 0 R"}
    data = pdf(SEEN, others=[stream(packet, b"/Type/Metadata/Subtype/XML" + entries)], **reference)  # type: ignore[arg-type]  # names of entries
    locator = "page 1" if where == "page" else "document properties"
    assert place_of(read_pdf(data)) == ("document_properties", locator)


def test_forms_in_xml_are_read_and_counted() -> None:
    packets = stream(b"<xfa:data><v>%b</v></xfa:data>" % SAID)
    extract = read_pdf(pdf(SEEN, others=[packets], catalog=b"/AcroForm<</XFA[(datasets)5 0 R]>>"))
    assert place_of(extract) == ("form_field", "form fields")
    assert counted(extract.findings) == ["xfa_form"]


def test_streams_of_unknown_purpose_are_read_where_they_are_text_and_counted_where_not() -> None:
    text = read_pdf(pdf(SEEN, others=[stream(SAID)], catalog=b"/PieceInfo<</App<</Private 5 0 R>>>>"))
    assert place_of(text) == ("document_properties", "document properties")
    packed = read_pdf(pdf(SEEN, others=[stream(b"\0\1\2\3" + SAID)], catalog=b"/Own 5 0 R"))
    assert (packed.text, counted(packed.findings)) == ("Seen by all", ["stream"])


FORM_PAGE = b"/Resources<</XObject<</A 5 0 R>>/Font<</F 3 0 R>>>>"


def _painting(content: bytes, drawings: bytes) -> bytes:
    return stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<<%b>>>>" % drawings)


@pytest.mark.parametrize(
    "others",
    [
        pytest.param([_painting(b"/A Do /A Do", b"/A 5 0 R")], id="itself"),
        pytest.param([_painting(b"/#41 Do", b"/A 5 0 R")], id="itself-escaped"),
        pytest.param(
            [stream(b"/A Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")], id="itself-by-its-page"
        ),
        pytest.param([_painting(b"/B Do", b"/B 6 0 R"), _painting(b"/A Do", b"/A 5 0 R")], id="each-other"),
        # 10 ** 6 paintings.
        pytest.param(
            [*(_painting(b"/B Do " * 10, b"/B %d 0 R" % (6 + at)) for at in range(6)), DRAWING],
            id="ten-times-each",
        ),
    ],
)
def test_drawings_without_end_have_their_code(others: list[bytes]) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_pdf(pdf(SEEN, b"/A Do", page=FORM_PAGE, others=others))
    assert caught.value.code == "drawing_loop"


def test_drawings_that_are_listed_but_not_painted_in_a_circle_are_read() -> None:
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</A 5 0 R>>/Font<</F 3 0 R>>>>"
    others = [stream(line(MARKER), form)]
    assert place_of(read_pdf(pdf(SEEN, b"/A Do", page=FORM_PAGE, others=others))) == ("seen", "page 2")
