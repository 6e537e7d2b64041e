"""Stage 5 of 7: the values that a text names, in English and German writing.

`1.234,5` and `1,234.5` are one value, and so are `12k` and `12 000`. Where a writing can be read in two ways
(`1.234` is a thousand or one and a bit), both count: a check of what is *not* there must not fail on spelling.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_UNIT = (
    r"(?:\s?(?P<unit>k|tsd\.?|thousand|tausend|mio\.?|m|mn|millions?|million(?:en)?|mrd\.?|bn|billions?|milliarden?)"
    r"(?![\w-]))?"
)
_NUMBER = re.compile(rf"(?P<digits>\d+(?:[.,'’]\d+)*){_UNIT}", re.IGNORECASE)
_SPACED = re.compile(
    rf"(?<![\d.,])(?P<digits>\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?:[.,]\d+)?)(?!\d){_UNIT}", re.IGNORECASE
)
_MARK = re.compile(r"[.,'’]")
_THREE = 3
_TIMES = {"k": 3, "t": 3, "m": 6, "b": 9}
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

_EN = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_DE = "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"
_TENS_EN = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS_DE = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"
_ORDINALS_EN = "first second third fourth fifth sixth seventh eighth ninth tenth"
_ORDINALS_DE = "erst zweit dritt viert fünft sechst siebt acht neunt zehnt"
_OTHERS = {
    "eins": 1, "once": 1, "einmal": 1, "twice": 2, "both": 2, "beide": 2, "beiden": 2, "zweimal": 2, "thrice": 3,
    "dreimal": 3, "dozen": 12, "dutzend": 12, "hundred": 100, "hundert": 100, "thousand": 1000, "tausend": 1000,
}  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """A number as written: the values it may stand for, and how exactly it is given."""

    values: frozenset[Decimal]
    decimals: int


def figures_in(text: str) -> tuple[Figure, ...]:
    """The numbers written in digits, one after the other; number words are passed over.

    >>> sorted(figures_in("about 1.234 users")[0].values)
    [Decimal('1.234'), Decimal('1234')]
    """
    found: list[Figure] = []

    def taken(match: re.Match[str]) -> str:
        found.append(_figure(re.sub(r"\s", "", match["digits"]), match["unit"]))
        return " " * len(match[0])

    for match in _NUMBER.finditer(_SPACED.sub(taken, text)):
        found += _parted(match["digits"], match["unit"])
    return tuple(found)


def values_in(text: str) -> frozenset[Decimal]:
    """Every value a text names, number words and both readings of a spaced number included."""
    written = (value for figure in figures_in(text) for value in figure.values)
    apart = (
        value
        for match in _NUMBER.finditer(text)
        for one in _parted(*match.group("digits", "unit"))
        for value in one.values
    )
    return frozenset([*written, *apart, *_spoken(text)])


def is_named(figure: Figure, values: frozenset[Decimal]) -> bool:
    """Whether one of a figure's values is among these, or is one of them rounded to the figure's own decimals."""
    if figure.values & values:
        return True
    step = Decimal(1).scaleb(-figure.decimals)
    rounded = {value.quantize(step, ROUND_HALF_UP) for value in values if value % 1 and value < 10**9}
    return bool(figure.values & rounded)


@lru_cache(maxsize=4096)
def _parted(digits: str, unit: str | None) -> tuple[Figure, ...]:
    """One number, or its parts where its points and commas make none, as in 1.2.3 or 9.10.2026."""
    parts, marks = _MARK.split(digits), _MARK.findall(digits)
    mixed = len(set(marks[:-1])) == 1 and marks[-1] != marks[0] and _is_grouped(parts[:-1])
    one = len(marks) <= 1 or mixed or (len(set(marks)) == 1 and _is_grouped(parts))
    return (_figure(digits, unit),) if one else tuple(_figure(part, None) for part in parts)


def _figure(digits: str, unit: str | None) -> Figure:
    parts, marks = _MARK.split(digits), _MARK.findall(digits)
    whole = Decimal("".join(parts))
    readings, decimals = {whole}, 0
    if marks:
        decimal = Decimal(f"{''.join(parts[:-1])}.{parts[-1]}")
        thousands = len(set(marks)) == 1 and _is_grouped(parts) and parts[0] != "0"
        # One mark before three digits may be either; more of a kind, or an apostrophe, only part thousands.
        either = thousands and len(marks) == 1 and marks[0] in ".,"
        readings = {decimal, whole} if either else {whole} if thousands else {decimal}
        decimals = 0 if thousands else len(parts[-1])
    if unit:
        exponent = 9 if unit.casefold().startswith(("mrd", "milliard")) else _TIMES[unit[0].casefold()]
        readings |= {value.scaleb(exponent) for value in readings}
    return Figure(frozenset(value.normalize() for value in readings), decimals)


def _is_grouped(parts: list[str]) -> bool:
    """Whether digits fall into threes from the right, as thousands do."""
    return len(parts[0]) <= _THREE and all(len(part) == _THREE for part in parts[1:])


def _spoken(text: str) -> Iterator[Decimal]:
    for match in _WORD.finditer(text.casefold()):
        value = _WORDS.get(match[0], _declined(match[0]))
        if value is not None:
            yield Decimal(value).normalize()


def _declined(word: str) -> int | None:
    """`zweiten`, `dritter`, `eine`: German ordinals and one, whatever their ending."""
    stem = re.sub(r"(?:e[nrsm]?)$", "", word)
    return _WORDS_DE_STEMS.get(stem) if stem != word else None


def _spelled() -> dict[str, int]:
    words = {
        word: value
        for names in (_EN, _DE, _ORDINALS_EN)
        for value, word in enumerate(names.split(), start=names is _ORDINALS_EN)
    }
    tens_de = {word: 10 * value for value, word in enumerate(_TENS_DE.split(), start=2)}
    tens_en = {word: 10 * value for value, word in enumerate(_TENS_EN.split(), start=2)}
    ones_en, ones_de = _EN.split()[1:10], _DE.split()[1:10]
    words |= tens_de | tens_en
    words |= {
        f"{ten}-{one}": base + value
        for ten, base in tens_en.items()
        for value, one in enumerate(ones_en, start=1)
    }
    words |= {
        f"{one}und{ten}": base + value
        for ten, base in tens_de.items()
        for value, one in enumerate(ones_de, start=1)
    }
    return words | _OTHERS


_WORDS = _spelled()
_WORDS_DE_STEMS = {word: value for value, word in enumerate(_ORDINALS_DE.split(), start=1)} | {"ein": 1}
