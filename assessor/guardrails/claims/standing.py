"""Stage 5 of 7: whether a claim says of a deed what its quotes say, and whether claims and rating can be true at once."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from assessor.guardrails.claims.deeds import Standing, deeds_in

_DEFECT = re.compile(
    r"\b(?:lowered|(?:is|are|was|were) (?:missing|lacking|left out)|lacks?|senkte|fehl(?:t|te|en)|unterblieb)\b",
    re.IGNORECASE,
)
_GOOD = frozenset(
    {
        "check",
        "document",
        "escalate",
        "inform",
        "correct",
        "anonymise",
        "approve",
        "ask",
        "train",
        "share",
        "agree",
    }
)
"""Deeds that are to a person's credit, so that a claim which denies them speaks against a top rating."""


def contradicts(claim: str, quotes: Sequence[str]) -> bool:
    """Whether the quotes say the opposite of a claim about some deed.

    Only where both are clear: every mention in the claim says one thing, every mention in the quotes the other.
    """
    claimed, quoted = _standings([claim]), _standings(quotes)
    opposite = {Standing.DONE: Standing.NOT_DONE, Standing.NOT_DONE: Standing.DONE}
    return any(
        len(said) == 1 and quoted.get(family) == {opposite.get(next(iter(said)))}
        for family, said in claimed.items()
    )


def makes_deed_of_plan(claim: str, quotes: Sequence[str]) -> bool:
    """Whether a claim says that something was done which its quotes only plan, wish, ask for or report by hearsay."""
    claimed, quoted = _standings([claim]), _standings(quotes)
    return any(
        said == {Standing.DONE} and quoted.get(family) == {Standing.OPEN} for family, said in claimed.items()
    )


def speaks_against(claim: str) -> bool:
    """Whether a claim names a defect or denies a deed that would be to a person's credit, and no such deed besides."""
    standings = [deed.standing for deed in deeds_in(claim) if deed.family in _GOOD]
    if Standing.DONE in standings:
        return False
    return Standing.NOT_DONE in standings or _DEFECT.search(claim) is not None


def _standings(texts: Iterable[str]) -> Mapping[str, set[Standing]]:
    found: defaultdict[str, set[Standing]] = defaultdict(set)
    for text in texts:
        for deed in deeds_in(text):
            found[deed.family].add(deed.standing)
    return found
