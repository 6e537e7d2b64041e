"""Encodings of mails: declared, assumed, and said so."""

import pytest

from assessor.intake.charset import EncodingNotes, decode_bytes, decode_header_value

WRONG = "declared_charset_failed"
ASSUMED = "decoded_as_windows_1252"
REPLACED = "characters_replaced"


@pytest.mark.parametrize(
    ("data", "declared", "text", "rules"),
    [
        pytest.param("ü".encode(), "utf-8", "ü", [], id="utf-8"),
        pytest.param(b"\xfc", "iso-8859-1", "ü", [], id="latin-1"),
        pytest.param(b"\xa4", "ISO-8859-15", "€", [], id="latin-9"),
        pytest.param(b"\x80", "windows-1252", "€", [], id="windows-1252"),
        pytest.param("ü".encode(), None, "ü", [], id="undeclared-utf-8"),
        pytest.param(b"\xfc", None, "ü", [ASSUMED], id="undeclared-windows-1252"),
        pytest.param(b"\x84Plan\x93", "iso-8859-1", "„Plan“", [ASSUMED], id="latin-1-with-windows-quotes"),
        pytest.param("ü".encode(), "us-ascii", "ü", [WRONG], id="not-ascii-but-utf-8"),
        pytest.param(b"\xfc", "utf-8", "ü", [WRONG, ASSUMED], id="not-utf-8"),
        pytest.param(b"\xfc", "no-such-charset", "ü", [WRONG, ASSUMED], id="unknown-charset"),
        pytest.param(b"\xfc\x81", None, "ü\ufffd", [ASSUMED, REPLACED], id="fits-nothing"),
        pytest.param(b"+ADw-", "utf-7", "+ADw-", [WRONG], id="utf-7-is-not-followed"),
        pytest.param(b"\\u0041", "unicode_escape", "\\u0041", [WRONG], id="escapes-are-not-followed"),
        pytest.param(b"a", "rot13", "a", [WRONG], id="no-text-encoding"),
        pytest.param(b"a", "a\0b", "a", [WRONG], id="nul-in-the-name"),
    ],
)
def test_bytes_are_decoded_and_guesses_noted(
    data: bytes, declared: str | None, text: str, rules: list[str]
) -> None:
    notes = EncodingNotes()
    assert decode_bytes(data, declared, notes) == text
    assert [finding.rule for finding in notes.findings()] == rules


def test_a_guess_made_twice_is_noted_once() -> None:
    notes = EncodingNotes()
    decode_bytes(b"\xfc", None, notes)
    decode_bytes(b"\xe4", None, notes)
    assert len(notes.findings()) == 1


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        pytest.param("Plan", "Plan", id="plain"),
        pytest.param("=?utf-8?q?Gr=C3=BC=C3=9Fe?=", "Grüße", id="quoted-printable-word"),
        pytest.param("=?UTF-8?B?R3LDvMOfZQ==?=", "Grüße", id="base64-word"),
        pytest.param("=?iso-8859-1?Q?M=FCller?= <m@example.com>", "Müller <m@example.com>", id="name"),
        pytest.param("=?utf-8?q?a?=\r\n =?utf-8?q?b?=", "ab", id="space-between-words-is-none"),
        pytest.param("=?utf-8?q?a?= and =?utf-8?q?b?=", "a and b", id="text-between-words-stays"),
        pytest.param("=?utf-8?q?Gr=C3?= =?utf-8?q?=BC?=n", "Grün", id="letter-split-between-words"),
        pytest.param("two\r\n lines", "two lines", id="folded"),
        pytest.param("=?utf-8?q?x=0D=0ABcc:_y?=", "x Bcc: y", id="no-forged-line"),
        pytest.param("Gr\udcc3\udcbcn", "Grün", id="raw-utf-8"),
        pytest.param("Gr\udcfcn", "Grün", id="raw-windows-1252"),
        pytest.param("=?utf-8?b?A?=", "=?utf-8?b?A?=", id="broken-base64-stays"),
        pytest.param("a =? b ?= c", "a =? b ?= c", id="no-word-at-all"),
    ],
)
def test_header_values_are_one_readable_line(raw: str, value: str) -> None:
    assert decode_header_value(raw, EncodingNotes()) == value
