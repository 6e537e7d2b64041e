"""Stage 1: the pages of a PDF as they are painted, with what annotations draw on them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assessor.intake.damaged import damaged_file
from assessor.intake.extract import Passage
from assessor.intake.pdf.inside import Inside
from assessor.intake.pdf.library import closing, pdfium
from assessor.intake.pdf.page import Traits, page_passages, text_of
from assessor.intake.pdf.scene import Budget, Scene


@dataclass(frozen=True)
class PaintedPage:
    """What is painted on one page."""

    locator: str
    passages: list[Passage]
    drawn: list[str]
    """Lines that annotations and form fields draw onto it."""
    unreadable: int
    """Characters that stand for nothing readable."""
    has_objects: bool
    has_image: bool

    @property
    def has_text(self) -> bool:
        """Whether there is anything to read on it."""
        return any(self.drawn) or any(passage.text.strip(" \n\ufffd") for passage in self.passages)


class Painter:
    """Reads pages out of an open document and its second copy."""

    def __init__(self, document: Any, second: Any, inside: Inside, count: Callable[[int], None]) -> None:
        """Take both documents, which may be one; `count` is told of code points before they are read."""
        self._document = document
        self._second = second
        self._inside = inside
        self._count = count
        self._budget = Budget()
        self._traits = Traits(inside.walk.shown_layers, inside.walk.has_cipher_fonts)

    def page(self, index: int) -> PaintedPage:
        """A page as it is drawn; where that cannot be read, with the words that marks give instead.

        Raises:
            UnreadableError: code `damaged_file`.
        """
        drawn = self._page(self._second, index)
        if drawn.unreadable and self._second is not self._document:
            given = self._page(self._document, index)
            return given if given.unreadable < drawn.unreadable else drawn
        return drawn

    def lines(self, index: int) -> list[str]:
        """Lines of a page of the second copy, without a look at what can be seen."""
        raw = pdfium()
        with (
            closing(raw.FPDF_LoadPage(self._second, index), raw.FPDF_ClosePage) as page,
            closing(raw.FPDFText_LoadPage(page) if page else None, raw.FPDFText_ClosePage) as text_page,
        ):
            return text_of(text_page, has_ciphers=self._traits.has_ciphers).splitlines() if text_page else []

    def _page(self, document: Any, index: int) -> PaintedPage:
        raw = pdfium()
        locator = f"page {index + 1}"
        with closing(raw.FPDF_LoadPage(document, index), raw.FPDF_ClosePage) as page:
            if not page:
                raise damaged_file("PDF", f"{locator} cannot be opened")
            with closing(raw.FPDFText_LoadPage(page), raw.FPDFText_ClosePage) as text_page:
                if not text_page:
                    raise damaged_file("PDF", f"the text of {locator} cannot be opened")
                self._count(raw.FPDFText_CountChars(text_page))
                scene = Scene(page, self._budget)
                passages = page_passages(page, text_page, scene, locator, self._traits)
                shown = text_of(text_page, has_ciphers=self._traits.has_ciphers)
            drawn = (
                _drawn_lines(document, page, index, shown) if self._inside.walk.draws_beside(index) else []
            )
        unreadable = shown.count("\ufffd")
        return PaintedPage(locator, passages, drawn, unreadable, scene.has_objects, scene.has_image)


def _drawn_lines(document: Any, page: Any, index: int, shown: str) -> list[str]:
    """Lines that the page has more of once annotations are drawn into it."""
    raw = pdfium()
    if raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
        return []
    with (
        closing(raw.FPDF_LoadPage(document, index), raw.FPDF_ClosePage) as merged,
        closing(raw.FPDFText_LoadPage(merged) if merged else None, raw.FPDFText_ClosePage) as text_page,
    ):
        if not text_page:
            return []
        more = Counter(text_of(text_page).splitlines())
        more.subtract(shown.splitlines())
        return [line for line, count in more.items() if count > 0 and line.strip()]
