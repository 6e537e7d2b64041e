import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.fit import Layer, LayerKind
from assessor.drafting.calibration.layer import Ends, moved, settle
from assessor.drafting.calibration.learning import COVERAGE, learned

SCALE = Ends(1, 5)
PLACES = st.floats(-1, 7, allow_nan=False)
PAIRS = st.lists(st.tuples(st.floats(0.5, 5.5), st.integers(1, 5)), max_size=40)
KINDS = st.sampled_from(list(LayerKind))


def layer_of(kind: LayerKind, pairs: list[tuple[float, int]], half_width: float | None = None) -> Layer:
    found = learned(kind, [place for place, _ in pairs], [level for _, level in pairs])
    return found.model_copy(update={"half_width": half_width})


@given(kind=KINDS, place=PLACES)
def test_from_no_ratings_nothing_moves(kind: LayerKind, place: float) -> None:
    assert moved(layer_of(kind, []), place) == place


@given(kind=KINDS, pairs=PAIRS, low=PLACES, high=PLACES)
def test_the_higher_of_two_places_never_gets_the_lower_level(
    kind: LayerKind, pairs: list[tuple[float, int]], low: float, high: float
) -> None:
    layer = layer_of(kind, pairs)
    low, high = sorted((low, high))
    assert moved(layer, low) <= moved(layer, high) + 1e-9
    assert settle(layer, low, None, SCALE).level <= settle(layer, high, None, SCALE).level


@given(
    kind=KINDS, pairs=PAIRS, place=PLACES, half=st.none() | st.floats(0, 9), own=st.none() | st.just((2, 4))
)
def test_level_and_interval_stay_on_the_scale_and_belong_together(
    kind: LayerKind,
    pairs: list[tuple[float, int]],
    place: float,
    half: float | None,
    own: tuple[int, int] | None,
) -> None:
    found = settle(layer_of(kind, pairs, half), place, own, SCALE)
    assert 1 <= found.level <= 5
    if half is None and own is None:
        assert found.interval is None
    else:
        assert found.interval is not None
        assert 1 <= found.interval[0] <= found.level <= found.interval[1] <= 5


def test_a_layer_that_moves_nothing_leaves_level_and_interval() -> None:
    found = settle(layer_of(LayerKind.NONE, [(3.0, 1)]), 3.4, (2, 4), SCALE)
    assert (found.level, found.interval) == (3, (2, 4))


def test_without_a_width_the_drafters_own_interval_moves_along() -> None:
    shift = layer_of(LayerKind.SHIFT, [(3.0, 2)])
    found = settle(shift, 4.0, (3, 5), SCALE)
    assert (found.level, found.interval) == (3, (2, 4))


def test_with_a_width_the_interval_is_what_lies_within_it() -> None:
    # 4.3 - 1 = 3.3; levels within 0.8 of it: 2.5 to 4.1, so 3 and 4.
    found = settle(layer_of(LayerKind.SHIFT, [(3.0, 2)], 0.8), 4.3, (1, 5), SCALE)
    assert (found.level, found.interval) == (3, (3, 4))


@pytest.mark.parametrize(
    ("ends", "whole"), [(Ends(1, 5), True), (Ends(0, 4), True), (Ends(1, 4), True), (Ends(1, 3), False)]
)
def test_all_of_a_long_scale_says_nothing_and_all_of_a_short_one_stands(ends: Ends, whole: bool) -> None:
    assert ends.is_whole((ends.lowest, ends.highest)) is whole
    assert not ends.is_whole((ends.lowest, ends.highest - 1))


def test_learned_layers_state_the_coverage_of_their_intervals() -> None:
    assert {layer_of(kind, [(2.0, 2)]).coverage for kind in LayerKind} == {COVERAGE}
