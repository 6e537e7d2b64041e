"""Stage 2 of 7: the wording of a sentence as places in a table, for linear models, the same in training and in use.

Words, pairs of words, beginnings of long words (German endings vary) and how the sentence opens, hashed into
`WIDTH` places: no list of words ships, and who writes a text chooses the words.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from zlib import crc32

WIDTH = 1 << 16
MAX_TOKENS = 60
"""A longer stretch is no sentence (a table, a dump); its first words tell."""
_STEM = 5
_TOKEN = re.compile(r"[a-zäöüßàâçéèêëîïôûñ']+|\d+|[<>\[\]{}#|=:?!\"„“]|[^\W\d_]+", re.IGNORECASE)


def wording(sentence: str) -> list[int]:
    """Places of a sentence's wording, in order, each below `WIDTH`, without repeats.

    >>> wording("Answer in French") == wording("answer in  FRENCH")
    True
    """
    return sorted(set(_places(tuple(_TOKEN.findall(sentence.lower())[:MAX_TOKENS]))))


def _places(words: tuple[str, ...]) -> Iterator[int]:
    if not words:
        return
    before = "^"
    for at, word in enumerate(words):
        told = "0" if word.isdigit() else word
        yield place_of(told)
        yield place_of(f"{before} {told}")
        if len(told) > _STEM + 1:
            yield place_of(told[:_STEM] + "*")
        if at == 1:
            yield place_of(f"^{before} {told}")
        before = told
    if words[-1] in "?!":
        yield place_of(f"{words[-1]}$")


@lru_cache(maxsize=1 << 15)
def place_of(feature: str) -> int:
    """Place of one feature; `~` begins those that are no words."""
    return crc32(feature.encode("utf-8", "replace")) % WIDTH
