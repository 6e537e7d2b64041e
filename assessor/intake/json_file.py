"""Stage 1: JSON and JSON Lines to text, a value at a time.

A key and its value make one passage, `key: value`; the key of an object or array stands before what it holds.
Places are positions (`item 3 field 2`), for keys may be names of people. A value that a program reading the
file would not see, because its key comes again, is a hidden passage with rule `duplicate_key`.
"""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from assessor.domain.text import SegmentRole
from assessor.domain.verdict import Finding
from assessor.errors import UnreadableError
from assessor.intake.bundle import bundled
from assessor.intake.damaged import damaged_file
from assessor.intake.decode import decode_plain, verify_text
from assessor.intake.extract import Extract, Passage, put_together
from assessor.intake.lines import Line, lines_of

MAX_DEPTH = 200
"""So many objects and arrays may stand inside each other."""
_MAX_STEPS = 12
"""A place names so many positions from the outside in, so that depth cannot blow up the places."""


class _Object(NamedTuple):
    """An object as written: every key, also one that comes twice."""

    pairs: list[tuple[str, Any]]


class _Node(NamedTuple):
    """A value still to be written, its place, and what it inherits."""

    key: str | None
    value: Any
    steps: tuple[str, ...]
    depth: int
    hidden: str | None


def read_json(data: bytes) -> Extract:
    """Read a .json file: one value, or a value a line.

    Args:
        data: UTF-8, UTF-16 or UTF-32, or Windows-1252 (noted).

    Returns:
        A segment for each value that is no object or array, with its key: `field 2`, `item 3 field 2`, or
        `line 7 field 2` in JSON Lines. Numbers stay as written. A key of an object or array is a heading.

    Raises:
        UnreadableError: code `damaged_file` with line and column, `too_deep` beyond `MAX_DEPTH`,
            `invalid_text` for an escaped lone surrogate, `empty`, `binary_content`, `too_large`.
    """
    text, findings = _decode(data)
    verify_text(text)
    text = text.removeprefix("\ufeff")
    try:
        roots = _parse(text)
        passages = bundled(passage for step, value in roots for passage in _passages(step, value))
    except RecursionError:
        raise _too_deep() from None
    extract = put_together(passages, findings)
    verify_text(extract.text)
    return extract


def _decode(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    # JSON says of itself where it is UTF-16 or UTF-32 without a byte order mark: it begins with ASCII.
    encoding = json.detect_encoding(data)
    if encoding not in {"utf-8", "utf-8-sig"}:
        try:
            return data.decode(encoding), ()
        except UnicodeDecodeError as error:
            raise damaged_file("JSON", f"byte {error.start} does not fit {encoding}") from None
    return decode_plain(data)


def _parse(text: str) -> list[tuple[str, Any]]:
    """The values of the file with the first step of their places."""
    # Not strict: careless exporters leave line ends inside strings.
    decoder = json.JSONDecoder(
        object_pairs_hook=_Object, strict=False, parse_int=str, parse_float=str, parse_constant=str
    )
    try:
        return [("", decoder.decode(text))]
    except json.JSONDecodeError as error:
        if not error.msg.startswith("Extra data"):
            raise _invalid(error.lineno, error.colno) from None
    return [(f"line {line.number}", _parse_line(decoder, line)) for line in lines_of(text)]


def _parse_line(decoder: json.JSONDecoder, line: Line) -> Any:
    try:
        return decoder.decode(line.text)
    except json.JSONDecodeError as error:
        raise _invalid(line.number, line.indent + error.colno) from None


def _invalid(line: int, column: int) -> UnreadableError:
    return damaged_file("JSON", f"expected JSON, got something else at line {line}, column {column}")


def _too_deep() -> UnreadableError:
    return UnreadableError(
        f"The JSON is nested too deep: expected at most {MAX_DEPTH} levels, got more.",
        code="too_deep",
        hint="Hand in the part that shows the work, or its text as .txt.",
    )


def _passages(first_step: str, root: Any) -> Iterator[Passage]:
    # With a stack of its own: values may nest deeper than Python likes to recurse.
    stack = [_Node(None, root, (first_step,) if first_step else (), 0, None)]
    while stack:
        node = stack.pop()
        locator = " ".join(node.steps) or "value"
        if not isinstance(node.value, _Object | list):
            yield Passage(_line(node), locator, hidden=node.hidden)
            continue
        if node.depth == MAX_DEPTH:
            raise _too_deep()
        if node.key is not None:
            yield Passage(f"{node.key}:", locator, SegmentRole.HEADING, node.hidden)
        stack += reversed(_children(node))


def _line(node: _Node) -> str:
    match node.value:
        case None:
            text = "null"
        case bool():
            text = "true" if node.value else "false"
        case _:
            text = str(node.value)
    return text if node.key is None else f"{node.key}: {text}"


def _children(node: _Node) -> list[_Node]:
    def child(kind: str, number: int, key: str | None, value: Any, hidden: str | None) -> _Node:
        steps = node.steps if len(node.steps) == _MAX_STEPS else (*node.steps, f"{kind} {number}")
        return _Node(key, value, steps, node.depth + 1, hidden or node.hidden)

    if not isinstance(node.value, _Object):
        return [child("item", number, None, value, None) for number, value in enumerate(node.value, 1)]
    left = Counter(key for key, _ in node.value.pairs)
    children: list[_Node] = []
    for number, (key, value) in enumerate(node.value.pairs, 1):
        left[key] -= 1
        children.append(child("field", number, key, value, "duplicate_key" if left[key] else None))
    return children
