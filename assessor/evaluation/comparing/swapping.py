"""Paired permutation test: were A and B the same, their ratings of any group could change places.

Sources: Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 15; Phipson and Smyth (2010),
Statistical Applications in Genetics and Molecular Biology 9(1), article 39.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from assessor.evaluation.arrays import Floats, Ints
from assessor.evaluation.comparing.trios import Trios

MOST_COUNTED = 12
"""Groups that differ up to which all 2^12 = 4,096 ways of swapping are gone through."""
_MOST_WEIGHTS = 4_000_000
"""Weights held at once: 32 MB."""
_ROUNDING = 1e-9
"""Differences this close are the same one, computed in another order."""


@dataclass(frozen=True)
class Swaps:
    """Ways of swapping; only groups in which A and B differ matter."""

    groups: int
    """Groups in which A and B differ."""
    exhaustive: bool
    """Whether these are all ways, the one that swaps nothing among them."""
    swapped: Iterator[Floats]
    """In parts of bounded size: items of each trio that are swapped, shape (d, t)."""


def swaps_of(trios: Trios, *, draws: int, seed: int) -> Swaps:
    """All ways of swapping where there are few, else as many as are drawn.

    Args:
        trios: of any number of groups.
        draws: random ways, 0 or more, where not all are gone through.
        seed: of the draws.
    """
    matter = (trios.groups[:, trios.differ] > 0).any(axis=1)
    kinds, counts = trios.groups[matter], trios.counts[matter]
    groups = int(counts.sum())
    if groups <= MOST_COUNTED:
        ways = (np.arange(2**groups)[:, np.newaxis] >> np.arange(groups) & 1).astype(np.float64)
        return Swaps(groups, exhaustive=True, swapped=iter([ways @ np.repeat(kinds, counts, axis=0)]))
    return Swaps(groups, exhaustive=False, swapped=_drawn(kinds, counts, draws, seed))


def _drawn(kinds: Floats, counts: Ints, draws: int, seed: int) -> Iterator[Floats]:
    generator = np.random.default_rng(seed)
    size = max(1, _MOST_WEIGHTS // max(kinds.shape))
    for begin in range(0, draws, size):
        # Of k groups that are alike, how many are swapped is all that matters.
        yield generator.binomial(counts, 0.5, size=(min(size, draws - begin), len(counts))) @ kinds


def p_value(observed: float, swapped: Floats, *, exhaustive: bool) -> float | None:
    """Two-sided: how often swapping alone makes a difference at least as large.

    Args:
        observed: the difference as it is, not `nan`.
        swapped: the difference under each way of swapping. `nan`, no value under that way, counts as large:
            a gap in knowledge must not make a difference look sure.
        exhaustive: whether these are all ways. If not, the way things are counts as one more, so that p is
            never zero.

    Returns:
        In (0, 1]; None where nothing was drawn.

    >>> p_value(0.5, np.array([0.5, 0.1, -0.1, -0.5]), exhaustive=True)
    0.5
    >>> p_value(0.5, np.array([0.1, -0.1, 0.2]), exhaustive=False)
    0.25
    """
    if not len(swapped):
        return None
    large = len(swapped) - int((np.abs(swapped) < abs(observed) - _ROUNDING).sum())
    return large / len(swapped) if exhaustive else (large + 1) / (len(swapped) + 1)
