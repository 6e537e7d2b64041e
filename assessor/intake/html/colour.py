"""Stage 1: colours of style sheets, so that white on white is known for what it is."""

import colorsys
import re
from typing import Final

from assessor.intake.html.colour_names import NAMES

Colour = tuple[int, int, int]
"""Red, green and blue, each 0-255."""

WHITE: Final = (255, 255, 255)
BLACK: Final = (0, 0, 0)
MAX_UNSEEN_DIFFERENCE = 20
"""Colours are one to the eye where red, green and blue each differ by so much at most."""

_TRANSPARENT_BELOW = 0.1
_WHITE_FROM = 0.99
_HEX = re.compile(r"#([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})")
_FUNCTION = re.compile(r"rgba?\(([\d.%\s,/]{1,80})\)")
_HUE_FUNCTION = re.compile(r"(hsla?|hwb)\(([-\d.%a-z\s,/]{1,80})\)")
_LIGHT_FUNCTION = re.compile(r"(lab|oklab|lch|oklch)\(([-\d.%a-z\s,/]{1,80})\)")
_SRGB_FUNCTION = re.compile(r"color\(\s*srgb\s([-\d.%\s/]{1,80})\)")
_SYSTEM: dict[str, Colour] = {
    **dict.fromkeys(("canvas", "field", "buttonhighlight", "window", "background"), WHITE),
    **dict.fromkeys(("canvastext", "fieldtext", "windowtext", "buttontext"), BLACK),
}


def parse_colour(value: str) -> Colour | float | None:
    """A colour as CSS writes it, in lower case.

    Returns:
        The colour; 0.0 for a transparent one, of whatever colour; null for what is not understood.

    >>> parse_colour("#fff"), parse_colour("rgba(0, 0, 0, 0)"), parse_colour("var(--x)")
    ((255, 255, 255), 0.0, None)
    """
    if value == "transparent":
        return 0.0
    if value in NAMES or value in _SYSTEM:
        return NAMES.get(value) or _SYSTEM[value]
    if match := _HEX.fullmatch(value):
        digits = match[1] if len(match[1]) > 4 else "".join(digit * 2 for digit in match[1])  # noqa: PLR2004 - short form
        channels = [int(digits[at : at + 2], 16) for at in range(0, len(digits), 2)]
        return _with_alpha(channels[:3], channels[3] / 255 if channels[3:] else 1.0)
    if match := _FUNCTION.fullmatch(value):
        return _of_parts(re.split(r"[\s,/]+", match[1].strip()))
    return _of_function(value)


def _of_function(value: str) -> Colour | float | None:
    """Colours given by hue or lightness; of the latter only those without a hue are known."""
    if match := _HUE_FUNCTION.fullmatch(value):
        numbers = _numbers(match[2])
        if len(numbers) not in {3, 4}:
            return None
        hue, first, second = (numbers[0] / 360) % 1, numbers[1], numbers[2]
        if match[1] == "hwb":
            light = (first + 1 - second) / 2
            spread = max(1 - first - second, 0) / 2
            saturation = 0.0 if spread == 0 else min(spread / max(min(light, 1 - light), 1e-6), 1)
        else:
            saturation, light = first, second
        channels = colorsys.hls_to_rgb(hue, min(max(light, 0), 1), min(max(saturation, 0), 1))
        return _with_alpha([round(255 * channel) for channel in channels], (numbers[3:] or [1.0])[0])
    if match := _LIGHT_FUNCTION.fullmatch(value):
        numbers = _numbers(match[2])
        light = numbers[0] / 100 if numbers and numbers[0] > 1 else (numbers or [0.5])[0]
        if (numbers[3:] or [1.0])[0] < _TRANSPARENT_BELOW:
            return 0.0
        return WHITE if light >= _WHITE_FROM else BLACK if light <= 1 - _WHITE_FROM else None
    if match := _SRGB_FUNCTION.fullmatch(value):
        numbers = _numbers(match[1])
        is_whole = len(numbers) in {3, 4}
        whole = [round(255 * number) for number in numbers[:3]]
        return _with_alpha(whole, (numbers[3:] or [1.0])[0]) if is_whole else None
    return None


def _numbers(text: str) -> list[float]:
    """Numbers between separators; percentages as shares, a word such as `none` as 0."""
    found: list[float] = []
    for part in re.split(r"[\s,/]+", text.strip()):
        number = re.match(r"[+-]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})", part)
        found.append((float(number[0]) if number else 0.0) * (0.01 if part.endswith("%") else 1))
    return found


def _of_parts(parts: list[str]) -> Colour | float | None:
    try:
        numbers = [
            float(part.rstrip("%")) * (2.55 if part.endswith("%") and at < len("rgb") else 1.0)
            for at, part in enumerate(parts)
        ]
    except ValueError:
        return None
    match numbers:
        case [_, _, _]:
            return _with_alpha([round(number) for number in numbers], 1.0)
        case [_, _, _, alpha]:
            is_share = parts[-1].endswith("%")
            return _with_alpha([round(number) for number in numbers[:3]], alpha / 100 if is_share else alpha)
    return None


def _with_alpha(channels: list[int], alpha: float) -> Colour | float:
    if alpha < _TRANSPARENT_BELOW:
        return 0.0
    red, green, blue = (min(channel, 255) for channel in channels)
    return red, green, blue


def is_unseen(text: Colour, background: Colour) -> bool:
    """Whether text of one colour cannot be made out on the other.

    >>> is_unseen((250, 250, 250), WHITE), is_unseen((200, 200, 200), WHITE)
    (True, False)
    """
    return all(abs(a - b) <= MAX_UNSEEN_DIFFERENCE for a, b in zip(text, background, strict=True))
