"""Charts of ours against the figures that books print."""

import numpy as np
import pytest

from assessor.evaluation.drift.charts.chart import Direction
from assessor.evaluation.drift.charts.cusum import cusum
from assessor.evaluation.drift.charts.ewma import ewma, ewma_limit
from assessor.evaluation.drift.charts.run_length import cusum_run_length, ewma_run_length, normal
from tests.evaluation.drift.charts.examples import (
    CUSUM_RUN_LENGTHS,
    EWMA_RUN_LENGTHS,
    MONTGOMERY_FIRST_20,
    MONTGOMERY_LAST_10,
)

OFF_TEN = np.array(MONTGOMERY_FIRST_20 + MONTGOMERY_LAST_10) - 10


def test_cusum_of_montgomery_signals_at_period_29_and_dates_the_shift_to_23() -> None:
    """He prints C+ of 0.45 in period 20, 5.28 in 29, seven periods in a row above 0, so a shift between 22 and 23."""
    chart = cusum(OFF_TEN, allowance=0.5, limit=5.0)
    assert chart.signal == 28
    assert chart.direction is Direction.UP
    assert chart.begun == 22
    assert chart.upper[28] == pytest.approx(5.28)
    # His lower sums have no sign.
    assert (-chart.lower[:3]).round(2).tolist() == [0.05, 1.56, 1.77]


def test_ewma_of_montgomery_begins_as_he_works_it_out() -> None:
    """He prints z = 9.945 and 9.7495 for the first two periods, and limits of 9.38 and 10.62, at L = 2.7."""
    limit = ewma_limit(2.7, weight=0.1)
    chart = ewma(OFF_TEN, weight=0.1, limit=limit)
    assert limit == pytest.approx(0.62, abs=0.005)
    assert (10 + chart.statistic[:2]).round(4).tolist() == [9.945, 9.7495]
    assert chart.direction is Direction.UP
    assert chart.signal is not None
    # None of the first 20 periods, in which nothing had changed.
    assert chart.signal >= len(MONTGOMERY_FIRST_20)


@pytest.mark.parametrize("limit", CUSUM_RUN_LENGTHS)
def test_run_lengths_of_the_cusum_are_the_ones_lucas_prints(limit: float) -> None:
    for shift, printed in CUSUM_RUN_LENGTHS[limit].items():
        found = cusum_run_length(allowance=0.5, limit=limit, at_most=normal(shift))
        assert found == pytest.approx(printed, rel=0.006), shift


@pytest.mark.parametrize(("weight", "multiple"), EWMA_RUN_LENGTHS)
def test_run_lengths_of_the_ewma_are_the_ones_lucas_and_saccucci_print(
    weight: float, multiple: float
) -> None:
    limit = ewma_limit(multiple, weight=weight)
    for shift, printed in EWMA_RUN_LENGTHS[weight, multiple].items():
        found = ewma_run_length(weight=weight, limit=limit, at_most=normal(shift))
        assert found == pytest.approx(printed, rel=0.006, abs=0.05), shift
