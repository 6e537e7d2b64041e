"""Stage 1: keeps the number of passages of one file within what later stages can walk through."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from assessor.intake.extract import Passage

MAX_PASSAGES = 20_000
"""Of more passages, neighbours of one kind are bundled until about so many remain."""


def bundled(passages: Iterable[Passage]) -> list[Passage]:
    """The passages that are not blank, neighbours joined by line ends where there are too many.

    A bundle says where it begins and ends: `row 1 to row 50`. Headings and hidden passages are bundled
    among themselves only, so that no text changes its role or its rule.
    """
    kept = [passage for passage in passages if passage.text.strip()]
    if len(kept) <= MAX_PASSAGES:
        return kept
    size = -(-len(kept) // MAX_PASSAGES)
    return [bundle for _, run in groupby(kept, key=_kind) for bundle in _bundles(list(run), size)]


def _kind(passage: Passage) -> tuple[str, str | None]:
    return passage.role, passage.hidden


def _bundles(run: list[Passage], size: int) -> Iterator[Passage]:
    for at in range(0, len(run), size):
        members = run[at : at + size]
        first, last = members[0], members[-1]
        same = first.locator == last.locator
        locator = first.locator if same else f"{first.locator} to {last.locator}"
        yield Passage("\n".join(member.text for member in members), locator, first.role, first.hidden)
