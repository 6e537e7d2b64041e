"""Stage 1: what stands on a PDF page beside its text: annotations, links, form fields, alternative texts.

Rules: `annotation`, `form_field`, `alt_text`; files tied to an annotation are given back as handles.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from assessor.intake.extract import Passage
from assessor.intake.pdf_library import closing, narrow_string, pdfium, wide_string
from assessor.intake.pdf_page import plain_text, text_of

MAX_ANNOTATIONS = 5_000
"""So many of a page are read; more are counted as unread."""
_TEXT_KEYS = (b"Subj", b"Contents", b"RC", b"T")
_FIELD_KEYS = (b"DV", b"TU", b"T")
_HIDDEN_FLAGS = 0b100011
"""Invisible, hidden, not viewed (ISO 32000-1, table 165)."""
_TAG = re.compile(r"<[^<>]*>")
_MAX_ELEMENTS = 5_000
_MAX_OPTIONS = 500


@dataclass
class Beside:
    """What a page holds beside its text."""

    passages: list[Passage] = field(default_factory=list)
    files: list[Any] = field(default_factory=list)
    """Attachment handles of the page's file annotations; valid while the document is open."""
    unread: int = 0
    """Annotations beyond the limit."""


class _Field(NamedTuple):
    """The value of a form field, and whether its flags let it be seen."""

    value: str
    may_show: bool


def read_beside(document: Any, form: Any, page: Any, index: int, shown: str) -> Beside:
    """Read annotations, links and form fields of a page, and what is drawn for them.

    The drawings are merged into the page, so nothing else may be read from it afterwards.

    Args:
        document: pdfium's handle of the document.
        form: of its form environment; null where it has no form.
        page: of the page.
        index: of the page, from 0.
        shown: all text of the page.
    """
    reader = _Reader(document, form, f"page {index + 1}")
    raw = pdfium()
    count = max(raw.FPDFPage_GetAnnotCount(page), 0)
    reader.beside.unread = max(count - MAX_ANNOTATIONS, 0)
    for at in range(min(count, MAX_ANNOTATIONS)):
        with closing(raw.FPDFPage_GetAnnot(page, at), raw.FPDFPage_CloseAnnot) as annotation:
            if annotation:
                reader.read(annotation)
    reader.read_structure(page)
    reader.give_drawn(_drawn_lines(document, page, index, shown) if reader.has_drawings else [])
    return reader.beside


class _Reader:
    """Collects what stands beside the text of one page."""

    def __init__(self, document: Any, form: Any, locator: str) -> None:
        self.beside = Beside()
        self.has_drawings = False
        self._document = document
        self._form = form
        self._locator = locator
        self._fields: list[_Field] = []
        self._known: list[str] = []
        """Strings that drawings may repeat."""

    def read(self, annotation: Any) -> None:
        """Read one annotation; its handle stays open."""
        raw = pdfium()
        subtype = raw.FPDFAnnot_GetSubtype(annotation)
        self.has_drawings = self.has_drawings or raw.FPDFAnnot_GetObjectCount(annotation) > 0
        if subtype == raw.FPDF_ANNOT_WIDGET:
            self._read_field(annotation)
            return
        words = [_string(annotation, key) for key in _TEXT_KEYS]
        words.append(_link(self._document, annotation))
        self._add(words, f"annotation on {self._locator}", "annotation")
        if subtype == raw.FPDF_ANNOT_FILEATTACHMENT:
            attachment = raw.FPDFAnnot_GetFileAttachment(annotation)
            if attachment:
                self.beside.files.append(attachment)

    def read_structure(self, page: Any) -> None:
        """Read what a tagged PDF says of pictures for those who cannot see them."""
        raw = pdfium()
        with closing(raw.FPDF_StructTree_GetForPage(page), raw.FPDF_StructTree_Close) as tree:
            if not tree:
                return
            count = min(max(raw.FPDF_StructTree_CountChildren(tree), 0), _MAX_ELEMENTS)
            waiting = [raw.FPDF_StructTree_GetChildAtIndex(tree, at) for at in range(count)]
            seen = 0
            while waiting and seen < _MAX_ELEMENTS:
                element = waiting.pop(0)
                seen += 1
                if not element:
                    continue
                asks = (
                    raw.FPDF_StructElement_GetAltText,
                    raw.FPDF_StructElement_GetActualText,
                    raw.FPDF_StructElement_GetTitle,
                )
                self._add([_asked(ask, element) for ask in asks], self._locator, "alt_text")
                count = min(max(raw.FPDF_StructElement_CountChildren(element), 0), _MAX_ELEMENTS)
                waiting += [raw.FPDF_StructElement_GetChildAtIndex(element, at) for at in range(count)]

    def give_drawn(self, lines: list[str]) -> None:
        """Add field values, hidden where they are not drawn, and drawings that say something new."""
        drawn = _squeezed(" ".join(lines))
        locator = f"form field on {self._locator}"
        for value, may_show in self._fields:
            is_shown = may_show and _squeezed(value) in drawn
            self.beside.passages.append(Passage(value, locator, hidden=None if is_shown else "form_field"))
        known = _squeezed(" ".join(self._known))
        new = [line for line in lines if _squeezed(line) not in known]
        self._add(["\n".join(new)], f"annotation on {self._locator}", "annotation")

    def _read_field(self, annotation: Any) -> None:
        raw = pdfium()
        value = _string(annotation, b"V")
        words = [_string(annotation, key) for key in _FIELD_KEYS]
        if self._form:
            of = (self._form, annotation)
            value = value or _asked(raw.FPDFAnnot_GetFormFieldValue, *of)
            words.append(_asked(raw.FPDFAnnot_GetFormFieldName, *of))
            words.append(_asked(raw.FPDFAnnot_GetFormFieldAlternateName, *of))
            options = min(max(raw.FPDFAnnot_GetOptionCount(*of), 0), _MAX_OPTIONS)
            words += [_asked(raw.FPDFAnnot_GetOptionLabel, *of, at) for at in range(options)]
        value = plain_text(value)
        if value.strip():
            self._known.append(value)
            self._fields.append(_Field(value, not raw.FPDFAnnot_GetFlags(annotation) & _HIDDEN_FLAGS))
        others = [word for word in words if word != value]
        self._add(others, f"form field on {self._locator}", "form_field")

    def _add(self, words: list[str], locator: str, rule: str) -> None:
        """Add strings as one passage; equal ones once."""
        distinct = dict.fromkeys(_TAG.sub(" ", word).strip() for word in words)
        text = plain_text("\n".join(word for word in distinct if word))
        if text:
            self._known.append(text)
            self.beside.passages.append(Passage(text, locator, hidden=rule))


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _string(annotation: Any, key: bytes) -> str:
    return _asked(pdfium().FPDFAnnot_GetStringValue, annotation, key)


def _asked(ask: Any, *of: Any) -> str:
    return wide_string(lambda buffer, length: ask(*of, buffer, length))


def _link(document: Any, annotation: Any) -> str:
    raw = pdfium()
    link = raw.FPDFAnnot_GetLink(annotation)
    action = raw.FPDFLink_GetAction(link) if link else None
    if not action:
        return ""
    uri = narrow_string(lambda buffer, length: raw.FPDFAction_GetURIPath(document, action, buffer, length))
    return uri or narrow_string(lambda buffer, length: raw.FPDFAction_GetFilePath(action, buffer, length))


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
