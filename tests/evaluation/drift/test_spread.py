import numpy as np
import pytest
from scipy import stats

from assessor.evaluation.drift.spread import (
    LEAST_VARIANCE,
    codes_of,
    mean_of,
    rater_spread,
    spread_of,
)


def test_components_are_those_of_one_way_analysis_of_variance() -> None:
    """Against scipy's F: MSB / MSW, and for r equal raters of n the between component (MSB - MSW) / n."""
    values = np.array([[2.0, 3.0, 1.0], [0.0, 1.0, -1.0], [4.0, 2.0, 3.0]])
    found = spread_of(values.ravel(), np.repeat([0, 1, 2], 3))
    within = values.var(axis=1, ddof=1).mean()
    f = stats.f_oneway(*values).statistic
    assert found.rest == pytest.approx(within)
    assert found.raters == pytest.approx((f - 1) * within / 3)


def test_raters_who_differ_widen_the_interval_of_a_mean() -> None:
    values, raters = np.array([0.0, 0, 0, 2, 2, 2]), np.array([0, 0, 0, 1, 1, 1])
    apart = mean_of(values, raters, spread_of(values, raters))
    # Within raters nothing varies (the least variance); between, (MSB - 1/12) / 3 with MSB = 6: 1.972.
    assert apart.variance == pytest.approx(LEAST_VARIANCE / 6 + (6 - LEAST_VARIANCE) / 3 * 0.5)
    alike = spread_of(values, np.array([0, 1, 0, 1, 0, 1]))
    assert mean_of(values, np.array([0, 1, 0, 1, 0, 1]), alike).variance < apart.variance / 2


@pytest.mark.parametrize("raters", [[0, 0, 0, 0], [0, 1, 2, 3]])
def test_one_rater_or_one_rating_each_tells_nothing_of_raters(raters: list[int]) -> None:
    found = spread_of(np.array([0.0, 1, 2, 1]), np.array(raters))
    assert found.raters == 0
    assert found.rest == pytest.approx(2 / 3)


def test_equal_ratings_are_not_beyond_doubt() -> None:
    values, raters = np.zeros(10), np.arange(10) % 2
    assert mean_of(values, raters, spread_of(values, raters)).variance == pytest.approx(LEAST_VARIANCE / 10)


def test_the_spread_between_raters_needs_five_of_them() -> None:
    generator = np.random.default_rng(1)
    raters = np.repeat(np.arange(8), 40)
    values = np.round(generator.normal(0, 0.5, 8)[raters] + generator.normal(0, 0.7, 320))
    found = rater_spread(values, raters)
    assert found.n == 8
    assert found.value == pytest.approx(0.5, abs=0.2)
    assert found.low is not None
    assert found.high is not None
    assert found.low < (found.value or 0) < found.high
    few = rater_spread(values[:160], raters[:160])
    assert (few.value, few.n) == (None, 4)


def test_names_become_numbers() -> None:
    assert codes_of(["b", "a", "b"]).tolist() == [1, 0, 1]
