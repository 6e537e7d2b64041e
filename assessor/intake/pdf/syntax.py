"""Stage 1: PDF syntax to Python values: names, strings, arrays, dictionaries, references, comments.

A small reader of its own: pdfium answers questions about what it knows, and what it does not know nobody can
ask it for. Nothing here recurses or looks twice, whatever the bytes.
"""

import re
from typing import Final, NamedTuple, TypeAlias

MAX_TOKENS = 2_000_000
"""So many words, numbers and brackets of one file are read; a million takes about two seconds."""


class Name(str):
    """A name, `/Title`, without its slash and with `#20` resolved."""

    __slots__ = ()


class Ref(NamedTuple):
    """Stands for the object of a number."""

    number: int


Value: TypeAlias = "dict[str, Value] | list[Value] | Name | Ref | bytes | int | None"
"""Numbers with a fraction, truth values and null are None: they say nothing."""

_TOKEN: Final = re.compile(
    rb"(?P<ref>(?P<number>\d{1,10})[\0\t\n\f\r ]+\d{1,10}[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>\[\]{}/%]))"
    rb"|/(?P<name>[^\0\t\n\f\r ()<>\[\]{}/%]*)|(?P<open><<|\[)|(?P<close>>>|\])"
    rb"|<(?P<hex>[^<>]*)>|(?P<literal>\()|%(?P<comment>[^\r\n]*)"
    rb"|(?P<word>[^\0\t\n\f\r ()<>\[\]{}/%]+)|[^\0\t\n\f\r ]"
)
_SIMPLE_STRING: Final = re.compile(rb"[^()\\]*\)")
_BRACKET: Final = re.compile(rb"\\[\s\S]|[()]")
_HEX_IN_NAME: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_NOT_HEX: Final = re.compile(rb"[^0-9A-Fa-f]+")
_ESCAPE: Final = re.compile(rb"\\([0-7]{1,3}|\r\n|[\s\S])")
_ESCAPED: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_CONTINUED: Final = frozenset({b"\n", b"\r", b"\r\n"})


class Reader:
    """Reads values out of bytes, up to a number of tokens in all."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.tokens_left = MAX_TOKENS
        self.comments: list[bytes] = []
        """Comments passed by on the way."""

    def value_at(self, start: int) -> tuple[Value, int]:
        """The value that begins at an offset, and where the token after it begins.

        A bracket that is never closed ends with the bytes; one that was never opened is passed over.
        """
        stack: list[tuple[bool, list[Value]]] = []
        at = start
        while (match := _TOKEN.search(self.data, at)) and self.tokens_left > 0:
            self.tokens_left -= 1
            at = match.end()
            value: Value = None
            match match.lastgroup:
                case "open":
                    stack.append((match["open"] == b"<<", []))
                    continue
                case "close":
                    if not stack:
                        continue
                    is_dictionary, items = stack.pop()
                    value = _dictionary(items) if is_dictionary else items
                case "literal":
                    value, at = self._literal(at)
                case "comment":
                    self.comments.append(match["comment"])
                    continue
                case "word" if match["word"] in {b"endobj", b"stream", b"endstream", b"obj"}:
                    # The object ended before its brackets did.
                    return _closed(stack), match.start()
                case _:
                    value = _atom(match)
            if not stack:
                return value, at
            stack[-1][1].append(value)
        return _closed(stack), len(self.data) if match is None else at

    def _literal(self, at: int) -> tuple[bytes, int]:
        """The string whose opening bracket stands before `at`."""
        if simple := _SIMPLE_STRING.match(self.data, at):
            return self.data[at : simple.end() - 1], simple.end()
        depth = 1
        for match in _BRACKET.finditer(self.data, at):
            depth += {b"(": 1, b")": -1}.get(match[0], 0)
            if depth == 0:
                return _unescaped(self.data[at : match.start()]), match.end()
        return _unescaped(self.data[at:]), len(self.data)


def _closed(stack: list[tuple[bool, list[Value]]]) -> Value:
    """What the brackets that are still open hold."""
    value: Value = None
    is_first = True
    while stack:
        is_dictionary, items = stack.pop()
        if not is_first:
            items.append(value)
        value, is_first = _dictionary(items) if is_dictionary else items, False
    return value


def _dictionary(items: list[Value]) -> dict[str, Value]:
    # Broken ones may hold something else where a name belongs: it is kept under a name of its own.
    found: dict[str, Value] = {}
    key: str | None = None
    for item in items:
        if key is not None:
            found[key if key not in found else f"{key} {len(found)}"] = item
            key = None
        elif isinstance(item, Name):
            key = item
        else:
            found[f" {len(found)}"] = item
    return found


def _atom(match: re.Match[bytes]) -> Value:
    if match["ref"] is not None:
        return Ref(int(match["number"]))
    if match["name"] is not None:
        return name_of(match["name"])
    if match["hex"] is not None:
        digits = _NOT_HEX.sub(b"", match["hex"])
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    word = match["word"] or b""
    return int(word) if word.isdigit() and len(word) < 10 else None  # noqa: PLR2004 - longer ones mean nothing here


def name_of(raw: bytes) -> Name:
    """A name as it is meant."""
    if b"#" in raw:
        raw = _HEX_IN_NAME.sub(lambda found: bytes.fromhex(found[1].decode("ascii")), raw)
    return Name(raw.decode("utf-8", "replace"))


def _unescaped(raw: bytes) -> bytes:
    return _ESCAPE.sub(_meant, raw) if b"\\" in raw else raw


def _meant(match: re.Match[bytes]) -> bytes:
    after = match[1]
    if after in _ESCAPED:
        return _ESCAPED[after]
    if after in _CONTINUED:
        return b""
    return bytes([int(after, 8) & 0xFF]) if after[:1] in b"01234567" else after
