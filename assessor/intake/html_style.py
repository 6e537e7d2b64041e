"""Stage 1: which HTML elements a reader does not see, by their own attributes.

Style sheets are not applied: text they hide counts as visible and so is read, never lost.
"""

import re
from typing import NamedTuple

_COMMENT = re.compile(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/")
_MAX_COMMENTED_STYLE = 2_000
"""Comments are looked for in styles up to this many characters only: an open one costs quadratic time."""
_ZERO = re.compile(r"\+?(?:0+(?:\.0*)?|\.0+)(?:[a-z]+|%)?")
_RELATIVE = re.compile(r"[\d.+]+(?:em|ex|ch|%)|smaller|larger|inherit|unset")


class Concealment(NamedTuple):
    """By which ancestor, numbered in document order, text is hidden; null where it is not."""

    display: int | None = None
    visibility: int | None = None
    font: int | None = None

    @property
    def by(self) -> int | None:
        """Number of the element that hides the text."""
        return next((number for number in self if number is not None), None)


def conceal(outer: Concealment, number: int, style: str, *, hidden: bool) -> Concealment:
    """What hides text inside element `number`, given what hides its parent.

    `display: none` and the `hidden` attribute hold for everything inside; `visibility` and `font-size` end
    where an inner element sets them anew. A size relative to zero stays zero.

    >>> conceal(Concealment(), 7, "font-size:0px", hidden=False).by
    7
    >>> conceal(Concealment(font=7), 8, "font-size:14px", hidden=False).by is None
    True
    """
    display, visibility, font = outer
    rules = _declarations(style) if style else {}
    if display is None and (hidden or rules.get("display") == "none"):
        display = number
    match rules.get("visibility"):
        case "hidden" | "collapse":
            visibility = number if visibility is None else visibility
        case "visible":
            visibility = None
    size = rules.get("font-size")
    if size is not None and _ZERO.fullmatch(size):
        font = number if font is None else font
    elif size is not None and not _RELATIVE.fullmatch(size):
        font = None
    return Concealment(display, visibility, font)


def _declarations(style: str) -> dict[str, str]:
    if "/*" in style and len(style) <= _MAX_COMMENTED_STYLE:
        style = _COMMENT.sub("", style)
    rules: dict[str, str] = {}
    for declaration in style.lower().split(";"):
        name, _, value = declaration.partition(":")
        rules[name.strip()] = value.partition("!")[0].strip()
    return rules
