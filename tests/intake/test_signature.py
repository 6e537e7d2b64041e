"""What a file really is, whatever its name says."""

import time

import pytest

from assessor.intake.signature import is_text, real_format

from .mails import as_bytes, mail
from .office_files import docx_file, pptx_file, xlsx_file, zipped
from .pdf_files import line, pdf

MIME = as_bytes(mail())


@pytest.mark.parametrize(
    ("data", "real"),
    [
        pytest.param(pdf(line("words")), ".pdf", id="pdf"),
        pytest.param(docx_file(), ".docx", id="docx"),
        pytest.param(pptx_file(), ".pptx", id="pptx"),
        pytest.param(xlsx_file(), ".xlsx", id="xlsx"),
        pytest.param(zipped({"a.txt": "words"}), "a ZIP archive", id="zip"),
        pytest.param(zipped({}), "a ZIP archive", id="empty-zip"),
        pytest.param(
            zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "a ZIP archive", id="deflated"
        ),
        pytest.param(b"{\\rtf1 words}", ".rtf", id="rtf"),
        pytest.param(b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture", id="jpeg"),
        pytest.param(b"GIF89a\x01\0\x01\0", "a picture", id="gif"),
        pytest.param(b"\x7fELF\x02\x01", "a program", id="elf"),
        pytest.param(b"MZ\x90\0\x03", "a program", id="exe"),
        pytest.param(b"\x1f\x8b\x08\0", "a compressed file", id="gzip"),
        pytest.param(b"\0\0\0\x20ftypisom", "a sound or video", id="mp4"),
        pytest.param(b"SQLite format 3\0", "a database", id="sqlite"),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0",
            "an old Office or Outlook file (.doc, .xls, .ppt, .msg)",
            id="ole",
        ),
        pytest.param(b"\xef\xbb\xbf \n<!DOCTYPE HTML><p>", ".html", id="page"),
        pytest.param(b"<?xml version='1.0'?>\n<html lang='de'>", ".html", id="xhtml"),
        pytest.param(MIME, ".eml", id="mail"),
        pytest.param(MIME.replace(b"\r\n", b"\r"), ".eml", id="mail-of-an-old-mac"),
        pytest.param(b"From ben Mon Nov 2 10:00:00 2026\n" + MIME, ".eml", id="mbox"),
    ],
)
def test_formats_are_told_by_their_beginning(data: bytes, real: str) -> None:
    assert real_format(data) == real


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"MZ is where the shelf stands", id="letters-of-a-program"),
        pytest.param(b"BM, GIF8, RIFF and ID3", id="letters-of-pictures"),
        pytest.param(b"From: Ben\nTo: Anna\nSubject: Plan\n\nwords", id="headers-of-a-pasted-mail"),
        pytest.param(b"words\n\nMIME-Version: 1.0\nContent-Type: text/plain\n", id="headers-further-down"),
        pytest.param(b"<p>a page begins with html</p>", id="a-tag"),
        pytest.param(b"<htmlish>", id="another-tag"),
        pytest.param("Plan".encode("utf-16"), id="utf-16"),
        pytest.param(b"\0\x01\x02", id="unknown-bytes"),
    ],
)
def test_what_may_be_text_or_is_unknown_has_no_format(data: bytes) -> None:
    assert real_format(data) is None


def test_text_may_hold_tabs_line_ends_and_escapes() -> None:
    assert is_text(b"\x1b[1mplan\x1b[0m\t\r\n\x0c\xfc")
    assert not is_text(b"plan\0")


@pytest.mark.parametrize("piece", [b"a:\n", b"a:\n ", b"a:", b" ", b"<?xml ", b"<?xml>", b"From "])
def test_looking_takes_no_time_however_long_the_file(piece: bytes) -> None:
    start = time.process_time()
    real_format(piece * 2_000_000)
    assert time.process_time() - start < 1  # a few milliseconds; quadratic would be minutes
