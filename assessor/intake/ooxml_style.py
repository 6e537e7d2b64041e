"""Stage 1: which properties of a run of text keep it from being seen: hidden, tiny, or white on nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessor.intake.ooxml_xml import XmlHandler

HIDDEN_TEXT, TINY_TEXT, WHITE_TEXT = "hidden_text", "tiny_text", "white_text"
MAX_TINY_HALF_POINTS = 4
"""Largest size, in half points, that counts as tiny: two points."""
MAX_TINY_HUNDREDTHS = 200
"""The same in the hundredths of a point of DrawingML."""
_NEAR_WHITE = 0xF0
RUN_PROPERTIES = frozenset(
    {
        *(
            "vanish",
            "specVanish",
            "webHidden",
            "sz",
            "color",
            "srgbClr",
            "sysClr",
            "schemeClr",
            "lumMod",
            "shade",
        ),
        *("alpha", "noFill", "shd", "highlight", "rStyle", "rPr", "defRPr"),
    }
)
"""Elements that `RunProperties.read` makes something of."""
_OFF = frozenset({"0", "false", "off"})
_WHITE_SCHEME = frozenset({"background1", "bg1", "lt1", "light1", "window"})


@dataclass
class RunProperties:
    """What the properties of one run say about its visibility, gathered while they are read."""

    hidden: bool | None = None
    """Null where nothing is said."""
    tiny: bool | None = None
    white: bool | None = None
    filled: bool = False
    style: str | None = None
    """Rule inherited from the run's character style."""

    def rule(self, inherited: str | None, *, filled: bool) -> str | None:
        """Why the run is not seen; null where it is.

        Args:
            inherited: the rule of the paragraph's style.
            filled: something is painted behind the text, so that white may be read.
        """
        outer = self.style or inherited
        hidden = outer == HIDDEN_TEXT if self.hidden is None else self.hidden
        tiny = outer == TINY_TEXT if self.tiny is None else self.tiny
        white = outer == WHITE_TEXT if self.white is None else self.white
        if hidden:
            return HIDDEN_TEXT
        if tiny:
            return TINY_TEXT
        return WHITE_TEXT if white and not (self.filled or filled) else None

    def read(self, name: str, attributes: dict[str, str], styles: Mapping[str, str]) -> None:
        """Take in one element among a run's properties, or what is inside it."""
        value = attributes.get("val", "")
        match name:
            case "vanish" | "specVanish" | "webHidden":
                self.hidden = value not in _OFF
            case "sz":
                self.tiny = value.isascii() and value.isdigit() and int(value[:9]) <= MAX_TINY_HALF_POINTS
            case "color" | "srgbClr" | "sysClr" | "schemeClr":
                self.white = is_white(attributes)
            case "lumMod" | "shade":
                self.white = False
            case "alpha" | "noFill":
                self.hidden = self.hidden or not value.strip("0%.")
            case "shd" | "highlight":
                self.filled = self.filled or paints(attributes) or name == "highlight"
            case "rStyle":
                self.style = styles.get(value)
            case "rPr" | "defRPr":
                size = attributes.get("sz", "")
                if size.isascii() and size.isdigit():
                    self.tiny = int(size[:9]) <= MAX_TINY_HUNDREDTHS


def is_white(attributes: Mapping[str, str]) -> bool:
    """Whether a colour is white or next to it, or the background of the theme.

    >>> is_white({"val": "FFFFFF"}), is_white({"val": "FFF2CC"}), is_white({"themeColor": "background1"})
    (True, False, True)
    """
    if attributes.get("themeColor") in _WHITE_SCHEME or attributes.get("val") in _WHITE_SCHEME:
        return not ({"themeShade", "themeTint"} & attributes.keys())
    return is_white_rgb(attributes.get("lastClr") or attributes.get("val") or "")


def is_white_rgb(value: str) -> bool:
    """Whether the last six hexadecimal digits of `RRGGBB` or `AARRGGBB` are next to white."""
    try:
        number = int(value[-6:], 16) if len(value) in {6, 8} else 0
    except ValueError:
        return False
    return all((number >> shift) & 0xFF >= _NEAR_WHITE for shift in (0, 8, 16))


def paints(attributes: Mapping[str, str]) -> bool:
    """Whether a WordprocessingML shading paints anything but white."""
    fill = attributes.get("fill", "auto")
    pattern = attributes.get("val", "clear")
    return (fill != "auto" and not is_white_rgb(fill)) or pattern not in {"clear", "nil"}


class StyleRules(XmlHandler):
    """Handler of `styles.xml`: which styles keep text from being seen, those they are based on included."""

    def __init__(self) -> None:
        self._own: dict[str, RunProperties] = {}
        self._based_on: dict[str, str] = {}
        self._style = ""
        self._properties: RunProperties | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        if name == "style":
            self._style = attributes.get("styleId", "")
        elif name == "basedOn":
            self._based_on[self._style] = attributes.get("val", "")
        elif name == "rPr" and self._style:
            self._properties = self._own.setdefault(self._style, RunProperties())
        elif self._properties is not None:
            self._properties.read(name, attributes, {})

    def end(self, name: str) -> None:
        """An element closes."""
        if name == "rPr":
            self._properties = None
        elif name == "style":
            self._style = ""

    def rules(self) -> dict[str, str]:
        """Rule of each style that hides its text; the others are left out."""
        found: dict[str, str] = {}
        for style in self._own.keys() | self._based_on.keys():
            rule = self._rule(style)
            if rule is not None:
                found[style] = rule
        return found

    def _rule(self, style: str) -> str | None:
        chain: list[str] = []
        # A style based on itself must not turn for ever.
        while style and style not in chain and len(chain) < 50:  # styles nest a few levels
            chain.append(style)
            style = self._based_on.get(style, "")
        rule: str | None = None
        for name in reversed(chain):
            if name in self._own:
                rule = self._own[name].rule(rule, filled=False)
        return rule
