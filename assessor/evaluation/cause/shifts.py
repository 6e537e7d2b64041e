"""Cause: means of several shifts over the same items, resampled by groups, each with its test.

All shifts are resampled with the same draws, so that parts and whole fit together in every one of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assessor.domain.agreement import Statistic
from assessor.evaluation.arrays import Floats, ratio
from assessor.evaluation.comparing.swapping import MOST_COUNTED, p_value
from assessor.evaluation.resampling import weights_of
from assessor.evaluation.statistic import statistic_of, undefined

DRAWS = 2000
SEED = 20_261_128
_FEWEST = 2


@dataclass(frozen=True)
class Shift:
    """A mean and how likely it is by chance."""

    statistic: Statistic
    p: float | None


def shifts_of(
    columns: Floats, groups: Sequence[str], *, draws: int = DRAWS, seed: int = SEED
) -> tuple[Shift, ...]:
    """The mean of each column.

    Args:
        columns: one row for each item, one column for each shift; `nan` leaves an item out of a column.
        groups: for each item what it hangs together with.
        draws: resamples of groups; ways of changing signs, where not all are gone through.
        seed: of both.

    Returns:
        A mean with its 95 % interval, and a two-sided p: by chance, a group's shift could as well have gone
        the other way. Undefined below two items; without interval below two groups.
    """
    if not len(columns):
        return tuple(Shift(undefined("there is no item", 0), None) for _ in range(columns.shape[1]))
    names, at = np.unique(np.array(groups, dtype=str), return_inverse=True)
    member = (np.arange(len(names))[:, None] == at[None, :]).astype(np.float64)
    known = ~np.isnan(columns)
    sums, sizes = member @ np.where(known, columns, 0.0), member @ known.astype(np.float64)
    ones = np.ones(len(names), dtype=np.int64)
    means = np.concatenate(
        [ratio(weights @ sums, weights @ sizes) for weights in weights_of(ones, draws=draws, seed=seed)]
    )
    return tuple(
        _shift(
            means[:, one], sums[:, one], int(sizes[:, one].sum()), int((sizes[:, one] > 0).sum()), draws, seed
        )
        for one in range(columns.shape[1])
    )


def _shift(means: Floats, sums: Floats, items: int, groups: int, draws: int, seed: int) -> Shift:
    if items < _FEWEST:
        return Shift(undefined("there are fewer than two items", items), None)
    statistic = statistic_of(means, n=items, why_nan="there is no item")
    if groups < _FEWEST:
        why = "no interval: all these items are one group"
        statistic = statistic.model_copy(update={"low": None, "high": None, "why_null": why})
    return Shift(statistic, _p(sums, draws, seed))


def _p(sums: Floats, draws: int, seed: int) -> float | None:
    """By changing the signs of whole groups; groups that add up to nothing change nothing."""
    sums = sums[sums != 0]
    if len(sums) <= MOST_COUNTED:
        signs = 1.0 - 2.0 * (np.arange(2 ** len(sums))[:, None] >> np.arange(len(sums)) & 1)
    else:
        signs = np.random.default_rng(seed).choice([-1.0, 1.0], (draws, len(sums)))
    return p_value(float(sums.sum()), signs @ sums, exhaustive=len(sums) <= MOST_COUNTED)
