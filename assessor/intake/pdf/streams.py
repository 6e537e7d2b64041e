"""Stage 1: decoded streams of a PDF to words: metadata, embedded files, rich text, whatever is text."""

import html
import re
import zlib
from collections.abc import Iterator
from typing import Final

from assessor.errors import UnreadableError
from assessor.intake.decode import decode_plain, verify_text
from assessor.intake.pdf.strings import rich_text, says_something, text_string

MAX_TEXT: Final = 200_000
"""So many characters of a stream are read."""
_MAX_UNPACKED_BYTES: Final = 2_000_000
_ATTRIBUTE: Final = re.compile(r"([\w:.-]{1,60})=(?:\"([^\"<]*)\"|'([^'<]*)')")
_NAMESPACES: Final = ("xmlns", "rdf:", "xml:", "x:")
_COMMENT_MARKS: Final = re.compile(r"<!--|-->")
_PACKET_MARKS: Final = re.compile(r"<\?[^<>]*>")
_MARKUP: Final = re.compile(r"<[^<>]*>")


def words_in(content: bytes, kind: str) -> list[str] | None:
    """What a decoded stream says, piece by piece; null where it is no text.

    Args:
        content: the bytes.
        kind: as `FoundStream.kind`.
    """
    if kind == "metadata":
        return list(dict.fromkeys(_metadata(_unpacked(content))))
    if content.startswith(b"%PDF-"):
        return None
    try:
        text, _ = decode_plain(content)
        if not text.strip():
            return []
        verify_text(text)
    except UnreadableError:
        return None
    text = text[:MAX_TEXT]
    return [rich_text(text) if kind == "rich" else text.strip()]


def _unpacked(content: bytes) -> bytes:
    """Metadata that is still packed: pdfium copies it without saying so."""
    if content[:1] != b"\x78":
        return content
    try:
        return zlib.decompressobj().decompress(content, _MAX_UNPACKED_BYTES)
    except zlib.error:
        return content


def _metadata(packet: bytes) -> Iterator[str]:
    text = _COMMENT_MARKS.sub(" ", _PACKET_MARKS.sub("", text_string(packet)))
    for match in _ATTRIBUTE.finditer(text):
        value = html.unescape(match[2] or match[3] or "").strip()
        if not match[1].startswith(_NAMESPACES) and says_something(value):
            yield value
    for piece in _MARKUP.split(text):
        value = html.unescape(piece).strip()
        if says_something(value):
            yield value
