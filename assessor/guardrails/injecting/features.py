"""Stage 2 of 7: a sentence as numbers for the model of phrasing, the same in training and in use.

Its wording, and what surrounds it: "write a summary" is an order to a model in a mail and the matter itself in a
prompt template.
"""

import re
from dataclasses import dataclass

from assessor.guardrails.wording import place_of, wording

_SHORT_TEXT = 2
"""A text of so few sentences stands alone: no artefact surrounds an order."""
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
    places = set(wording(sentence))
    if around.short:
        places.add(place_of("~short"))
    if around.prompt:
        places.add(place_of("~prompt"))
    return sorted(places)
