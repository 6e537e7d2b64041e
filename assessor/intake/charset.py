"""Stage 1: bytes of a mail to text, never silently where a guess was made.

Declared character set first, then UTF-8, then Windows-1252 with U+FFFD for what does not fit.
"""

import codecs
import re
from email.errors import HeaderParseError
from email.header import decode_header

from assessor.domain.verdict import Action, Finding
from assessor.errors import UnreadableError
from assessor.intake.decode import decode_mixed

# Codecs that mail uses. Python knows others by name (idna, punycode, unicode_escape) which are slow on long
# input or read escapes that the sender never meant; UTF-7 can spell out anything in innocent ASCII.
_MAIL_CODEC = re.compile(
    r"ascii|utf-(?:8|16|32)(?:-[bl]e)?|utf-8-sig|iso8859-\d+|iso2022_\w+|cp\d+|koi8-[rtu]|mac-\w+"
    r"|gb\w+|big5\w*|euc_\w+|shift_jis\w*|hz|johab|tis-620"
)
_C1_CONTROL = re.compile("[\x80-\x9f]")
_WORD = r"=\?[^?\s]+\?[bBqQ]\?[^?\r\n]*\?="
_ENCODED_WORDS = re.compile(rf"{_WORD}(?:\s+{_WORD})*")
_LINE_BREAKS = re.compile("[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+[ \t]*")


class EncodingNotes:
    """Collects which guesses were made while one mail was decoded."""

    def __init__(self) -> None:
        self._rules: dict[str, None] = {}

    def add(self, rule: str) -> None:
        """Remember that `rule` applied; more than once counts once."""
        self._rules[rule] = None

    def findings(self) -> tuple[Finding, ...]:
        """One note for each rule, in the order in which they first applied."""
        return tuple(Finding(category="encoding", rule=rule, action=Action.NOTE) for rule in self._rules)


def decode_bytes(data: bytes, declared: str | None, notes: EncodingNotes) -> str:
    r"""Text of `data`; always succeeds, and says in `notes` what it had to assume.

    Rules noted: `declared_charset_failed` (unknown, or the bytes do not fit it), `decoded_as_windows_1252`,
    `mixed_encodings`, `characters_replaced` (not even Windows-1252 fits everywhere).

    >>> notes = EncodingNotes()
    >>> decode_bytes(b"Gr\xfc\xdfe", None, notes), [finding.rule for finding in notes.findings()]
    ('Grüße', ['decoded_as_windows_1252'])
    """
    if declared is not None:
        text = _decode_declared(data, declared, notes)
        if text is not None:
            return text
        notes.add("declared_charset_failed")
    try:
        text, guesses = decode_mixed(data)
    except UnreadableError:
        return _decode_windows_1252(data, notes)
    for guess in guesses:
        notes.add(guess.rule)
    return text


def _decode_declared(data: bytes, declared: str, notes: EncodingNotes) -> str | None:
    try:
        codec = codecs.lookup(declared).name
        if not _MAIL_CODEC.fullmatch(codec):
            return None
        text = data.decode(codec)
    except (LookupError, ValueError):
        return None
    # Senders who say Latin-1 mostly mean Windows-1252, whose quotes and dashes are controls in Latin-1.
    if codec == "iso8859-1" and _C1_CONTROL.search(text):
        return _decode_windows_1252(data, notes)
    return text


def _decode_windows_1252(data: bytes, notes: EncodingNotes) -> str:
    notes.add("decoded_as_windows_1252")
    try:
        return data.decode("windows-1252")
    except UnicodeDecodeError:
        notes.add("characters_replaced")
        return data.decode("windows-1252", errors="replace")


def decode_header_value(raw: str, notes: EncodingNotes) -> str:
    """A header's value on one line, its encoded words (RFC 2047) decoded.

    Line breaks, also those hidden in encoded words, become spaces: a value must not forge another line.
    A word that cannot be decoded stays as it stands.

    Args:
        raw: as the parser keeps it; bytes above 127 as surrogate escapes.
        notes: where guesses are remembered.

    >>> decode_header_value("=?utf-8?q?Gr=C3=BC=C3=9Fe?= aus Bonn", EncodingNotes())
    'Grüße aus Bonn'
    """
    text = decode_bytes(raw.encode("utf-8", "surrogateescape"), None, notes)
    text = _ENCODED_WORDS.sub(lambda match: _decode_words(match[0], notes), text)
    return _LINE_BREAKS.sub(" ", text).strip()


def _decode_words(words: str, notes: EncodingNotes) -> str:
    try:
        chunks = decode_header(words)
    except (HeaderParseError, ValueError):
        notes.add("declared_charset_failed")
        return words
    # decode_header joins neighbours of one character set, so a letter split between two words is whole.
    return "".join(
        chunk if isinstance(chunk, str) else decode_bytes(chunk, charset, notes) for chunk, charset in chunks
    )
