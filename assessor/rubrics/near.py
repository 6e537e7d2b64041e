"""Before stage 1: names that somebody may have meant, for messages about unknown ones."""

from collections.abc import Iterable
from difflib import get_close_matches

from assessor.rubrics.names import folded

_ALIKE = 0.6
_MOST = 3


def near(typed: str, names: Iterable[str]) -> tuple[str, ...]:
    """Up to three of the names that resemble what was typed, the closest first.

    >>> near("Wirtten clarity", ["Written clarity", "Peer coaching"])
    ('Written clarity',)
    >>> near("xyz", ["Written clarity"])
    ()
    """
    by_fold = {folded(name): name for name in reversed(tuple(names))}
    matches = get_close_matches(folded(typed), by_fold, n=_MOST, cutoff=_ALIKE)
    return tuple(by_fold[match] for match in matches)
