"""Copies with updates: what is added is read by pdfium, and streams come back without their filters."""

import pytest

from assessor.intake.pdf.library import LOCK, open_document, pdfium
from assessor.intake.pdf.objects import Objects, copy_of
from assessor.intake.pdf.syntax import Name, Reader, Ref, Value
from assessor.intake.pdf.update import Update, decoded, stream_body, with_pages, written
from tests.intake.pdf_files import line, pdf, stream


def objects_of(data: bytes) -> Objects:
    document = open_document(data)
    try:
        return Objects(copy_of(document) or b"")
    finally:
        document.close()


@pytest.mark.parametrize(
    "value",
    [
        {"A": b"x\xff", "B c": [1, Ref(2), Name("N/(")], "D": {"E": 0}},
        [[], {}, b"", -0],
        Name("Grün"),
        7,
    ],
)
def test_what_is_written_is_read_again(value: Value) -> None:
    assert Reader(written(value) + b" ").value_at(0)[0] == value


def test_a_stream_keeps_its_entries_but_no_filter() -> None:
    body = stream_body(b"words", {"Subtype": Name("Form"), "Filter": Name("FlateDecode"), "Length": 9})
    assert Reader(body).value_at(0)[0] == {"Subtype": "Form", "Length": 5}
    assert b"stream\nwords\nendstream" in body


def test_a_replaced_object_and_a_new_page_are_what_pdfium_reads() -> None:
    with LOCK:
        objects = objects_of(pdf(line("old words")))
        update = Update(objects)
        update.replace(6, stream_body(line("new words"), {}))
        root = objects.trailer["Root"]
        assert isinstance(root, Ref)
        tree = update.add(b"<</Type/Pages/Count 2/Kids[5 0 R 5 0 R]>>")
        update.replace(root.number, with_pages(objects.body(root.number), tree))
        document = open_document(update.file(root.number))
        try:
            assert pdfium().FPDF_GetPageCount(document) == 2
            assert document[1].get_textpage().get_text_range() == "new words"
        finally:
            document.close()


def test_filters_that_only_pdfium_knows() -> None:
    # Run lengths: a byte n below 128 announces n + 1 bytes, one above 128 repeats the next 257 - n times.
    packed = bytes([4]) + b"words" + bytes([257 - 3]) + b"!" + bytes([128])
    others = [
        stream(packed, b"/Filter/RunLengthDecode"),
        stream(b"no", b"/Filter/FlateDecode"),
        stream(b"as it is"),
    ]
    with LOCK:
        objects = objects_of(pdf(b"", others=others, catalog=b"/Own[5 0 R 6 0 R 7 0 R]"))
        assert decoded(objects, [5, 6, 7, 999]) == {5: b"words!!!", 7: b"as it is"}
