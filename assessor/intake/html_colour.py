"""Stage 1: colours of style sheets, so that white on white is known for what it is."""

import re
from typing import Final

Colour = tuple[int, int, int]
"""Red, green and blue, each 0-255."""

WHITE: Final = (255, 255, 255)
BLACK: Final = (0, 0, 0)
MAX_UNSEEN_DIFFERENCE = 20
"""Colours are one to the eye where red, green and blue each differ by so much at most."""

_TRANSPARENT_BELOW = 0.1
_HEX = re.compile(r"#([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})")
_FUNCTION = re.compile(r"rgba?\(([\d.%\s,/]{1,80})\)")
_NAMES: dict[str, Colour] = {
    "white": WHITE,
    "black": BLACK,
    "snow": (255, 250, 250),
    "ivory": (255, 255, 240),
    "ghostwhite": (248, 248, 255),
    "whitesmoke": (245, 245, 245),
    "floralwhite": (255, 250, 240),
    "mintcream": (245, 255, 250),
    "azure": (240, 255, 255),
    "aliceblue": (240, 248, 255),
    "seashell": (255, 245, 238),
    "lavenderblush": (255, 240, 245),
    "red": (255, 0, 0),
    "green": (0, 128, 0),
    "blue": (0, 0, 255),
    "yellow": (255, 255, 0),
    "navy": (0, 0, 128),
    "gray": (128, 128, 128),
    "grey": (128, 128, 128),
    "silver": (192, 192, 192),
    "darkblue": (0, 0, 139),
    "darkgray": (169, 169, 169),
    "lightgray": (211, 211, 211),
    "lightgrey": (211, 211, 211),
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
    if value in _NAMES:
        return _NAMES[value]
    if match := _HEX.fullmatch(value):
        digits = match[1] if len(match[1]) > 4 else "".join(digit * 2 for digit in match[1])  # noqa: PLR2004 - short form
        channels = [int(digits[at : at + 2], 16) for at in range(0, len(digits), 2)]
        return _with_alpha(channels[:3], channels[3] / 255 if channels[3:] else 1.0)
    if match := _FUNCTION.fullmatch(value):
        return _of_parts(re.split(r"[\s,/]+", match[1].strip()))
    return None


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
