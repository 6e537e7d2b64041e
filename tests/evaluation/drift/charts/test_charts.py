"""What charts do with the series they are given."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.errors import InputError
from assessor.evaluation.drift.charts.change_points import change_points
from assessor.evaluation.drift.charts.chart import Direction
from assessor.evaluation.drift.charts.cusum import cusum
from assessor.evaluation.drift.charts.ewma import ewma
from assessor.evaluation.drift.charts.reference import REACH, USUAL_SPREAD, reference_of

SERIES = st.lists(st.integers(-4, 4).map(float), min_size=1, max_size=60)
BASELINES = st.lists(st.integers(-4, 4).map(float), min_size=30, max_size=60)


@settings(max_examples=40, deadline=None)
@given(SERIES, st.integers(0, 60))
def test_a_series_in_two_chunks_charts_as_in_one(series: list[float], cut: int) -> None:
    first, rest = series[:cut], series[cut:]
    whole = ewma(series, weight=0.1, limit=1.0), cusum(series, allowance=0.5, limit=4.0)
    if not first or not rest:
        return
    one, sums = ewma(first, weight=0.1, limit=1.0), cusum(first, allowance=0.5, limit=4.0)
    later = (
        ewma(rest, weight=0.1, limit=1.0, start=one.state[0]),
        cusum(rest, allowance=0.5, limit=4.0, start=sums.state),
    )
    for all_of_it, begin, end in zip(whole, (one, sums), later, strict=True):
        assert np.concatenate([begin.upper, end.upper]) == pytest.approx(all_of_it.upper)
        assert np.concatenate([begin.lower, end.lower]) == pytest.approx(all_of_it.lower)
        at = begin.signal if begin.signal is not None or end.signal is None else cut + end.signal
        assert at == all_of_it.signal


@settings(max_examples=40, deadline=None)
@given(SERIES)
def test_the_mirrored_series_is_the_mirrored_chart(series: list[float]) -> None:
    mirrored = [-one for one in series]
    for made, other in (
        (ewma(series, weight=0.2, limit=0.7), ewma(mirrored, weight=0.2, limit=0.7)),
        (cusum(series, allowance=0.5, limit=3.0), cusum(mirrored, allowance=0.5, limit=3.0)),
    ):
        assert made.upper == pytest.approx(-other.lower)
        assert (made.signal, made.begun) == (other.signal, other.begun)
        if made.signal is not None:
            assert {made.direction, other.direction} == {Direction.UP, Direction.DOWN}


@settings(max_examples=40, deadline=None)
@given(BASELINES, SERIES, st.sampled_from([-2.0, -0.5, 0.25, 3.0]))
def test_all_differences_moved_alike_change_no_chart(
    baseline: list[float], series: list[float], by: float
) -> None:
    made = reference_of(baseline).standardised(series)
    moved = reference_of([one + by for one in baseline]).standardised([one + by for one in series])
    assert moved == pytest.approx(made)


def test_a_shift_of_one_level_is_found_upwards_and_dated() -> None:
    reference = reference_of([-1.0, 0.0, 0.0, 0.0, 1.0] * 8)
    series = [0.0, 1.0, -1.0, 0.0] * 5 + [1.0, 2.0, 0.0, 1.0] * 10
    standardised = reference.standardised(series)
    # 1 level is 1.33 spreads or more: the sum gains .83 a rating and passes 5 about 6 ratings after place 20.
    chart = cusum(standardised, allowance=0.5, limit=5.0)
    assert chart.signal is not None
    assert 22 <= chart.signal <= 29
    assert chart.direction is Direction.UP
    assert chart.begun is not None
    assert 16 <= chart.begun <= 21


def test_a_chart_within_its_limits_has_no_signal() -> None:
    chart = ewma([0.5, -0.5], weight=0.1, limit=0.6)
    assert (chart.signal, chart.direction, chart.begun) == (None, None, None)
    assert chart.limit.tolist() == [0.6, 0.6]


def test_a_rating_at_the_limit_does_not_signal() -> None:
    assert cusum([1.0, 0.75], allowance=0.5, limit=0.75).signal is None
    assert cusum([1.0, 0.80], allowance=0.5, limit=0.75).signal == 1


def test_one_rating_is_a_chart() -> None:
    assert ewma([2.0], weight=0.5, limit=0.9).signal == 0
    assert cusum([2.0], allowance=0.5, limit=2.0).upper.tolist() == [1.5]
    assert change_points([2.0], confidence=0.1).found == ()


def test_a_cusum_shows_the_side_nearer_its_limit() -> None:
    chart = cusum([1.0, -2.0], allowance=0.5, limit=5.0)
    assert chart.statistic.tolist() == [0.5, -1.5]


@pytest.mark.parametrize(
    ("series", "code"),
    [
        ([], "too_few_ratings"),
        ([0.0, float("nan")], "not_a_number"),
        ([float("inf")], "not_a_number"),
        ([[0.0, 1.0]], "not_a_series"),
    ],
)
def test_what_is_no_series_is_refused(series: list[float], code: str) -> None:
    for refused in (
        lambda: ewma(series, weight=0.1, limit=1.0),
        lambda: cusum(series, allowance=0.5, limit=4.0),
        lambda: change_points(series, confidence=0.1),
        lambda: reference_of([0.0, 1.0] * 15).standardised(series),
    ):
        with pytest.raises(InputError) as caught:
            refused()
        assert caught.value.code == code
        assert caught.value.hint


@pytest.mark.parametrize(
    "refused",
    [
        lambda: ewma([0.0], weight=0.0, limit=1.0),
        lambda: ewma([0.0], weight=1.5, limit=1.0),
        lambda: ewma([0.0], weight=0.5, limit=float("nan")),
        lambda: cusum([0.0], allowance=0.0, limit=1.0),
        lambda: cusum([0.0], allowance=0.5, limit=-1.0),
        lambda: change_points([0.0], confidence=0.0),
    ],
)
def test_a_setting_out_of_range_is_refused(refused: Callable[[], object]) -> None:
    with pytest.raises(InputError) as caught:
        refused()
    assert caught.value.code == "setting_out_of_range"


def test_29_ratings_are_no_reference() -> None:
    with pytest.raises(InputError) as caught:
        reference_of([0.0] * 29)
    assert caught.value.code == "too_few_ratings"
    assert reference_of([0.0] * 30).count == 30


def test_ratings_that_never_differ_keep_a_spread() -> None:
    """29 free of 30 with variance 0, and 30 more of .75 squared: sqrt(30 / 59 * .5625)."""
    assert reference_of([0.0] * 30).spread == pytest.approx((30 / 59) ** 0.5 * USUAL_SPREAD)


def test_a_large_spread_is_taken_as_it_is() -> None:
    assert reference_of([-2.0, 2.0] * 15).spread == pytest.approx((120 / 29) ** 0.5)


def test_one_absurd_rating_moves_a_reference_no_further_than_two_levels() -> None:
    usual, odd = reference_of([0.0] * 39 + [REACH]), reference_of([0.0] * 39 + [90.0])
    assert (odd.mean, odd.spread) == (usual.mean, usual.spread)
    assert odd.standardised([90.0]).tolist() == odd.standardised([REACH]).tolist()


def test_change_points_date_two_changes() -> None:
    generator = np.random.default_rng(4)
    noise = np.rint(generator.normal(0, 0.7, 300))
    found = change_points(noise + np.repeat([0.0, 1.0, -1.0], 100), confidence=0.05).found
    assert len(found) == 2
    for one, at in zip(found, (100, 200), strict=True):
        assert abs(one.at - at) <= 5
        assert at < one.signal < at + 60
    assert found[0].after - found[0].before > 0.6


def test_a_steady_series_has_no_change_point() -> None:
    made = change_points([0.0, 1.0, 0.0, -1.0] * 50, confidence=0.05)
    assert made.found == ()
    assert made.signal is None
    assert made.widths[-1] == 200
    assert made.means[-1] == pytest.approx(0.0)
