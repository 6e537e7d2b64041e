"""Stage 2 of 7: what cues and contexts say of a sentence, as numbers beside its vector.

The scales keep them in proportion to a vector of length 1: the model measures distances (`vectors.py`).
"""

import re
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from assessor.guardrails.meaning.cues import CONTEXTS, Context

OF_CUES = ("for", "any", "several", "against")
"""Of each category; all 0 for one that no word of the sentence opens."""
OF_SENTENCES = (*CONTEXTS, "person_before", "rule_around", "digits", "length")
_CUE_SCALE = 0.25
_CONTEXT_SCALE = 0.125
_LONG = 400
"""Characters from which a sentence counts as long as any."""
_DIGIT = re.compile(r"\d")


class Searched:
    """Remembers what was searched for: the sentences of a paragraph share it, and each is another's neighbour."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, str], bool] = {}

    def has(self, pattern: re.Pattern[str], text: str) -> bool:
        """Whether the pattern matches somewhere in the text. Patterns must outlive this object."""
        key = (id(pattern), text)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = pattern.search(text) is not None
        return known


Place = tuple[int, int]
Told = tuple[float, ...]


class Sentence(NamedTuple):
    """A sentence where it stands."""

    text: str
    place: Place
    before: str
    """The sentence before it; empty where there is none."""
    block: str
    """Its paragraph."""
    named: bool
    """Whether a recognised name of a person stands in it."""


def told_of(
    categories: Sequence[str],
    of_opened: Mapping[str, Told],
    given: Sentence,
    contexts: Mapping[Context, re.Pattern[str]],
    searched: Searched,
) -> Told:
    """`OF_CUES` for each category in turn, then `OF_SENTENCES` once.

    Args:
        categories: all of them, in the model's order.
        of_opened: `of_cues` for those that a word of the sentence opens.
        given: what is judged.
        contexts: the shared contexts.
        searched: what is known already.
    """
    nothing = (0.0,) * len(OF_CUES)
    of_each = chain.from_iterable(of_opened.get(name, nothing) for name in categories)
    return (*of_each, *of_sentence(given, contexts, searched))


def of_cues(cues: Sequence[float], threshold: float) -> Told:
    """One number for each of `OF_CUES`.

    Args:
        cues: weights of the category's cues that were found, negative ones too.
        threshold: the category's own.
    """
    pointing = [weight for weight in cues if weight > 0]
    found = (
        sum(pointing) / threshold,
        float(bool(pointing)),
        float(len(pointing) > 1),
        sum(weight for weight in cues if weight < 0) / 3,
    )
    return tuple(value * _CUE_SCALE for value in found)


def of_sentence(given: Sentence, contexts: Mapping[Context, re.Pattern[str]], searched: Searched) -> Told:
    """One number for each of `OF_SENTENCES`."""
    about = [searched.has(contexts[name], given.text) for name in CONTEXTS]
    about[CONTEXTS.index("person")] |= given.named
    person_before = bool(given.before) and any(
        searched.has(contexts[name], given.before) for name in ("person", "name_like")
    )
    # A playbook or a prompt: one sentence of it may say nothing of a rule and still be part of one.
    rule_around = len(contexts["rule"].findall(given.block)) > 1
    length = min(len(given.text), _LONG) * 2 / _LONG
    found = (
        *map(float, about),
        float(person_before),
        float(rule_around),
        float(bool(_DIGIT.search(given.text))),
        length,
    )
    return tuple(value * _CONTEXT_SCALE for value in found)
