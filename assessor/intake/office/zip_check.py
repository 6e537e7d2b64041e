"""Stage 1: whether bytes are a zip that may be opened, judged by its directory before anything is inflated.

The directory may lie about sizes, so `ooxml_package` counts once more while it inflates.
"""

import io
import re
import struct
import zipfile
import zlib

from assessor.errors import UnreadableError
from assessor.intake.signature import is_text, real_format

MAX_MEMBERS = 5_000
"""Most members of one archive."""
MAX_INFLATED_BYTES = 200_000_000
"""Most bytes of all members together once inflated."""
MAX_RATIO = 200
"""Most inflated bytes for one compressed byte."""
RATIO_APPLIES_ABOVE_BYTES = 1_000_000
"""Smaller members may compress better: a part of a few repeated kilobytes is no threat."""

BROKEN_ZIP = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error),
    *(EOFError, OSError, NotImplementedError, RuntimeError, ValueError, IndexError, OverflowError),
)
"""Everything `zipfile` raises on hostile bytes."""

LOCAL_HEADER = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTION_FLAGS = 0x1 | 0x40 | 0x2000
_READABLE_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_KNOWN_ELSEWHERE = frozenset({".docx", ".pptx", ".xlsx", ".pdf", ".html", ".eml", "plain text"})
_NAMES = {"plain text": ".txt"}
_DRIVE = re.compile(r"[A-Za-z]:")


def verify_zip(data: bytes, extension: str = ".docx") -> zipfile.ZipFile:
    """Open an archive whose directory keeps all bounds. Nothing is inflated.

    Args:
        data: the file's bytes.
        extension: what the file claims to be, for the messages.

    Raises:
        UnreadableError: code `empty`, `old_office_format` (.doc, .xls, .ppt), `encrypted`, `wrong_extension`
            (a PDF, a picture, text, ...), `damaged_file` (no directory, members twice, an unusual
            compression), `zip_bomb` (inflated size or ratio), `too_many_members`, `path_traversal`.
    """
    _verify_magic(data, extension)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN_ZIP:
        # `from None`: the cause may name a member.
        raise damaged("its list of contents cannot be read, as when a download was cut short") from None
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise UnreadableError(
            f"The file has too many parts inside: expected at most {MAX_MEMBERS}, got {len(members)}.",
            code="too_many_members",
            hint="Save the document anew in the office program, or hand in its text as .txt.",
        )
    _verify_names(members)
    for member in members:
        _verify_member(member)
    total = sum(member.file_size for member in members)
    if total > MAX_INFLATED_BYTES:
        raise zip_bomb(f"expected at most {MAX_INFLATED_BYTES / 1e6:g} MB, got {total / 1e6:.10g} MB")
    return archive


def damaged(reason: str) -> UnreadableError:
    """The error for a file whose structure does not hold; code `damaged_file`."""
    return UnreadableError(
        f"The file is damaged: {reason}.",
        code="damaged_file",
        hint="Open it in the office program, save it anew and hand that in.",
    )


def zip_bomb(reason: str) -> UnreadableError:
    """The error for a file that unpacks to far more than a document; code `zip_bomb`."""
    return UnreadableError(
        f"The file unpacks to more than is read: {reason}.",
        code="zip_bomb",
        hint="Hand in the part that shows the work, or its text as .txt.",
    )


def wrong_extension(expected: str, got: str) -> UnreadableError:
    """The error for a file of another format than its name says; code `wrong_extension`."""
    cure = (
        f"name it {_NAMES.get(got, got)}"
        if got in _KNOWN_ELSEWHERE
        else "save it in the format its name says"
    )
    return UnreadableError(
        f"The file's name does not fit its content: expected {expected}, got {got}.",
        code="wrong_extension",
        hint=f"Check that the right file was chosen; if so, {cure}.",
    )


def _verify_magic(data: bytes, extension: str) -> None:
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableError(
            f"The file is empty: expected {extension}, got {len(data)} bytes without content.",
            code="empty",
            hint="Check that the right file was chosen and that it was saved.",
        )
    if data.startswith(_OLE_MAGIC):
        raise _ole(data, extension)
    if data.startswith((LOCAL_HEADER, EMPTY_ZIP)):
        return
    if real := real_format(data) or ("plain text" if is_text(data) else None):
        raise wrong_extension(extension, real)
    raise damaged(f"it does not begin as {extension} files do")


def _ole(data: bytes, extension: str) -> UnreadableError:
    if _ENCRYPTED_STREAM in data:
        return UnreadableError(
            f"The file is encrypted: expected a {extension} that opens without a password.",
            code="encrypted",
            hint="Remove the password in the office program and hand in the copy.",
        )
    return UnreadableError(
        f"The file has the old binary format of .doc, .xls and .ppt: expected {extension}.",
        code="old_office_format",
        hint="Open it in the office program and save it as .docx, .xlsx or .pptx.",
    )


def _verify_names(members: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for member in members:
        name = member.filename.replace("\\", "/")
        if name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/"):
            raise UnreadableError(
                "The file names a part that would lie outside of it: expected names that stay inside.",
                code="path_traversal",
                hint="Do not open this file; ask its sender for a copy saved by an office program.",
            )
        # Part names of the Open Packaging Conventions differ by more than case.
        if name.casefold() in seen:
            raise damaged("two of its parts have the same name, so readers would disagree on its content")
        seen.add(name.casefold())


def _verify_member(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & _ENCRYPTION_FLAGS:
        raise UnreadableError(
            "The file is encrypted: expected one that opens without a password.",
            code="encrypted",
            hint="Remove the password and hand in the copy.",
        )
    if member.compress_type not in _READABLE_METHODS:
        # zipfile inflates bzip2 and LZMA without a bound on memory.
        raise damaged(
            f"its parts are packed in a way that office programs do not use (method {member.compress_type})"
        )
    size = member.file_size
    if size > RATIO_APPLIES_ABOVE_BYTES and size > MAX_RATIO * max(member.compress_size, 1):
        raise zip_bomb(
            f"expected at most {MAX_RATIO} times its size, got {size // max(member.compress_size, 1)} times"
        )
