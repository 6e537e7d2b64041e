"""Drift: how sure a mean of differences is, since ratings by one person hang together.

A difference is taken as mean + what its rater is given to + the rest. Both variances come from one-way
analysis of variance with raters as a random factor. A mean of n ratings by few raters is then less sure than
n says.

Source: Searle, Casella and McCulloch (1992), Variance Components, section 3.6 (unbalanced one-way layout).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from assessor.domain.agreement import Statistic
from assessor.evaluation.arrays import Floats, Ints
from assessor.evaluation.drift.groups import FEWEST_PEOPLE
from assessor.evaluation.statistic import statistic_of, undefined

LEAST_VARIANCE = 1 / 12
"""Of a whole number that stands for anything within half a level of it: ratings that are all equal are not
beyond doubt."""
_Z = NormalDist().inv_cdf(0.975)
_DRAWS, _SEED = 1000, 20_261_128


@dataclass(frozen=True)
class Spread:
    """The two variances, in levels squared."""

    rest: float
    raters: float
    """Between raters; 0 where that cannot be told."""


@dataclass(frozen=True)
class Mean:
    """A mean of differences with its variance."""

    value: float
    variance: float
    n: int

    @property
    def statistic(self) -> Statistic:
        """With its 95 % interval."""
        half = _Z * self.variance**0.5
        return Statistic(
            value=self.value, low=self.value - half, high=self.value + half, n=self.n, why_null=None
        )


def spread_of(differences: Floats, raters: Ints) -> Spread:
    """Variance components.

    Args:
        differences: shape (n,), n at least 1.
        raters: who gave each, as numbers from 0, shape (n,).
    """
    n, sums, squares = _by_rater(differences, raters)
    return Spread(*(float(part[0]) for part in _components(n[None], sums[None], squares[None])))


def mean_of(differences: Floats, raters: Ints, spread: Spread) -> Mean:
    """Mean and its variance; shapes as for `spread_of`."""
    n = len(differences)
    shares = np.bincount(raters) / n
    variance = spread.rest / n + spread.raters * float((shares**2).sum())
    return Mean(float(differences.mean()), variance, n)


def rater_spread(differences: Floats, raters: Ints) -> Statistic:
    """Standard deviation between raters, in levels, with a bootstrap interval over raters.

    Null below five raters, since the figure would be about few people.
    """
    people = len(np.unique(raters)) if len(raters) else 0
    if people < FEWEST_PEOPLE:
        return undefined("fewer than five raters", people)
    n, sums, squares = _by_rater(differences, raters)
    drawn = np.random.default_rng(_SEED).integers(0, people, (_DRAWS, people))
    chosen = np.concatenate([np.arange(people)[None], drawn])
    _, between = _components(n[chosen], sums[chosen], squares[chosen])
    return statistic_of(np.sqrt(between), n=people, why_nan="every rater gave one rating")


def codes_of(names: Sequence[str]) -> Ints:
    """Names as numbers from 0."""
    return np.unique(np.array(names, dtype=object).astype(str), return_inverse=True)[1].astype(np.int64)


def _by_rater(differences: Floats, raters: Ints) -> tuple[Floats, Floats, Floats]:
    codes = np.unique(raters, return_inverse=True)[1]
    return (
        np.bincount(codes).astype(np.float64),
        np.bincount(codes, weights=differences).astype(np.float64),
        np.bincount(codes, weights=differences**2).astype(np.float64),
    )


def _components(n: Floats, sums: Floats, squares: Floats) -> tuple[Floats, Floats]:
    """Rest and between for each row of raters, shapes (d, raters)."""
    total, people = n.sum(axis=1), n.shape[1]
    means = sums / n
    grand = sums.sum(axis=1) / total
    within = (squares - n * means**2).sum(axis=1)
    between = (n * (means - grand[:, None]) ** 2).sum(axis=1)
    free = total - people
    alone = (within + between) / np.maximum(total - 1, 1)
    rest = np.where(free > 0, within / np.maximum(free, 1), alone)
    rest = np.maximum(rest, LEAST_VARIANCE)
    size = (total - (n**2).sum(axis=1) / total) / max(people - 1, 1)
    raised = between / max(people - 1, 1) - rest
    told = (free > 0) & (people > 1) & (size > 0)
    return rest, np.where(told, np.maximum(raised / np.where(size > 0, size, 1), 0), 0.0)
