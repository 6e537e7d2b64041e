"""A text changed in places, and its segments moved along, so that each keeps its role and its locator."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assessor.domain.text import Segment


class Edit(NamedTuple):
    """What stands in the place of `[start, end)`."""

    start: int
    end: int
    text: str


def edited(text: str, segments: Sequence[Segment], edits: Iterable[Edit]) -> tuple[str, tuple[Segment, ...]]:
    """The text with every edit made, and the segments where they stand then.

    Args:
        text: the whole text.
        segments: places in it.
        edits: in any order; of two that overlap the later one is left out.

    Returns:
        The changed text; segments of which nothing is left are gone.

    >>> edited("one two", [Segment(start=4, end=7, locator="line 1")], [Edit(0, 3, "three")])[0]
    'three two'
    """
    made = _apart(edits)
    parts, at = [], 0
    for edit in made:
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    parts.append(text[at:])
    moved = (
        one.model_copy(update={"start": _moved(one.start, made), "end": _moved(one.end, made)})
        for one in segments
    )
    return "".join(parts), tuple(one for one in moved if one.start < one.end)


def _apart(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    kept: list[Edit] = []
    for edit in sorted(edits):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return tuple(kept)


def _moved(offset: int, edits: Sequence[Edit]) -> int:
    """Where an offset stands after the edits; one inside of an edited place stands at its end."""
    shift = 0
    for edit in edits:
        if edit.start >= offset:
            break
        shift += len(edit.text) - (edit.end - edit.start)
        if offset < edit.end:
            return edit.end + shift
    return offset + shift
