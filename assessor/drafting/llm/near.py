"""Stage 4: the passage a quote was probably taken from, where they differ in writing alone.

Runs of white space, quotation marks, dashes, case, invisible characters and Unicode's ways to write a letter
do not count here. What is found is a suggestion to the model and nothing more: a quote passes only where it
stands in the artefact character by character (`quotes.py`).
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

_MARKS = dict.fromkeys(map(ord, "'\"`´‘’‚‛“”„‟«»‹›′″"), '"')
_DASHES = dict.fromkeys(map(ord, "-‐‑‒–—―−"), "-")
_UNIFIED = _MARKS | _DASHES
_EDGES = '" .…'
"""What models put around a quote: quotation marks, and dots for what they left out."""


@dataclass(frozen=True)
class View:
    """A text with its writing made alike, and where each of its characters comes from."""

    text: str
    origins: tuple[int, ...]

    @classmethod
    def of(cls, original: str) -> Self:
        """See a text in this way."""
        chars: list[str] = []
        origins: list[int] = []
        for place, char in enumerate(original):
            for one in _alike(char):
                if one == " " and chars[-1:] in ([], [" "]):
                    continue
                chars.append(one)
                origins.append(place)
        return cls("".join(chars), tuple(origins))

    def places(self, quote: str) -> tuple[tuple[int, int], ...]:
        """Where a quote, seen in the same way, stands in the original text, as half-open spans."""
        seen = type(self).of(quote).text.strip()
        found = self._found(seen)
        return found or self._found(seen.strip(_EDGES))

    def _found(self, seen: str) -> tuple[tuple[int, int], ...]:
        spans, start = [], self.text.find(seen) if seen else -1
        while start >= 0:
            spans.append((self.origins[start], self.origins[start + len(seen) - 1] + 1))
            start = self.text.find(seen, start + len(seen))
        return tuple(spans)


@lru_cache(maxsize=4096)
def _alike(char: str) -> str:
    """One character as it counts here: letters apart from their marks, small, nothing of what is unseen."""
    if char.isspace():
        return " "
    unified = char.translate(_UNIFIED)
    if unified != char:
        return unified
    if unicodedata.category(char) == "Cf":
        return ""
    # Apart, since a letter and its mark may be one character here and two there.
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
