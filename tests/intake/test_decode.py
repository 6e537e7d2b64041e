"""Plain files: which bytes become which text, and which are turned away."""

import pytest

from assessor.errors import UnreadableError
from assessor.intake.decode import (
    MAX_CODE_POINTS,
    decode_plain,
    utf_16_of,
    verify_byte_count,
    verify_size,
    verify_text,
    without_nul,
)


@pytest.mark.parametrize(
    ("data", "text", "rules"),
    [
        pytest.param("Grüße".encode(), "Grüße", [], id="utf-8"),
        pytest.param(b"\xef\xbb\xbfGr\xc3\xbc\xc3\x9fe", "Grüße", [], id="utf-8-bom-is-no-text"),
        pytest.param(b"\xff\xfeG\x00r\x00\xfc\x00", "Grü", [], id="utf-16-le"),
        pytest.param(b"\xfe\xff\x00G\x00r\x00\xfc", "Grü", [], id="utf-16-be"),
        pytest.param(b"Gr\xfc\xdfe \x80", "Grüße €", ["decoded_as_windows_1252"], id="windows-1252"),
        pytest.param(
            b"\xef\xbb\xbfGr\xfc", "Grü", ["decoded_as_windows_1252"], id="utf-8-bom-before-windows-1252"
        ),
        pytest.param("Grüße".encode("utf-32"), "Grüße", [], id="utf-32-le"),
        pytest.param(b"\0\0\xfe\xff\0\0\0G", "G", [], id="utf-32-be"),
        pytest.param("Grüße".encode("utf-16-le"), "Grüße", ["decoded_as_utf_16"], id="utf-16-le-unmarked"),
        pytest.param("Grüße".encode("utf-16-be"), "Grüße", ["decoded_as_utf_16"], id="utf-16-be-unmarked"),
        pytest.param(
            "Plan – 👍\r\n".encode("utf-16-le"), "Plan – 👍\r\n", ["decoded_as_utf_16"], id="some-not-latin"
        ),
        # Cut in the middle of its last letter: the other umlauts must not suffer.
        pytest.param("Müller, Grüß".encode()[:-1], "Müller, GrüÃ", ["mixed_encodings"], id="utf-8-cut-short"),
        pytest.param(
            "Müller Jürgen\n".encode() + b"K\xf6ln",
            "Müller Jürgen\nKöln",
            ["mixed_encodings"],
            id="a-pasted-line",
        ),
        # DF 93 would be one letter of N'Ko in UTF-8; two of three strays say that it is none.
        pytest.param(
            "Spaß“ für Köln".encode("cp1252"),
            "Spaß“ für Köln",
            ["decoded_as_windows_1252"],
            id="utf-8-by-chance",
        ),
        pytest.param(b"a\r\nb\rc\n", "a\r\nb\rc\n", [], id="line-ends-stay"),
        pytest.param("e\u0301".encode(), "e\u0301", [], id="combining-characters-stay"),
    ],
)
def test_bytes_become_text(data: bytes, text: str, rules: list[str]) -> None:
    decoded, findings = decode_plain(data)
    assert decoded == text
    assert [finding.rule for finding in findings] == rules
    assert {finding.category for finding in findings} <= {"encoding"}


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\xff\xfe\x00\xd8", id="utf-16-with-half-a-pair"),
        pytest.param(b"\xff\xfea", id="utf-16-of-odd-length"),
        pytest.param(b"\xfc \x81", id="fits-no-encoding"),  # 0x81 is not assigned in Windows-1252
        pytest.param("Grüße aus Köln ".encode() + b"\x81", id="utf-8-with-a-stray-of-no-encoding"),
        pytest.param("abc".encode("utf-16-le") + b"\x01\xd8", id="unmarked-utf-16-with-half-a-pair"),
    ],
)
def test_bytes_that_fit_no_encoding_are_not_text(data: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        decode_plain(data)
    assert caught.value.code == "binary_content"
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("", "empty", id="nothing"),
        pytest.param(" \t\r\n\u00a0", "empty", id="white-space"),
        pytest.param("a\x00\x00\x00\x00b", "binary_content", id="four-nul"),
        pytest.param("\x01\x02\x03\x04 word", "binary_content", id="four-controls-in-a-short-text"),
        pytest.param("\x01" * 11 + "a" * 989, "binary_content", id="eleven-controls-in-a-thousand"),
        pytest.param("a\ud800b", "invalid_text", id="lone-high-surrogate"),
        pytest.param("a\udc80b", "invalid_text", id="lone-low-surrogate"),
        pytest.param("a" * (MAX_CODE_POINTS + 1), "too_large", id="one-too-long"),
    ],
)
def test_what_no_text_may_be(text: str, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        verify_text(text)
    assert caught.value.code == code
    assert caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a", id="one-letter"),
        pytest.param("An\x00na \x00\x00", id="three-nul"),
        pytest.param("\x01\x02\x03 word", id="three-controls"),
        pytest.param("\x01" * 10 + "a" * 990, id="ten-controls-in-a-thousand"),
        pytest.param("page one\fpage two\tcolumn\x85", id="form-feed-tab-and-nel"),
        pytest.param("\U0001f600", id="a-real-pair"),
        pytest.param("a" * MAX_CODE_POINTS, id="exactly-the-limit"),
    ],
)
def test_near_misses_are_text(text: str) -> None:
    verify_text(text)


@pytest.mark.parametrize(
    ("extension", "limit"),
    [
        (".txt", 10_000_000),
        (".csv", 10_000_000),
        (".html", 10_000_000),
        ("", 10_000_000),
        (".pdf", 32_000_000),
    ]
    + [(extension, 32_000_000) for extension in (".docx", ".pptx", ".xlsx", ".eml")],
)
def test_a_file_may_be_as_large_as_its_format_allows(extension: str, limit: int) -> None:
    verify_byte_count(limit, extension)
    with pytest.raises(
        UnreadableError, match=rf"at most {limit // 1_000_000} MB, got {limit // 1_000_000}\.000001 MB"
    ) as caught:
        verify_byte_count(limit + 1, extension)
    assert caught.value.code == "too_large"


def test_size_is_that_of_the_bytes() -> None:
    verify_size(bytes(10_000_000), ".txt")
    with pytest.raises(UnreadableError):
        verify_size(bytes(10_000_001), ".txt")


@pytest.mark.parametrize(
    "data", [b"", b"a", b"a\0b", b"abc\0", b"\0\0\0\0", b"plan\0plan\0", bytes(range(256))]
)
def test_stray_nul_is_no_utf_16(data: bytes) -> None:
    assert utf_16_of(data) is None


def test_a_nul_has_a_stand_in_of_the_same_length_and_a_note() -> None:
    text, notes = without_nul("An\0na\0")
    assert (text, [note.rule for note in notes]) == ("An\u200bna\u200b", ["nul_characters"])
    assert without_nul("Anna") == ("Anna", ())
