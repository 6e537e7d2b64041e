"""Stage 1: the objects of a PDF, read from a copy that pdfium writes.

The copy has no encryption, no object streams, one plain table of places, and only what the document in its
newest state refers to.
"""

import ctypes
import re
from typing import Any, Final, NamedTuple, TypeAlias

from assessor.intake.pdf.library import pdfium
from assessor.intake.pdf.syntax import Reader, Ref, Value

MAX_COPY_BYTES = 60_000_000
"""A copy may be longer than its file, whose object streams are packed; beyond this there is none."""
_NO_INCREMENTAL: Final = 2
_REMOVE_SECURITY: Final = 4
_SUBSECTION: Final = re.compile(rb"[\r\n ]*(\d{1,10}) (\d{1,10})[\r\n ]+")
_ENTRY_BYTES: Final = 20
_BEGIN: Final = re.compile(rb"[\s\x00]*\d{1,10}[\s\x00]+\d{1,10}[\s\x00]+obj")
_STREAM: Final = re.compile(rb"[\s\x00]*stream(?:\r\n|\n|\r)?")
_MAX_HOPS: Final = 10


class Stream(NamedTuple):
    """A dictionary that bytes follow."""

    entries: dict[str, Value]
    content: memoryview
    """The bytes as they stand in the copy."""


Object: TypeAlias = "Value | Stream"


def copy_of(document: Any) -> bytes | None:
    """The document as pdfium writes it, its password taken off; null where it cannot be written."""
    raw = pdfium()
    out = bytearray()

    def write(_: Any, block: Any, length: int) -> int:
        if len(out) + length > MAX_COPY_BYTES:
            return 0
        out.extend(ctypes.string_at(block, length))
        return 1

    target = raw.FPDF_FILEWRITE()
    target.version = 1
    target.WriteBlock = type(target.WriteBlock)(write)
    is_written = raw.FPDF_SaveAsCopy(document, target, _NO_INCREMENTAL | _REMOVE_SECURITY)
    return bytes(out) if is_written else None


class Objects:
    """The objects of a copy; each is read when it is first asked for."""

    def __init__(self, copy: bytes) -> None:
        """Find where objects begin; there are none where `copy` has no table of places."""
        self.copy = copy
        self.table = _last_number(copy)
        """Offset of the table of places."""
        self._reader = Reader(copy)
        self._known: dict[int, Object] = {}
        self._places, after = _places(copy, self.table)
        trailer = self._reader.value_at(after + len(b"trailer"))[0]
        self.trailer = trailer if isinstance(trailer, dict) else {}

    @property
    def numbers(self) -> list[int]:
        """Of all objects."""
        return list(self._places)

    @property
    def is_incomplete(self) -> bool:
        """Whether there was more than is read."""
        return self._reader.tokens_left <= 0

    def body(self, number: int) -> bytes:
        """The bytes of an object that is no stream; empty where there is none."""
        begin = _BEGIN.match(self.copy, self._places.get(number, len(self.copy)))
        return self.copy[begin.end() : self._reader.value_at(begin.end())[1]] if begin else b""

    def get(self, value: Object) -> Object:
        """What a reference stands for; anything else as it is."""
        for _ in range(_MAX_HOPS):
            if not isinstance(value, Ref):
                return value
            value = self._load(value.number)
        return None

    def dictionary(self, value: Object) -> dict[str, Value]:
        """A dictionary, or that of a stream; empty where it is neither."""
        found = self.get(value)
        found = found.entries if isinstance(found, Stream) else found
        return found if isinstance(found, dict) else {}

    def array(self, value: Object) -> list[Value]:
        """The items of an array; empty where it is none."""
        found = self.get(value)
        return found if isinstance(found, list) else []

    def _load(self, number: int) -> Object:
        if number not in self._known:
            self._known[number] = self._read(number)
        return self._known[number]

    def _read(self, number: int) -> Object:
        begin = _BEGIN.match(self.copy, self._places.get(number, len(self.copy)))
        if begin is None:
            return None
        value, after = self._reader.value_at(begin.end())
        if isinstance(value, dict) and (begin := _STREAM.match(self.copy, after)):
            length = value.get("Length")
            end = begin.end() + (length if isinstance(length, int) else 0)
            return Stream(value, memoryview(self.copy)[begin.end() : end])
        return value


def _last_number(copy: bytes) -> int:
    """What stands after the last `startxref`."""
    found = re.match(rb"startxref\s+(\d{1,10})", copy[copy.rfind(b"startxref") :])
    return int(found[1]) if found else len(copy)


def _places(copy: bytes, table: int) -> tuple[dict[int, int], int]:
    """Where each object begins, and where the table ends."""
    places: dict[int, int] = {}
    at = table + len(b"xref")
    while copy[table : table + 4] == b"xref" and (section := _SUBSECTION.match(copy, at)):
        first, count = int(section[1]), int(section[2])
        at = section.end()
        for number in range(first, first + count):
            entry = copy[at : at + _ENTRY_BYTES]
            if entry[17:18] == b"n" and entry[:10].isdigit():
                places[number] = int(entry[:10])
            at += _ENTRY_BYTES
            if at > len(copy):
                return places, at
    return places, copy.find(b"trailer", at) if at <= len(copy) else at
