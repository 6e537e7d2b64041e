"""Plain files: which bytes become which text, and which are turned away."""

import pytest

from assessor.errors import UnreadableError
from assessor.intake.decode import MAX_BYTES, MAX_CODE_POINTS, decode_plain, verify_size, verify_text


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
        pytest.param("a\x00b", "binary_content", id="nul"),
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
        pytest.param("\x01\x02\x03 word", id="three-controls"),
        pytest.param("\x01" * 10 + "a" * 990, id="ten-controls-in-a-thousand"),
        pytest.param("page one\fpage two\tcolumn\x85", id="form-feed-tab-and-nel"),
        pytest.param("\U0001f600", id="a-real-pair"),
        pytest.param("a" * MAX_CODE_POINTS, id="exactly-the-limit"),
    ],
)
def test_near_misses_are_text(text: str) -> None:
    verify_text(text)


def test_size_says_expected_and_got() -> None:
    verify_size(b"a" * MAX_BYTES)
    with pytest.raises(UnreadableError, match="at most 10000000 bytes, got 10000001") as caught:
        verify_size(b"a" * (MAX_BYTES + 1))
    assert caught.value.code == "too_large"
