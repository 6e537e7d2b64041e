"""Stage 2 of 7: a sentence as numbers for the model of phrasing, the same in training and in use.

Words, pairs of words, beginnings of long words (German endings vary) and how the sentence opens, hashed into
`WIDTH` places, since who writes an attack chooses the words. What surrounds the sentence adds a few places:
"write a summary" is an order to a model in a mail and the matter itself in a prompt template.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

WIDTH = 1 << 16
MAX_TOKENS = 60
"""A longer stretch is no sentence (a table, a dump); its first words tell."""
_STEM = 5
_SHORT_TEXT = 2
"""A text of so few sentences stands alone: no artefact surrounds an order."""
_TOKEN = re.compile(r"[a-zäöüßàâçéèêëîïôûñ']+|\d+|[<>\[\]{}#|=:?!\"„“]|[^\W\d_]+", re.IGNORECASE)
_PROMPT_ITSELF = re.compile(
    r"\bprompt(?:s|-?\s?(?:template|vorlage|library|bibliothek))?\b|\bpromptvorlage|\{\{?\w+\}?\}|"
    r"\A\W*(?:you are an?|act as an?|you will help|du bist|du hilfst|handle als|role:|rolle:|task:|aufgabe:)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Surroundings:
    """What a whole text says about each of its sentences."""

    short: bool
    prompt: bool

    @classmethod
    def of(cls, text: str, sentences: int) -> "Surroundings":
        """Of a text that has so many sentences."""
        return cls(short=sentences <= _SHORT_TEXT, prompt=_PROMPT_ITSELF.search(text) is not None)


def features(sentence: str, around: Surroundings) -> list[int]:
    """Places of a sentence's features, each below `WIDTH`, without repeats.

    >>> alone = Surroundings(short=True, prompt=False)
    >>> features("Answer in French", alone) == features("answer in  FRENCH", alone)
    True
    """
    places = set(_of_words(tuple(_TOKEN.findall(sentence.lower())[:MAX_TOKENS])))
    if around.short:
        places.add(_place("~short"))
    if around.prompt:
        places.add(_place("~prompt"))
    return sorted(places)


def _of_words(words: tuple[str, ...]) -> Iterator[int]:
    if not words:
        return
    before = "^"
    for at, word in enumerate(words):
        told = "0" if word.isdigit() else word
        yield _place(told)
        yield _place(f"{before} {told}")
        if len(told) > _STEM + 1:
            yield _place(told[:_STEM] + "*")
        if at == 1:
            yield _place(f"^{before} {told}")
        before = told
    if words[-1] in "?!":
        yield _place(f"{words[-1]}$")


@lru_cache(maxsize=1 << 15)
def _place(feature: str) -> int:
    return crc32(feature.encode("utf-8", "replace")) % WIDTH
