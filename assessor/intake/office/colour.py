"""Stage 1: colours of office files, as far as texts may have the colour of what lies behind."""

from collections.abc import Mapping

UNKNOWN = "?"
"""Something is painted there, nobody can say in which colour; no text is taken to have it."""
PAGE = "FFFFFF"
"""Paper is white unless something else is said."""
_CLOSE = 0x0F
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF",
    "red": "FF0000", "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080", "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080",
    "lightGray": "C0C0C0",
}  # fmt: skip
_SCHEME = {
    "background1": "bg1",
    "lt1": "bg1",
    "light1": "bg1",
    "window": "bg1",
    "background2": "bg2",
    "lt2": "bg2",
}
_SHEET_THEME = {"0": PAGE, "1": "000000"}
_INDEXED = ("000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF")
_INDEXED_SYSTEM = {"64": "000000", "65": PAGE}


def colour_of(attributes: Mapping[str, str]) -> str:
    """Colour of a WordprocessingML or DrawingML colour element: six digits, `scheme ...`, or `UNKNOWN`.

    >>> colour_of({"val": "ff0000"}), colour_of({"themeColor": "background1"}), colour_of({"val": "auto"})
    ('FF0000', 'FFFFFF', '?')
    """
    theme = attributes.get("themeColor")
    if theme is not None:
        if {"themeShade", "themeTint"} & attributes.keys():
            return UNKNOWN
        return _scheme(theme)
    return digits_of(attributes.get("lastClr") or attributes.get("val", "")) or _scheme(
        attributes.get("val", "")
    )


def digits_of(value: str) -> str | None:
    """The last six hexadecimal digits of `RRGGBB`, `#RRGGBB` or `AARRGGBB`; null where it is none of them."""
    digits = value.removeprefix("#")
    try:
        int(digits, 16)
    except ValueError:
        return None
    return digits[-6:].upper() if len(digits) in {6, 8} else None


def shading_of(attributes: Mapping[str, str]) -> str | None:
    """What a WordprocessingML shading or highlight paints; null for nothing."""
    if attributes.get("val", "clear") in _HIGHLIGHTS and "fill" not in attributes:
        return _HIGHLIGHTS[attributes["val"]]
    if attributes.get("val", "clear") not in {"clear", "nil", "none"} and "fill" in attributes:
        return UNKNOWN  # a pattern of two colours
    if "themeFill" in attributes:
        return UNKNOWN
    return digits_of(attributes.get("fill", "auto"))


def sheet_colour_of(attributes: Mapping[str, str]) -> str | None:
    """Colour of a SpreadsheetML colour element; null where the program chooses it.

    >>> sheet_colour_of({"theme": "0"}), sheet_colour_of({"indexed": "9"}), sheet_colour_of({"auto": "1"})
    ('FFFFFF', 'FFFFFF', None)
    """
    if "rgb" in attributes:
        return digits_of(attributes["rgb"])
    tint = attributes.get("tint", "0")
    if "theme" in attributes:
        plain = _SHEET_THEME.get(attributes["theme"]) if not tint.strip("-0.") else None
        return plain or f"scheme {attributes['theme']} {tint}"
    index = attributes.get("indexed", "")
    if index in _INDEXED_SYSTEM:
        return _INDEXED_SYSTEM[index]
    # 0 to 7 are the same as 8 to 15.
    return _INDEXED[int(index) % 8] if index.isascii() and index.isdigit() and int(index[:3]) < 16 else None


def is_same(text: str, behind: str | None) -> bool:
    """Whether a text cannot be told from what lies behind it.

    Args:
        text: its colour.
        behind: what is painted there; null for the page.

    >>> is_same("FEFEFE", None), is_same("FF0000", "F80000"), is_same("FFFFFF", "?")
    (True, True, False)
    """
    behind = behind or PAGE
    if UNKNOWN in {text, behind}:
        return False
    if text.startswith("scheme") or behind.startswith("scheme"):
        return text == behind
    return all(abs(int(text[at : at + 2], 16) - int(behind[at : at + 2], 16)) <= _CLOSE for at in (0, 2, 4))


def _scheme(name: str) -> str:
    slot = _SCHEME.get(name, name)
    if slot == "bg1":
        return PAGE
    return f"scheme {slot}" if slot and slot != "auto" and slot.isalnum() else UNKNOWN
