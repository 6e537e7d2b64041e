"""Stage 1: a PDF with objects added or replaced, so that pdfium reads what it would pass over.

An update as the format knows it: new objects after the old ones, and a table of their places.
"""

import ctypes
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from assessor.intake.pdf.filters import KNOWN, full_name, unpacked
from assessor.intake.pdf.library import open_document, pdfium
from assessor.intake.pdf.objects import Objects, Stream
from assessor.intake.pdf.syntax import Name, Ref, Value

MAX_DECODED_BYTES = 4_000_000
"""A longer stream is not decoded by pdfium."""
MAX_DECODED_IN_ALL = 100_000_000
_PAGES: Final = re.compile(rb"/Pages\s+\d+\s+\d+\s+R")
_PLAIN_NAME: Final = re.compile(rb"[^!-~]|[#()<>\[\]{}/%]")


class Update:
    """Objects to be added to a copy."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._bodies: dict[int, bytes] = {}
        self._next = max(objects.numbers, default=0) + 1

    def add(self, body: bytes) -> int:
        """Add an object; its number."""
        number = self._next
        self._next += 1
        self._bodies[number] = body
        return number

    def replace(self, number: int, body: bytes) -> None:
        """Give the object of a number another body."""
        self._bodies[number] = body

    @property
    def is_empty(self) -> bool:
        """Whether nothing was added or replaced."""
        return not self._bodies

    def file(self, root: int) -> bytes:
        """The copy with its update; `root` is the number of the catalog."""
        out = bytearray(self._objects.copy)
        places: list[tuple[int, int]] = []
        for number, body in sorted(self._bodies.items()):
            places.append((number, len(out)))
            out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
        table = len(out)
        out += b"xref\n" + b"".join(b"%d 1\n%010d 00000 n\r\n" % entry for entry in places)
        out += b"trailer\n<</Size %d/Root %d 0 R/Prev %d>>\n" % (self._next, root, self._objects.table)
        out += b"startxref\n%d\n%%%%EOF\n" % table
        return bytes(out)


def stream_body(content: bytes, entries: Mapping[str, Value]) -> bytes:
    """A stream without filters that keeps the entries it had."""
    kept = {key: value for key, value in entries.items() if key not in {"Filter", "DecodeParms", "Length"}}
    return b"%b\nstream\n%b\nendstream" % (written({**kept, "Length": len(content)}), content)


def written(value: Value) -> bytes:
    """A value as the format writes it; a number that is no whole one, which is not kept, becomes 1."""
    if isinstance(value, dict):
        return b"<<%b>>" % b"".join(_written_name(key) + b" " + written(item) for key, item in value.items())
    if isinstance(value, Ref):
        return b"%d 0 R" % value.number
    if isinstance(value, list):
        return b"[%b]" % b" ".join(map(written, value))
    if isinstance(value, Name):
        return _written_name(value)
    return (
        b"<%b>" % value.hex().encode("ascii")
        if isinstance(value, bytes)
        else b"%d" % (1 if value is None else value)
    )


def _written_name(name: str) -> bytes:
    return b"/" + _PLAIN_NAME.sub(lambda odd: b"#%02x" % odd[0][0], name.encode("utf-8"))


def decoded(objects: Objects, numbers: Iterable[int]) -> dict[int, bytes]:
    """Streams without their filters, by number; what is too long or cannot be decoded is left out.

    Raises:
        UnreadableError: code `pdf_bomb`.
    """
    found: dict[int, bytes] = {}
    others: list[int] = []
    left = MAX_DECODED_IN_ALL
    for number in dict.fromkeys(numbers):
        stream = objects.get(Ref(number))
        if not isinstance(stream, Stream):
            continue
        given = objects.get(stream.entries.get("Filter"))
        filters = [
            full_name(name)
            for name in (given if isinstance(given, list) else [given])
            if isinstance(name, str)
        ]
        if not KNOWN.issuperset(filters) or "DecodeParms" in stream.entries:
            others.append(number)
            continue
        content = unpacked(bytes(stream.content), filters)
        if content is not None and len(content) <= left:
            left -= len(content)
            found[number] = content
    return found | (_decoded_by_pdfium(objects, others, left) if others else {})


def _decoded_by_pdfium(objects: Objects, numbers: list[int], left: int) -> dict[int, bytes]:
    """The same for other filters: pdfium decodes streams as if they were embedded files."""
    update = Update(objects)
    names = b"".join(b"(%d)<</F(%d)/EF<</F %d 0 R>>>>" % (number, number, number) for number in numbers)
    pages = objects.dictionary(objects.trailer.get("Root")).get("Pages")
    root = update.add(
        b"<</Type/Catalog/Pages %b/Names<</EmbeddedFiles<</Names[%b]>>>>>>" % (written(pages), names)
    )
    found: dict[int, bytes] = {}
    document = open_document(update.file(root))
    try:
        raw = pdfium()
        for at in range(min(raw.FPDFDoc_GetAttachmentCount(document), len(numbers))):
            attachment = raw.FPDFDoc_GetAttachment(document, at)
            content = _content(attachment, min(left, MAX_DECODED_BYTES)) if attachment else None
            if content is not None:
                left -= len(content)
                found[numbers[at]] = content
    finally:
        document.close()
    return found


def _content(attachment: Any, limit: int) -> bytes | None:
    raw = pdfium()
    size = ctypes.c_ulong()
    if not raw.FPDFAttachment_GetFile(attachment, None, 0, size) or size.value > limit:
        return None
    if not size.value:
        return b""
    buffer = ctypes.create_string_buffer(size.value)
    written_bytes = ctypes.c_ulong()
    if not raw.FPDFAttachment_GetFile(attachment, buffer, size.value, written_bytes):
        return None
    return buffer.raw[: min(written_bytes.value, size.value)]


def with_pages(body: bytes, pages: int) -> bytes:
    """A catalog whose page tree is the object of a number."""
    return _PAGES.sub(b"/Pages %d 0 R" % pages, body, count=1)
