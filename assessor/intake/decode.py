"""Stage 1: bytes of a plain file to text, and what no text may contain."""

import re

from assessor.domain.verdict import Action, Finding
from assessor.errors import UnreadableError

MAX_BYTES = 10_000_000
"""Largest file of a text format that is read, in bytes."""
MAX_CONTAINER_BYTES = 32_000_000
"""Largest file of a format that carries pictures and attachments along with its text."""
CONTAINER_EXTENSIONS = frozenset({".docx", ".pptx", ".xlsx", ".pdf", ".eml"})
MAX_CODE_POINTS = 2_000_000
"""Longest text that is read, in code points."""
MAX_CONTROL_CHARACTERS = 3
"""So many control characters are let pass in a text of any length."""
MAX_CONTROL_SHARE = 0.01
"""Beyond that, the highest share of control characters."""
STAND_IN_FOR_NUL = "\u200b"
"""A NUL is read as this: just as invisible, known to every detector, and fit for every database."""

# The marks of UTF-32 begin as those of UTF-16 do, so they come first.
_BOMS = (
    *((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\0\0", "utf-32-le"), (b"\0\0\xfe\xff", "utf-32-be")),
    *((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")),
)
# Tab, line ends, form feed and vertical tab belong to text; so does NEL (U+0085), a line end of mainframes.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_MIN_NUL_SHARE = 0.5
"""Of Latin text in UTF-16, more than so much of one half is NUL."""
_MAX_OTHER_SHARE = 0.01

NOTE_WINDOWS_1252 = Finding(category="encoding", rule="decoded_as_windows_1252", action=Action.NOTE)
"""The bytes were not UTF-8, and Windows-1252 was taken instead."""
NOTE_MIXED = Finding(category="encoding", rule="mixed_encodings", action=Action.NOTE)
"""Most of the bytes were UTF-8; the others were taken for Windows-1252, one by one."""
NOTE_UTF_16 = Finding(category="encoding", rule="decoded_as_utf_16", action=Action.NOTE)
"""There was no byte order mark, but every other byte is as UTF-16 has it."""
NOTE_NUL = Finding(category="encoding", rule="nul_characters", action=Action.NOTE)
"""NUL characters were read as zero width spaces."""


def max_bytes(extension: str) -> int:
    """Most bytes of a file with this extension."""
    return MAX_CONTAINER_BYTES if extension in CONTAINER_EXTENSIONS else MAX_BYTES


def verify_size(data: bytes, extension: str) -> None:
    """Raise where a file is too large to be read; see `verify_byte_count`."""
    verify_byte_count(len(data), extension)


def verify_byte_count(count: int, extension: str) -> None:
    """Raise where a file of so many bytes is too large to be read.

    Args:
        count: bytes of the file.
        extension: lower case with its dot; what is none of ours has the limit of text.

    Raises:
        UnreadableError: code `too_large`.
    """
    limit = max_bytes(extension)
    if count > limit:
        raise UnreadableError(
            f"The file is too large: expected at most {_megabytes(limit)}, got {_megabytes(count)}.",
            code="too_large",
            hint="Hand in the part that shows the work, or split the file.",
        )


def _megabytes(count: int) -> str:
    return f"{count / 1e6:.10g} MB"


def verify_text(text: str) -> None:
    """Raise where a text is empty, too long, broken or not text at all.

    Raises:
        UnreadableError: code `too_large` (over `MAX_CODE_POINTS`), `empty` (nothing but white space),
            `invalid_text` (a lone surrogate) or `binary_content` (many control characters).
    """
    if len(text) > MAX_CODE_POINTS:
        raise UnreadableError(
            f"The text is too long: expected at most {MAX_CODE_POINTS} characters, got {len(text)}.",
            code="too_large",
            hint="Hand in the part that shows the work, or split the text.",
        )
    if not text or text.isspace():
        raise empty()
    if surrogate := _SURROGATE.search(text):
        raise UnreadableError(
            f"The text is not valid Unicode: half a character at position {surrogate.start()}.",
            code="invalid_text",
            hint="Save it in UTF-8 again where it was made.",
        )
    limit = max(MAX_CONTROL_CHARACTERS, int(len(text) * MAX_CONTROL_SHARE))
    controls = len(_CONTROL.findall(text))
    if controls > limit:
        raise _binary(f"expected at most {limit} control characters, got {controls}")


def empty() -> UnreadableError:
    """The error for a file without a word in it; code `empty`."""
    return UnreadableError(
        "The file is empty: expected words, got none.",
        code="empty",
        hint="Check that the right file was chosen and that it was saved.",
    )


def _binary(reason: str) -> UnreadableError:
    return UnreadableError(
        f"The content is not text: {reason}.",
        code="binary_content",
        hint="Save it as plain text in UTF-8 and hand that in.",
    )


def without_nul(text: str) -> tuple[str, tuple[Finding, ...]]:
    r"""The text with a stand-in for each NUL, so that places stay, and a note where there was one.

    >>> without_nul("An\0na")[0] == "An\u200bna"
    True
    """
    if "\0" not in text:
        return text, ()
    return text.replace("\0", STAND_IN_FOR_NUL), (NOTE_NUL,)


def decode_plain(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    r"""Text of a plain file, with a note where its encoding had to be guessed.

    A byte order mark decides (UTF-8, UTF-16, UTF-32) and is not part of the text; without one the bytes are
    UTF-16 where every other one is NUL, else UTF-8, or else Windows-1252. Line ends and everything else stay
    as they are.

    Raises:
        UnreadableError: code `binary_content`; the bytes are text in none of these encodings.

    >>> decode_plain(b"\xef\xbb\xbfa\r\n")
    ('a\r\n', ())
    """
    bom, encoding = next(((b, e) for b, e in _BOMS if data.startswith(b)), (b"", "utf-8"))
    findings: tuple[Finding, ...] = ()
    if not bom and (guess := utf_16_of(data)):
        encoding, findings = guess, (NOTE_UTF_16,)
    if encoding == "utf-8":
        return decode_mixed(data[len(bom) :])
    try:
        return data[len(bom) :].decode(encoding), findings
    except UnicodeDecodeError as error:
        # `from None`: the cause holds the file's bytes.
        raise _binary(f"it begins as {encoding} does, but byte {error.start} does not fit") from None


def utf_16_of(data: bytes) -> str | None:
    r"""The UTF-16 that bytes without a byte order mark are in; None where they are in none.

    >>> utf_16_of("Plan für Anna".encode("utf-16-be")), utf_16_of(b"Plans\0")
    ('utf-16-be', None)
    """
    half = 0 if len(data) % 2 else len(data) // 2
    first, second = data[::2].count(0), data[1::2].count(0)
    if half and second > half * _MIN_NUL_SHARE and first <= second * _MAX_OTHER_SHARE:
        return "utf-16-le"
    if half and first > half * _MIN_NUL_SHARE and second <= first * _MAX_OTHER_SHARE:
        return "utf-16-be"
    return None


def decode_mixed(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    r"""Text of bytes that are UTF-8, Windows-1252, or UTF-8 with strays of Windows-1252 in it.

    A file of UTF-8 that was cut short, or into which a line was pasted, must not turn all its umlauts into
    pairs of other letters: no detector finds a name in those.

    Raises:
        UnreadableError: code `binary_content`.

    >>> decode_mixed("Müller, Grüße".encode() + b" \xfc")[0]
    'Müller, Grüße ü'
    """
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        text = data.decode("utf-8", "surrogateescape")
    strays = len(_ESCAPED_BYTE.findall(text))
    is_mostly_utf_8 = len(_NOT_ASCII.findall(text)) - strays > strays
    try:
        if is_mostly_utf_8:
            return _ESCAPED_BYTE.sub(_as_windows_1252, text), (NOTE_MIXED,)
        return data.decode("windows-1252"), (NOTE_WINDOWS_1252,)
    except UnicodeDecodeError:
        raise _binary("some bytes fit neither UTF-8 nor Windows-1252") from None


def _as_windows_1252(stray: re.Match[str]) -> str:
    return stray[0].encode("utf-8", "surrogateescape").decode("windows-1252")
