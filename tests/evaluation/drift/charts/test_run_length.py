"""Computed run lengths against simulated ones."""

import numpy as np
import pytest

from assessor.evaluation.arrays import Floats
from assessor.evaluation.drift.charts.cusum import cusum_paths
from assessor.evaluation.drift.charts.ewma import ewma_limit, ewma_path
from assessor.evaluation.drift.charts.run_length import (
    cusum_run_length,
    discrete,
    ewma_run_length,
    limit_for,
    normal,
)

LEVELS = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
SHARES = np.array([0.02, 0.2, 0.53, 0.22, 0.03])
MEAN = float(LEVELS @ SHARES)
SPREAD = float(((LEVELS - MEAN) ** 2 @ SHARES) ** 0.5)
STEPS = (LEVELS - MEAN) / SPREAD
SERIES, RATINGS = 1500, 900


def run_lengths(beyond: Floats) -> tuple[float, float]:
    """Mean run length of series, and its standard error, from signals and ratings watched until then.

    Run lengths are near geometric, so signals over ratings watched is the chance per rating, and what ran
    longer than was simulated counts as watched.
    """
    signalled = beyond.any(axis=0)
    watched = np.where(signalled, beyond.argmax(axis=0) + 1, len(beyond)).sum()
    mean = watched / signalled.sum()
    return float(mean), float(mean / signalled.sum() ** 0.5)


def draws(kind: str, seed: int) -> Floats:
    generator = np.random.default_rng(seed)
    if kind == "normal":
        return generator.normal(size=(RATINGS, SERIES))
    return generator.choice(STEPS, p=SHARES, size=(RATINGS, SERIES))


@pytest.mark.parametrize("kind", ["normal", "discrete"])
@pytest.mark.parametrize("weight", [0.05, 0.2])
def test_run_length_of_an_ewma_is_the_simulated_one(kind: str, weight: float) -> None:
    limit = ewma_limit(2.5, weight=weight)
    at_most = normal() if kind == "normal" else discrete(STEPS, SHARES)
    simulated, error = run_lengths(np.abs(ewma_path(draws(kind, 7), weight=weight)) > limit)
    computed = ewma_run_length(weight=weight, limit=limit, at_most=at_most)
    assert abs(computed - simulated) < 4 * error
    assert error < 0.04 * simulated


@pytest.mark.parametrize("kind", ["normal", "discrete"])
@pytest.mark.parametrize("allowance", [0.25, 0.5])
def test_run_length_of_a_cusum_is_the_simulated_one(kind: str, allowance: float) -> None:
    at_most = normal() if kind == "normal" else discrete(STEPS, SHARES)
    limit = 2.0 / allowance + 0.3
    upper, lower = cusum_paths(draws(kind, 8), allowance=allowance)
    simulated, error = run_lengths((upper > limit) | (lower < -limit))
    computed = cusum_run_length(allowance=allowance, limit=limit, at_most=at_most)
    assert abs(computed - simulated) < 4 * error
    assert error < 0.04 * simulated


def test_both_sides_of_a_skewed_rating_count() -> None:
    """Mirrored values swap the sides and must leave the whole as it is."""
    at_most, mirrored = discrete(STEPS, SHARES), discrete(-STEPS[::-1], SHARES[::-1])
    made, other = (cusum_run_length(allowance=0.4, limit=4.03, at_most=one) for one in (at_most, mirrored))
    assert made == pytest.approx(other, rel=0.01)


def test_the_limit_for_a_run_length_gives_it_back() -> None:
    limit = limit_for(lambda h: cusum_run_length(allowance=0.5, limit=h, cells=61), 465, low=1, high=9)
    assert limit == pytest.approx(5.0, abs=0.02)


def test_a_limit_out_of_reach_has_no_finite_run_length() -> None:
    assert cusum_run_length(allowance=0.5, limit=60.0) == np.inf
    assert ewma_run_length(weight=0.01, limit=0.9) == np.inf
    # Values that cannot get there: no sum of half a level less an allowance of one grows at all.
    at_most = discrete([-0.5, 0.5], [0.5, 0.5])
    assert cusum_run_length(allowance=1.0, limit=3.0, at_most=at_most) == np.inf
