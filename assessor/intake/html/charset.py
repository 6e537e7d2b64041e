"""Stage 1: bytes of an HTML file to text, by what the file says of its encoding."""

import re

from assessor.domain.verdict import Finding
from assessor.errors import UnreadableError
from assessor.intake.charset import EncodingNotes, decode_bytes
from assessor.intake.decode import decode_plain, utf_16_of

_LOOKED_THROUGH_BYTES = 4_096
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_UTF_7 = frozenset({"utf-7", "utf7", "unicode-1-1-utf-7", "csutf7", "unicode-2-0-utf-7"})
_UTF_7_BOM = (b"+/v8", b"+/v9", b"+/v+", b"+/v/")
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,400}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)


def decode_html(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    """Text of an HTML file.

    A byte order mark decides, or the NULs of UTF-16 without one; then what `<meta charset>`, `http-equiv` or
    an XML declaration say near the start, then UTF-8, then Windows-1252. Guesses are noted as in mails.

    Raises:
        UnreadableError: code `binary_content` (a byte order mark is followed by bytes that do not fit it),
            `unsupported_encoding` (UTF-7, in which anything can be spelt in innocent letters).

    >>> decode_html('<meta charset="iso-8859-15">€'.encode("iso-8859-15"))
    ('<meta charset="iso-8859-15">€', ())
    """
    if data.startswith(_BOMS) or utf_16_of(data):
        return decode_plain(data)
    declared = _DECLARED.search(data[:_LOOKED_THROUGH_BYTES])
    charset = declared[1].decode("ascii", "replace") if declared else None
    if charset is not None and charset.lower().startswith("utf-16"):
        # The declaration was read as ASCII, so it cannot be true; browsers take UTF-8 then.
        charset = None
    if data.startswith(_UTF_7_BOM) or (charset or "").lower().replace("_", "-") in _UTF_7:
        raise UnreadableError(
            "The HTML cannot be read: expected an encoding that browsers read, as UTF-8, got UTF-7.",
            code="unsupported_encoding",
            hint="Save the page again in UTF-8.",
        )
    notes = EncodingNotes()
    return decode_bytes(data, charset, notes), notes.findings()
