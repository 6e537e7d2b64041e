"""Behaviours are put on one footing, whatever is missing or constant."""

import numpy as np
import pytest

from assessor.drafting.fitting.scaling import Scaling, scaling_of


def test_each_column_is_in_deviations_and_the_last_is_all_together() -> None:
    table = np.array([[0.0, 10.0], [2.0, 30.0]])
    # Centres 1 and 20, spreads 1 and 10: -1 and 1 in both columns, divided by the root of two; together -1, 1.
    half = 2**-0.5
    assert scaling_of(table).scaled(table) == pytest.approx(np.array([[-half, -half, -1], [half, half, 1]]))


def test_unknown_values_count_as_the_centre() -> None:
    scaling = scaling_of(np.array([[1.0, np.nan], [3.0, np.nan]]))
    found = scaling.scaled(np.array([[np.nan, 5.0]]))
    assert np.abs(found).max() < 1e-6


def test_a_behaviour_that_never_differed_stays_at_zero() -> None:
    scaling = scaling_of(np.array([[1.0, 7.0], [3.0, 7.0]]))
    assert scaling.scaled(np.array([[1.0, 8.0]]))[0, 1] == pytest.approx(0, abs=1e-6)


def test_far_out_values_are_held_at_three_deviations() -> None:
    scaling = scaling_of(np.array([[0.0], [2.0]]))
    assert scaling.scaled(np.array([[1000.0]]))[0, 0] == 3


def test_it_survives_json() -> None:
    scaling = scaling_of(np.array([[1.0, np.nan, 4.0], [3.0, np.nan, 4.0]]))
    assert Scaling.model_validate_json(scaling.model_dump_json()) == scaling
