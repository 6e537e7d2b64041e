"""Every place in a PDF's objects where words can stand: each comes out, by its rule and with its place."""

import pytest

from assessor.domain.verdict import Finding
from assessor.intake.extract import Extract
from assessor.intake.pdf.read import read_pdf
from tests.intake.pdf_files import line, pdf, stream

MARKER = "MARKER Katrin Sommer katrin@sommer.example"
SAID = MARKER.encode()
SEEN = line("Seen by all")
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 600 20]/Resources<</Font<</F 3 0 R>>>>"


def place_of(extract: Extract, words: str = MARKER) -> tuple[str, str] | None:
    """Rule and locator under which words stand in the text; null where they do not."""
    at = extract.text.find(words)
    if at < 0:
        return None
    rules = [f.rule for f in extract.findings if f.start is not None and f.end and f.start <= at < f.end]
    locators = [s.locator for s in extract.segments if s.start <= at < s.end]
    return (rules or ["seen"])[0], locators[0]


def counted(findings: tuple[Finding, ...]) -> list[str]:
    """Rules of what was dropped and counted."""
    return [finding.rule for finding in findings if finding.start is None]


def annotated(body: bytes, *others: bytes) -> bytes:
    return pdf(SEEN, annotations=[b"<</Type/Annot/Rect[9 9 600 40]" + body + b">>"], others=others)


def with_field(body: bytes, *others: bytes) -> bytes:
    return annotated(b"/Subtype/Widget" + body, *others)


@pytest.mark.parametrize(
    "body",
    [
        *(
            pytest.param(b"/Subtype/%b/Contents(%b)" % (kind.encode(), SAID), id=kind)
            for kind in ("Text", "FreeText", "Popup", "Redact", "Watermark", "Screen", "Sound", "Unheard-of")
        ),
        *(
            pytest.param(b"/Subtype/Text/%b(%b)" % (key.encode(), SAID), id=key)
            for key in ("T", "Subj", "NM", "DS", "OverlayText", "OwnKey")
        ),
        pytest.param(
            b"/Subtype/FreeText/RC(<p>MARKER Kat<b>rin</b> Sommer katrin@<i>sommer</i>.example</p>)",
            id="rich",
        ),
        pytest.param(
            b"/Subtype/Link/A<</S/URI/URI(http://x.example/%b)>>" % SAID.replace(b" ", b"%20"), id="link"
        ),
        pytest.param(b"/Subtype/Link/A<</S/URI/URI(x)/Next<</S/URI/URI(%b)>>>>" % SAID, id="second-link"),
        pytest.param(b"/Subtype/Link/AA<</E<</S/URI/URI(%b)>>>>" % SAID, id="link-on-entering"),
        pytest.param(b"/Subtype/Link/A<</S/GoToR/F(%b)>>" % SAID, id="other-file"),
        pytest.param(b"/Subtype/Link/A<</S/SubmitForm/F<</FS/URL/F(mailto:%b)>>>>" % SAID, id="submit"),
        pytest.param(b"/Subtype/Screen/MK<</CA(%b)>>" % SAID, id="caption"),
        pytest.param(b"/Subtype/Line/Measure<</R(%b)>>" % SAID, id="measure"),
        pytest.param(b"/Subtype/Text/IRT<</Subtype/Text/Contents(%b)>>" % SAID, id="answered-note"),
        pytest.param(b"/Subtype/Text/Popup<</Subtype/Popup/Contents(%b)>>" % SAID, id="own-popup"),
        pytest.param(
            b"/Subtype/RichMedia/RichMediaContent<</Assets<</Names[(%b)null]>>>>" % SAID, id="media"
        ),
        pytest.param(
            b"/Subtype/Text/Contents<%b>" % (b"\xfe\xff" + MARKER.encode("utf-16-be")).hex().encode(),
            id="utf-16",
        ),
        pytest.param(b"/Subtype/Text/Cont#65nts(%b)" % SAID.replace(b"MARKER", b"MAR\\113ER"), id="escaped"),
    ],
)
def test_strings_of_annotations(body: bytes) -> None:
    assert place_of(read_pdf(annotated(body))) == ("annotation", "annotation on page 1")


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        *(
            pytest.param(b"/FT/Tx/T(a)/%b(%b)" % (key.encode(), SAID), "form_field", id=key)
            for key in ("V", "DV", "TU", "TM")
        ),
        pytest.param(b"/FT/Tx/T(%b)" % SAID, "form_field", id="name"),
        pytest.param(b"/FT/Tx/RV(<p>%b</p>)" % SAID, "form_field", id="rich-value"),
        pytest.param(b"/FT/Ch/Opt[(x)(%b)]" % SAID, "form_field", id="choice"),
        pytest.param(b"/FT/Ch/Opt[[(%b)(x)]]" % SAID, "form_field", id="choice-as-exported"),
        pytest.param(b"/FT/Ch/V[(x)(%b)]" % SAID, "form_field", id="several-values"),
        pytest.param(b"/FT/Tx/F 2/V(%b)" % SAID, "form_field", id="hidden"),
        pytest.param(b"/FT/Tx/Ff 8192/V(%b)" % SAID, "form_field", id="password"),
        pytest.param(b"/FT/Btn/MK<</RC(%b)>>" % SAID, "form_field", id="caption-under-the-pointer"),
        *(
            pytest.param(b"/FT/Sig/V<</Type/Sig/%b(%b)>>" % (key.encode(), SAID), "signature", id=key)
            for key in ("Name", "Reason", "Location", "ContactInfo")
        ),
        pytest.param(b"/FT/Sig/SV<</Reasons[(%b)]>>" % SAID, "form_field", id="wished-reason"),
    ],
)
def test_strings_of_form_fields(body: bytes, rule: str) -> None:
    assert place_of(read_pdf(with_field(body))) == (rule, "form field on page 1")


def test_values_of_a_field_whose_parts_stand_apart() -> None:
    others = [b"<</FT/Tx/T(a)/V(%b)/Kids[9 0 R]>>" % SAID]
    data = annotated(b"/Subtype/Widget/Parent 5 0 R", *others)
    assert place_of(read_pdf(data)) == ("form_field", "form field on page 1")
    data = pdf(SEEN, others=[b"<</FT/Tx/T(a)/V(%b)>>" % SAID], catalog=b"/AcroForm<</Fields[5 0 R]>>")
    assert place_of(read_pdf(data)) == ("form_field", "form fields")


FILE = (stream(b"hello", b"/Type/EmbeddedFile"), b"<</Type/Filespec/F(a.txt)%b/EF<</F 5 0 R>>>>")


@pytest.mark.parametrize(
    ("catalog", "others", "rule", "locator"),
    [
        pytest.param(b"/Lang(%b)" % SAID, (), "document_properties", "document properties", id="language"),
        pytest.param(b"/Own(%b)" % SAID, (), "document_properties", "document properties", id="own-key"),
        pytest.param(
            b"/PieceInfo<</App<</Private<</Doc(%b)>>>>>>" % SAID,
            (),
            "document_properties",
            "document properties",
            id="program's-own",
        ),
        pytest.param(
            b"/URI<</Base(%b)>>" % SAID, (), "document_properties", "document properties", id="base"
        ),
        pytest.param(
            b"/OutputIntents[<</Info(%b)>>]" % SAID,
            (),
            "document_properties",
            "document properties",
            id="intent",
        ),
        pytest.param(
            b"/Outlines 5 0 R",
            (b"<</First 6 0 R>>", b"<</Title(%b)>>" % SAID),
            "bookmark",
            "bookmarks",
            id="bookmark",
        ),
        pytest.param(
            b"/Outlines 5 0 R",
            (b"<</First 6 0 R>>", b"<</Title(ab)/A<</S/URI/URI(%b)>>>>" % SAID),
            "bookmark",
            "bookmarks",
            id="link-of-a-bookmark",
        ),
        pytest.param(
            b"/Names<</Dests<</Names[(%b)[1 0 R/Fit]]>>>>" % SAID,
            (),
            "named_destination",
            "named destinations",
            id="named-destination",
        ),
        pytest.param(
            b"/Dests<</%b[1 0 R/Fit]>>" % SAID.replace(b" ", b"#20"),
            (),
            "named_destination",
            "named destinations",
            id="name-of-a-destination",
        ),
        pytest.param(
            b"/PageLabels<</Nums[0<</P(%b)>>]>>" % SAID, (), "page_label", "page labels", id="page-label"
        ),
        pytest.param(
            b"/OCProperties<</OCGs[5 0 R]>>",
            (b"<</Type/OCG/Name(%b)>>" % SAID,),
            "layer_name",
            "layers",
            id="layer",
        ),
        pytest.param(
            b"/Threads[<</I<</Title(%b)>>>>]" % SAID, (), "article_thread", "articles", id="article-thread"
        ),
        pytest.param(b"/AcroForm<</DA(%b)>>" % SAID, (), "form_field", "form fields", id="look-of-fields"),
        pytest.param(
            b"/Names<</EmbeddedFiles<</Names[(a)6 0 R]>>>>",
            (FILE[0], FILE[1] % (b"/Desc(%b)" % SAID)),
            "embedded_file",
            "embedded file 1",
            id="description-of-a-file",
        ),
        pytest.param(
            b"/Names<</EmbeddedFiles<</Names[(a)6 0 R]>>>>",
            (FILE[0], FILE[1] % (b"/CI<</K(%b)>>" % SAID)),
            "embedded_file",
            "embedded file 1",
            id="entry-in-a-portfolio",
        ),
        pytest.param(
            b"/Names<</EmbeddedFiles<</Names[(%b)6 0 R]>>>>" % SAID,
            (FILE[0], FILE[1] % b""),
            "embedded_file",
            "embedded files",
            id="key-of-a-file",
        ),
        pytest.param(
            b"/Collection<</Schema<</K<</N(%b)>>>>>>" % SAID,
            (),
            "embedded_file",
            "embedded files",
            id="column-of-a-portfolio",
        ),
        pytest.param(
            b"/AF[6 0 R]",
            (stream(SAID), FILE[1] % b""),
            "embedded_file",
            "embedded file 1",
            id="associated-file",
        ),
    ],
)
def test_strings_of_the_document(catalog: bytes, others: tuple[bytes, ...], rule: str, locator: str) -> None:
    assert place_of(read_pdf(pdf(SEEN, catalog=catalog, others=others))) == (rule, locator)


@pytest.mark.parametrize("key", ["Alt", "ActualText", "E", "T", "ID", "C"])
def test_what_a_tagged_document_says_of_its_parts(key: str) -> None:
    element = b"<</Type/StructElem/S/Figure/Pg 7 0 R/%b(%b)>>" % (key.encode(), SAID)
    data = pdf(SEEN, others=[b"<</Type/StructTreeRoot/K 6 0 R>>", element], catalog=b"/StructTreeRoot 5 0 R")
    rule = "actual_text" if key == "ActualText" else "alt_text"
    assert place_of(read_pdf(data)) == (rule, "page 1")


def test_strings_of_a_page_and_of_the_trailer() -> None:
    assert place_of(read_pdf(pdf(SEEN, page=b"/Own(%b)" % SAID))) == ("page_properties", "page 1")
    assert place_of(read_pdf(pdf(SEEN, trailer=b"/Own(%b)" % SAID))) == (
        "document_properties",
        "document properties",
    )


@pytest.mark.parametrize(
    "catalog", [b"/OpenAction<</S/JavaScript/JS(%b)>>", b"/OpenAction<</S/J#61vaScript/J#53(%b)>>"]
)
@pytest.mark.parametrize("is_stream", [False, True])
def test_scripts_are_dropped_and_counted(catalog: bytes, is_stream: bool) -> None:
    script = b"app.alert\\('%b'\\)" % SAID
    extract = read_pdf(pdf(SEEN, catalog=catalog % script))
    if is_stream:
        action = catalog.replace(b"(%b)", b" 5 0 R")
        extract = read_pdf(pdf(SEEN, catalog=action, others=[stream(script)]))
    assert extract.text == "Seen by all"
    assert counted(extract.findings) == ["script"]


def test_a_signature_is_counted_since_its_certificate_is_not_read() -> None:
    extract = read_pdf(
        with_field(b"/FT/Sig/V<</Type/Sig/Contents<%b>/ByteRange[0 0 0 0]>>" % SAID.hex().encode())
    )
    assert place_of(extract) is None
    assert counted(extract.findings) == ["signature"]


def test_letters_that_are_drawings_with_words_are_counted() -> None:
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 6 0 R>>"
        b"/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[9]/Resources<</Font<</F 3 0 R>>>>>>"
    )
    glyph = stream(b"600 0 d0 " + line(MARKER))
    data = pdf(
        SEEN, b"BT /T 1 Tf (a) Tj ET", others=[font, glyph], page=b"/Resources<</Font<</F 3 0 R/T 5 0 R>>>>"
    )
    assert counted(read_pdf(data).findings) == ["drawn_glyphs"]


@pytest.mark.parametrize(
    "catalog",
    [
        b"/Lang(de-DE)",
        b"/AcroForm<</DA(/Helv 12 Tf 0 g)>>",
        b"/PieceInfo<</App<</LastModified(D:20261127120000+01'00')>>>>",
        b"/Own(e58ed763-928c-4155-bee9-fdbaaadc15f3)",
        b"/Names<</Dests<</Names[(section.1.2)[1 0 R/Fit](page.3)[1 0 R/Fit]]>>>>",
        b"/Own(Seen by)",
        b"/Own/PlainName",
        b"/Own<0001020304050607>",
    ],
)
def test_what_says_nothing_new_leaves_no_note(catalog: bytes) -> None:
    extract = read_pdf(pdf(SEEN, catalog=catalog))
    assert (extract.text, extract.findings) == ("Seen by all", ())


def test_objects_that_refer_to_each_other_in_circles_are_gone_through_once() -> None:
    others = [b"<</A 6 0 R/B 5 0 R/Note(first one)>>", b"<</A 5 0 R/Note(second one)/Up 1 0 R>>"]
    assert (
        read_pdf(pdf(SEEN, others=others, catalog=b"/Own 5 0 R")).text == "Seen by all\nfirst one\nsecond one"
    )
