"""Stage 1: PDF files to text: pages in order, then what stands beside them and what nobody sees.

A reader of the file sees its pages. Everything else is a hidden passage: parts of pages that cannot be seen
(rules of `pdf_page`), annotations, form values that are not drawn, properties, bookmarks, embedded files.
"""

from collections.abc import Iterator
from typing import Any

from assessor.domain.verdict import Action, Finding
from assessor.errors import UnreadableError
from assessor.intake.bundle import bundled
from assessor.intake.damaged import damaged_file
from assessor.intake.extract import Extract, Passage, put_together
from assessor.intake.pdf_annotations import read_beside
from assessor.intake.pdf_document import (
    MAX_FILES,
    active_findings,
    bookmark_passages,
    file_passages,
    files_of,
    property_passages,
)
from assessor.intake.pdf_library import LOCK, closing, open_document, pdfium
from assessor.intake.pdf_page import page_passages, text_of
from assessor.intake.pdf_scene import Budget, Scene

MAX_PAGES = 2_000
MAX_CODE_POINTS = 1_000_000
"""Longest text that is read of a PDF; a code point costs about 3 microseconds."""
_START_WITHIN_BYTES = 1_024
_END_WITHIN_BYTES = 4_096


def read_pdf(data: bytes) -> Extract:
    """Read a .pdf file. Scripts are never run, links never followed, pictures never read.

    Returns:
        A segment for each block of a page (`page 2`), annotation (`annotation on page 2`), form field,
        property, bookmark and embedded file.

    Raises:
        UnreadableError: code `damaged_file`, `encrypted`, `too_many_pages`, `no_text_layer` (only pictures),
            `empty` (nothing at all), `too_large`.
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


class _Reading:
    """Reads one open document."""

    def __init__(self, document: Any, data: bytes) -> None:
        self._document = document
        self._data = data
        self._files = files_of(document)
        self._findings: list[Finding] = []
        self._budget = Budget()
        self._code_points = 0
        self._pages_without_text = 0
        self._has_text = False
        self._has_objects = False

    def extract(self) -> Extract:
        """Everything in the document."""
        passages = [*self._pages(), *self._around()]
        if not self._has_text:
            raise _without_text(has_objects=self._has_objects)
        if self._pages_without_text:
            self._note("unread", "no_text_layer")
        self._findings += active_findings(self._document, self._data)
        return put_together(bundled(passages), self._findings)

    def _pages(self) -> Iterator[Passage]:
        raw = pdfium()
        count = raw.FPDF_GetPageCount(self._document)
        if count > MAX_PAGES:
            raise UnreadableError(
                f"The PDF has too many pages: expected at most {MAX_PAGES}, got {count}.",
                code="too_many_pages",
                hint="Hand in the pages that show the work.",
            )
        self._document.init_forms()
        for index in range(count):
            with closing(raw.FPDF_LoadPage(self._document, index), raw.FPDF_ClosePage) as page:
                if not page:
                    raise damaged_file("PDF", f"page {index + 1} cannot be opened")
                yield from self._page(page, index)

    def _page(self, page: Any, index: int) -> Iterator[Passage]:
        raw = pdfium()
        locator = f"page {index + 1}"
        with closing(raw.FPDFText_LoadPage(page), raw.FPDFText_ClosePage) as text_page:
            if not text_page:
                raise damaged_file("PDF", f"the text of {locator} cannot be opened")
            self._count(raw.FPDFText_CountChars(text_page))
            scene = Scene(page, self._budget)
            passages = page_passages(page, text_page, scene, locator)
            shown = text_of(text_page)
        yield from passages
        has_text = any(passage.text.strip() for passage in passages)
        self._has_objects = self._has_objects or scene.has_objects
        self._pages_without_text += scene.has_objects and not has_text
        form = self._document.formenv
        beside = read_beside(self._document, form.raw if form else None, page, index, shown)
        for passage in beside.passages:
            self._count(len(passage.text))
            has_text = has_text or bool(passage.text.strip())
            yield passage
        self._has_text = self._has_text or has_text
        if beside.unread:
            self._note("unread", "too_many_annotations")
        self._files += beside.files

    def _around(self) -> Iterator[Passage]:
        yield from property_passages(self._document, self._data)
        yield from bookmark_passages(self._document)
        for number, attachment in enumerate(self._files[:MAX_FILES], 1):
            self._note("attachment", "embedded_file")
            yield from file_passages(number, attachment)

    def _count(self, code_points: int) -> None:
        self._code_points += max(code_points, 0)
        if self._code_points > MAX_CODE_POINTS:
            raise UnreadableError(
                f"The PDF's text is too long: expected at most {MAX_CODE_POINTS} characters, got more.",
                code="too_large",
                hint="Hand in the pages that show the work.",
            )

    def _note(self, category: str, rule: str) -> None:
        self._findings.append(Finding(category=category, rule=rule, action=Action.NOTE))


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
