"""Stage 1: what is painted on a PDF page in which order, so that text under or in front of it is known."""

import ctypes
from typing import Any, NamedTuple

from assessor.intake.html.colour import WHITE, Colour, is_unseen
from assessor.intake.pdf.library import Box, address_of, pdfium

MAX_OBJECTS = 20_000
"""So many objects of a page are looked at; what is painted beyond them is not known."""
MAX_COMPARISONS = 2_000_000
"""So often text is compared with what is painted, in one document."""
MAX_PLACES = 100_000
"""So many characters of a document are asked for their place; further objects count as their first one."""
_MAX_DEPTH = 8
_MAX_CLIPS = 50
_RECTANGLE_SEGMENTS = 6
_OPAQUE_FROM = 230
_SEEN_FROM_ALPHA = 26

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class _Painted(NamedTuple):
    """A filled rectangle, picture or shading."""

    order: int
    box: Box
    colour: Colour | None
    """Null where it has many or none that is known."""
    opaque: bool


class Budget:
    """How much looking is left for a document; beyond it, less is known of what can be seen."""

    def __init__(self) -> None:
        self.left = MAX_COMPARISONS
        self.objects = 2 * MAX_OBJECTS
        self.places = MAX_PLACES


class Scene:
    """The painted objects of one page."""

    def __init__(self, page: Any, budget: Budget) -> None:
        """Look at every object of a page that stays open."""
        self._painted: list[_Painted] = []
        self._texts: dict[int, tuple[int, _Matrix]] = {}
        """Order of each text object, and how what it stands in is placed on the page."""
        self._count = 0
        self.budget = budget
        raw = pdfium()
        count = max(raw.FPDFPage_CountObjects(page), 0)
        self.has_objects = count > 0
        self.has_image = False
        for at in range(min(count, MAX_OBJECTS, max(budget.objects, 0))):
            self._add(raw.FPDFPage_GetObject(page, at), _IDENTITY, 0)

    def hides(self, text: Any, box: Box) -> str | None:
        """Why a text object cannot be seen: `clipped_text`, `white_text`, `covered_text`; or null."""
        colour, alpha = _colour_of(text, stroke=pdfium().FPDFTextObj_GetTextRenderMode(text) == 1)
        if alpha < _SEEN_FROM_ALPHA:
            return "invisible_text"
        placed = self._texts.get(address_of(text))
        if placed is None or self.budget.left < len(self._painted):
            return "white_text" if colour is not None and is_unseen(colour, WHITE) else None
        order, matrix = placed
        if _is_clipped(text, box, matrix):
            return "clipped_text"
        self.budget.left -= len(self._painted)
        x, y = box.centre
        background: Colour | None = WHITE
        for painted in self._painted:
            if not painted.box.contains(x, y):
                continue
            if painted.order > order:
                if painted.opaque:
                    return "covered_text"
            else:
                background = painted.colour
        unseen = colour is not None and background is not None and is_unseen(colour, background)
        return "white_text" if unseen else None

    def is_within(self, text: Any, page: Box) -> bool:
        """Whether all of a text object lies on the page; false also where its place is not known."""
        placed = self._texts.get(address_of(text))
        bounds = _bounds(text)
        if placed is None or bounds is None:
            return False
        box = _placed(bounds, placed[1])
        return page.contains(box.left, box.bottom) and page.contains(box.right, box.top)

    def _add(self, item: Any, matrix: _Matrix, depth: int) -> None:
        raw = pdfium()
        self._count += 1
        self.budget.objects -= 1
        if self._count > MAX_OBJECTS or self.budget.objects < 0 or not item:
            return
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            self._texts[address_of(item)] = self._count, matrix
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            inner = _times(_matrix_of(item), matrix)
            for at in range(min(max(raw.FPDFFormObj_CountObjects(item), 0), MAX_OBJECTS)):
                self._add(raw.FPDFFormObj_GetObject(item, at), inner, depth + 1)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            self._add_path(item, matrix)
        elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
            self.has_image = self.has_image or kind == raw.FPDF_PAGEOBJ_IMAGE
            opaque = not raw.FPDFPageObj_HasTransparency(item)
            self._paint(item, matrix, None, opaque=opaque)

    def _add_path(self, item: Any, matrix: _Matrix) -> None:
        raw = pdfium()
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        if not raw.FPDFPath_GetDrawMode(item, fill, stroke) or not fill.value:
            return
        if raw.FPDFPath_CountSegments(item) > _RECTANGLE_SEGMENTS:
            return
        colour, alpha = _colour_of(item, stroke=False)
        if alpha >= _SEEN_FROM_ALPHA:
            opaque = alpha >= _OPAQUE_FROM and not raw.FPDFPageObj_HasTransparency(item)
            self._paint(item, matrix, colour if opaque else None, opaque=opaque)

    def _paint(self, item: Any, matrix: _Matrix, colour: Colour | None, *, opaque: bool) -> None:
        bounds = _bounds(item)
        if bounds is not None:
            self._painted.append(_Painted(self._count, _placed(bounds, matrix), colour, opaque))


def _is_clipped(item: Any, box: Box, matrix: _Matrix) -> bool:
    """Whether a path that clips a text object lets nothing through where it begins."""
    raw = pdfium()
    clip = raw.FPDFPageObj_GetClipPath(item)
    for path in range(min(max(raw.FPDFClipPath_CountPaths(clip), 0) if clip else 0, _MAX_CLIPS)):
        points = [
            point
            for at in range(min(max(raw.FPDFClipPath_CountPathSegments(clip, path), 0), _MAX_CLIPS))
            if (point := _point(raw.FPDFClipPath_GetPathSegment(clip, path, at)))
        ]
        if points:
            xs, ys = zip(*points, strict=True)
            window = _placed(Box(min(xs) - 1, min(ys) - 1, max(xs) + 1, max(ys) + 1), matrix)
            if not window.contains(*box.centre):
                return True
    return False


def _point(segment: Any) -> tuple[float, float] | None:
    x, y = ctypes.c_float(), ctypes.c_float()
    return (x.value, y.value) if segment and pdfium().FPDFPathSegment_GetPoint(segment, x, y) else None


def _bounds(item: Any) -> Box | None:
    bounds = [ctypes.c_float() for _ in range(4)]
    if not pdfium().FPDFPageObj_GetBounds(item, *bounds):
        return None
    return Box(*(bound.value for bound in bounds))


def _colour_of(item: Any, *, stroke: bool) -> tuple[Colour | None, int]:
    """Colour and alpha (0-255); an unknown colour is null."""
    raw = pdfium()
    ask = raw.FPDFPageObj_GetStrokeColor if stroke else raw.FPDFPageObj_GetFillColor
    channels = [ctypes.c_uint() for _ in range(4)]
    if not ask(item, *channels):
        return None, 255
    red, green, blue, alpha = (channel.value for channel in channels)
    return (red, green, blue), alpha


def _matrix_of(item: Any) -> _Matrix:
    raw = pdfium()
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, matrix):
        return _IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _placed(box: Box, matrix: _Matrix) -> Box:
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (box.left, box.right) for y in (box.bottom, box.top)]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))
