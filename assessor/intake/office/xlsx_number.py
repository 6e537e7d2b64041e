"""Stage 1: number formats of spreadsheets: what a reader sees of a value, words of the format included."""

import re
from datetime import datetime, timedelta
from typing import NamedTuple

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[(?P<bracket>[^\]]*)\]|_.|\*.'
    r"|(?P<general>General|Standard)|(?P<date>AM/PM|A/P|[ymdhsb]+)|(?P<power>E[+-])"
    r"|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<text>@)|(?P<slash>/)|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_ELAPSED = re.compile(r"[hms]+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_DATE_IDS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_PERCENT_IDS = {9: "0%", 10: "0.00%"}
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001  # sheets know no time zones
_LAST_SERIAL = 2_958_465.99
"""31 December 9999."""


class _Section(NamedTuple):
    """One of the up to four parts of a format: for positive, negative, zero, text."""

    pieces: tuple[tuple[str, str], ...]
    """Kind and text of each token that shows something."""
    is_date: bool
    is_general: bool
    has_text: bool
    decimals: int
    digits: int
    percents: int
    is_odd: bool
    """A fraction or a power of ten: shown as stored."""

    @property
    def words(self) -> str:
        return "".join(text for kind, text in self.pieces if kind == "literal").strip()

    @property
    def is_blank(self) -> bool:
        return not (self.pieces or self.is_general)

    @property
    def shows_no_number(self) -> bool:
        return not (self.digits or self.decimals or self.is_general or self.is_date or self.has_text)


class NumberFormat:
    """How cells of one format show their values."""

    def __init__(self, code: str) -> None:
        """Take a format as the file has it."""
        self._sections = [_section(part) for part in _parts(code)]
        self._shown: set[int] = set()
        single = self._sections[0]
        adds_nothing = not (single.is_date or single.percents or single.has_text or _is_template(single))
        self.is_plain = len(self._sections) == 1 and adds_nothing and not single.is_blank
        """Whether values are shown as stored."""

    @classmethod
    def built_in(cls, number: int) -> "NumberFormat":
        """The format of a number below 164, as far as it matters: dates and percentages."""
        return cls("yyyy" if number in _DATE_IDS else _PERCENT_IDS.get(number, "General"))

    def show(self, value: str, *, from_1904: bool) -> str:
        """A stored number as its reader sees it; empty where the format shows nothing.

        Dates come in ISO form. Figures keep their stored digits unless the format puts words or signs
        between or around them.

        >>> NumberFormat("dd.mm.yyyy").show("45000", from_1904=False)
        '2023-03-15'
        >>> NumberFormat('"ask "00 000').show("4711", from_1904=False)
        'ask 04 711'
        """
        if self.is_plain:
            return value
        try:
            number = float(value)
        except ValueError:
            return value
        section = self._for(number)
        self._shown.add(self._sections.index(section))
        return _show(section, value, number, is_alone=section is self._sections[0], from_1904=from_1904)

    def hides(self, value: str) -> bool:
        """Whether a reader sees nothing of a stored number.

        >>> NumberFormat(";;;").hides("7"), NumberFormat('"done"').hides("7"), NumberFormat("0").hides("7")
        (True, True, False)
        """
        if self.is_plain:
            return False
        try:
            return self._for(float(value)).shows_no_number
        except ValueError:
            return False

    def _for(self, number: float) -> _Section:
        sections = [section for section in self._sections if not section.has_text] or self._sections
        at = 1 if number < 0 else 2 if number == 0 else 0
        return sections[at if at < len(sections) else 0]

    def show_text(self, text: str) -> str:
        """A text as its reader sees it; empty where the format shows nothing.

        >>> NumberFormat('@" (Jo)"').show_text("ask"), NumberFormat(";;;").show_text("ask")
        ('ask (Jo)', '')
        """
        if self.is_plain:
            return text
        section = self._sections[3] if len(self._sections) > 3 else None  # the fourth is for text
        if section is None:
            section = next((section for section in self._sections if section.has_text), None)
        if section is None:
            return text
        self._shown.add(self._sections.index(section))
        if section.is_general:
            return text
        return "".join(text if kind == "text" else piece for kind, piece in section.pieces).strip()

    def unshown(self) -> str:
        """Words of the format that no cell has shown so far."""
        words = (section.words for at, section in enumerate(self._sections) if at not in self._shown)
        return " ".join(dict.fromkeys(text for text in words if _is_wordy(text)))


def _parts(code: str) -> list[str]:
    """The sections of a format; semicolons in quotes do not part them."""
    parts = [""]
    for match in _TOKEN.finditer(code):
        if match["plain"] == ";":
            parts.append("")
        else:
            parts[-1] += match[0]
    return parts


def _section(part: str) -> _Section:
    pieces: list[tuple[str, str]] = []
    kinds: list[str] = []
    decimals = 0
    for match in _TOKEN.finditer(part):
        kind = match.lastgroup or ""
        if kind == "bracket":
            inner = match["bracket"]
            if inner.startswith("$"):
                pieces.append(("literal", inner[1:].partition("-")[0]))
            elif _ELAPSED.fullmatch(inner):
                kinds.append("slash")  # hours and minutes that passed: shown as stored
            continue
        kinds.append(kind)
        if kind in {"quoted", "escaped", "plain"}:
            pieces.append(("literal", match[kind]))
        elif kind == "digit" and "point" in kinds:
            decimals += 1
        elif kind in {"digit", "text", "date", "percent"}:
            pieces.append((kind, match[0]))
    return _Section(
        pieces=tuple(piece for piece in pieces if piece[1]),
        is_date="date" in kinds and "slash" not in kinds,
        is_general="general" in kinds,
        has_text="text" in kinds,
        decimals=decimals,
        digits=kinds.count("digit") - decimals,
        percents=kinds.count("percent"),
        is_odd="slash" in kinds or "power" in kinds,
    )


def _is_wordy(text: str) -> bool:
    """Whether a literal says something beyond a currency: `per seat`, but not EUR."""
    return _WORD.search(text) is not None and not (len(text) <= 3 and text.isupper())  # ISO 4217


def _is_template(section: _Section) -> bool:
    """Whether the format adds something to the digits: words, leading zeros, signs between them."""
    kinds = "".join(
        "d" if kind == "digit" else "l" if kind == "literal" else "" for kind, _ in section.pieces
    )
    zeros = sum(text == "0" for kind, text in section.pieces if kind == "digit")
    return _is_wordy(section.words) or zeros > 1 or "dld" in kinds


def _show(section: _Section, value: str, number: float, *, is_alone: bool, from_1904: bool) -> str:
    if section.shows_no_number:
        return section.words
    if section.is_date:
        return _around(section, _date(value, number, from_1904=from_1904), "date")
    if section.percents:
        return _around(section, f"{number * 100:.{section.decimals}f}%", "digit")
    if section.is_general or section.is_odd or section.has_text or not _is_template(section):
        return _around(section, value, "digit")
    whole, _, fraction = f"{abs(number):.{section.decimals}f}".partition(".")
    sign = "-" if number < 0 and is_alone else ""
    return sign + _filled(section, whole, f".{fraction}" if fraction else "").strip()


def _around(section: _Section, shown: str, kind: str) -> str:
    """A value between the words that stand before and after it."""
    if not _is_wordy(section.words):
        return shown
    places = [at for at, piece in enumerate(section.pieces) if piece[0] == kind] or [0]
    literals = [(at, text) for at, (piece, text) in enumerate(section.pieces) if piece == "literal"]
    before = "".join(text for at, text in literals if at < places[0])
    within = " ".join(text for at, text in literals if places[0] < at < places[-1] and _is_wordy(text))
    after = "".join(text for at, text in literals if at >= places[-1])
    return " ".join(f"{before}{shown}{after} {within}".split())


def _filled(section: _Section, whole: str, fraction: str) -> str:
    """Digits put into their places from the right; those left over stand in the first place."""
    written: list[str] = []
    left = list(whole.lstrip("0"))
    places = section.digits
    last = True
    for kind, text in reversed(section.pieces):
        if kind != "digit":
            written.append(text)
            continue
        places -= 1
        digits = "".join(left) if places == 0 else (left.pop() if left else "")
        if places == 0:
            left.clear()
        digits = digits or ("0" if text == "0" else "")
        written.append(digits + fraction if last else digits)
        last = False
    return "".join(reversed(written))


def _date(value: str, number: float, *, from_1904: bool) -> str:
    if not 1 <= number < _LAST_SERIAL:
        return value
    moment = (_EPOCH_1904 if from_1904 else _EPOCH) + timedelta(days=number)
    moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
    return moment.date().isoformat() if number == int(number) else moment.isoformat(" ")
