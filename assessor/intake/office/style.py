"""Stage 1: which properties of a run of text keep it from being seen: hidden, tiny, or white on white."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessor.intake.office.colour import UNKNOWN, colour_of, is_same, shading_of
from assessor.intake.office.xml import XmlHandler

HIDDEN_TEXT, TINY_TEXT, WHITE_TEXT = "hidden_text", "tiny_text", "white_text"
MAX_TINY_HALF_POINTS = 4
"""Largest size, in half points, that counts as tiny: two points."""
MAX_TINY_HUNDREDTHS = 200
"""The same in the hundredths of a point of DrawingML."""
MAX_TINY_SCALE_PERCENT = 5
"""Letters squeezed to so little of their width are no more than a line."""
MAX_FAINT_THOUSANDTHS = 5_000
"""Opacity, in thousandths of a percent, that counts as none."""
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
            "lumOff",
            "shade",
            "tint",
            "w",
        ),
        *("alpha", "noFill", "shd", "highlight", "rStyle", "rPr", "defRPr"),
    }
)
"""Elements that `RunProperties.read` makes something of."""
DEFAULTS = "default style"
"""Stands for the style of text that names none; no style has a blank in its id."""
_OFF = frozenset({"0", "false", "off"})


@dataclass
class RunProperties:
    """What the properties of one run say about its visibility, gathered while they are read."""

    hidden: bool | None = None
    """Null where nothing is said."""
    tiny: bool | None = None
    colour: str | None = None
    paint: str | None = None
    """What is painted behind the run itself."""
    style: str | None = None
    """Rule inherited from the run's character style."""

    def rule(self, inherited: str | None, paint: str | None) -> str | None:
        """Why the run is not seen; null where it is.

        Args:
            inherited: the rule of the paragraph's style.
            paint: colour behind the text; null for the page.
        """
        outer = self.style or inherited
        hidden = outer == HIDDEN_TEXT if self.hidden is None else self.hidden
        tiny = outer == TINY_TEXT if self.tiny is None else self.tiny
        behind = self.paint or paint
        if hidden:
            return HIDDEN_TEXT
        if tiny:
            return TINY_TEXT
        if self.colour is None:
            return WHITE_TEXT if outer == WHITE_TEXT and behind is None else None
        return WHITE_TEXT if is_same(self.colour, behind) else None

    def read(self, name: str, attributes: dict[str, str], styles: Mapping[str, str]) -> None:
        """Take in one element among a run's properties, or what is inside it."""
        value = attributes.get("val", "")
        match name:
            case "vanish" | "specVanish" | "webHidden":
                self.hidden = value not in _OFF
            case "sz":
                self.tiny = _at_most(value, MAX_TINY_HALF_POINTS)
            case "w":
                self.tiny = self.tiny or _at_most(value.removesuffix("%"), MAX_TINY_SCALE_PERCENT)
            case "color" | "srgbClr" | "sysClr" | "schemeClr":
                self.colour = colour_of(attributes)
            case "lumMod" | "lumOff" | "shade" | "tint":
                self.colour = UNKNOWN
            case "shd" | "highlight":
                self.paint = shading_of(attributes) or self.paint
            case "rStyle":
                self.style = styles.get(value)
            case _:
                self._read_drawing(name, attributes)

    def _read_drawing(self, name: str, attributes: dict[str, str]) -> None:
        if name == "noFill":
            self.hidden = True
        elif name == "alpha":
            faint = _at_most(attributes.get("val", "").removesuffix("%"), MAX_FAINT_THOUSANDTHS)
            self.hidden = self.hidden or faint
        elif "sz" in attributes:
            self.tiny = _at_most(attributes["sz"], MAX_TINY_HUNDREDTHS)


def _at_most(value: str, limit: int) -> bool:
    return value.isascii() and value.isdigit() and int(value[:9]) <= limit


class StyleRules(XmlHandler):
    """Handler of `styles.xml`: which styles keep text from being seen, those they are based on included."""

    def __init__(self) -> None:
        self._own: dict[str, RunProperties] = {}
        self._based_on: dict[str, str] = {}
        self._style = ""
        self._properties: RunProperties | None = None
        self._default = ""
        self._conditional = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        if name == "style":
            self._style = attributes.get("styleId", "")
            self._based_on.setdefault(self._style, "")
            if attributes.get("default") in {"1", "true", "on"} and attributes.get("type") == "paragraph":
                self._default = self._style
        elif name == "rPrDefault":
            self._style = DEFAULTS
        elif name == "tblStylePr":
            self._conditional = True
        elif name == "basedOn":
            self._based_on[self._style] = attributes.get("val", "")
        elif name == "rPr" and self._style and not self._conditional:
            self._properties = self._own.setdefault(self._style, RunProperties())
        elif self._properties is not None:
            self._properties.read(name, attributes, {})

    def end(self, name: str) -> None:
        """An element closes."""
        if name == "rPr":
            self._properties = None
        elif name in {"style", "rPrDefault"}:
            self._style = ""
        elif name == "tblStylePr":
            self._conditional = False

    def rules(self) -> dict[str, str]:
        """Rule of each style that hides its text; the others are left out.

        `DEFAULTS` is what holds for text without a style.
        """
        found: dict[str, str] = {}
        for style in self._own.keys() | self._based_on.keys():
            rule = self._rule(style)
            if rule is not None:
                found[style] = rule
        if self._default in found:
            found[DEFAULTS] = found[self._default]
        return found

    def _rule(self, style: str) -> str | None:
        chain: list[str] = []
        # A style based on itself must not turn for ever.
        while style and style not in chain and len(chain) < 50:  # styles nest a few levels
            chain.append(style)
            style = self._based_on.get(style, "") or ("" if style == DEFAULTS else DEFAULTS)
        rule: str | None = None
        for name in reversed(chain):
            if name in self._own:
                rule = self._own[name].rule(rule, None)
        return rule
