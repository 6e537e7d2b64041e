"""Stage 1: which HTML elements a reader does not see, by the style that holds for them.

Text that is hidden in a way not known here counts as visible and so is read, never lost.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from assessor.intake.html_colour import BLACK, WHITE, Colour, is_unseen, parse_colour

TINY_BELOW_PX = 2.0
"""Text smaller than this, in CSS pixels, is not seen."""
_FAR_OFF_PX = -500.0
_SEEN_FROM_OPACITY = 0.1
_DEFAULT_PX = 16.0

_COMMENT = re.compile(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/")
_MAX_COMMENTED_STYLE = 2_000
"""Comments are looked for in styles up to this many characters only: an open one costs quadratic time."""
_ESCAPE = re.compile(r"\\([\da-fA-F]{1,6})[ \t\n]?")
_LENGTH = re.compile(r"([+-]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))([a-z]{0,4}|%)")
_PX = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 37.8, "mm": 3.78, "q": 0.945, "rem": _DEFAULT_PX}
_OF_WINDOW = {"vw": 12.0, "vh": 8.0, "vmin": 8.0, "vmax": 12.0}
_OF_PARENT = {"em": 1.0, "%": 0.01, "ex": 0.5, "ch": 0.5}
_NAMED = {"smaller": 0.83, "larger": 1.2, "inherit": 1.0, "unset": 1.0}
_IMAGE = re.compile(r"url\(|gradient\(|image\(")
_NO_CLIP = re.compile(r"rect\(\s*(?:0|1px)|inset\(\s*(?:50|100)%|circle\(\s*0|polygon\(\s*0[^,]*\)")
_NO_SIZE = re.compile(r"scale[xy]?\(\s*0(?:\.0+)?\s*[,)]|^0(?:\.0+)?(?:\s|$)")

Declaration = tuple[str, str, bool]
"""Property, value, and whether it is marked as important."""


class Concealment(NamedTuple):
    """By which ancestor, numbered in document order, text is hidden; null where it is not."""

    display: int | None = None
    visibility: int | None = None
    font: int | None = None
    colour: int | None = None
    font_px: float = _DEFAULT_PX
    text_colour: Colour | None = BLACK
    """Null where it is not known."""
    background: Colour | None = WHITE
    """Null where it is not known, as with pictures."""

    @property
    def by(self) -> int | None:
        """Number of the element that hides the text."""
        causes = (self.display, self.visibility, self.font, self.colour)
        return next((number for number in causes if number is not None), None)

    @property
    def rule(self) -> str:
        """How it does: `html_hidden`, `tiny_text` or `white_text`."""
        if self.display is not None or self.visibility is not None:
            return "html_hidden"
        return "tiny_text" if self.font is not None else "white_text"


def conceal(outer: Concealment, number: int, style: Mapping[str, str], *, hidden: bool) -> Concealment:
    """What hides text inside element `number`, given what hides its parent.

    Display, opacity, clipping and the `hidden` attribute hold for everything inside; `visibility`, size and
    colour end where an inner element sets them anew. A size relative to zero stays zero.

    Args:
        outer: what holds for the parent.
        number: of this element.
        style: property to value, from `cascade`.
        hidden: whether the element has the `hidden` attribute.

    >>> conceal(Concealment(), 7, {"font-size": "0px"}, hidden=False).by
    7
    >>> conceal(Concealment(font=7, font_px=0), 8, {"font-size": "14px"}, hidden=False).by is None
    True
    """
    if not style and not hidden:
        return outer
    display, visibility = outer.display, outer.visibility
    if display is None and (hidden or _hides_everything(style)):
        display = number
    match style.get("visibility"):
        case "hidden" | "collapse":
            visibility = number if visibility is None else visibility
        case "visible" | "initial":
            visibility = None
    font_px = _font_px(style, outer.font_px)
    font = (outer.font or number) if font_px < TINY_BELOW_PX else None
    text_colour, background, is_clear = _colours(style, outer)
    unseen = is_clear or (
        text_colour is not None and background is not None and is_unseen(text_colour, background)
    )
    colour = (outer.colour or number) if unseen else None
    return Concealment(display, visibility, font, colour, font_px, text_colour, background)


def declarations(style: str) -> tuple[Declaration, ...]:
    """What a `style` attribute or the braces of a rule say, in order.

    >>> declarations("Color: RED; display:none !important")
    (('color', 'red', False), ('display', 'none', True))
    """
    if "/*" in style and len(style) <= _MAX_COMMENTED_STYLE:
        style = _COMMENT.sub("", style)
    if "\\" in style:
        style = _ESCAPE.sub(lambda match: chr(min(int(match[1], 16), 0x10FFFF)), style)
    found: list[Declaration] = []
    for declaration in style.lower().split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            value, mark, _ = value.partition("!")
            found.append((name.strip(), value.strip(), bool(mark)))
    return tuple(found)


def cascade(groups: Iterable[tuple[Declaration, ...]]) -> dict[str, str]:
    """The values that hold, where groups are given weakest first; important ones beat all others.

    >>> cascade([declarations("display:none!important"), declarations("display:block")])
    {'display': 'none'}
    """
    style: dict[str, str] = {}
    important: dict[str, str] = {}
    for group in groups:
        for name, value, is_important in group:
            target = important if is_important else style
            # The shorthand sets its longhand anew, also where it names no colour.
            if name == "background":
                target.pop("background-color", None)
                target.pop("background-image", None)
            elif name == "font":
                target.pop("font-size", None)
            target[name] = value
    return style | important


def _hides_everything(style: Mapping[str, str]) -> bool:
    if style.get("display") == "none" or style.get("content-visibility") == "hidden":
        return True
    opacity = _LENGTH.fullmatch(style.get("opacity", ""))
    if opacity and float(opacity[1]) * (0.01 if opacity[2] else 1) < _SEEN_FROM_OPACITY:
        return True
    if "opacity(0" in style.get("filter", "") and "opacity(0." not in style.get("filter", ""):
        return True
    if _NO_CLIP.match(style.get("clip", "")) or _NO_CLIP.match(style.get("clip-path", "")):
        return True
    if _NO_SIZE.search(style.get("transform", "")) or _NO_SIZE.search(style.get("scale", "")):
        return True
    return _is_folded(style) or _is_far_off(style)


def _is_folded(style: Mapping[str, str]) -> bool:
    if not any(style.get(name) in {"hidden", "clip"} for name in ("overflow", "overflow-x", "overflow-y")):
        return False
    sizes = (style.get(name) for name in ("height", "max-height", "width", "max-width"))
    return any(size is not None and (px := _px(size, 0.0)) is not None and px <= 1 for size in sizes)


def _is_far_off(style: Mapping[str, str]) -> bool:
    names = ["text-indent", "margin-left", "margin-top"]
    if style.get("position") in {"absolute", "fixed", "relative"}:
        names += ["left", "top", "right", "bottom"]
    lengths = (_px(style[name], _DEFAULT_PX) for name in names if name in style)
    return any(length is not None and length <= _FAR_OFF_PX for length in lengths)


def _px(length: str, parent_px: float) -> float | None:
    match = _LENGTH.fullmatch(length)
    if match is None:
        return None
    number, unit = float(match[1]), match[2]
    if number == 0:
        return 0.0
    if unit in _OF_PARENT:
        return number * _OF_PARENT[unit] * parent_px
    factor = _PX.get(unit) or _OF_WINDOW.get(unit)
    return None if factor is None else number * factor


def _font_px(style: Mapping[str, str], parent_px: float) -> float:
    size = style.get("font-size")
    if size is None:
        parts = [part.partition("/")[0] for part in style.get("font", "").split()]
        size = next((part for part in parts if _px(part, parent_px) is not None), None)
    if size is None:
        return parent_px
    if size in _NAMED:
        return parent_px * _NAMED[size]
    px = _px(size, parent_px)
    # A size that is computed elsewhere counts as one that is seen.
    return px if px is not None and px >= 0 else _DEFAULT_PX


def _colours(style: Mapping[str, str], outer: Concealment) -> tuple[Colour | None, Colour | None, bool]:
    """Colour of text and background, and whether the text is transparent."""
    text: Colour | None = outer.text_colour
    is_clear = outer.colour is not None and outer.text_colour is None
    value = style.get("-webkit-text-fill-color", style.get("color"))
    if value is not None and value not in {"inherit", "unset", "currentcolor"}:
        parsed = parse_colour(value)
        is_clear = parsed == 0.0
        text = parsed if isinstance(parsed, tuple) else None
        if value == "initial":
            text = BLACK
    return text, _background(style, outer.background), is_clear


def _background(style: Mapping[str, str], outer: Colour | None) -> Colour | None:
    shorthand = style.get("background", "")
    if _IMAGE.search(style.get("background-image", shorthand)):
        return None
    value = style.get("background-color")
    if value is None:
        parsed = [parse_colour(part) for part in (shorthand, *shorthand.split())]
        return next((part for part in parsed if isinstance(part, tuple)), None if "(" in shorthand else outer)
    if value in {"inherit", "unset", "initial", "none"}:
        return outer
    colour = parse_colour(value)
    return outer if colour == 0.0 else colour if isinstance(colour, tuple) else None
