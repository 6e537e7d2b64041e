"""Archives are judged by their directory before anything is inflated, and once more while it is."""

import io
import struct
import zipfile

import pytest

from assessor.errors import UnreadableError
from assessor.intake.office.read import read_docx, read_pptx, read_xlsx
from assessor.intake.office.zip_check import verify_zip
from tests.intake.office_files import docx_file, edited, para, pptx_file, xlsx_file, zipped

GOOD = docx_file(para("words"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def with_flag(data: bytes) -> bytes:
    """The encryption bit set in every directory entry."""
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 8] |= 1
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def bzip2() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("word/document.xml", b"<a/>")
    return out.getvalue()


def twice() -> bytes:
    return edited(GOOD, {"WORD/Document.xml": "<a/>"})


def bomb_that_lies() -> bytes:
    """A member of 3 MB whose directory entry and local header both claim 100 bytes."""
    data = bytearray(edited(GOOD, {"word/x.xml": b"<a>" + b" " * 3_000_000 + b"</a>"}))
    size = struct.pack("<I", 3_000_007)
    at = data.find(size)
    while at >= 0:
        data[at : at + 4] = struct.pack("<I", 100)
        at = data.find(size)
    return bytes(data)


BAD = {
    "no bytes": (b"", "empty"),
    "only NUL": (b"\0" * 50, "empty"),
    "old .doc": (OLE, "old_office_format"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "encrypted members": (with_flag(GOOD), "encrypted"),
    "a PDF": (b"%PDF-1.7\n", "wrong_extension"),
    "RTF": (b"{\\rtf1 hello}", "wrong_extension"),
    "plain text": ("Grüße aus Köln, wie besprochen.".encode(), "wrong_extension"),
    "a plain zip": (zipped({"a.txt": "words"}), "wrong_extension"),
    "OpenDocument": (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "wrong_extension"),
    "a workbook": (xlsx_file(), "wrong_extension"),
    "a deck": (pptx_file(), "wrong_extension"),
    "no content types": (edited(GOOD, {"[Content_Types].xml": None}), "wrong_extension"),
    "cut short": (GOOD[: len(GOOD) // 2], "damaged_file"),
    "random bytes": (bytes(range(256)) * 4, "damaged_file"),
    "names but for case": (twice(), "damaged_file"),
    "bzip2": (bzip2(), "damaged_file"),
    "broken XML": (edited(GOOD, {"word/document.xml": "<w:document"}), "damaged_file"),
    "unknown encoding": (
        edited(GOOD, {"word/x.xml": '<?xml version="1.0" encoding="klingon"?><a/>'}),
        "damaged_file",
    ),
    "too deep": (edited(GOOD, {"word/x.xml": "<a>" * 600 + "</a>" * 600}), "damaged_file"),
    "lying header": (bomb_that_lies(), "damaged_file"),
    "ratio": (edited(GOOD, {"word/x.xml": b"<a>" + b" " * 3_000_000 + b"</a>"}), "zip_bomb"),
    "members": (zipped({f"{n}.xml": "<a/>" for n in range(5_001)}), "too_many_members"),
    "dots": (edited(GOOD, {"word/../../x.xml": "<a/>"}), "path_traversal"),
    "backslashes": (edited(GOOD, {"..\\x.xml": "<a/>"}), "path_traversal"),
    "absolute": (edited(GOOD, {"/etc/x.xml": "<a/>"}), "path_traversal"),
    "drive": (edited(GOOD, {"C:/x.xml": "<a/>"}), "path_traversal"),
    "doctype": (edited(GOOD, {"word/x.xml": "<!DOCTYPE a><a/>"}), "doctype"),
    "XXE": (
        edited(GOOD, {"word/x.xml": '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'}),
        "doctype",
    ),
    "billion laughs in content types": (
        edited(
            GOOD, {"[Content_Types].xml": '<!DOCTYPE a [<!ENTITY e "ha"><!ENTITY f "&e;&e;">]><a>&f;</a>'}
        ),
        "doctype",
    ),
    "bomb inside an embedded deck": (
        edited(GOOD, {"word/embeddings/a.pptx": zipped({"x.xml": b" " * 3_000_000})}),
        "zip_bomb",
    ),
    "too much text": (edited(GOOD, {"word/document.xml": "<a>" + "ab cd" * 400_001 + "</a>"}), "zip_bomb"),
}


@pytest.mark.parametrize(("data", "code"), BAD.values(), ids=BAD.keys())
def test_each_bad_file_has_its_own_code_and_says_what_to_do(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_docx(data)
    assert caught.value.code == code
    assert caught.value.hint
    assert caught.value.message.endswith(".")


@pytest.mark.parametrize(("read", "data"), [(read_pptx, GOOD), (read_xlsx, GOOD), (read_docx, xlsx_file())])
def test_a_renamed_file_is_told_its_real_kind(read: object, data: bytes) -> None:
    assert callable(read)
    with pytest.raises(UnreadableError, match=r"got \.(docx|xlsx)") as caught:
        read(data)
    assert caught.value.code == "wrong_extension"


def test_all_members_together_must_not_inflate_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    # 3 members of 900,000 bytes, each below the size at which the ratio counts.
    monkeypatch.setattr("assessor.intake.office.zip_check.MAX_INFLATED_BYTES", 2_600_000)
    with pytest.raises(UnreadableError) as caught:
        verify_zip(zipped({f"{n}.xml": b"a" * 900_000 for n in range(3)}))
    assert caught.value.code == "zip_bomb"


def test_what_is_inflated_is_counted_whatever_the_directory_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessor.intake.office.package.MAX_INFLATED_TOTAL", 10_000)
    with pytest.raises(UnreadableError) as caught:
        read_docx(GOOD)
    assert caught.value.code == "zip_bomb"


@pytest.mark.parametrize(
    "parts",
    [
        {"word/notes..xml": "<a/>"},
        {"word/etc/x.xml": "<a/>"},
        {"word/x.xml": b"<a>" + b" " * 900_000 + b"</a>"},
        {"word/x.xml": "<a>" * 400 + "</a>" * 400},
        {"word/embeddings/x.zip": zipped({"a.txt": "words"})},
        {"word/embeddings/x.docx": GOOD[:900]},
    ],
)
def test_near_misses_are_read(parts: dict[str, bytes | str]) -> None:
    assert "words" in read_docx(edited(GOOD, parts)).text
