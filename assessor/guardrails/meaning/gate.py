"""Stage 2 of 7: which sentences deserve a closer look, decided word by word.

Most sentences of a work text hold no word that any category could begin with. Looking words up in one table
costs a fraction of running every pattern over every sentence, and what is known of a word is remembered.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from assessor.guardrails.meaning.cues import CategoryCues

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|§")
_EXACT_UP_TO = 3
"""Gate words up to this length must be a whole word; longer ones may also begin one."""
_INSIDE = "~"
"""Marks a gate word that may stand anywhere in a word, as in German compounds."""
_REMEMBERED_WORDS = 50_000

Names = frozenset[str]


class Gate:
    """The gate words of several categories as one table.

    >>> from assessor.guardrails.meaning.cues import load_category
    >>> gate = Gate([load_category("health_data"), load_category("contract_text")])
    >>> dict(gate.opened_by("Der Brustkrebs ist zurück.")), dict(gate.opened_by("Alles gut."))
    ({'health_data': 1}, {})
    """

    def __init__(self, categories: Iterable[CategoryCues]) -> None:
        self._begin: dict[str, set[str]] = {}
        self._inside: dict[str, set[str]] = {}
        for category in categories:
            for word in category.gate:
                table = self._inside if word.startswith(_INSIDE) else self._begin
                table.setdefault(word.removeprefix(_INSIDE), set()).add(category.id)
        self._of_word = lru_cache(maxsize=_REMEMBERED_WORDS)(self._look_up)

    def opened_by(self, sentence: str) -> Counter[str]:
        """For each category that a sentence could belong to, how many different words say so."""
        opened: Counter[str] = Counter()
        for word in set(_WORD.findall(sentence.lower())):
            opened.update(self._of_word(word))
        return opened

    def _look_up(self, word: str) -> Names:
        found: set[str] = set(self._begin.get(word, ()))
        for end in range(_EXACT_UP_TO + 1, len(word)):
            found |= self._begin.get(word[:end], set())
        for part in self._inside:
            if part in word:
                found |= self._inside[part]
        if "-" in word:
            for piece in word.split("-"):
                found |= self._look_up(piece)
        return frozenset(found)
