"""Stage 1: packed streams of a PDF unpacked within bounds; pdfium itself unpacks up to a gigabyte of each."""

import base64
import binascii
import re
import zlib
from collections.abc import Sequence
from typing import Final

from assessor.errors import UnreadableError

MAX_UNPACKED_BYTES: Final = 64_000_000
"""Of one stream. A page of a large map has 20 MB of instructions."""
_SPACE: Final = re.compile(rb"[\0\t\n\f\r ]+")
_SHORT: Final = {"Fl": "FlateDecode", "AHx": "ASCIIHexDecode", "A85": "ASCII85Decode"}
KNOWN: Final = frozenset({"FlateDecode", "ASCIIHexDecode", "ASCII85Decode"})
"""Filters that are undone here; the others are left to pdfium."""


def full_name(name: str) -> str:
    """A filter's name where only its short form is given."""
    return _SHORT.get(name, name)


def unpacked(content: bytes, filters: Sequence[str]) -> bytes | None:
    """A stream without its filters; null where one of them cannot be undone.

    Args:
        content: its bytes in the file.
        filters: full names, in the order in which they are to be undone; all of `KNOWN`.

    Raises:
        UnreadableError: code `pdf_bomb`; it unpacks to more than `MAX_UNPACKED_BYTES`.
    """
    for name in filters:
        try:
            match name:
                case "FlateDecode":
                    content = _inflated(content)
                case "ASCIIHexDecode":
                    digits = _SPACE.sub(b"", content.partition(b">")[0])
                    content = binascii.unhexlify(digits + b"0" * (len(digits) % 2))
                case _:
                    body = _SPACE.sub(b"", content).removeprefix(b"<~")
                    content = base64.a85decode(body.partition(b"~")[0])
        except (ValueError, zlib.error):
            return None
    return content


def _inflated(content: bytes) -> bytes:
    reader = zlib.decompressobj()
    try:
        found = reader.decompress(content, MAX_UNPACKED_BYTES)
    except zlib.error:
        # What was readable before the damage is shown by viewers, too.
        return _inflated_in_pieces(content)
    if reader.unconsumed_tail:
        raise UnreadableError(
            f"The PDF unpacks to far more than a document: expected at most {MAX_UNPACKED_BYTES} bytes"
            " in one stream, got more.",
            code="pdf_bomb",
            hint="Print it to a new PDF where it was made.",
        )
    return found


def _inflated_in_pieces(content: bytes) -> bytes:
    reader = zlib.decompressobj()
    found = bytearray()
    for at in range(0, len(content), 1_000):
        try:
            found += reader.decompress(content[at : at + 1_000], MAX_UNPACKED_BYTES)
        except zlib.error:
            break
    if not found:
        raise zlib.error
    return bytes(found[:MAX_UNPACKED_BYTES])
