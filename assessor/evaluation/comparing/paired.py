"""Two raters of the same items beside the labels: every measure, its difference, interval and test."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assessor.domain.agreement import Statistic
from assessor.domain.comparison import MeasuredDifference, PairedDifferences, RightCounts
from assessor.evaluation.arrays import Floats
from assessor.evaluation.comparing.holm import holm
from assessor.evaluation.comparing.measures import Measure, measures_of
from assessor.evaluation.comparing.swapping import Swaps, p_value, swaps_of
from assessor.evaluation.comparing.trios import Bools, Trios
from assessor.evaluation.resampling import weights_of
from assessor.evaluation.statistic import statistic_of, undefined

DRAWS = 2000
SEED = 20_261_127
_FEWEST = 2
"""Items, and groups, below which nothing is left to chance."""


def paired_differences(
    trios: Trios, *, middles: Sequence[float] | None = None, draws: int = DRAWS, seed: int = SEED
) -> PairedDifferences:
    """Compare B with A.

    Args:
        trios: items of both raters with their labels; none is allowed.
        middles: for each scale the level that stands for a gap; left out, the lower median of its labels.
        draws: bootstrap resamples of groups, and random ways of swapping; 0 leaves out intervals, and tests
            where not all ways are gone through.
        seed: of both.
    """
    measures = measures_of(trios, middles)
    swaps = swaps_of(trios, draws=draws, seed=seed)
    resampled = _resampled(trios, measures, draws=draws, seed=seed)
    swapped = _swapped(trios, measures, swaps)
    compared = [
        _compared(trios, measure, sides, values, exhaustive=swaps.exhaustive)
        for measure, sides, values in zip(measures, resampled, swapped, strict=True)
    ]
    return PairedDifferences(
        n_items=int(trios.total.sum()),
        n_groups=int(trios.counts.sum()),
        n_groups_differ=swaps.groups,
        exhaustive=swaps.exhaustive,
        draws=draws,
        seed=seed,
        right=_right(trios),
        measures=adjusted(compared),
    )


@dataclass(frozen=True)
class _Sides:
    """One measure of both raters: on the items themselves, then on each resample."""

    a: Floats
    b: Floats


def _resampled(trios: Trios, measures: tuple[Measure, ...], *, draws: int, seed: int) -> list[_Sides]:
    parts: list[list[tuple[Floats, Floats]]] = [[] for _ in measures]
    nothing = iter([np.zeros((1, 0))])
    for of_groups in weights_of(trios.counts, draws=draws, seed=seed) if len(trios.counts) else nothing:
        # One resample for both raters: that is what pairs them.
        weights = of_groups @ trios.groups
        for part, measure in zip(parts, measures, strict=True):
            at = measure.items(trios)
            rest = trios.label[at], trios.scale[at], weights[:, at]
            part.append((measure.of(trios.first[at], *rest), measure.of(trios.second[at], *rest)))
    return [
        _Sides(np.concatenate([a for a, _ in part]), np.concatenate([b for _, b in part])) for part in parts
    ]


def _swapped(trios: Trios, measures: tuple[Measure, ...], swaps: Swaps) -> list[Floats]:
    """B less A of each measure under each way of swapping."""
    parts: list[list[Floats]] = [[np.zeros(0)] for _ in measures]
    for moved in swaps.swapped:
        for part, measure in zip(parts, measures, strict=True):
            at = measure.items(trios)
            first, second = trios.first[at], trios.second[at]
            label, scale = (np.concatenate([one[at]] * 2) for one in (trios.label, trios.scale))
            # Each trio twice: as it is, with the items that stay, and turned round, with those that move.
            weights = np.concatenate([trios.total[at] - moved[:, at], moved[:, at]], axis=1)
            a = measure.of(np.concatenate([first, second]), label, scale, weights)
            part.append(measure.of(np.concatenate([second, first]), label, scale, weights) - a)
    return [np.concatenate(part) for part in parts]


def _compared(
    trios: Trios, measure: Measure, sides: _Sides, swapped: Floats, *, exhaustive: bool
) -> MeasuredDifference:
    at = measure.items(trios)
    items, groups = int(trios.total[at].sum()), _groups(trios, at)
    if items < _FEWEST:
        sides = _Sides(np.full(1, np.nan), np.full(1, np.nan))
        difference = undefined(f"there are fewer than two {measure.which}", items)
    else:
        difference = statistic_of(sides.b - sides.a, n=items, why_nan=measure.why_nan)
        if groups < _FEWEST and difference.low is not None:
            difference = _without_interval(difference, "no interval: all these items are one group")
    p = None if difference.value is None else p_value(difference.value, swapped, exhaustive=exhaustive)
    return MeasuredDifference(
        name=measure.name,
        better=measure.better,
        a=_known(sides.a[0]),
        b=_known(sides.b[0]),
        difference=difference,
        p=p,
        p_adjusted=None,
    )


def adjusted(compared: Sequence[MeasuredDifference]) -> tuple[MeasuredDifference, ...]:
    """The same with p values adjusted over all of them that have one."""
    of_tests = iter(holm([one.p for one in compared if one.p is not None]))
    return tuple(
        one.model_copy(update={"p_adjusted": None if one.p is None else next(of_tests)}) for one in compared
    )


def _without_interval(one: Statistic, why: str) -> Statistic:
    return one.model_copy(update={"low": None, "high": None, "why_null": why})


def _groups(trios: Trios, at: Bools) -> int:
    """Groups that hold one of these trios."""
    return int(trios.counts[(trios.groups[:, at] > 0).any(axis=1)].sum())


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value) + 0.0


def _right(trios: Trios) -> RightCounts:
    total, ratable = trios.total, ~np.isnan(trios.label)
    a, b = ~np.isnan(trios.first), ~np.isnan(trios.second)
    a_right, b_right = trios.first == trios.label, trios.second == trios.label

    def count(which: Bools) -> int:
        return int(total[which & ratable].sum())

    return RightCounts(
        both_right=count(a_right & b_right),
        only_a_right=count(a_right & b & ~b_right),
        only_b_right=count(b_right & a & ~a_right),
        neither_right=count(a & b & ~a_right & ~b_right),
        only_a_rated=count(a & ~b),
        only_b_rated=count(b & ~a),
        neither_rated=count(~a & ~b),
    )
