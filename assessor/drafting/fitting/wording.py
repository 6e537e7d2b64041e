"""Stage 4, what words a text uses, without a word list: beginnings of words, and hashed pieces of them."""

import re
import zlib

import numpy as np
from numpy.typing import NDArray

BUCKETS = 4096
_SHORTEST, _LONGEST = 3, 5
_TERM_CHARS = 6
_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """Words and numbers in order, without regard to case.

    >>> words_of("Two ACKs, 16.50 €")
    ['two', 'acks', '16', '50']
    """
    return _WORD.findall(text.casefold())


def terms_of(text: str) -> frozenset[str]:
    """Beginnings of words, which inflection mostly leaves alone in German and English; numbers stay whole.

    >>> sorted(terms_of("transmissions transmitted 1234567"))
    ['1234567', 'transm']
    """
    return frozenset(word if word.isdigit() else word[:_TERM_CHARS] for word in words_of(text))


def buckets_of(text: str) -> frozenset[int]:
    """Which of `BUCKETS` the pieces of three to five letters fall into; `<` and `>` mark a word's ends.

    A piece counts once however often it comes, so that doubling a text changes nothing. Different pieces may
    share a bucket; a text of 1,000 characters fills about a quarter of them.
    """
    return frozenset(
        zlib.crc32(f"<{word}>"[start : start + size].encode("utf-8")) % BUCKETS
        for word in set(words_of(text))
        for size in range(_SHORTEST, _LONGEST + 1)
        for start in range(len(word) + 3 - size)
    )


def wording_vector(buckets: frozenset[int]) -> NDArray[np.float64]:
    """Shape (`BUCKETS`,), length 1, the same in every filled bucket; all zero where none is."""
    vector = np.zeros(BUCKETS)
    if buckets:
        vector[list(buckets)] = len(buckets) ** -0.5
    return vector
