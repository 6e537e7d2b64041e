"""JSON: every key and value comes out, with a place that names no key."""

import contextlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.errors import AssessorError, UnreadableError
from assessor.intake.json_file import MAX_DEPTH, read_json


def test_keys_and_values_stand_together_at_their_positions() -> None:
    data = (
        b'{"note": "Hello", "people": [{"Anna": 3.50, "ok": true}, null, "x"], "n": 12345678901234567890123}'
    )
    extract = read_json(data)
    assert [(extract.text[s.start : s.end], s.locator, s.role.value) for s in extract.segments] == [
        ("note: Hello", "field 1", "body"),
        ("people:", "field 2", "heading"),
        ("Anna: 3.50", "field 2 item 1 field 1", "body"),
        ("ok: true", "field 2 item 1 field 2", "body"),
        ("null", "field 2 item 2", "body"),
        ("x", "field 2 item 3", "body"),
        ("n: 12345678901234567890123", "field 3", "body"),
    ]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b'"one"', "one"),
        (b'"\\u00fc \\ud83d\\ude42"', "ü 🙂"),
        ('"ü"'.encode("utf-8-sig"), "ü"),
        ('"ü"'.encode("utf-16"), "ü"),
        ('"ü"'.encode("utf-16-le"), "ü"),
        ('"ü"'.encode("utf-32"), "ü"),
        ('"ü"'.encode("cp1252"), "ü"),
        (b"NaN", "NaN"),
        (b"9" * 5_000, "9" * 5_000),
        (b'"two\nlines"', "two\nlines"),
        (b'"An\0na"', "An\0na"),
    ],
)
def test_single_values_and_encodings(data: bytes, text: str) -> None:
    assert read_json(data).text == text


def test_json_lines_are_read_line_by_line() -> None:
    extract = read_json(b'{"a": 1}\r\n\r\n{"a": 2}\r\n')
    assert [(extract.text[s.start : s.end], s.locator) for s in extract.segments] == [
        ("a: 1", "line 1 field 1"),
        ("a: 2", "line 3 field 1"),
    ]


def test_a_value_whose_key_comes_again_is_hidden_but_read() -> None:
    extract = read_json(b'{"a": {"b": "MARKER"}, "a": 1}')
    hidden = [(extract.text[f.start : f.end], f.rule) for f in extract.findings if f.start is not None]
    assert hidden == [("a:", "duplicate_key"), ("b: MARKER", "duplicate_key")]


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        (b"", "empty", ""),
        (b'{"a": 1,\n "b": }', "damaged_file", "line 2, column 7"),
        (b'{"a": 1}\n  {"a": 1,}', "damaged_file", "line 2, column"),
        (b'{"a": 1', "damaged_file", "line 1"),
        (b"[" * 100_000, "too_deep", ""),
        (b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1), "too_deep", ""),
        (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "too_deep", ""),
        (b'"\\ud800"', "invalid_text", ""),
        (b'{"\\udfff": 1}', "invalid_text", ""),
        (b'"\\u0000\\u0000\\u0000\\u0000"', "binary_content", ""),
        (b'"a\0b\0c\0d\0e"', "binary_content", ""),
        (b'{"a"\0: 1}', "damaged_file", "line 1, column 5"),
    ],
)
def test_bad_files_have_their_code(data: bytes, code: str, place: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_json(data)
    assert caught.value.code == code
    assert place in caught.value.message


def test_depth_up_to_the_limit_is_read() -> None:
    assert read_json(b"[" * MAX_DEPTH + b"1" + b"]" * MAX_DEPTH).text == "1"


@pytest.mark.parametrize(
    "data", [b"[" + b"1," * 400_000 + b"1]", b"[" * 100 + b'["",' * 1 + b"1," * 400_000 + b"1]" + b"]" * 100]
)
def test_many_values_are_read_in_time(data: bytes) -> None:
    read_json(data)


_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abc"), inner),
    max_leaves=20,
)


def _strings(value: object) -> list[str]:
    match value:
        case str():
            return [value]
        case list():
            return [text for item in value for text in _strings(item)]
        case dict():
            return [text for key, item in value.items() for text in (key, *_strings(item))]
    return []


@settings(max_examples=200, deadline=None)
@given(_VALUES)
def test_every_string_comes_out(value: object) -> None:
    text = read_json(json.dumps(["x", value]).encode()).text
    assert all(string in text for string in _strings(value) if string.strip())


@settings(max_examples=200, deadline=None)
@given(st.binary())
def test_anything_is_read_or_refused_by_our_errors(data: bytes) -> None:
    with contextlib.suppress(AssessorError):
        read_json(data)
