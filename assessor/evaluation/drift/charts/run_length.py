"""How many ratings pass before a chart signals, on average, computed as a Markov chain.

The range between the limits is cut into cells, the chart's place is the middle of its cell, and the mean
number of steps to leave them all solves (1 - Q) m = 1, Q being the chances to go from cell to cell.

Source: Brook and Evans (1972), Biometrika 59(3), 539-549, for a CUSUM; Lucas and Saccucci (1990),
Technometrics 32(1), 1-12, for an EWMA. Both take ratings as independent and the reference as known. The
study in docs/drift-study.md says what becomes of these numbers when neither is so.
"""

import math
from collections.abc import Callable, Sequence

import numpy as np

from assessor.evaluation.arrays import Floats

Distribution = Callable[[Floats], Floats]
"""The chance of at most x, for each x, in spreads."""
_CELLS = 201
"""Odd, so that one cell's middle is 0."""
_LONGEST = 1e12
"""Ratings beyond which rounding decides the number, so it is infinite."""


def normal(mean: float = 0.0) -> Distribution:
    """Normal of standard deviation 1."""

    def at_most(x: Floats) -> Floats:
        flat = [0.5 * math.erfc((mean - one) / math.sqrt(2)) for one in x.ravel().tolist()]
        return np.asarray(flat, dtype=np.float64).reshape(x.shape)

    return at_most


def discrete(values: Sequence[float], shares: Sequence[float]) -> Distribution:
    """A few values, each with its share.

    Args:
        values: in spreads, ascending.
        shares: of the same length, summing to 1.
    """
    steps = np.asarray(values, dtype=np.float64)
    sums = np.concatenate([[0.0], np.cumsum(shares)])

    def at_most(x: Floats) -> Floats:
        # Rounding must not decide on which side of a border a value falls.
        return sums[np.searchsorted(steps, x + 1e-9, side="right")]

    return at_most


def ewma_run_length(
    *, weight: float, limit: float, at_most: Distribution | None = None, cells: int = _CELLS
) -> float:
    """Mean ratings until an EWMA that begins at 0 signals; infinite beyond 1e12.

    Args:
        weight: of the newest rating, above 0 and at most 1.
        limit: in spreads, as from `ewma_limit`.
        at_most: distribution of a rating; the standard normal where none is given.
        cells: odd; more are more exact and cost their cube.

    >>> round(ewma_run_length(weight=0.1, limit=2.814 * (0.1 / 1.9) ** 0.5))
    499
    """
    at_most = at_most or normal()
    middles, half = _cells(-limit, limit, cells)
    kept = (1 - weight) * middles[:, np.newaxis]
    borders = np.append(middles - half, middles[-1] + half)
    chances = at_most((borders - kept) / weight)
    return _steps(np.diff(chances, axis=1), cells // 2)


def cusum_run_length(
    *, allowance: float, limit: float, at_most: Distribution | None = None, cells: int = _CELLS
) -> float:
    """Mean ratings until either side of a CUSUM that begins at 0 signals; infinite beyond 1e12.

    The chances per rating of the two sides add up (van Dobben de Bruyn 1968).

    Args:
        allowance: in spreads.
        limit: in spreads.
        at_most: distribution of a rating; the standard normal where none is given.
        cells: more are more exact and cost their cube.

    >>> round(cusum_run_length(allowance=0.5, limit=4.0))
    168
    """
    at_most = at_most or normal()

    def at_least_negative(x: Floats) -> Floats:
        # A hair off, so that a value on the border counts in the cell it does on the other side.
        return 1 - at_most(-x - 2e-9)

    sides = [_one_side(allowance, limit, one, cells) for one in (at_most, at_least_negative)]
    chance = sum(1 / one for one in sides)
    return 1 / chance if chance else math.inf


def _one_side(allowance: float, limit: float, at_most: Distribution, cells: int) -> float:
    # Half the lowest cell lies below 0: its middle is 0, where a sum that would fall below stays.
    half = limit / (2 * cells - 1)
    middles = 2 * half * np.arange(cells)
    borders = np.append(-np.inf, middles + half)
    chances = at_most(borders[np.newaxis, :] - middles[:, np.newaxis] + allowance)
    return _steps(np.diff(chances, axis=1), 0)


def _cells(low: float, high: float, cells: int) -> tuple[Floats, float]:
    half = (high - low) / (2 * cells)
    middles: Floats = low + half * (2 * np.arange(cells, dtype=np.float64) + 1)
    return middles, half


def _steps(chances: Floats, begin: int) -> float:
    left = np.eye(len(chances)) - chances
    try:
        steps = float(np.linalg.solve(left, np.ones(len(chances)))[begin])
    except np.linalg.LinAlgError:
        return math.inf
    # Where no signal is to be expected at all, 1 - Q is singular but for rounding.
    return steps if 0 < steps < _LONGEST else math.inf


def limit_for(run_length: Callable[[float], float], wanted: float, *, low: float, high: float) -> float:
    """The limit between `low` and `high` at which a chart's mean run length is what is wanted.

    Args:
        run_length: of a limit; grows with it.
        wanted: ratings.
        low: a limit that is too small.
        high: a limit that is too large.
    """
    for _ in range(24):
        middle = (low + high) / 2
        low, high = (middle, high) if run_length(middle) < wanted else (low, middle)
    return (low + high) / 2
