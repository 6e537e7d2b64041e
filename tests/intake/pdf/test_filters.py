"""Packed streams: undone in order, within bounds, as far as they are whole."""

import base64
import zlib

import pytest

from assessor.errors import UnreadableError
from assessor.intake.pdf.filters import MAX_UNPACKED_BYTES, full_name, unpacked

WORDS = b"words of a stream " * 400
PACKED = zlib.compress(WORDS)


@pytest.mark.parametrize(
    ("content", "filters"),
    [
        (WORDS, []),
        (PACKED, ["FlateDecode"]),
        (WORDS.hex().encode() + b">rest", ["ASCIIHexDecode"]),
        (base64.a85encode(PACKED, wrapcol=60) + b"~>", ["ASCII85Decode", "FlateDecode"]),
        (base64.a85encode(WORDS, adobe=True), ["ASCII85Decode"]),
        (zlib.compress(PACKED), ["FlateDecode", "FlateDecode"]),
    ],
)
def test_filters_are_undone(content: bytes, filters: list[str]) -> None:
    assert unpacked(content, filters) == WORDS


def test_what_is_readable_before_the_damage_is_read() -> None:
    varied = zlib.compress(b"".join(b"line %d of many\n" % at for at in range(5_000)))
    found = unpacked(varied[:5_000] + b"\xff" * 50 + varied[5_050:], ["FlateDecode"])
    assert found is not None
    assert found.startswith(b"line 0 of many\nline 1 of many")


@pytest.mark.parametrize(("content", "filters"), [(b"no", ["FlateDecode"]), (b"zz", ["ASCIIHexDecode"])])
def test_what_cannot_be_undone(content: bytes, filters: list[str]) -> None:
    assert unpacked(content, filters) is None


def test_a_bomb_has_its_code() -> None:
    packer = zlib.compressobj(9)
    block = bytes(1_000_000)
    bomb = (
        b"".join(packer.compress(block) for _ in range(MAX_UNPACKED_BYTES // len(block) + 1)) + packer.flush()
    )
    with pytest.raises(UnreadableError) as caught:
        unpacked(bomb, ["FlateDecode"])
    assert (caught.value.code, bool(caught.value.hint)) == ("pdf_bomb", True)


def test_short_names() -> None:
    assert [full_name(name) for name in ("Fl", "A85", "LZWDecode")] == [
        "FlateDecode",
        "ASCII85Decode",
        "LZWDecode",
    ]
