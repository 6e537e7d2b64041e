"""Stage 1: what a mail carries beside its text, and which of it can be read as a file of its own."""

import codecs
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import compat32
from pathlib import PurePath
from typing import cast

from assessor.intake.charset import EncodingNotes, decode_bytes, decode_header_value

_TYPES = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/html": ".html",
    "text/csv": ".csv",
    "text/vtt": ".vtt",
    "application/json": ".json",
    "application/pdf": ".pdf",
    "message/rfc822": ".eml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}
_READABLE = frozenset((*_TYPES.values(), ".htm"))
# Written out as it came: no line is folded and no character set guessed.
_AS_IT_CAME = compat32.clone(max_line_length=None, mangle_from_=False)


# A file in one of these is read as it is, so that its digest is that of the file handed in by itself.
_FOUND_WITHOUT_BEING_TOLD = frozenset(("us-ascii", "utf-8", "iso-8859-1", "windows-1252"))


@dataclass(frozen=True)
class Attachment:
    """A part that is a file, not the mail's text."""

    name: str
    content_type: str
    size_bytes: int
    extension: str | None
    """What to read it as; None where no format is known for it."""
    content: bytes | None
    """Its bytes; None where it is not to be read, or cannot be taken out."""


def attachment_of(part: EmailMessage, notes: EncodingNotes) -> Attachment:
    """An attachment with its bytes, where it is of a format that is read.

    Args:
        part: a part below the mail, no multipart.
        notes: where guesses at encodings are remembered.

    Raises:
        ValueError, LookupError: as the standard library does on broken MIME parameters.
    """
    name = decode_header_value(part.get_filename() or "", notes)
    content_type = decode_header_value(part.get_content_type(), notes)
    content = _content_of(part, notes)
    extension = extension_of(name, content_type)
    return Attachment(
        name=name or "unnamed",
        content_type=content_type,
        size_bytes=_size_of(part),
        extension=extension if content is not None else None,
        content=content if extension else None,
    )


def extension_of(name: str, content_type: str) -> str | None:
    """What to read an attachment as: by its name, or by its type where the name tells nothing.

    >>> extension_of("Plan.DOCX", "application/octet-stream"), extension_of("plan", "text/plain")
    ('.docx', '.txt')
    >>> extension_of("logo.png", "image/png") is None
    True
    """
    extension = PurePath(name).suffix.lower()
    return extension if extension in _READABLE else _TYPES.get(content_type.lower())


def children_of(part: EmailMessage) -> list[EmailMessage]:
    """The parts inside a part; none where it is not made of parts."""
    # Asking a part without children for its payload would decode it, by whatever character set it names.
    return cast("list[EmailMessage]", part.get_payload()) if part.is_multipart() else []


def bytes_of(part: EmailMessage) -> bytes:
    """The decoded content of a part; empty for one made of parts."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _content_of(part: EmailMessage, notes: EncodingNotes) -> bytes | None:
    """Bytes of the file, a forwarded mail written out again; None where that cannot be done."""
    if part.get_content_maintype() == "text":
        return _text_file(part, notes)
    if part.get_content_type() != "message/rfc822":
        return bytes_of(part)
    inner = children_of(part)
    if len(inner) != 1:
        return bytes_of(part) or None
    try:
        return inner[0].as_bytes(policy=_AS_IT_CAME)
    except (ValueError, LookupError, TypeError, RecursionError):
        # The generator of the standard library meets parts that its parser only just made sense of.
        return None


def _text_file(part: EmailMessage, notes: EncodingNotes) -> bytes:
    """A text as a file of its own, where nothing says its character set any more but itself."""
    content, charset = bytes_of(part), part.get_content_charset()
    if charset is None or charset in _FOUND_WITHOUT_BEING_TOLD:
        return content
    return codecs.BOM_UTF8 + decode_bytes(content, charset, notes).removeprefix("\ufeff").encode()


def _size_of(part: EmailMessage) -> int:
    return sum(_size_of(child) for child in children_of(part)) or len(bytes_of(part))
