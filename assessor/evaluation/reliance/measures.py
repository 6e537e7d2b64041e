"""Figures of shown cases, with intervals over raters: one person's cases hang together.

Each figure is a ratio of two sums over cases. Raters are resampled with replacement, all their cases with
them. With few raters a percentile interval is too short, so its tails are moved out as a t interval of as
many groups would have them.

Sources: Schemmer, Kuehl, Benz, Bartos and Satzger (2023), Appropriate Reliance on AI Advice, IUI '23, for
RAIR and RSR; Hesterberg (2015), The American Statistician 69(4), 371-386, for the expanded tails; Abramowitz
and Stegun (1964), 26.7.5, for quantiles of t.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from assessor.domain.agreement import Statistic
from assessor.domain.reliance import Movement, RelianceFigures
from assessor.evaluation.arrays import Floats, ratio
from assessor.evaluation.reliance.case import DRAFT, OWN, SETTLED, Case, Lesson
from assessor.evaluation.resampling import weights_of
from assessor.evaluation.statistic import Tails, statistic_of, undefined

DRAWS = 10_000
SEED = 20_261_128
FEWEST_CASES = 10
"""Cases below which a figure says nothing."""
_TAIL = 0.025


@dataclass(frozen=True)
class _Measure:
    of: Callable[[Case], float]
    """What a case adds."""
    among: frozenset[Lesson]
    """Which cases it is a figure of."""


def _is(movement: Movement) -> Callable[[Case], float]:
    return lambda one: float(one.movement is movement)


_DIFFER = frozenset(Lesson) - {Lesson.NONE}
_MEASURES: dict[str, _Measure] = {
    "towards": _Measure(_is(Movement.TOWARDS), _DIFFER),
    "followed": _Measure(lambda one: float(one.confirmed == one.draft), _DIFFER),
    "away": _Measure(_is(Movement.AWAY), _DIFFER),
    "kept": _Measure(_is(Movement.KEPT), _DIFFER),
    "weight_of_advice": _Measure(lambda one: one.weight_of_advice, _DIFFER),
    "moved_rightly": _Measure(lambda one: float(_went(one) and one.gain > 0), SETTLED),
    "moved_wrongly": _Measure(lambda one: float(_went(one) and one.gain < 0), SETTLED),
    "led_astray": _Measure(_is(Movement.TOWARDS), OWN),
    "helped": _Measure(_is(Movement.TOWARDS), DRAFT),
    "rair": _Measure(lambda one: float(one.confirmed == one.outcome), frozenset({Lesson.DRAFT_RIGHT})),
    "rsr": _Measure(lambda one: float(one.confirmed == one.outcome), frozenset({Lesson.OWN_RIGHT})),
}


def figures_of(cases: Sequence[Case], *, draws: int = DRAWS, seed: int = SEED) -> RelianceFigures:
    """Every figure; null with a reason where it rests on fewer than 10 cases.

    Args:
        cases: of whole cells (`cells.shown_since`); none is allowed.
        draws: resamples of raters; 0 leaves out intervals.
        seed: of the resamples; every figure is of the same ones.
    """
    return RelianceFigures(
        **{
            name: _figure([one for one in cases if one.lesson in measure.among], measure, draws, seed)
            for name, measure in _MEASURES.items()
        }
    )


def _figure(cases: Sequence[Case], measure: _Measure, draws: int, seed: int) -> Statistic:
    if len(cases) < FEWEST_CASES:
        return undefined(f"fewer than {FEWEST_CASES} such cases", len(cases))
    raters, places = np.unique([one.rater for one in cases], return_inverse=True)
    bottom = np.bincount(places).astype(np.float64)
    top = np.bincount(places, weights=[measure.of(one) for one in cases])
    once = np.ones(len(raters), dtype=np.int64)
    values: list[Floats] = [
        ratio(weights @ top, weights @ bottom) for weights in weights_of(once, draws=draws, seed=seed)
    ]
    return statistic_of(
        np.concatenate(values), n=len(cases), why_nan="no such case", tails=expanded_tails(len(raters))
    )


def expanded_tails(groups: int) -> Tails:
    """Quantiles of the resamples that bound a 95 % interval when so many groups were resampled.

    Args:
        groups: at least 5, below which nothing is shown; the series for t is off by .3 % there.

    >>> [round(expanded_tails(groups)[0], 4) for groups in (5, 10, 1000)]
    [0.001, 0.0086, 0.0248]
    """
    z = -NormalDist().inv_cdf(_TAIL)
    freedom = groups - 1
    t = (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )
    low = NormalDist().cdf(-t * (groups / freedom) ** 0.5)
    return low, 1 - low


def _went(one: Case) -> bool:
    return one.movement is Movement.TOWARDS
