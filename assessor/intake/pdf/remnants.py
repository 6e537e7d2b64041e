"""Stage 1: what the bytes of a PDF hold that the document in its newest state does not refer to.

Rules: `earlier_version` (a file that was changed and saved keeps what it was before), `unused_object`,
`file_comment` (comments, and anything between objects). Streams that nothing refers to are only counted.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from assessor.domain.verdict import Action, Finding
from assessor.errors import UnreadableError
from assessor.intake.extract import Passage
from assessor.intake.pdf.library import closing, open_document, pdfium
from assessor.intake.pdf.objects import Objects, copy_of
from assessor.intake.pdf.page import text_of
from assessor.intake.pdf.strings import says_something, text_string
from assessor.intake.pdf.syntax import Reader, Value
from assessor.intake.pdf.walk import Place, Walk

MAX_VERSIONS: Final = 5
"""So many earlier versions are read, the newest ones."""
_UNUSED: Final = Place("unused_object", "unused parts of the file")
_BEGIN: Final = re.compile(rb"(?<!\d)(\d{1,10})[\s\x00]{1,20}\d{1,10}[\s\x00]{1,20}obj(?![a-z])")
_STREAM: Final = re.compile(rb"[\s\x00]*stream\r?\n?")
_KEYWORD: Final = re.compile(rb"endobj|(?<!end)stream\r?\n?")
_LENGTH: Final = re.compile(rb"/Length[ \t\r\n]{1,9}(\d{1,10})(?![ \t\r\n]{1,9}\d)")
_END: Final = re.compile(rb"startxref\s{1,9}\d{1,12}\s{1,9}%%EOF[ \t]*(?:\r\n|\r|\n|$)")
_STRUCTURE: Final = re.compile(
    rb"endobj|endstream|\bxref\b|trailer|startxref|%%EOF|%PDF-\d\.\d|<<|>>|[\[\]]|/[\w.+-]{1,60}|<[0-9A-Fa-f]{2,80}>"
    rb"|\d{10} \d{5} [nf]\b|\b\d{1,10} \d{1,5} R\b|\b\d{1,12}\b|%[\x80-\xff]{2,20}"
    rb"|%? ?ReportLab [Gg]enerated PDF document[^\r\n]{0,80}"
)
_READABLE: Final = re.compile(r"[^\x00-\x08\n\r\x0e-\x1f\x7f-\x9f\ufffd]{4,}")


class _Loose(NamedTuple):
    value: Value
    has_stream: bool


class Remnants:
    """Looks through the bytes of an open document."""

    def __init__(self, data: bytes, document: Any, objects: Objects) -> None:
        self._data = data
        self._is_encrypted = pdfium().FPDF_GetSecurityHandlerRevision(document) >= 0
        self._reader = Reader(data)
        self._gaps: list[bytes] = []
        counts = Counter(int(match[1]) for match in _BEGIN.finditer(data))
        used = {number for number in objects.numbers if counts[number] == 1}
        self._loose = list(self._objects(used))
        self._unread: set[str] = set()

    def passages(self) -> Iterator[Passage]:
        """Earlier versions first, then single objects, then what stands between them."""
        yield from self._earlier()
        # Strings of an encrypted file are ciphertext here.
        for item in () if self._is_encrypted else self._loose:
            for word in Walk(Objects(b"")).loose(item.value, _UNUSED):
                yield Passage(word.text, word.place.locator, hidden="unused_object")
        for piece in (*self._reader.comments, *self._gaps):
            text = text_string(_STRUCTURE.sub(b" ", piece))
            for run in _READABLE.findall(text):
                if says_something(run):
                    yield Passage(run.strip(), "unused parts of the file", hidden="file_comment")

    def findings(self) -> Iterator[Finding]:
        """What was counted and not read; to be asked after `passages`."""
        is_linearized = b"/Linearized" in self._data[:2_000]
        for item in self._loose:
            entries = item.value if isinstance(item.value, dict) else {}
            is_hint = is_linearized and isinstance(entries.get("S"), int)
            if item.has_stream and entries.get("Type") not in {"XRef", "ObjStm"} and not is_hint:
                self._unread.add("unused_object")
        if self._reader.tokens_left <= 0:
            self._unread.add("unused_object")
        for rule in sorted(self._unread):
            yield Finding(category="unread", rule=rule, action=Action.NOTE)

    def _objects(self, used: set[int]) -> Iterator[_Loose]:
        """Objects that are not used, in order; what stands between objects is kept as a gap."""
        at = 0
        while (begin := _BEGIN.search(self._data, at)) and self._reader.tokens_left > 0:
            self._gaps.append(self._data[at : begin.start()])
            if int(begin[1]) in used and (after := self._after_plain(begin.end())):
                at = after
                continue
            value, at = self._reader.value_at(begin.end())
            stream = _STREAM.match(self._data, at)
            if stream and isinstance(value, dict):
                at = self._after_stream(stream.end(), value.get("Length"))
            if int(begin[1]) not in used:
                yield _Loose(value, stream is not None)
        self._gaps.append(self._data[at:])

    def _after_plain(self, start: int) -> int:
        """Where an object without comments ends, without reading it; 0 where that is not plain to see."""
        keyword = _KEYWORD.search(self._data, start)
        if (
            keyword is None
            or b"%" in (body := self._data[start : keyword.start()])
            or body.count(b"(") > body.count(b")")
        ):
            return 0
        if keyword[0] == b"endobj":
            return keyword.start()
        length = _LENGTH.search(body)
        return self._after_stream(keyword.end(), int(length[1])) if length else 0

    def _after_stream(self, start: int, length: Value) -> int:
        if isinstance(length, int) and b"endstream" in self._data[start + length : start + length + 20]:
            return start + length
        end = self._data.find(b"endstream", start)
        return len(self._data) if end < 0 else end

    def _earlier(self) -> Iterator[Passage]:
        ends = [match.end() for match in _END.finditer(self._data)][:-1]
        if b"/Linearized" in self._data[:2_000]:
            # Its first part ends like a file and is none.
            ends = ends[1:]
        if len(ends) > MAX_VERSIONS:
            self._unread.add("earlier_version")
        for number, end in reversed(list(enumerate(ends, 1))[-MAX_VERSIONS:]):
            try:
                document = open_document(self._data[:end])
            except UnreadableError:
                self._unread.add("earlier_version")
                continue
            try:
                yield from _version(document, f"earlier version {number}")
            finally:
                document.close()


def _version(document: Any, locator: str) -> Iterator[Passage]:
    raw = pdfium()
    for index in range(min(raw.FPDF_GetPageCount(document), 2_000)):
        with (
            closing(raw.FPDF_LoadPage(document, index), raw.FPDF_ClosePage) as page,
            closing(raw.FPDFText_LoadPage(page) if page else None, raw.FPDFText_ClosePage) as text_page,
        ):
            for line in text_of(text_page).splitlines() if text_page else ():
                yield Passage(line, f"{locator}, page {index + 1}", hidden="earlier_version")
    walk = Walk(Objects(copy_of(document) or b""))
    for index in range(len(walk.pages)):
        for word in walk.page(index):
            yield Passage(word.text, f"{locator}, {word.place.locator}", hidden="earlier_version")
    for word in walk.rest():
        yield Passage(word.text, f"{locator}, {word.place.locator}", hidden="earlier_version")
