"""Stage 1: which HTML elements a reader does not see, by the style that holds for them.

Text that is hidden in a way not known here counts as visible and so is read, never lost.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from assessor.intake.html.colour import BLACK, WHITE, Colour, is_unseen, parse_colour

TINY_BELOW_PX = 2.0
"""Text smaller than this, in CSS pixels, is not seen."""
_FAR_OFF_PX = -500.0
_BEYOND_PX = 5_000.0
"""So far to the right or below nothing is scrolled to."""
_SHRUNK_BELOW = 0.1
_PAST_ITSELF = 150
"""So many percent of its own or its surroundings' size move an element out of them."""
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
_CLIP = re.compile(r"(rect|inset|circle|ellipse|polygon|xywh)\(([^()]{0,400})\)")
_TRANSFORM = re.compile(
    r"(scale|scalex|scaley|scale3d|matrix|translate|translatex|translatey|translate3d|rotatex|rotatey)\(([^()]{0,200})\)"
)
_CALC = re.compile(r"calc\(\s*([^()\s]{1,40})\s*\)")
_SIDEWAYS = (90.0, 270.0)
_SCALE_PARTS = {"scale": 2, "scale3d": 2}

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
    if style.get("mso-hide") == "all" or _is_below(style.get("opacity"), _SEEN_FROM_OPACITY):
        return True
    if "opacity(0" in style.get("filter", "") and "opacity(0." not in style.get("filter", ""):
        return True
    if _is_clipped(style) or _is_shrunk(style):
        return True
    return _is_folded(style) or _is_far_off(style)


def _is_below(value: str | None, limit: float) -> bool:
    """Whether a number or percentage is smaller than a limit."""
    try:
        number = float((value or "").removesuffix("%"))
    except ValueError:
        return False
    return number * (0.01 if value and value.endswith("%") else 1) < limit


def _is_clipped(style: Mapping[str, str]) -> bool:
    """Whether a shape that lets text through has no size."""
    for name in ("clip", "clip-path"):
        if not (shape := _CLIP.search(style.get(name, ""))):
            continue
        sizes = [_px(part, 100.0) for part in re.split(r"[\s,]+", shape[2].strip())]
        known = [size for size in sizes if size is not None]
        match shape[1]:
            case "rect" if len(known) == len(sizes) and max(known, default=9) - min(known, default=0) <= 1:
                return True
            case "inset" if known[:1] and known[0] >= 50:  # noqa: PLR2004 - from both sides, so nothing is left
                return True
            case "xywh" if len(known) > 3 and min(known[2:4]) <= 1:  # noqa: PLR2004 - x, y, width, height
                return True
            case "circle" | "ellipse" if known and known[0] <= 1:
                return True
            case "polygon" if known and max(known) - min(known) <= 1:
                return True
    return False


def _is_shrunk(style: Mapping[str, str]) -> bool:
    """Whether a transformation leaves nothing of an element, or turns its edge to the reader."""
    if _is_below(style.get("zoom"), _SHRUNK_BELOW) or _is_below(
        style.get("scale", "").split(" ")[0], _SHRUNK_BELOW
    ):
        return True
    for name, raw in _TRANSFORM.findall(style.get("transform", "")):
        parts = [part for part in re.split(r"[\s,]+", raw.strip()) if part]
        if name.startswith("scale") and any(_is_small(part) for part in parts[: _SCALE_PARTS.get(name, 1)]):
            return True
        if name == "matrix" and parts and all(_is_small(part) for part in parts[:4]):
            return True
        if name.startswith("rotate") and raw.strip() in {"90deg", "-90deg", "270deg", ".25turn", "0.25turn"}:
            return True
    return False


def _is_small(part: str) -> bool:
    return _is_below(part.removeprefix("-"), _SHRUNK_BELOW)


def _is_folded(style: Mapping[str, str]) -> bool:
    if not any(style.get(name) in {"hidden", "clip"} for name in ("overflow", "overflow-x", "overflow-y")):
        return False
    sizes = (style.get(name) for name in ("height", "max-height", "width", "max-width", "line-height"))
    return any(size is not None and (px := _px(size, 0.0)) is not None and px <= 1 for size in sizes)


def _is_far_off(style: Mapping[str, str]) -> bool:
    away = [style[name] for name in ("text-indent", "margin-left", "margin-top") if name in style]
    margin = style.get("margin", "").split()
    away += margin[:1] + margin[-1:]
    beyond: list[str] = []
    if style.get("position") in {"absolute", "fixed", "relative"}:
        sides = [style[name] for name in ("left", "top", "right", "bottom") if name in style]
        sides += style.get("inset", "").split()
        away += sides
        beyond += sides
    moves = [
        style.get("translate", ""),
        *(
            raw
            for name, raw in _TRANSFORM.findall(style.get("transform", ""))
            if name.startswith("translate")
        ),
    ]
    parts = [part for move in moves for part in re.split(r"[\s,]+", move.strip()) if part]
    away += parts
    beyond += parts
    lengths = [
        length for part in away if (length := _px(part, _DEFAULT_PX)) is not None and not part.endswith("%")
    ]
    far = [length for part in beyond if (length := _px(part, _DEFAULT_PX)) is not None]
    shares = [
        float(part[:-1]) for part in (*away, *beyond) if part.endswith("%") and _px(part, 1.0) is not None
    ]
    return (
        any(length <= _FAR_OFF_PX for length in lengths)
        or any(length >= _BEYOND_PX for length in far)
        or any(abs(share) >= _PAST_ITSELF for share in shares)
    )


def _px(length: str, parent_px: float) -> float | None:
    if "(" in length and (calc := _CALC.fullmatch(length)):
        length = calc[1]
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
