"""Stage 1: what bytes really are, told by how they begin; a file's name promises nothing.

Only formats that could be mistaken for one of ours by their name are looked for. Magic numbers that are plain
letters count only where something follows that no text holds.
"""

import re

_LOOKED_THROUGH_BYTES = 4_096
_MAGICS = (
    (b"%PDF-", ".pdf"),
    (b"{\\rtf", ".rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office or Outlook file (.doc, .xls, .ppt, .msg)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"\x7fELF", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\x1f\x8b\x08", "a compressed file"),
    (b"\xfd7zXZ\0", "a compressed file"),
    (b"\x28\xb5\x2f\xfd", "a compressed file"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file"),
    (b"Rar!\x1a\x07", "a compressed file"),
    (b"SQLite format 3\0", "a database"),
    (b"OggS\0", "a sound or video"),
)
_LETTER_MAGICS = (
    (b"MZ", "a program"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"RIFF", "a picture, sound or video"),
    (b"ID3", "a sound or video"),
    (b"BZh", "a compressed file"),
    (b"PAR1", "a database"),
)
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06")
_OFFICE_PARTS = (
    *((b"word/document.xml", ".docx"), (b"ppt/presentation.xml", ".pptx"), (b"xl/workbook.xml", ".xlsx")),
    (b"mimetypeapplication/vnd.oasis", "an OpenDocument file"),
)
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_LINE = rb"[^\r\n]*(?:\r\n|\n|\r)"
_HEADERS = re.compile(rb"(?:From " + _LINE + rb")?(?:[!-9;-~]+:" + _LINE + rb"(?:[ \t]" + _LINE + rb")*){2,}")
_LONGEST_HEADERS_BYTES = 65_536
_MIME = re.compile(rb"(?:\A|[\r\n])mime-version:[ \t]*1", re.IGNORECASE)


def real_format(data: bytes) -> str | None:
    r"""What a file is, as an extension or in words; None where it may be text or is not known.

    `.eml` only where it is a MIME message: its parts may be encoded, and then it reads as no text.

    >>> real_format(b"\x89PNG\r\n\x1a\n"), real_format(b"%PDF-1.7"), real_format(b"MZ is a postal code")
    ('a picture', '.pdf', None)
    """
    if data.startswith(_ZIP_MAGICS):
        return next((name for mark, name in _OFFICE_PARTS if mark in data), "a ZIP archive")
    if found := next((name for magic, name in _MAGICS if data.startswith(magic)), None):
        return found
    if _HTML.match(data, 0, _LOOKED_THROUGH_BYTES):
        return ".html"
    headers = _HEADERS.match(data, 0, _LONGEST_HEADERS_BYTES)
    if headers and _MIME.search(headers[0]):
        return ".eml"
    return None if is_text(data) else _format_in_letters(data)


def is_text(data: bytes) -> bool:
    """Whether a file begins as text of an encoding without NUL does."""
    return not _NO_TEXT.search(data, 0, _LOOKED_THROUGH_BYTES)


def _format_in_letters(data: bytes) -> str | None:
    if data[4:8] == b"ftyp":
        return "a sound or video"
    return next((name for magic, name in _LETTER_MAGICS if data.startswith(magic)), None)
