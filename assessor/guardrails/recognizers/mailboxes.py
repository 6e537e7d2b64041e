"""Stage 2 of 7: names that mail addresses spell out: `katrin.sommer@...` says who `Katrin Sommer` is."""

import re
from collections.abc import Iterable, Iterator

from assessor.guardrails.recognizers.names import is_plausible
from assessor.guardrails.tagging.lexicon import Lexicon, load_lexicon

_PARTS = re.compile(r"[._+]|\d+")
_LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FEWEST, _MOST = 2, 4
_SHORTEST = 2


def names_of_mailboxes(addresses: Iterable[str]) -> Iterator[str]:
    """Full names as the parts before the `@` spell them; shared mailboxes and initials give none.

    >>> list(names_of_mailboxes(["katrin.sommer@wegwarte.example", "customer.success@wegwarte.example"]))
    ['Katrin Sommer']
    """
    lexicon = load_lexicon()
    for address in addresses:
        words = [word for word in _PARTS.split(address.partition("@")[0].strip("<>\"' ")) if word]
        if _FEWEST <= len(words) <= _MOST and _is_name(words, lexicon):
            yield " ".join(word.title() for word in words)


def _is_name(words: list[str], lexicon: Lexicon) -> bool:
    if not all(_LETTERS.fullmatch(word) and len(word) >= _SHORTEST for word in words):
        return False
    if not is_plausible(" ".join(words)):
        return False
    borne = [lexicon.is_name(part) or lexicon.looks(part) > 0 for word in words for part in word.split("-")]
    plain = [
        use is not None and use.is_everyday and not lexicon.is_name(word)
        for word in words
        for use in [lexicon.use(word.lower())]
    ]
    return any(borne) and not any(plain)
