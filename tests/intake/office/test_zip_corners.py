"""Archives: names of members and bytes that no reader of the members sees."""

import io
import zipfile

import pytest

from assessor.intake.office.zip_corners import has_unlisted_bytes, is_plain_member


def archive(*, force_zip64: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name in ("a.xml", "ü.xml"):
            with written.open(name, "w", force_zip64=force_zip64) as member:
                member.write(b"<x/>")
    return out.getvalue()


@pytest.mark.parametrize("data", [archive(), archive(force_zip64=True)], ids=["plain", "zip64"])
def test_ordinary_archives_are_full_of_members(data: bytes) -> None:
    assert not has_unlisted_bytes(zipfile.ZipFile(io.BytesIO(data)), data)


@pytest.mark.parametrize("data", [b"Sommer" + archive(), archive() + b"Sommer"], ids=["before", "behind"])
def test_bytes_around_the_members_are_seen(data: bytes) -> None:
    assert has_unlisted_bytes(zipfile.ZipFile(io.BytesIO(data)), data)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("word/document.xml", True),
        ("xl/worksheets/_rels/sheet12.xml.rels", True),
        ("ppt/comments/modernComment_7FFF0A1B_0.xml", True),
        ("customXml/itemProps1.xml", True),
        ("docMetadata/LabelInfo.xml", True),
        ("word/embeddings/Microsoft_Excel_Worksheet1.xlsx", True),
        ("word/media/Sommer.png", False),
        ("word/Übersicht.xml", False),
    ],
)
def test_members_named_by_people(name: str, plain: bool) -> None:
    assert is_plain_member(name) is plain


def test_an_extra_field_of_the_member_alone_is_seen() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as written:
        info = zipfile.ZipInfo("a.xml")
        info.extra = b"UT\x05\x00\x01\0\0\0\0"
        written.writestr(info, "<x/>")
    data = out.getvalue()
    assert not has_unlisted_bytes(zipfile.ZipFile(io.BytesIO(data)), data)
    # The directory, which comes last, keeps the times; the member's own header gets another field.
    changed = data.replace(b"UT\x05\x00", b"QQ\x05\x00", 1)
    assert has_unlisted_bytes(zipfile.ZipFile(io.BytesIO(changed)), changed)
