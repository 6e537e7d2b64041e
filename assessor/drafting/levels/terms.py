"""Stage 4, which words and pairs of words a sentence uses, as 32-bit digests: a model names no word.

Placeholders lose their number, so that who is meant by `<PERSON_3>` never counts.
"""

import re
import zlib
from itertools import pairwise

_PLACEHOLDER = re.compile(r"<([A-Z][A-Z_]*)_\d+>")
_WORD = re.compile(r"\w+")


def terms_of(sentence: str) -> frozenset[int]:
    """Digests of the words and of each two that follow one another, without regard to case.

    >>> terms_of("<PERSON_1> checked") == terms_of("<PERSON_22> CHECKED")
    True
    """
    words = _WORD.findall(_PLACEHOLDER.sub(r"\1", sentence).casefold())
    pairs = (f"{first} {second}" for first, second in pairwise(words))
    return frozenset(zlib.crc32(term.encode("utf-8", "surrogatepass")) for term in (*words, *pairs))
