"""Stage 4, choosing what is learned: every candidate is judged on assessees it did not learn from."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assessor.domain.fit import ChosenKind, Layer, LayerKind, WeightChange
from assessor.drafting.calibration.layer import Ends, moved
from assessor.drafting.calibration.learning import COVERAGE, learned
from assessor.drafting.calibration.rated import Rated
from assessor.drafting.levels.fit import conformal_width
from assessor.drafting.levels.model import Ruler

_LEAST_GAIN = 1e-9
"""A candidate that is no better than a simpler one is not chosen."""


@dataclass(frozen=True)
class Choice:
    """What was chosen, with the errors it was chosen by: root mean squares, in levels."""

    layer: Layer
    weights: WeightChange | None
    errors: dict[ChosenKind, float]
    error_before: float
    error_after: float


def choose(rated: Sequence[Rated], ends: Ends, ruler: Ruler | None) -> Choice:
    """The candidate that errs least on left-out assessees; of equals the simplest.

    Weights are refitted only where a model of levels stands behind every place, and kept only where that errs
    less than the best layer alone. The interval comes from how far off the chosen one was on left-out texts.

    Args:
        rated: at least one text, of at least two assessees.
        ends: of the scale.
        ruler: of the model of levels; null where none stands behind the places.
    """
    found: dict[ChosenKind, list[float]] = {
        kind.value: left_out(kind.value, rated, ends, None) for kind in LayerKind
    }
    if ruler is not None and ruler.cuts and all(one.features is not None for one in rated):
        found["weights"] = left_out("weights", rated, ends, ruler)
    errors = {kind: _error(places, rated) for kind, places in found.items()}
    best: ChosenKind = "none"
    for kind, error in errors.items():
        if error < errors[best] - _LEAST_GAIN:
            best = kind
    off = [abs(place - one.level) for place, one in zip(found[best], rated, strict=True)]
    layer = learned(
        LayerKind.NONE if best == "weights" else LayerKind(best),
        [one.place for one in rated],
        [one.level for one in rated],
    ).model_copy(update={"half_width": conformal_width(off, COVERAGE)})
    return Choice(layer, weights_of(best, rated, ruler), errors, errors["none"], errors[best])


def left_out(kind: ChosenKind, rated: Sequence[Rated], ends: Ends, ruler: Ruler | None) -> list[float]:
    """Where each text would stand by what was learned without its assessee, on the scale.

    Args:
        kind: what is learned.
        rated: texts.
        ends: of the scale.
        ruler: needed for weights alone.
    """
    if kind == "weights":
        # Numpy and the model's code are needed for this alone.
        from assessor.drafting.calibration.weights import left_out_places

        assert ruler is not None
        return [ends.within(place) for place in left_out_places(ruler, rated)]
    layers = {
        group: learned(
            LayerKind(kind),
            [one.place for one in rated if one.group != group],
            [one.level for one in rated if one.group != group],
        )
        for group in {one.group for one in rated}
    }
    return [ends.within(moved(layers[one.group], one.place)) for one in rated]


def weights_of(kind: ChosenKind, rated: Sequence[Rated], ruler: Ruler | None) -> WeightChange | None:
    """The change of weights learned from all, where that is what is learned."""
    if kind != "weights":
        return None
    from assessor.drafting.calibration.weights import refitted

    assert ruler is not None
    return refitted(ruler, rated)


def _error(places: Sequence[float], rated: Sequence[Rated]) -> float:
    squares = sum((place - one.level) ** 2 for place, one in zip(places, rated, strict=True))
    return math.sqrt(squares / len(rated))
