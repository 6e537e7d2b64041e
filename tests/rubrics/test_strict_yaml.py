import pytest

from assessor.errors import InputError
from assessor.rubrics.strict_yaml import read_mapping

DEEP = b"a: " + b"[" * 2_000 + b"]" * 2_000


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a: 1\nb:\n  a: 2\n", {"a": 1, "b": {"a": 2}}),  # the same key in two mappings
        (b"\xef\xbb\xbfa: \xc3\xbc\n", {"a": "ü"}),
        (b"a: '*b & c'\n", {"a": "*b & c"}),  # quoted, so no reference
        (b"version: 1.0.0\n", {"version": "1.0.0"}),
    ],
)
def test_plain_mappings_are_read(content: bytes, expected: dict[str, object]) -> None:
    assert read_mapping(content, file="f.yaml", code="bad") == expected


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a: 1\nb: 2\na: 3\n", r"f\.yaml, line 3: key 'a' is given twice"),
        (b"x:\n  - b: 1\n    b: 1\n", r"f\.yaml, line 3: key 'b' is given twice"),
        (b"1: x\n'1': y\n", r"f\.yaml, line 2: key '1' is given twice"),
        (b"a: &x [1]\nb: *x\n", r"f\.yaml, line 2: references"),
        (b"? [a]\n: 1\n", r"f\.yaml, line 1: a key must be plain text"),
        (b"a: [1\n", r"f\.yaml, line \d: "),
        (b"a: !!python/object/apply:os.getcwd []\n", r"f\.yaml, line 1: could not determine a constructor"),
        (b"a: b\n---\nc: d\n", r"f\.yaml, line 2: but found another document"),
        (b"a: 2026-13-40\n", r"f\.yaml: cannot be read as YAML \(ValueError\)"),
        (b"a: \x00\n", r"f\.yaml: cannot be read as YAML"),
        (DEEP, r"f\.yaml: cannot be read as YAML \(RecursionError\)"),
        (b"\xff\xfea", r"f\.yaml: expected UTF-8, got other bytes at position 0"),
        (b"- a\n", r"f\.yaml: expected a mapping at the top, got a list"),
        (b"", r"f\.yaml: expected a mapping at the top, got nothing"),
    ],
)
def test_anything_else_is_an_error_that_names_file_and_line(content: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read_mapping(content, file="f.yaml", code="bad")
    assert caught.value.code == "bad"
