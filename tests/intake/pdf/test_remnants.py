"""What the bytes of a PDF still hold: earlier versions, unused objects, comments."""

import re
import zlib
from io import BytesIO

import pytest
from pypdf import PdfWriter

from assessor.intake.pdf.read import read_pdf
from tests.intake.pdf.test_walk import MARKER, SAID, SEEN, counted, place_of
from tests.intake.pdf_files import line, pdf, stream


def saved_again(data: bytes, number: int, body: bytes) -> bytes:
    """The file after an update that gives one object another body."""
    table = int(re.findall(rb"startxref\n(\d+)", data)[-1])
    size = int(re.findall(rb"/Size (\d+)", data)[-1])
    rest = re.findall(rb"/Root 1 0 R[^>]*", data)[-1]
    new = b"%d 0 obj\n%b\nendobj\n" % (number, body)
    end = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d%b/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
    return data + new + end % (number, len(data), size, rest, table, len(data) + len(new))


@pytest.mark.parametrize("is_packed", [False, True])
def test_text_that_a_page_had_before(is_packed: bool) -> None:
    before = pdf(b"x")
    content = (
        stream(zlib.compress(line(MARKER)), b"/Filter/FlateDecode") if is_packed else stream(line(MARKER))
    )
    first = saved_again(before, 6, content)
    extract = read_pdf(saved_again(first, 6, stream(SEEN)))
    assert place_of(extract, "Seen by all") == ("seen", "page 1")
    assert place_of(extract) == ("earlier_version", "earlier version 2, page 1")


def test_properties_that_were_changed() -> None:
    before = pdf(SEEN, others=[b"<</Author(%b)>>" % SAID], trailer=b"/Info 5 0 R")
    extract = read_pdf(saved_again(before, 5, b"<</Author(nobody else)>>"))
    assert place_of(extract, "nobody else") == ("document_properties", "document properties")
    assert place_of(extract) == ("earlier_version", "earlier version 1, document properties")


def test_saving_again_without_a_change_says_nothing_new() -> None:
    extract = read_pdf(saved_again(pdf(SEEN), 6, stream(SEEN)))
    assert (extract.text, counted(extract.findings)) == ("Seen by all", ["unused_object"])


def test_of_very_many_versions_the_newest_are_read_and_the_rest_noted() -> None:
    data = pdf(line("Version 0 was here"))
    for number in range(1, 9):
        data = saved_again(data, 6, stream(line(f"Version {number} was here")))
    extract = read_pdf(data)
    # Versions 0-8: the last is the document, five before it are read.
    assert sorted(re.findall(r"Version \d", extract.text)) == [f"Version {number}" for number in range(3, 9)]
    assert "earlier_version" in counted(extract.findings)


def test_an_object_that_nobody_refers_to() -> None:
    extract = read_pdf(pdf(SEEN, others=[b"<</X(%b)>>" % SAID]))
    assert place_of(extract) == ("unused_object", "unused parts of the file")


@pytest.mark.parametrize("entries", [b"", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"])
def test_a_stream_that_nobody_refers_to_is_counted(entries: bytes) -> None:
    extract = read_pdf(pdf(SEEN, others=[stream(line(MARKER), entries)]))
    assert (extract.text, counted(extract.findings)) == ("Seen by all", ["unused_object"])


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"%% %b\n" % SAID + pdf(SEEN), id="before-the-file"),
        pytest.param(pdf(SEEN) + SAID + b"\n", id="after-the-file"),
        pytest.param(pdf(SEEN) + SAID + b"\n%%EOF\n", id="after-the-file-with-another-end"),
        pytest.param(pdf(SEEN).replace(b"2 0 obj", b"%% %b\n2 0 obj" % SAID), id="between-objects"),
        pytest.param(
            pdf(SEEN).replace(b"<</Type/Pages", b"<<%% %b\n/Type/Pages" % SAID), id="inside-an-object"
        ),
    ],
)
def test_comments(data: bytes) -> None:
    assert place_of(read_pdf(data)) == ("file_comment", "unused parts of the file")


def test_an_encrypted_file_leaves_no_ciphertext_in_the_text() -> None:
    writer = PdfWriter(clone_from=BytesIO(pdf(SEEN, others=[b"<</X(%b)>>" % SAID])))
    writer.add_metadata({"/Author": MARKER, "/Producer": "x"})
    writer.encrypt("", "owner", algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    extract = read_pdf(out.getvalue())
    assert extract.text == f"Seen by all\n{MARKER}"


def test_a_file_laid_out_for_the_web_is_one_version() -> None:
    # Such a file has an end after its first part, too.
    data = pdf(SEEN, others=[b"<</Linearized 1/L 900>>"])
    extract = read_pdf(data.replace(b"3 0 obj", b"startxref\n0\n%%EOF\n3 0 obj"))
    assert (extract.text, counted(extract.findings)) == ("Seen by all", [])
