"""PDF: pages in order, every hidden corner known by its rule, every bad file by its code."""

import random
import zlib
from io import BytesIO

import pytest
from pypdf import PdfWriter
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

from assessor.domain.text import SegmentRole
from assessor.errors import AssessorError, UnreadableError
from assessor.intake.extract import Extract
from assessor.intake.pdf.read import MAX_PAGES, read_pdf
from tests.intake.pdf_files import FONT, assembled, line, pdf, stream

SEEN = line("Seen by all")


def hidden_rules(extract: Extract, marker: str) -> set[str]:
    """The rules under which a marker was found; `seen` where none."""
    rules = set()
    start = extract.text.find(marker)
    while start >= 0:
        over = {
            f.rule for f in extract.findings if f.start is not None and f.end and f.start <= start < f.end
        }
        rules |= over or {"seen"}
        start = extract.text.find(marker, start + 1)
    return rules


def test_pages_come_in_order_with_their_places() -> None:
    extract = read_pdf(
        pdf(
            line("Quarterly review", size=20)
            + line("We called the customer,", y=670)
            + line("then wrote.", y=656),
            line("Grüße – 5 €"),
        )
    )
    assert extract.text == "Quarterly review\nWe called the customer,\nthen wrote.\nGrüße – 5 €"
    assert [(s.locator, s.role) for s in extract.segments] == [
        ("page 1", SegmentRole.HEADING),
        ("page 1", SegmentRole.BODY),
        ("page 2", SegmentRole.BODY),
    ]
    assert extract.findings == ()


def test_a_word_broken_at_the_end_of_a_line_is_whole() -> None:
    assert read_pdf(pdf(line("The custo-") + line("mer agreed", y=686))).text == "The customer agreed"


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        pytest.param(line("MARKER", before="3 Tr"), "invisible_text", id="mode-3"),
        pytest.param(line("MARKER", before="7 Tr"), "invisible_text", id="clipping-only"),
        pytest.param(b"/Clear gs " + line("MARKER"), "invisible_text", id="alpha-0"),
        pytest.param(line("MARKER", before="1 1 1 rg"), "white_text", id="white"),
        pytest.param(line("MARKER", before="0.97 g"), "white_text", id="nearly-white"),
        pytest.param(line("MARKER", before="1 Tr 1 G"), "white_text", id="white-outline"),
        pytest.param(
            b"0 0 .5 rg 60 690 200 30 re f " + line("MARKER", before="0 0 .5 rg"),
            "white_text",
            id="blue-on-blue",
        ),
        pytest.param(line("MARKER", size=1), "tiny_text", id="one-point"),
        pytest.param(
            b"q .1 0 0 .1 0 0 cm " + line("MARKER", x=700, y=7000) + b" Q", "tiny_text", id="scaled-down"
        ),
        pytest.param(line("MARKER", x=2000), "off_page", id="right-of-the-page"),
        pytest.param(line("MARKER", y=-300), "off_page", id="below-the-page"),
        pytest.param(line("Seen" + " " * 250 + "MARKER"), "off_page", id="end-of-a-line-beyond-the-edge"),
        pytest.param(line("MARKER") + b"0 g 60 690 200 30 re f ", "covered_text", id="black-bar"),
        pytest.param(b"/OC /L BDC " + line("MARKER") + b"EMC ", "optional_content", id="layer"),
        pytest.param(b"q 0 0 10 10 re W n " + line("MARKER") + b"Q ", "clipped_text", id="clipped"),
    ],
)
def test_text_that_nobody_sees_is_read_and_named(content: bytes, rule: str) -> None:
    extract = read_pdf(pdf(SEEN, content))
    assert hidden_rules(extract, "MARKER") == {rule}
    assert hidden_rules(extract, "Seen by all") == {"seen"}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"0 0 .5 rg 60 690 200 30 re f " + line("MARKER", before="1 g"), id="white-on-blue"),
        pytest.param(line("MARKER", before="0.6 g"), id="grey"),
        pytest.param(line("MARKER", size=5), id="small"),
        pytest.param(line("MARKER", size=1, before="12 0 0 12 0 0 cm", x=6, y=50), id="one-point-scaled-up"),
        pytest.param(line("MARKER", before="1 Tr 0 G"), id="outline"),
        pytest.param(line("MARKER") + b"0 g 60 90 200 30 re f ", id="bar-elsewhere"),
        pytest.param(line("MARKER") + b"0 G 60 690 200 30 re S ", id="frame"),
        pytest.param(b"q 0 0 612 792 re W n " + line("MARKER") + b"Q ", id="inside-its-clip"),
        pytest.param(b"/Span <</Lang (de)>> BDC " + line("MARKER") + b"EMC ", id="language-mark"),
    ],
)
def test_near_misses_are_seen(content: bytes) -> None:
    assert hidden_rules(read_pdf(pdf(content)), "MARKER") == {"seen"}


@pytest.mark.parametrize(
    ("annotation", "locator"),
    [
        (b"<</Type/Annot/Subtype/Text/Rect[9 9 20 20]/Contents(MARKER)>>", "annotation on page 1"),
        (b"<</Type/Annot/Subtype/Text/Rect[9 9 20 20]/T(MARKER)>>", "annotation on page 1"),
        (b"<</Type/Annot/Subtype/Text/Rect[9 9 20 20]/Subj(MARKER)>>", "annotation on page 1"),
        (b"<</Type/Annot/Subtype/FreeText/Rect[9 9 20 20]/RC(<p>MARKER</p>)>>", "annotation on page 1"),
        (b"<</Type/Annot/Subtype/Popup/Rect[9 9 20 20]/Contents(MARKER)>>", "annotation on page 1"),
        (b"<</Type/Annot/Subtype/Highlight/Rect[9 9 20 20]/F 2/Contents(MARKER)>>", "annotation on page 1"),
        (
            b"<</Type/Annot/Subtype/Link/Rect[9 9 20 20]/A<</S/URI/URI(mailto:MARKER@example.com)>>>>",
            "annotation on page 1",
        ),
        (b"<</Type/Annot/Subtype/Stamp/Rect[9 9 99 20]/AP<</N 5 0 R>>>>", "annotation on page 1"),
    ],
    ids=["text", "author", "subject", "rich", "popup", "hidden", "link", "drawing"],
)
def test_annotations_are_read(annotation: bytes, locator: str) -> None:
    drawing = stream(
        line("MARKER", x=0, y=0), b"/Type/XObject/Subtype/Form/BBox[0 0 99 20]/Resources<</Font<</F 3 0 R>>>>"
    )
    others = [drawing] if b"/AP" in annotation else []
    extract = read_pdf(pdf(SEEN, annotations=[annotation], others=others))
    assert hidden_rules(extract, "MARKER") == {"annotation"}
    assert [s.locator for s in extract.segments][-1] == locator


def test_form_fields_are_read_and_hidden_where_not_drawn() -> None:
    drawing = stream(
        line("Drawn", x=0, y=5), b"/Type/XObject/Subtype/Form/BBox[0 0 99 20]/Resources<</Font<</F 3 0 R>>>>"
    )
    shown = (
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(first)/V(Drawn)/TU(Tooltip)/Rect[9 9 99 29]/AP<</N 5 0 R>>>>"
    )
    unseen = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(second)/V(Undrawn)/DV(Default)/F 2/Rect[9 99 99 129]>>"
    extract = read_pdf(
        pdf(SEEN, annotations=[shown, unseen], others=[drawing], catalog=b"/AcroForm<</Fields[8 0 R 9 0 R]>>")
    )
    found = {
        word: hidden_rules(extract, word) for word in ("Drawn", "Undrawn", "Tooltip", "Default", "second")
    }
    assert found == {
        "Drawn": {"seen"},
        "Undrawn": {"form_field"},
        "Tooltip": {"form_field"},
        "Default": {"form_field"},
        "second": {"form_field"},
    }


@pytest.mark.parametrize("key", ["Title", "Author", "Subject", "Keywords", "Creator", "Producer", "Company"])
def test_properties_are_read(key: str) -> None:
    data = pdf(SEEN, others=[f"<</{key}(MARKER)>>".encode()], trailer=b"/Info 5 0 R")
    assert hidden_rules(read_pdf(data), "MARKER") == {"document_properties"}


@pytest.mark.parametrize("compressed", [False, True])
def test_xmp_is_read(compressed: bool) -> None:
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>MARKER</dc:creator><r p:by='ATTR'/></x:xmpmeta>"
    content = zlib.compress(xmp) if compressed else xmp
    entries = b"/Type/Metadata/Subtype/XML" + (b"/Filter/FlateDecode" if compressed else b"")
    extract = read_pdf(pdf(SEEN, others=[stream(content, entries)], catalog=b"/Metadata 5 0 R"))
    assert hidden_rules(extract, "MARKER") == hidden_rules(extract, "ATTR") == {"document_properties"}


def test_bookmarks_are_read_and_a_loop_of_them_ends() -> None:
    others = [
        b"<</Type/Outlines/First 6 0 R/Last 6 0 R/Count 1>>",
        b"<</Title(MARKER)/Parent 5 0 R/Next 6 0 R/First 6 0 R>>",
    ]
    extract = read_pdf(pdf(SEEN, others=others, catalog=b"/Outlines 5 0 R"))
    assert hidden_rules(extract, "MARKER") == {"bookmark"}


@pytest.mark.parametrize(
    ("content", "text"), [(b"MARKER in a file", {"embedded_file"}), (b"PK\x03\x04\0\0MARKER", set())]
)
def test_embedded_files_are_listed_and_read_where_they_are_text(content: bytes, text: set[str]) -> None:
    others = [
        stream(content, b"/Type/EmbeddedFile"),
        b"<</Type/Filespec/F(NAME.txt)/UF(NAME.txt)/EF<</F 5 0 R/UF 5 0 R>>>>",
    ]
    data = pdf(SEEN, others=others, catalog=b"/Names<</EmbeddedFiles<</Names[(a) 6 0 R]>>>>")
    extract = read_pdf(data)
    assert hidden_rules(extract, "NAME.txt") == {"embedded_file"}
    assert hidden_rules(extract, "MARKER") == text
    assert ("attachment", "embedded_file") in [(f.category, f.rule) for f in extract.findings]


def test_a_script_is_noted_and_not_read() -> None:
    extract = read_pdf(pdf(SEEN, catalog=b"/OpenAction<</S/JavaScript/JS(app.alert\\('psst'\\))>>"))
    assert extract.text == "Seen by all"
    assert [(f.category, f.rule) for f in extract.findings] == [("active_content", "script")]


LAYERS = b"/OCProperties<</OCGs[5 0 R]/D<<%b>>>>"


@pytest.mark.parametrize(
    ("default", "rule"),
    [(b"", "seen"), (b"/OFF[5 0 R]", "optional_content"), (b"/BaseState/OFF", "optional_content")],
    ids=["on", "off", "all-off"],
)
def test_a_layer_hides_where_it_is_off(default: bytes, rule: str) -> None:
    page = b"/Resources<</Font<</F 3 0 R>>/Properties<</L 5 0 R>>>>"
    content = b"/OC /L BDC " + line("MARKER") + b"EMC "
    layer = b"<</Type/OCG/Name(Review notes)>>"
    extract = read_pdf(pdf(SEEN, content, catalog=LAYERS % default, page=page, others=[layer]))
    assert hidden_rules(extract, "MARKER") == {rule}
    assert hidden_rules(extract, "Review notes") == {"layer_name"}


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(b"[(Ka)20(tr)-30(in)-280(Som)10(mer)] TJ", "Katrin Sommer", id="kerned"),
        pytest.param(
            b"[(+49)-250(30)-250(23125)-250(417)] TJ", "+49 30 23125 417", id="gaps-instead-of-spaces"
        ),
        pytest.param(b"(kat) Tj (rin@som) Tj (mer.example) Tj", "katrin@sommer.example", id="operators"),
        pytest.param(b"3 Tc (DE89 3704 0044 0532 0130 00) Tj", "DE89 3704 0044 0532 0130 00", id="wide"),
        pytest.param(b"(DE89) Tj 34 0 Td (3704) Tj 31 0 Td (0044) Tj", "DE89 3704 0044", id="placed-groups"),
        pytest.param(b"(katrin@) Tj 0 0 1 rg (sommer.example) Tj", "katrin@sommer.example", id="two-colours"),
        pytest.param(b"(Katrin Som) Tj /F 12.5 Tf (mer) Tj", "Katrin Sommer", id="two-sizes"),
        pytest.param(b"(Katrin\\240Sommer +49\\24030) Tj", "Katrin Sommer +49 30", id="no-break-spaces"),
        pytest.param(
            b"(write to katrin@som-) Tj 0 -14 Td (mer.example) Tj",
            "write to katrin@sommer.example",
            id="hyphen",
        ),
        pytest.param(
            b"(Katrin Sommer) Tj 0 0 Td (Katrin Sommer) Tj", "Katrin Sommer", id="printed-twice-for-bold"
        ),
        pytest.param(b"0 1 -1 0 300 300 Tm (Katrin Sommer) Tj", "Katrin Sommer", id="upwards"),
        pytest.param(
            b"(katrin@) Tj 1 g (x) Tj 0 g (sommer.example) Tj",
            "katrin@sommer.example\nx",
            id="hidden-in-between",
        ),
    ],
)
def test_what_a_reader_sees_as_one_is_one(content: bytes, text: str) -> None:
    assert read_pdf(pdf(b"BT /F 12 Tf 72 700 Td " + content + b" ET")).text == text


def _with_unknown_letters(content: bytes) -> bytes:
    font = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]>>"
    inner = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)>>>>"
    )
    return pdf(content, others=[font, inner], page=b"/Resources<</Font<</F 3 0 R/G 5 0 R>>>>")


def test_letters_that_nothing_tells_are_dropped_and_counted() -> None:
    # As numbers of letters they would come out as a cipher: +29 to each gives "Katrin".
    cipher = b"BT /G 12 Tf 72 600 Td <002E00440057>Tj ET "
    extract = read_pdf(_with_unknown_letters(SEEN + cipher))
    assert extract.text == "Seen by all\n\ufffd"
    assert [f.rule for f in extract.findings] == ["unreadable_characters"]
    with pytest.raises(UnreadableError) as caught:
        read_pdf(_with_unknown_letters(cipher))
    assert caught.value.code == "no_text_layer"


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-256"])
@pytest.mark.parametrize("password", ["", "real"])
def test_a_file_is_read_where_nobody_is_asked_for_its_password(algorithm: str, password: str) -> None:
    note = b"<</Type/Annot/Subtype/Text/Rect[9 9 20 20]/Contents(MARKER)>>"
    writer = PdfWriter(clone_from=BytesIO(pdf(SEEN, annotations=[note])))
    writer.encrypt(password, "owner", algorithm=algorithm)
    out = BytesIO()
    writer.write(out)
    if password:
        with pytest.raises(UnreadableError) as caught:
            read_pdf(out.getvalue())
        assert caught.value.code == "encrypted"
    else:
        assert hidden_rules(read_pdf(out.getvalue()), "MARKER") == {"annotation"}


def test_an_ordinary_report_leaves_one_note() -> None:
    out = BytesIO()
    style = getSampleStyleSheet()["BodyText"]
    link = '<a href="mailto:katrin@sommer.example">katrin@sommer.example</a>'
    paragraphs = [
        Paragraph(f"Call {number}: Katrin Sommer ({link}) agreed to the plan. " * 5, style)
        for number in range(40)
    ]
    SimpleDocTemplate(out, title="Quarterly review", author="Anna Muster").build(paragraphs)
    extract = read_pdf(out.getvalue())
    assert extract.text.count("Katrin Sommer (katrin@sommer.example)") > 100
    # Author, title and the program's name are no part of the pages; links say what the pages say.
    assert [f.rule for f in extract.findings] == ["document_properties"]


def test_a_page_of_pictures_among_others_is_noted() -> None:
    extract = read_pdf(pdf(SEEN, b"0 0 100 100 re f"))
    assert [(f.category, f.rule) for f in extract.findings] == [("unread", "no_text_layer")]


def _looping(count: int) -> bytes:
    kids = b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count %d>>" % count
    return assembled([b"<</Type/Catalog/Pages 2 0 R>>", kids, FONT])


def _encrypted() -> bytes:
    entries = b"/Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>" % (b"41" * 32, b"42" * 32)
    return pdf(SEEN, others=[b"<<%s>>" % entries], trailer=b"/Encrypt 5 0 R/ID[<00><00>]")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", "damaged_file", id="empty"),
        pytest.param(b"PK\x03\x04", "damaged_file", id="a-zip"),
        pytest.param(b"%PDF-1.7\n%%EOF\n", "damaged_file", id="nothing-inside"),
        pytest.param(pdf(SEEN)[:400], "damaged_file", id="truncated"),
        pytest.param(_encrypted(), "encrypted", id="encrypted"),
        pytest.param(_looping(2), "damaged_file", id="page-tree-loop"),
        pytest.param(_looping(1_000_000), "too_many_pages", id="page-tree-loop-that-promises-a-million"),
        pytest.param(pdf(b"0 0 100 100 re f"), "no_text_layer", id="pictures-only"),
        pytest.param(
            pdf(SEEN)[:-10] + b"9 0 obj<<>>stream\n" * 2_000 + b"%%EOF",
            "damaged_file",
            id="streams-without-end",
        ),
        pytest.param(pdf(b""), "empty", id="blank-page"),
        pytest.param(pdf(*[b""] * (MAX_PAGES + 1)), "too_many_pages", id="too-many-pages"),
        pytest.param(pdf(*[line("x" * 60_000)] * 40), "too_large", id="too-much-text"),
    ],
)
def test_bad_files_have_their_code_and_come_back_fast(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_pdf(data)
    assert caught.value.code == code
    assert caught.value.hint


def test_mutations_raise_nothing_but_our_errors() -> None:
    # Seeded, so that a failure comes again; 300 files with up to 8 changed, missing or doubled stretches.
    rng = random.Random(3)
    link = b"<</Type/Annot/Subtype/Link/Rect[9 9 20 20]/A<</S/URI/URI(mailto:a@example.com)>>>>"
    seed = pdf(SEEN, line("Two"), annotations=[link], others=[b"<</Title(T)>>"], trailer=b"/Info 5 0 R")
    outcomes: set[str] = set()
    for _ in range(300):
        data = bytearray(seed)
        for _ in range(rng.randint(1, 8)):
            at = rng.randrange(len(data))
            match rng.randrange(3):
                case 0:
                    data[at] = rng.randrange(256)
                case 1:
                    del data[at : at + rng.randrange(1, 9)]
                case _:
                    data[at:at] = data[at : at + rng.randrange(1, 40)]
        try:
            read_pdf(bytes(data))
            outcomes.add("read")
        except AssessorError as error:
            outcomes.add(error.code)
    assert "read" in outcomes
