"""Stage 1: bytes of a plain file to text, and what no text may contain."""

import re

from assessor.domain.verdict import Action, Finding
from assessor.errors import UnreadableError

MAX_BYTES = 10_000_000
"""Largest file that is read, in bytes."""
MAX_CODE_POINTS = 2_000_000
"""Longest text that is read, in code points."""
MAX_CONTROL_CHARACTERS = 3
"""So many control characters are let pass in a text of any length."""
MAX_CONTROL_SHARE = 0.01
"""Beyond that, the highest share of control characters."""

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# Tab, line ends, form feed and vertical tab belong to text; so does NEL (U+0085), a line end of mainframes.
_CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")

NOTE_WINDOWS_1252 = Finding(category="encoding", rule="decoded_as_windows_1252", action=Action.NOTE)
"""The bytes were not UTF-8, and Windows-1252 was taken instead."""


def verify_size(data: bytes) -> None:
    """Raise where a file is too large to be read.

    Raises:
        UnreadableError: code `too_large`.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableError(
            f"The file is too large: expected at most {MAX_BYTES} bytes, got {len(data)}.",
            code="too_large",
            hint="Hand in the part that shows the work, or split the file.",
        )


def verify_text(text: str) -> None:
    """Raise where a text is empty, too long, broken or not text at all.

    Raises:
        UnreadableError: code `too_large` (over `MAX_CODE_POINTS`), `empty` (nothing but white space),
            `invalid_text` (a lone surrogate) or `binary_content` (NUL, or many control characters).
    """
    if len(text) > MAX_CODE_POINTS:
        raise UnreadableError(
            f"The text is too long: expected at most {MAX_CODE_POINTS} code points, got {len(text)}.",
            code="too_large",
            hint="Hand in the part that shows the work, or split the text.",
        )
    if not text or text.isspace():
        raise UnreadableError(
            f"The text is empty: expected words, got {len(text)} code points of white space.",
            code="empty",
            hint="Check that the right file was chosen and that it was saved.",
        )
    if surrogate := _SURROGATE.search(text):
        raise UnreadableError(
            f"The text is not valid Unicode: lone surrogate at code point {surrogate.start()}.",
            code="invalid_text",
            hint="Encode the text as UTF-8 again where it was made.",
        )
    _verify_printable(text)


def _verify_printable(text: str) -> None:
    if (nul := text.find("\0")) >= 0:
        raise _binary(f"expected text, got a NUL character at code point {nul}")
    limit = max(MAX_CONTROL_CHARACTERS, int(len(text) * MAX_CONTROL_SHARE))
    controls = len(_CONTROL.findall(text))
    if controls > limit:
        raise _binary(f"expected at most {limit} control characters, got {controls}")


def _binary(reason: str) -> UnreadableError:
    return UnreadableError(
        f"The content is not text: {reason}.",
        code="binary_content",
        hint="Save it as plain text in UTF-8 and hand that in.",
    )


def decode_plain(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    r"""Text of a plain file, with a note where its encoding had to be guessed.

    A byte order mark decides (UTF-8, UTF-16 little or big endian) and is not part of the text; without one
    the bytes are UTF-8, or else Windows-1252. Line ends and everything else stay as they are.

    Raises:
        UnreadableError: code `binary_content`; the bytes are text in none of these encodings.

    >>> decode_plain(b"\xef\xbb\xbfa\r\n")
    ('a\r\n', ())
    """
    bom, encoding = next(((b, e) for b, e in _BOMS if data.startswith(b)), (b"", "utf-8"))
    body = data[len(bom) :]
    try:
        return body.decode(encoding), ()
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            # `from None`: the cause holds the file's bytes.
            raise _binary(f"its byte order mark says {encoding}, byte {error.start} does not fit") from None
    try:
        return body.decode("windows-1252"), (NOTE_WINDOWS_1252,)
    except UnicodeDecodeError as error:
        reason = f"byte {error.start} fits neither UTF-8 nor Windows-1252"
        raise _binary(reason) from None
