"""Places in a text before and after some of its stretches were replaced."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from assessor.domain.text import Span
from assessor.domain.verdict import RedactionSpan


def moved_start(offset: int, replaced: Sequence[RedactionSpan]) -> int:
    """Where a stretch that began at `offset` begins now; inside a replaced one, behind its placeholder.

    Args:
        offset: in the text before.
        replaced: separate spans in text order, `start`, `end` before and `redacted_*` after.
    """
    index = bisect_right(replaced, offset, key=lambda span: span.start) - 1
    if index < 0:
        return offset
    span = replaced[index]
    if offset == span.start:
        return span.redacted_start
    return span.redacted_end + max(0, offset - span.end)


def moved_end(offset: int, replaced: Sequence[RedactionSpan]) -> int:
    """Where a stretch that ended at `offset` ends now; inside a replaced one, behind its placeholder."""
    index = bisect_left(replaced, offset, key=lambda span: span.start) - 1
    if index < 0:
        return offset
    span = replaced[index]
    return span.redacted_end + max(0, offset - span.end)


def moved(place: Span, replaced: Sequence[RedactionSpan]) -> tuple[int, int]:
    """A place now; one inside a replaced stretch covers the whole placeholder, so it never becomes empty."""
    around = [span for span in replaced if span.start <= place.start and place.end <= span.end]
    if around:
        return around[0].redacted_start, around[0].redacted_end
    start = place.start
    inside = [span for span in replaced if span.start < start < span.end]
    begin = inside[0].redacted_start if inside else moved_start(start, replaced)
    return begin, moved_end(place.end, replaced)
