"""Stage 4, learning a layer from places and the levels that people gave."""

from collections.abc import Sequence

from assessor.domain.fit import Layer, LayerKind

COVERAGE = 0.9
"""Of learned intervals."""


def learned(kind: LayerKind, places: Sequence[float], levels: Sequence[int]) -> Layer:
    """The layer of a kind that errs least on n pairs, squares summed; from none, one that moves nothing.

    >>> learned(LayerKind.SHIFT, [3.0, 4.0], [2, 3]).shift
    -1.0
    """
    if not places or kind is LayerKind.NONE:
        return Layer(kind=LayerKind.NONE, coverage=COVERAGE)
    if kind is LayerKind.SHIFT:
        shift = sum(level - place for place, level in zip(places, levels, strict=True)) / len(places)
        return Layer(kind=kind, shift=shift, coverage=COVERAGE)
    return Layer(kind=kind, knots=_rising(places, levels), coverage=COVERAGE)


def _rising(places: Sequence[float], levels: Sequence[int]) -> tuple[tuple[float, float], ...]:
    """Isotonic regression: neighbours in the wrong order are pooled until there are none.

    Source: Barlow, Bartholomew, Bremner, Brunk (1972), Statistical Inference under Order Restrictions, 1.2.
    """
    at_place: dict[float, list[int]] = {}
    for place, level in sorted(zip(places, levels, strict=True)):
        at_place.setdefault(place, []).append(level)
    blocks: list[tuple[float, int, list[float]]] = []  # sum of levels, count, the different places
    for place, given in at_place.items():
        blocks.append((float(sum(given)), len(given), [place]))
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] >= blocks[-1][0] / blocks[-1][1]:
            total, count, inside = blocks.pop()
            before, so_many, earlier = blocks.pop()
            blocks.append((before + total, so_many + count, [*earlier, *inside]))
    ends = [(sorted({inside[0], inside[-1]}), total / count) for total, count, inside in blocks]
    return tuple((place, level) for places_of_block, level in ends for place in places_of_block)
