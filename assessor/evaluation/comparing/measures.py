"""What is compared: each measure, on which items it looks, and which direction is the better one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from assessor.evaluation.arrays import Floats, weighted_mean
from assessor.evaluation.comparing.trios import Bools, Trios
from assessor.evaluation.distance import exact, mean_absolute_error, signed_bias, within_one
from assessor.evaluation.kappa import quadratic_weighted_kappa

Better = Literal["higher", "lower"]


@dataclass(frozen=True)
class Measure:
    """One figure of one rater beside the labels."""

    name: str
    better: Better
    items: Callable[[Trios], Bools]
    """Which trios count; the same whichever rater is looked at, so that the two stay paired."""
    of: Callable[[Floats, Floats, Floats], Floats]
    """From a rater's ratings (c,), labels (c,) and weights (d, c) to values (d,)."""
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


def _absolute_bias(rated: Floats, label: Floats, weights: Floats) -> Floats:
    return np.abs(signed_bias(label, rated, weights))


def _unrated(rated: Floats, label: Floats, weights: Floats) -> Floats:
    del label
    return weighted_mean(np.isnan(rated).astype(np.float64), weights)


def _kappa_with_gaps_filled(middle: float) -> Callable[[Floats, Floats, Floats], Floats]:
    def of(rated: Floats, label: Floats, weights: Floats) -> Floats:
        return quadratic_weighted_kappa(np.where(np.isnan(rated), middle, rated), label, weights)

    return of


def measures_of(trios: Trios) -> tuple[Measure, ...]:
    """Every measure, the one that decides first.

    Weighted kappa of the items both rated decides. A rater who leaves out what is hard looks better there, so
    the same with gaps filled by the labels' median stands next, and how much was left out after that.
    """
    both = "items with a level as label that both runs rated"
    one_value = "ratings and labels have one and the same value throughout"
    filled = _kappa_with_gaps_filled(_median(trios))
    return (
        Measure("qwk", "higher", _rated_by_both, quadratic_weighted_kappa, both, one_value),
        Measure(
            "qwk_abstain_as_median", "higher", _ratable, filled, "items with a level as label", one_value
        ),
        Measure("exact", "higher", _rated_by_both, exact, both),
        Measure("within_one", "higher", _rated_by_both, within_one, both),
        Measure("mae", "lower", _rated_by_both, mean_absolute_error, both),
        Measure("absolute_bias", "lower", _rated_by_both, _absolute_bias, both),
        Measure("abstained", "lower", _ratable, _unrated, "items with a level as label"),
        Measure("left_unrated", "higher", _not_ratable, _unrated, "items that cannot be rated"),
    )


def _median(trios: Trios) -> float:
    """The labels' median; of two in the middle the lower, so that it is a level."""
    known = _ratable(trios)
    if not known.any():
        return np.nan
    order = np.argsort(trios.label[known])
    reached = np.cumsum(trios.total[known][order])
    return float(trios.label[known][order][np.searchsorted(reached, reached[-1] / 2)])
