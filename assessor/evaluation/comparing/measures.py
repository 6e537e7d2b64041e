"""What is compared: each measure, on which items it looks, and which direction is the better one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from assessor.evaluation.arrays import Floats, Ints, ratio, weighted_mean
from assessor.evaluation.comparing.trios import Bools, Trios
from assessor.evaluation.distance import exact, mean_absolute_error, signed_bias, within_one
from assessor.evaluation.kappa import quadratic_weighted_kappa

Better = Literal["higher", "lower"]
Score = Callable[[Floats, Floats, Ints, Floats], Floats]
"""From a rater's ratings (c,), labels (c,), scales (c,) and weights (d, c) to values (d,)."""


@dataclass(frozen=True)
class Measure:
    """One figure of one rater beside the labels."""

    name: str
    better: Better
    items: Callable[[Trios], Bools]
    """Which trios count; the same whichever rater is looked at, so that the two stay paired."""
    of: Score
    """One rater's value under each row of weights."""
    which: str
    """The items that count, in words."""
    why_nan: str = ""
    """Why there may be no value though there are items."""


def _rated_by_both(trios: Trios) -> Bools:
    return _ratable(trios) & ~np.isnan(trios.first) & ~np.isnan(trios.second)


def _ratable(trios: Trios) -> Bools:
    return ~np.isnan(trios.label)


def _not_ratable(trios: Trios) -> Bools:
    return np.isnan(trios.label)


def _pooled(of: Callable[[Floats, Floats, Floats], Floats]) -> Score:
    """A mean over items, which may be on different scales."""

    def score(rated: Floats, label: Floats, scale: Ints, weights: Floats) -> Floats:
        del scale
        return of(rated, label, weights)

    return score


def _absolute_bias(rated: Floats, label: Floats, weights: Floats) -> Floats:
    return np.abs(signed_bias(label, rated, weights))


def _unrated(rated: Floats, label: Floats, weights: Floats) -> Floats:
    del label
    return weighted_mean(np.isnan(rated).astype(np.float64), weights)


def _kappa(rated: Floats, label: Floats, scale: Ints, weights: Floats) -> Floats:
    """Scales never mix: kappa of each by itself, then averaged, weighted by their items."""
    total, items = np.zeros(len(weights)), np.zeros(len(weights))
    for one in np.unique(scale):
        own = scale == one
        kappa = quadratic_weighted_kappa(rated[own], label[own], weights[:, own])
        n = np.where(np.isnan(kappa), 0.0, weights[:, own].sum(axis=1))
        total += n * np.nan_to_num(kappa)
        items += n
    return ratio(total, items)


def _kappa_with_gaps_filled(middles: Floats) -> Score:
    def score(rated: Floats, label: Floats, scale: Ints, weights: Floats) -> Floats:
        return _kappa(np.where(np.isnan(rated), middles[scale], rated), label, scale, weights)

    return score


def measures_of(trios: Trios, middles: Sequence[float] | None = None) -> tuple[Measure, ...]:
    """Every measure, the one that decides first.

    Weighted kappa of the items both rated decides. A rater who leaves out what is hard looks better there, so
    the same with gaps filled stands next, and how much was left out after that.

    Args:
        trios: of any number.
        middles: for each scale the level that stands for a gap; left out, the lower median of its labels.
    """
    both, ratable = "items with a level as label that both runs rated", "items with a level as label"
    one_value = "ratings and labels have one and the same value throughout"
    filled = _kappa_with_gaps_filled(_medians(trios) if middles is None else np.asarray(middles, np.float64))
    unrated = _pooled(_unrated)
    return (
        Measure("qwk", "higher", _rated_by_both, _kappa, both, one_value),
        Measure("qwk_abstain_as_median", "higher", _ratable, filled, ratable, one_value),
        Measure("exact", "higher", _rated_by_both, _pooled(exact), both),
        Measure("within_one", "higher", _rated_by_both, _pooled(within_one), both),
        Measure("mae", "lower", _rated_by_both, _pooled(mean_absolute_error), both),
        Measure("absolute_bias", "lower", _rated_by_both, _pooled(_absolute_bias), both),
        Measure("abstained", "lower", _ratable, unrated, ratable),
        Measure("left_unrated", "higher", _not_ratable, unrated, "items that cannot be rated"),
    )


def _medians(trios: Trios) -> Floats:
    """Of the labels on each scale; of two in the middle the lower, so that it is a level."""
    medians = np.full(int(trios.scale.max(initial=0)) + 1, np.nan)
    for one in np.unique(trios.scale):
        known = _ratable(trios) & (trios.scale == one)
        if known.any():
            order = np.argsort(trios.label[known])
            reached = np.cumsum(trios.total[known][order])
            medians[one] = trios.label[known][order][np.searchsorted(reached, reached[-1] / 2)]
    return medians
