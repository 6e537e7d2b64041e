"""The run itself: what is answered already stays, what is not is answered once, each answer kept at once."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from assessor.domain.run import RunItem
from assessor.evaluation.gold.read import item_digest
from assessor.evaluation.runs.folder import RunFolder
from assessor.formats.gold import GoldItem

Answers = Callable[[Sequence[GoldItem]], Iterable[RunItem]]
"""Answers items, in any order, as they come."""


def pending(folder: RunFolder, items: Sequence[GoldItem], *, retry_failed: bool) -> tuple[GoldItem, ...]:
    """Items that have no answer in the folder yet.

    Args:
        folder: of the run.
        items: all items of the run.
        retry_failed: whether an item that failed counts as not answered.
    """
    done = {(one.id, one.item) for one in folder.items() if not (retry_failed and one.failure is not None)}
    return tuple(one for one in items if (one.id, item_digest(one)) not in done)


def execute(folder: RunFolder, items: Sequence[GoldItem], answers: Answers) -> Iterator[RunItem]:
    """Answer items and keep each before it is handed on."""
    with folder.appending() as lines:
        for item in answers(items):
            lines.add(item)
            yield item
