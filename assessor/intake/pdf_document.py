"""Stage 1: what a PDF says beside its pages: properties, bookmarks, embedded files, scripts.

Rules of hidden passages: `document_properties`, `bookmark`, `embedded_file`. Nothing in it is ever run.
"""

import ctypes
import html
import re
import zlib
from collections.abc import Iterator
from typing import Any

from assessor.domain.verdict import Action, Finding
from assessor.errors import UnreadableError
from assessor.intake.decode import decode_plain, verify_text
from assessor.intake.extract import Passage
from assessor.intake.pdf_library import pdfium, wide_string
from assessor.intake.pdf_page import plain_text

MAX_BOOKMARKS = 5_000
MAX_FILES = 200
MAX_FILE_BYTES = 1_000_000
"""Larger embedded files are listed, not read."""
_MAX_KEYS = 500
_MAX_XMP_BYTES = 500_000
_MAX_XMP_STREAMS = 20
_MAX_FILE_TEXT = 100_000

_DATES = frozenset({"CreationDate", "ModDate"})
_USUAL_KEYS = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer")
_KEY = re.compile(rb"/([A-Za-z][\w.#-]{1,60})[ \t\r\n]*[(<]")
_XMP = re.compile(rb"<x:xmpmeta\b.*?</x:xmpmeta>", re.DOTALL)
_XMP_END = b"</x:xmpmeta>"
_METADATA_STREAM = re.compile(rb"/Type[ \t\r\n]*/Metadata\b[^\x00]{0,400}?stream\r?\n")
_ATTRIBUTE = re.compile(r"([\w:.-]{1,60})=(?:\"([^\"<]*)\"|'([^'<]*)')")
_MARKUP = re.compile(r"<[^<>]*>")
_ACTIVE = (
    ("script", re.compile(rb"/(?:JavaScript|JS)\b")),
    ("launch_action", re.compile(rb"/Launch\b")),
    ("xfa_form", re.compile(rb"/XFA\b")),
)


def property_passages(document: Any, data: bytes) -> Iterator[Passage]:
    """Values of the document's properties, the usual ones first, then XMP."""
    names = dict.fromkeys((*_USUAL_KEYS, *_names_in(data)))
    values = {}
    for name in names:
        if name not in _DATES:
            values[name] = plain_text(_property(document, name.encode("ascii"))).strip()
    for value in dict.fromkeys(values.values()):
        yield Passage(value, "document properties", hidden="document_properties")
    known = set(values.values())
    xmp = [value for value in dict.fromkeys(_xmp_values(data)) if value not in known]
    yield Passage("\n".join(xmp), "document properties", hidden="document_properties")


def _property(document: Any, key: bytes) -> str:
    raw = pdfium()
    return wide_string(lambda buffer, length: raw.FPDF_GetMetaText(document, key, buffer, length))


def _names_in(data: bytes) -> list[str]:
    """Names that have a string as value somewhere: pdfium lists no keys but answers for each."""
    found: dict[str, None] = {}
    for match in _KEY.finditer(data):
        found[match[1].decode("ascii")] = None
        if len(found) == _MAX_KEYS:
            break
    return list(found)


def _xmp_values(data: bytes) -> Iterator[str]:
    for packet in _xmp_packets(data):
        text = plain_text(packet.decode("utf-8", "replace"))
        for match in _ATTRIBUTE.finditer(text):
            value = html.unescape(match[2] or match[3] or "")
            if not match[1].startswith(("xmlns", "rdf:", "xml:", "x:")):
                yield value.strip()
        for piece in _MARKUP.split(text):
            yield html.unescape(piece).strip()


def _xmp_packets(data: bytes) -> Iterator[bytes]:
    # Without an end there is no packet; looking for one from each start would take quadratic time.
    closed = data.rfind(_XMP_END) + len(_XMP_END)
    plain = [match[0][:_MAX_XMP_BYTES] for match in _XMP.finditer(data, 0, max(closed, 0))]
    yield from plain[:_MAX_XMP_STREAMS]
    if plain:
        return
    for count, match in enumerate(_METADATA_STREAM.finditer(data)):
        if count == _MAX_XMP_STREAMS:
            return
        try:
            yield zlib.decompressobj().decompress(data[match.end() :], _MAX_XMP_BYTES)
        except zlib.error:
            continue


def bookmark_passages(document: Any) -> Iterator[Passage]:
    """Titles of the outline, in order; `document` is the library's own object."""
    for count, bookmark in enumerate(document.get_toc(max_depth=20), 1):
        if count > MAX_BOOKMARKS:
            return
        yield Passage(plain_text(bookmark.get_title()), f"bookmark {count}", hidden="bookmark")


def files_of(document: Any) -> list[Any]:
    """Handles of the files that the document as a whole carries."""
    raw = pdfium()
    count = min(max(raw.FPDFDoc_GetAttachmentCount(document), 0), MAX_FILES)
    handles = (raw.FPDFDoc_GetAttachment(document, at) for at in range(count))
    return [handle for handle in handles if handle]


def file_passages(number: int, attachment: Any) -> Iterator[Passage]:
    """Name, description and, where it is text, content of an embedded file."""
    raw = pdfium()
    locator = f"embedded file {number}"
    name = wide_string(lambda buffer, length: raw.FPDFAttachment_GetName(attachment, buffer, length))
    yield Passage(plain_text(name), locator, hidden="embedded_file")
    text = _text_in(_bytes_of(attachment))
    yield Passage(text[:_MAX_FILE_TEXT], locator, hidden="embedded_file")


def _bytes_of(attachment: Any) -> bytes:
    raw = pdfium()
    size = ctypes.c_ulong()
    if not raw.FPDFAttachment_GetFile(attachment, None, 0, size) or not 0 < size.value <= MAX_FILE_BYTES:
        return b""
    buffer = ctypes.create_string_buffer(size.value)
    written = ctypes.c_ulong()
    if not raw.FPDFAttachment_GetFile(attachment, buffer, size.value, written):
        return b""
    return buffer.raw[: min(written.value, size.value)]


def _text_in(data: bytes) -> str:
    """A file's text; empty where it is none."""
    try:
        text, _ = decode_plain(data)
        verify_text(text)
    except UnreadableError:
        return ""
    return text


def active_findings(document: Any, data: bytes) -> Iterator[Finding]:
    """A note for each kind of active content; scripts are dropped, not read."""
    raw = pdfium()
    has_script = raw.FPDFDoc_GetJavaScriptActionCount(document) > 0
    for rule, pattern in _ACTIVE:
        if pattern.search(data) or (rule == "script" and has_script):
            yield Finding(category="active_content", rule=rule, action=Action.NOTE)
