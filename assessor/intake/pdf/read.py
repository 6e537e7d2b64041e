"""Stage 1: PDF files to text: pages in order, then what stands beside them and what nobody sees.

A reader of the file sees its pages. Everything else is a hidden passage: parts of pages that cannot be seen
(rules of `pdf_page`), what is inside the file beside its pages (`pdf_inside`, rules of `pdf_walk`), and what
earlier versions and objects that nobody refers to left in its bytes (`pdf_remnants`).
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from assessor.domain.verdict import Action, Finding
from assessor.errors import UnreadableError
from assessor.intake.bundle import bundled
from assessor.intake.damaged import damaged_file
from assessor.intake.extract import Extract, Passage, put_together
from assessor.intake.known import Known
from assessor.intake.pdf.inside import Inside
from assessor.intake.pdf.library import LOCK, open_document, pdfium
from assessor.intake.pdf.paint import PaintedPage, Painter
from assessor.intake.pdf.remnants import Remnants
from assessor.intake.pdf.walk import Found

MAX_PAGES = 2_000
MAX_CODE_POINTS = 1_000_000
"""Longest text that is read of a PDF; a code point costs about 3 microseconds."""
MAX_NOTED = 20
"""So many files or scripts are noted one by one; more of them say nothing new."""
MAX_OPEN_STREAMS = 1_000
_START_WITHIN_BYTES = 1_024
_END_WITHIN_BYTES = 4_096


def read_pdf(data: bytes) -> Extract:
    """Read a .pdf file. Scripts are never run, links never followed, pictures never read.

    Returns:
        A segment for each block of a page (`page 2`), and for what else says something that the pages do not:
        `annotation on page 2`, `form field on page 2`, `document properties`, `embedded file 1`, ...

    Raises:
        UnreadableError: code `damaged_file`, `encrypted`, `too_many_pages`, `no_text_layer` (only pictures),
            `empty` (nothing at all), `too_large`, `drawing_loop`.
    """
    _verify_whole(data)
    with LOCK:
        document = open_document(data)
        try:
            return _Reading(document, data).extract()
        finally:
            document.close()


def _verify_whole(data: bytes) -> None:
    if b"%PDF-" not in data[:_START_WITHIN_BYTES]:
        raise damaged_file("PDF", "expected %PDF- at the start")
    if b"%%EOF" not in data[-_END_WITHIN_BYTES:]:
        raise damaged_file("PDF", "expected %%EOF at the end, so its last part is missing")
    # Looking for the end of each takes pdfium quadratic time.
    if data.count(b"stream") - 2 * data.count(b"endstream") > MAX_OPEN_STREAMS:
        raise damaged_file("PDF", f"expected an end for each stream, got over {MAX_OPEN_STREAMS} without one")


class _Reading:
    """Reads one open document."""

    def __init__(self, document: Any, data: bytes) -> None:
        self._document = document
        self._data = data
        self._known = Known()
        self._code_points = 0

    def extract(self) -> Extract:
        """Everything in the document."""
        count = _page_count(self._document)
        inside = Inside(self._document)
        copy = inside.second_copy()
        second = open_document(copy) if copy else self._document
        try:
            painter = Painter(self._document, second, inside, self._count)
            pages = [painter.page(index) for index in range(count)]
            passages = [*self._in_order(pages, inside)]
            for drawing in inside.drawings:
                lines = self._new(painter.lines(drawing.page))
                passages.append(Passage("\n".join(lines), drawing.place.locator, hidden=drawing.place.rule))
        finally:
            if copy:
                second.close()
        if not any(page.has_text for page in pages):
            raise _without_text(has_objects=any(page.has_objects for page in pages))
        remnants = Remnants(self._data, self._document, inside.objects)
        passages += [passage for passage in remnants.passages() if self._new([passage.text])]
        return put_together(bundled(passages), [*_notes(pages, inside), *remnants.findings()])

    def _in_order(self, pages: list[PaintedPage], inside: Inside) -> Iterator[Passage]:
        for page in pages:
            for passage in page.passages:
                self._known.add(passage.text)
        for page, words in zip(pages, inside.page_words, strict=False):
            yield from page.passages
            yield from self._beside(words, "".join("".join(page.drawn).split()))
            lines = self._new(page.drawn)
            yield Passage("\n".join(lines), f"annotation on {page.locator}", hidden="annotation")
        for page in pages[len(inside.page_words) :]:
            yield from page.passages
        yield from self._beside(inside.words, "")

    def _beside(self, words: Iterable[Found], drawn: str) -> Iterator[Passage]:
        """Strings that say something new, those of one place together; `drawn` is what annotations show."""
        for (place, is_value), group in groupby(words, key=lambda word: (word.place, word.key == "V")):
            new = [word.text for word in group if not self._known.has(word.text)]
            distinct = list(dict.fromkeys(new))
            self._count(sum(map(len, distinct)))
            for text in distinct:
                self._known.add(text)
            if is_value and not place.is_unseen:
                shown = [text for text in distinct if "".join(text.split()) in drawn]
                yield Passage("\n".join(shown), place.locator)
                distinct = [text for text in distinct if text not in shown]
            yield Passage("\n".join(distinct), place.locator, hidden=place.rule)

    def _new(self, lines: Iterable[str]) -> list[str]:
        """Lines that say something new; they are known afterwards."""
        new = [line for line in lines if not self._known.has_line(line)]
        self._count(sum(map(len, new)))
        for line in new:
            self._known.add(line)
        return new

    def _count(self, code_points: int) -> None:
        self._code_points += max(code_points, 0)
        if self._code_points > MAX_CODE_POINTS:
            raise UnreadableError(
                f"The PDF's text is too long: expected at most {MAX_CODE_POINTS} characters, got more.",
                code="too_large",
                hint="Hand in the pages that show the work.",
            )


def _page_count(document: Any) -> int:
    count: int = pdfium().FPDF_GetPageCount(document)
    if count > MAX_PAGES:
        raise UnreadableError(
            f"The PDF has too many pages: expected at most {MAX_PAGES}, got {count}.",
            code="too_many_pages",
            hint="Hand in the pages that show the work.",
        )
    return count


def _notes(pages: list[PaintedPage], inside: Inside) -> Iterator[Finding]:
    """What is in the document and was dropped, rule by rule."""
    walk = inside.walk
    counts = {
        ("unread", "no_text_layer"): any(page.has_objects and not page.has_text for page in pages),
        ("unread", "unreadable_characters"): any(page.unreadable for page in pages),
        ("unread", "drawn_glyphs"): walk.drawn_glyphs > 0,
        ("unread", "signature"): walk.signatures > 0,
        **{("unread", rule): True for rule in sorted(inside.unread)},
        ("attachment", "image"): walk.has_image or any(page.has_image for page in pages),
        ("attachment", "embedded_file"): walk.files,
        ("active_content", "script"): walk.scripts,
        ("active_content", "launch_action"): walk.launches,
        ("active_content", "xfa_form"): walk.has_xfa,
    }
    for (category, rule), count in counts.items():
        for _ in range(min(int(count), MAX_NOTED)):
            yield Finding(category=category, rule=rule, action=Action.NOTE)


def _without_text(*, has_objects: bool) -> UnreadableError:
    if has_objects:
        return UnreadableError(
            "The PDF has no text: expected a text layer, got pages of pictures only.",
            code="no_text_layer",
            hint="Run text recognition (OCR) on it, or export it from where it was written.",
        )
    return UnreadableError(
        "The PDF is empty: expected text on its pages, got none.",
        code="empty",
        hint="Check that the right file was chosen and that it was saved.",
    )
