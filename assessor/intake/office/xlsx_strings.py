"""Stage 1: the shared strings of a workbook, and which of them no cell shows."""

import re

from assessor.intake.decode import MAX_CODE_POINTS
from assessor.intake.office.sink import Sink, too_large
from assessor.intake.office.xml import XmlHandler

MAX_STRINGS = 2_000_000
"""Most shared strings; with the longest text there may be, more cannot all be used."""
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


class SharedStrings(XmlHandler):
    """Handler of `sharedStrings.xml`. Each string is read once, whatever cells show it."""

    def __init__(self, sink: Sink) -> None:
        self.strings: list[str] = []
        self.used = bytearray()
        """One byte for each string, set once a cell shows it."""
        self.extras: list[tuple[str, str]] = []
        """Phonetic guides and comments of the XML, each with its rule."""
        self._sink = sink
        self._pieces: list[str] = []
        self._phonetic: list[str] = []
        self._in_phonetic = False
        self._in_text = False
        self._code_points = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002  # the handler's signature
        """An element opens."""
        if name == "t":
            self._in_text = True
        elif name == "rPh":
            self._in_phonetic = True

    def end(self, name: str) -> None:
        """An element closes."""
        if name == "t":
            self._in_text = False
        elif name == "rPh":
            self._in_phonetic = False
            self.extras.append(("".join(self._phonetic), "phonetic_text"))
            self._phonetic.clear()
        elif name in {"si", "sst"}:
            if name == "si" or self._pieces:
                self._add(unescape("".join(self._pieces)))
            self._pieces.clear()

    def text(self, text: str) -> None:
        """A run of text."""
        if not self._in_text and text.isspace():
            return
        (self._phonetic if self._in_phonetic else self._pieces).append(text)

    def comment(self, text: str) -> None:
        """A comment of the XML itself."""
        self.extras.append((text, "xml_comment"))

    def _add(self, string: str) -> None:
        # All of them end up in the text, used or not, so there is no use in reading on.
        self._code_points += len(string)
        if self._code_points > MAX_CODE_POINTS or len(self.strings) >= MAX_STRINGS:
            raise too_large(f"expected at most {MAX_CODE_POINTS} characters in its cells, got more")
        self._sink.count_elements(2)
        self.strings.append(string)
        self.used.append(0)

    def at(self, index: str) -> str:
        """The string a cell shows; empty where there is none of this number."""
        # Indices of 2,000,000 strings have seven digits.
        if not (index.isascii() and index.isdigit()) or len(index) > 9 or int(index) >= len(self.strings):
            return ""
        number = int(index)
        self.used[number] = 1
        return self.strings[number]

    def unused(self) -> list[str]:
        """Strings that no cell shows, in order: text that was deleted but stayed in the file."""
        return [string for string, used in zip(self.strings, self.used, strict=True) if not used]


def unescape(text: str) -> str:
    r"""Resolve the `_x000D_` escapes of spreadsheets, except those of control characters and surrogates.

    >>> unescape("_x0041_nna_x0000_")
    'Anna_x0000_'
    """
    return _ESCAPE.sub(_unescaped, text) if "_x" in text else text


def _unescaped(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character in "\t\n\r" or character.isprintable() else match[0]
