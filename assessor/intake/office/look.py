"""Stage 1: what around a text of an office part keeps it from being seen: place, paint, hidden shapes."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from assessor.intake.office.colour import PAGE, UNKNOWN, colour_of, digits_of, is_same, shading_of

_FILLS = frozenset({"solidFill", "gradFill", "blipFill", "pattFill"})
_TITLE = "sp title"
_SHAPES = frozenset({"sp", "pic", "graphicFrame", "cxnSp", "grpSp"})
ASIDE = frozenset(
    {"ln", "uLn", "uFill", "highlight", "effectLst", "glow", "shadow", "reflection", "textOutline"}
)
"""What is coloured in there is not the text itself."""
_NAMES = {"cNvPr", "docPr"}
_VML_SHAPES = {"shape", "rect", "roundrect", "oval", "line"}
_VML_HIDDEN = re.compile(r"visibility:\s*hidden|mso-hide:\s*all|display:\s*none", re.IGNORECASE)
_MEASURES = {
    "off": ("off", ("x", "y")),
    "ext": ("ext", ("cx", "cy")),
    "chOff": ("chOff", ("x", "y")),
    "chExt": ("chExt", ("cx", "cy")),
}
_AROUND = {"chOff", "chExt", "off", "ext", "shd", "fillRef", "bg", "background", "tableStyleId", "txBody"}
_COLOURS = {"srgbClr", "sysClr", "schemeClr"}
_SHADES = {"lumMod", "lumOff", "shade", "tint", "alpha"}
LOOKS = frozenset({*_FILLS, *_AROUND, *_COLOURS, *_SHADES, *_NAMES, *_VML_SHAPES, "ph", "sld"})
"""Elements that `Look.read` makes something of."""


@dataclass(slots=True)
class Frame:
    """An open element, and what holds for everything in it."""

    name: str
    rule: str | None
    paint: str | None
    """What is painted behind; null for the page."""
    aside: bool
    """Inside the record of a change, or an outline or shadow: properties there are not those of the text."""


class Look:
    """Follows the open elements of one part and marks those whose text is not seen."""

    def __init__(self, stack: list[Frame], area: tuple[int, int] | None) -> None:
        """Begin a part.

        Args:
            stack: its open elements, the innermost last; kept by the caller.
            area: width and height of the slide, where it is one.
        """
        self._stack = stack
        self._area = area
        self._box: dict[str, tuple[int, int]] = {}
        self._groups: list[tuple[Frame, _Scale]] = []
        self.is_hidden_slide = False
        """Set once the part says that it is a slide which is not shown."""

    def in_title(self) -> bool:
        """Whether what is read now stands in the title of a slide."""
        return any(frame.name == _TITLE for frame in self._stack)

    def read(self, name: str, attributes: dict[str, str]) -> None:
        """Take in the innermost element."""
        frame, outer = self._stack[-1], self._stack[-2]
        if name == "ph":
            if attributes.get("type") in {"title", "ctrTitle"}:
                self._mark_title()
        elif name == "sld":
            if attributes.get("show") in {"0", "false"}:
                self.is_hidden_slide = True
                frame.rule = frame.rule or "hidden_slide"
        elif name in _NAMES:
            at = -3 if name == "cNvPr" else -2  # shape, list, this; or anchor, this
            if attributes.get("hidden") in {"1", "true", "on"} and len(self._stack) >= -at:
                self._stack[at].rule = self._stack[at].rule or "hidden_shape"
        elif name in _VML_SHAPES:
            if _VML_HIDDEN.search(attributes.get("style", "")):
                frame.rule = frame.rule or "hidden_shape"
            self._background(name, attributes, frame, outer)
        elif outer.name == "xfrm":
            self._geometry(name, attributes)
        else:
            self._background(name, attributes, frame, outer)

    def _mark_title(self) -> None:
        # The text stands in the shape, after the properties that this is one of.
        for frame in reversed(self._stack):
            if frame.name == "sp":
                frame.name = _TITLE
                return

    def _background(self, name: str, attributes: dict[str, str], frame: Frame, outer: Frame) -> None:
        shape = self._stack[-3] if len(self._stack) > 2 else outer  # root, shape, this
        if name == "shd":
            if outer.name in {"pPr", "tcPr", "tblPr"}:
                shape.paint = shading_of(attributes) or shape.paint
        elif name == "background":
            outer.paint = colour_of({"val": attributes.get("color", "auto")})
        elif name == "bg":
            outer.paint = UNKNOWN
        elif name == "tableStyleId" or (name == "fillRef" and attributes.get("idx", "0") != "0"):
            shape.paint = UNKNOWN
        elif "fillcolor" in attributes:
            paint = digits_of(attributes["fillcolor"].partition(" ")[0])
            frame.paint = UNKNOWN if paint is None or not is_same(paint, PAGE) else frame.paint
        elif name == "txBody" and outer.name == "tc":
            # The cell's own colour comes after its text.
            frame.paint = UNKNOWN
        else:
            self._fill(name, attributes)

    def _fill(self, name: str, attributes: dict[str, str]) -> None:
        """A fill, its colour or a shade of it: shape, properties, fill, colour, shade from the outside in."""
        at = -2 if name in _FILLS else -3 if name in _COLOURS else -4
        if len(self._stack) <= 1 - at or self._stack[at].name not in {"spPr", "bgPr", "tcPr"}:
            return
        # The background of a slide stands one level deeper than the properties of a shape.
        painted = self._stack[at - 1 - (self._stack[at].name == "bgPr")]
        plain = name in _COLOURS and self._stack[-2].name == "solidFill"
        painted.paint = colour_of(attributes) if plain else UNKNOWN

    def _geometry(self, name: str, attributes: dict[str, str]) -> None:
        corner, keys = _MEASURES.get(name, ("", ("", "")))
        try:
            self._box[corner] = int(attributes[keys[0]]), int(attributes[keys[1]])
        except (KeyError, ValueError):
            return
        shapes = [frame for frame in self._stack if frame.name.partition(" ")[0] in _SHAPES]
        if self._area is None or not shapes:
            return
        if name == "ext":
            if "off" in self._box:
                self._place(shapes, self._box["off"], self._box["ext"])
        elif name == "chExt" and len(self._box) == len(_MEASURES):
            at, size, inner, inner_size = (self._box[key] for key in ("off", "ext", "chOff", "chExt"))
            self._groups.append((shapes[-1], _Scale(at, size, inner, inner_size)))
            self._box.clear()

    def _place(self, shapes: list[Frame], offset: tuple[int, int], size: tuple[int, int]) -> None:
        """Mark the innermost shape if it lies outside of the slide, seen through the groups around it."""
        corners: tuple[tuple[float, float], ...] = (offset, (offset[0] + size[0], offset[1] + size[1]))
        open_groups = [scale for frame, scale in self._groups if any(frame is shape for shape in shapes[:-1])]
        for scale in reversed(open_groups):
            corners = tuple(scale.outward(corner) for corner in corners)
        area = self._area or (0, 0)
        if any(
            first >= limit or last <= 0
            for first, last, limit in zip(corners[0], corners[1], area, strict=True)
        ):
            shapes[-1].rule = shapes[-1].rule or "off_slide"


class _Scale(NamedTuple):
    """How a group of shapes places what is in it."""

    at: tuple[int, int]
    size: tuple[int, int]
    inner_at: tuple[int, int]
    inner_size: tuple[int, int]

    def outward(self, point: tuple[float, float]) -> tuple[float, float]:
        """A point inside the group as a point outside of it; a group without extent moves nothing."""
        x, y = (
            at + (value - inner) * size / inner_size if inner_size else value
            for value, at, size, inner, inner_size in zip(point, *self, strict=True)
        )
        return x, y
