import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.fit import LayerKind
from assessor.drafting.calibration.layer import moved
from assessor.drafting.calibration.learning import learned


def test_a_shift_is_the_mean_of_what_is_left_over() -> None:
    # (1-3 + 2-3 + 4-4) / 3 = -1
    assert learned(LayerKind.SHIFT, [3.0, 3.0, 4.0], [1, 2, 4]).shift == pytest.approx(-1.0)


def test_neighbours_in_the_wrong_order_are_pooled() -> None:
    # By place the levels are 1, 3, 2, 4: the middle two become their mean, 2.5.
    found = learned(LayerKind.ISOTONIC, [1.0, 2.0, 3.0, 4.0], [1, 3, 2, 4])
    assert found.knots == ((1.0, 1.0), (2.0, 2.5), (3.0, 2.5), (4.0, 4.0))
    assert moved(found, 2.5) == 2.5
    assert moved(found, 3.5) == pytest.approx(3.25)
    assert (moved(found, 0.0), moved(found, 9.0)) == (1.0, 4.0)


def test_equal_places_share_their_mean() -> None:
    assert learned(LayerKind.ISOTONIC, [2.0, 2.0, 3.0], [1, 2, 4]).knots == ((2.0, 1.5), (3.0, 4.0))


@given(
    pairs=st.lists(
        st.tuples(st.integers(2, 10).map(lambda n: n / 2), st.integers(1, 5)), min_size=1, max_size=30
    )
)
def test_a_rising_line_is_never_farther_off_than_no_line_or_a_constant(
    pairs: list[tuple[float, int]],
) -> None:
    """The least-squares line among all that never fall, so none of those can be nearer."""
    places, levels = [place for place, _ in pairs], [level for _, level in pairs]
    found = learned(LayerKind.ISOTONIC, places, levels)

    def squares(said: list[float]) -> float:
        return sum((one - level) ** 2 for one, level in zip(said, levels, strict=True))

    here = squares([moved(found, place) for place in places])
    assert here <= squares(places) + 1e-9
    assert here <= squares([sum(levels) / len(levels)] * len(levels)) + 1e-9
