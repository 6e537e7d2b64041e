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
_NAMES = {None: "null", True: "true", False: "false"}


class _Object(NamedTuple):
    """An object as written: every key, also one that comes twice."""

    pairs: list[tuple[str, Any]]


class _Level(NamedTuple):
    """An object or array being written: what is left of it, and what its values inherit."""

    children: Iterator[tuple[int, tuple[str | None, Any, str | None]]]
    """Number, then key, value, and the rule why a program would not see the value."""
    place: str
    prefix: str
    """A child's number after this is its place; empty where the place is precise enough."""
    steps: int
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
        value, end = decoder.raw_decode(line.text)
    except json.JSONDecodeError as error:
        raise _invalid(line.number, line.indent + error.colno) from None
    if end < len(line.text):
        raise _invalid(line.number, line.indent + end + 1)
    return value


def _invalid(line: int, column: int) -> UnreadableError:
    return damaged_file("JSON", f"expected JSON, got something else at line {line}, column {column}")


def _too_deep() -> UnreadableError:
    return UnreadableError(
        f"The JSON is nested too deep: expected at most {MAX_DEPTH} levels, got more.",
        code="too_deep",
        hint="Hand in the part that shows the work, or its text as .txt.",
    )


def _passages(first_step: str, root: Any) -> Iterator[Passage]:
    if not isinstance(root, _Object | list):
        yield Passage(_line(None, root), first_step or "value")
        return
    # With a stack of its own: values may nest deeper than Python likes to recurse. There may be a million of
    # them, so nothing is made for a value but its passage.
    stack = [_level(root, first_step, 1 if first_step else 0, None)]
    while stack:
        level = stack[-1]
        for number, (key, value, rule) in level.children:
            place = f"{level.prefix}{number}" if level.prefix else level.place
            hidden = rule or level.hidden
            if not isinstance(value, _Object | list):
                yield Passage(_line(key, value), place, hidden=hidden)
                continue
            if len(stack) == MAX_DEPTH:
                raise _too_deep()
            if key is not None:
                yield Passage(f"{key}:", place, SegmentRole.HEADING, hidden)
            stack.append(_level(value, place, level.steps + 1, hidden))
            break
        else:
            stack.pop()


def _level(value: _Object | list[Any], place: str, steps: int, hidden: str | None) -> _Level:
    kind = "field" if isinstance(value, _Object) else "item"
    outside = f"{place} " if place else ""
    prefix = f"{outside}{kind} " if steps < _MAX_STEPS else ""
    return _Level(enumerate(_children(value), 1), place, prefix, steps, hidden)


def _line(key: str | None, value: Any) -> str:
    text = value if isinstance(value, str) else _NAMES[value]
    return text if key is None else f"{key}: {text}"


def _children(value: _Object | list[Any]) -> Iterator[tuple[str | None, Any, str | None]]:
    if not isinstance(value, _Object):
        yield from ((None, item, None) for item in value)
        return
    left = Counter(key for key, _ in value.pairs)
    for key, item in value.pairs:
        left[key] -= 1
        yield key, item, "duplicate_key" if left[key] else None
