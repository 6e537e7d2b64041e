"""Stage 2 of 7: what is known of a single word beforehand: whether people bear it, and how it is used."""

import gzip
import unicodedata
import zlib
from array import array
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from assessor.resources import resource_folder

_SPELT_OUT = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "æ": "ae",
        "œ": "oe",
        "’": "'",
    }
)


def fold(word: str) -> str:
    """One form for all writings of a name: small letters, umlauts spelt out, accents dropped.

    >>> fold("Müller") == fold("MUELLER"), fold("Łukasz"), fold("Yıldız")
    (True, 'lukasz', 'yildiz')
    """
    folded = word.casefold().translate(_SPELT_OUT)
    if folded.isascii():
        return folded
    spread = unicodedata.normalize("NFD", folded)
    return "".join(char for char in spread if not unicodedata.combining(char))


SLOTS = 1 << 16
"""Letter groups share this many weights."""
_SCALE = 24.0
EVERYDAY_RANK = 13
"""Words of this rank or below are met in any text."""


def letter_groups(folded: str) -> list[int]:
    """Slots of the groups of two to five letters of a word, its ends marked."""
    ends = f"^{folded}$".encode()
    return [
        zlib.crc32(ends[start : start + size]) % SLOTS
        for size in (2, 3, 4, 5)
        for start in range(max(1, len(ends) - size + 1))
    ]


def half_of(folded: str) -> int:
    """Which half of the words a word was learnt in, 0 or 1."""
    return zlib.crc32(folded.encode()) & 1


@dataclass(frozen=True, slots=True)
class Use:
    """How a word is used: a fine and a coarse cluster of words used alike, and how rare it is (0..15)."""

    fine: str
    coarse: str
    rank: int
    met: bool = True
    """Whether German or English texts hold it, and as no name; the vocabulary knows sixteen languages."""

    @property
    def is_everyday(self) -> bool:
        """Whether any text may hold the word."""
        return self.met and self.rank <= EVERYDAY_RANK


class Listed(NamedTuple):
    """In how many of Faker's locales (at most 9) a word is a first and a last name, and what else it is."""

    first: int
    last: int
    other: str
    """Three signs, `1` or `0`: a place, an everyday noun or job, a brand. A compound that ends in a noun has `2`."""


_UNLISTED, _NOUN_FORM = Listed(0, 0, "000"), Listed(0, 0, "020")
_ENDINGS = ("n", "e", "en", "es", "s", "er", "ern", "in", "innen")
_SHORTEST_NOUN = 5
"""Shorter ends of a word are met in names too: `-berg`, `-mann`, `-hof`."""


class Lexicon:
    """Personal names and clusters of words, as `eval.training.lexicon` made them."""

    def __init__(self, listed: dict[str, Listed], uses: dict[str, Use], likeness: bytes) -> None:
        self._listed = listed
        self._uses = uses
        weights = array("b", likeness)
        self._likeness = (weights[:SLOTS], weights[SLOTS:])
        self.unseen_halves = False
        """In training, a word is scored by the half that has not learnt it."""

    def likeness(self, folded: str) -> int:
        """How much a folded word looks like a personal name by its letters: -9 (not at all) to 9."""
        slots = letter_groups(folded)
        halves = (self._likeness[1 - half_of(folded)],) if self.unseen_halves else self._likeness
        total = sum(sum(map(weights.__getitem__, slots)) for weights in halves) / len(halves)
        scaled: float = 2 * total / _SCALE / len(slots) ** 0.5
        return max(-9, min(9, round(scaled)))

    def listed(self, word: str) -> Listed:
        """What lists know of a word; a genitive counts as the name, where the word itself is none: `Katrins`."""
        folded = fold(word)
        known = self._listed.get(folded)
        if known is None and folded.endswith("s"):
            known = self._listed.get(folded[:-1].rstrip("'"))
        if known is not None:
            return known
        return _NOUN_FORM if self._is_noun_form(folded) else _UNLISTED

    def _is_noun_form(self, folded: str) -> bool:
        """An inflected everyday noun, or a compound that ends in one: `Teufeln`, `Regierungssprecher`."""
        stems = {folded, *(folded.removesuffix(end) for end in _ENDINGS if folded.endswith(end))}
        return any(
            self._has_noun(stem[cut:])
            for stem in stems
            for cut in (0, *range(_SHORTEST_NOUN - 1, len(stem) - _SHORTEST_NOUN + 1))
            if len(stem) - cut >= _SHORTEST_NOUN
        )

    def _has_noun(self, folded: str) -> bool:
        known = self._listed.get(folded)
        return known is not None and known.other[1] == "1"

    def is_name(self, word: str) -> bool:
        """Whether people anywhere bear a word, or its genitive, as a name."""
        known = self.listed(word)
        return known.first > 0 or known.last > 0

    def is_listed_itself(self, word: str) -> bool:
        """Whether a list has the word as it stands, not as a genitive of a name: `reads` is not Read's."""
        return fold(word) in self._listed

    def looks(self, word: str) -> int:
        """`likeness` of a word as written."""
        return self.likeness(fold(word))

    def use(self, word: str) -> Use | None:
        """How a word is used in this very writing; None where it is too rare to know."""
        return self._uses.get(word)


@cache
def load_lexicon() -> Lexicon:
    """The lexicon that comes with the program."""
    folder = resource_folder("models")
    listed = {}
    for line in _lines(folder / "names.txt.gz"):
        word, first, last, place, noun, brand = line.split(" ")
        listed[word] = Listed(int(first), int(last), place + noun + brand)
    uses = {}
    for line in _lines(folder / "words.txt.gz"):
        word, fine, coarse, rank, met = line.split(" ")
        uses[word] = Use(fine, coarse, int(rank), met == "1")
    return Lexicon(listed, uses, gzip.decompress((folder / "likeness.bin.gz").read_bytes()))


def _lines(path: Path) -> list[str]:
    return gzip.decompress(path.read_bytes()).decode().splitlines()
