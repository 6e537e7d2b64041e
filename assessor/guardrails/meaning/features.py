"""Stage 2 of 7: what cues and contexts say of a sentence, as numbers beside its vector.

The scale keeps them in proportion to a vector of length 1; the weights themselves are learnt (`make meaning`).
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from assessor.guardrails.meaning.cues import CONTEXTS, Context

FEATURES = (
    "for", "any", "several", "against", *CONTEXTS, "person_before", "rule_around", "digits", "length",
)  # fmt: skip
_CUE_SCALE = 0.5
_CONTEXT_SCALE = 0.25
_LONG = 400
"""Characters from which a sentence counts as long as any."""
_DIGIT = re.compile(r"\d")


Place = tuple[int, int]


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


def features(
    cues: Sequence[float], threshold: float, given: Sentence, contexts: Mapping[Context, re.Pattern[str]]
) -> tuple[float, ...]:
    """One number for each of `FEATURES`.

    Args:
        cues: weights of the category's cues that were found, negative ones too.
        threshold: the category's own.
        given: what is judged.
        contexts: the shared contexts.
    """
    pointing = [weight for weight in cues if weight > 0]
    about = [bool(contexts[name].search(given.text)) for name in CONTEXTS]
    about[CONTEXTS.index("person")] |= given.named
    person_before = bool(given.before) and any(
        contexts[name].search(given.before) for name in ("person", "name_like")
    )
    # A playbook or a prompt: one sentence of it may say nothing of a rule and still be part of one.
    rule_around = len(contexts["rule"].findall(given.block)) > 1
    of_cues = (
        sum(pointing) / threshold,
        float(bool(pointing)),
        float(len(pointing) > 1),
        sum(weight for weight in cues if weight < 0) / 3,
    )
    of_contexts = (
        *map(float, about),
        float(person_before),
        float(rule_around),
        float(bool(_DIGIT.search(given.text))),
    )
    length = min(len(given.text), _LONG) * 2 / _LONG
    return (
        *(value * _CUE_SCALE for value in of_cues),
        *(value * _CONTEXT_SCALE for value in (*of_contexts, length)),
    )
