"""Stage 2 of 7: whether a run of words may name a company: told by what the field and its tools are called."""

import re

from assessor.guardrails.recognizers.organisation_words import (
    ORDINARY,
    ORDINARY_ENDING,
    TOOLS,
    TRADE_DE,
    TRADE_EN,
)

GLUE = r"(?:&|\+|und|and|of|for|the|für|von|vom|zum|zur|der|des|am|im|an|de|la|du|di|y|e)"
_MIN_NAME = 2


def is_name_of_organisation(name: str, *, strict: bool = True) -> bool:
    """Whether a run of words may name a company: no tool, and not only words of the field.

    Args:
        name: one to six words.
        strict: every word counts; otherwise one telling word is enough.

    >>> is_name_of_organisation("Halden Optics"), is_name_of_organisation("Customer Success"), is_name_of_organisation("Slack")
    (True, False, False)
    """
    words = [word.casefold().strip(".,'’&") for word in re.split(r"[ \t/]+", name)]
    words = [word for word in words if word]
    if len(name) < _MIN_NAME or not words or words[0] in TOOLS or any(char in name for char in "@<>{}"):
        return False
    telling = [word for word in words if not is_ordinary(word)]
    return bool(telling) and (not strict or not is_ordinary(words[0]))


def is_ordinary(word: str) -> bool:
    """Whether a word in small letters stands capitalised without naming anybody."""
    if TRADE_DE.fullmatch(word) or TRADE_EN.fullmatch(word.capitalize()):
        return word in ORDINARY
    if (
        word in ORDINARY
        or ORDINARY_ENDING.fullmatch(word)
        or re.fullmatch(r"[\W\d_]*|[a-z]{1,3}-?\d+|n/?a|tbd|unknown|unbekannt|none|keine?", word)
    ):
        return True
    # "Health-Score", "Renewal-Termin": compounds of the field are the field.
    pieces = word.split("-")
    return len(pieces) > 1 and all(piece in ORDINARY for piece in pieces)
