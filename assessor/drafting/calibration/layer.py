"""Stage 4, a layer at work: from where a drafter stood to a level and an interval on the scale.

It never leaves the scale, and of two places the higher one never gets the lower level.
"""

import math
from bisect import bisect_right
from dataclasses import dataclass

from assessor.domain.fit import Layer, LayerKind

_SHORT_SCALE = 3
"""On so few levels an interval over all of them is shown and the level stands, as in `embedded.fitted`."""


@dataclass(frozen=True)
class Ends:
    """The lowest and highest level of a scale."""

    lowest: int
    highest: int

    def within(self, place: float) -> float:
        """The nearest place on the scale."""
        return min(max(place, float(self.lowest)), float(self.highest))

    def level(self, place: float) -> int:
        """The nearest level; halfway between two, the lower.

        >>> Ends(1, 5).level(2.5), Ends(1, 5).level(2.6), Ends(1, 5).level(9.0)
        (2, 3, 5)
        """
        return int(min(max(math.ceil(place - 0.5), self.lowest), self.highest))

    def is_whole(self, interval: tuple[int, int]) -> bool:
        """Whether an interval says nothing: it covers a scale of more than three levels."""
        return interval == (self.lowest, self.highest) and self.highest - self.lowest >= _SHORT_SCALE


@dataclass(frozen=True)
class Settled:
    """A level, and the levels that the evidence is compatible with."""

    level: int
    interval: tuple[int, int] | None


def moved(layer: Layer, place: float) -> float:
    """The place a layer makes of a place; it may lie outside the scale.

    >>> moved(Layer(kind=LayerKind.SHIFT, shift=-0.5, coverage=0.9), 3.0)
    2.5
    """
    match layer.kind:
        case LayerKind.NONE:
            return place
        case LayerKind.SHIFT:
            return place + layer.shift
        case LayerKind.ISOTONIC:
            return _along(layer.knots, place)


def settle(layer: Layer, place: float, own: tuple[int, int] | None, ends: Ends) -> Settled:
    """What a layer makes of a draft.

    Args:
        layer: what was learned.
        place: where the drafter stood.
        own: the drafter's own interval; moved along while too few ratings say how far off drafts are.
        ends: of the scale.
    """
    place = ends.within(moved(layer, place))
    level = ends.level(place)
    if layer.half_width is not None:
        return Settled(level, interval_about(place, layer.half_width, level, ends))
    if own is None:
        return Settled(level, None)
    low, high = (ends.level(moved(layer, float(end))) for end in own)
    return Settled(level, (min(low, level), max(high, level)))


def interval_about(place: float, half_width: float, level: int, ends: Ends) -> tuple[int, int]:
    """The levels at most `half_width` away from a place on the scale, its own level among them.

    >>> interval_about(2.4, 0.7, 2, Ends(1, 5)), interval_about(2.4, 0.1, 2, Ends(1, 5))
    ((2, 3), (2, 2))
    """
    low, high = math.ceil(place - half_width), math.floor(place + half_width)
    return (max(ends.lowest, min(low, level)), min(ends.highest, max(high, level)))


def _along(knots: tuple[tuple[float, float], ...], place: float) -> float:
    if not knots:
        return place
    after = bisect_right(knots, place, key=lambda knot: knot[0])
    if after in (0, len(knots)):
        return knots[min(after, len(knots) - 1)][1]
    (left, low), (right, high) = knots[after - 1], knots[after]
    return low + (high - low) * (place - left) / (right - left)
