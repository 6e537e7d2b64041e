"""Stage 2 of 7: the field's own words, which capitals must not turn into people."""

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

_EDGE_WORD = re.compile(r"[^\s]+")
_AROUND = "\"'„“”’‘()[]{}<>|*#.,;:!?–—-/\\@_"


class Vocabulary:
    """Terms that are never people.

    Args:
        terms: words and phrases; case is ignored. A phrase holds as a whole only.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self._terms = frozenset(" ".join(term.casefold().split()) for term in terms)

    def has(self, phrase: str) -> bool:
        """Whether a phrase is one of the terms, or made of nothing but them.

        >>> vocabulary = Vocabulary(["Economic Buyer", "renewal"])
        >>> vocabulary.has("economic buyer"), vocabulary.has("Renewal: Economic Buyer"), vocabulary.has("Buyer")
        (True, True, False)
        """
        words = [word.strip(_AROUND).casefold() for word in phrase.split()]
        words = [word for word in words if word]
        return bool(words) and self._made_of_terms(words)

    def within(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """The range without terms at its ends; None where nothing else is left.

        >>> Vocabulary(["renewal"]).within("Renewal Tom Baker", 0, 17)
        (8, 17)
        """
        if self.has(text[start:end]):
            return None
        words = [(start + one.start(), start + one.end()) for one in _EDGE_WORD.finditer(text[start:end])]
        while words and self.has(text[slice(*words[0])]):
            words.pop(0)
        while words and self.has(text[slice(*words[-1])]):
            words.pop()
        return (words[0][0], words[-1][1]) if words else None

    def _made_of_terms(self, words: list[str]) -> bool:
        reachable = [True] + [False] * len(words)
        for end in range(1, len(words) + 1):
            reachable[end] = any(
                reachable[start] and " ".join(words[start:end]) in self._terms
                for start in range(max(0, end - 4), end)
            )
        return reachable[-1]


@cache
def field_terms() -> frozenset[str]:
    """The terms that come with the program."""
    lines = (resources.files(__name__) / "field.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
