"""Means of shifts: groups are resampled whole, and chance turns whole groups round."""

import numpy as np
import pytest

from assessor.evaluation.cause.shifts import shifts_of


def test_ten_groups_that_all_went_up_are_beyond_chance() -> None:
    (shift,) = shifts_of(np.ones((10, 1)), [str(at) for at in range(10)])
    assert (shift.statistic.value, shift.statistic.low, shift.statistic.high) == (1, 1, 1)
    # Of 2^10 ways to turn signs, two are as large: all up and all down.
    assert shift.p == pytest.approx(2 / 1024)


def test_ten_items_of_one_group_say_as_much_as_one() -> None:
    (shift,) = shifts_of(np.ones((10, 1)), ["same"] * 10)
    assert shift.p == 1
    assert shift.statistic.low is None
    assert shift.statistic.why_null == "no interval: all these items are one group"


def test_what_is_not_there_is_left_out_and_never_zero() -> None:
    column = np.array([[1.0], [1.0], [np.nan], [np.nan]])
    (shift,) = shifts_of(column, list("abcd"))
    assert (shift.statistic.value, shift.statistic.n) == (1, 2)
    (nothing,) = shifts_of(np.full((3, 1), np.nan), list("abc"))
    assert (nothing.statistic.value, nothing.p) == (None, None)


def test_parts_add_up_in_the_ends_of_their_draws_too() -> None:
    parts = np.array([[1.0, 2.0, 3.0], [0.0, -1.0, -1.0], [2.0, 0.0, 2.0], [1.0, 1.0, 2.0]])
    first, second, whole = (one.statistic for one in shifts_of(parts, list("abcd")))
    assert whole.value == pytest.approx((first.value or 0) + (second.value or 0))
