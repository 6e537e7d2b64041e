"""Drift: human against human. Where people come to agree less, no drafter is to blame.

Only texts that two people rated without the draft. Pairs are resampled, and dealt anew to the two windows,
one by one; three raters of one text make three pairs that hang together, so intervals are then a little
narrow.
"""

from collections.abc import Sequence

import numpy as np

from assessor.domain.agreement import Statistic
from assessor.domain.drift import PeopleDrift, PeopleWindow
from assessor.domain.sentences import Sentences
from assessor.evaluation.arrays import Floats
from assessor.evaluation.drift.groups import People
from assessor.evaluation.drift.source import PeoplePair
from assessor.evaluation.statistic import statistic_of

FEWEST_PAIRS = 30
MOST_P = 0.01
_DRAWS, _SEED = 2000, 20_261_128


def people_drift(
    rubric_id: str, title: Sentences, before: Sequence[PeoplePair], now: Sequence[PeoplePair]
) -> PeopleDrift:
    """Compare two windows. Figures are left out behind fewer than five raters or assessees.

    Args:
        rubric_id: of the pairs.
        title: of the rubric.
        before: pairs of the baseline.
        now: pairs of the window.
    """
    shown = [_people(part).enough for part in (before, now)]
    apart = [np.array([one.distance for one in part], dtype=np.float64) for part in (before, now)]
    enough = all(shown) and min(len(part) for part in apart) >= FEWEST_PAIRS
    change, p = _change(*apart) if enough else (None, None)
    return PeopleDrift(
        rubric=rubric_id,
        title=title,
        few_people=not all(shown),
        baseline=_window(apart[0], shown=shown[0]),
        window=_window(apart[1], shown=shown[1]),
        change=change,
        p=p,
        signals=p is not None and p < MOST_P and change is not None and (change.value or 0) > 0,
    )


def _people(pairs: Sequence[PeoplePair]) -> People:
    raters = frozenset(name for one in pairs for name in one.raters)
    return People(frozenset(one.assessee for one in pairs), raters)


def _window(apart: Floats, *, shown: bool) -> PeopleWindow:
    if not shown:
        return PeopleWindow(pairs=len(apart), exact=None, within_one=None, distance=None)
    return PeopleWindow(
        pairs=len(apart),
        exact=_mean((apart == 0).astype(np.float64)),
        within_one=_mean((apart <= 1).astype(np.float64)),
        distance=_mean(apart),
    )


def _mean(values: Floats) -> Statistic:
    return statistic_of(_resampled(values, _SEED), n=len(values), why_nan="no text was rated twice")


def _resampled(values: Floats, seed: int) -> Floats:
    drawn = np.random.default_rng(seed).integers(0, len(values), (_DRAWS, len(values)))
    return np.concatenate([[values.mean()], values[drawn].mean(axis=1)])


def _change(before: Floats, now: Floats) -> tuple[Statistic, float]:
    apart = _resampled(now, _SEED) - _resampled(before, _SEED + 1)
    both = np.concatenate([before, now])
    generator = np.random.default_rng(_SEED)
    dealt = generator.permuted(np.repeat(both[None], _DRAWS, axis=0), axis=1)
    chance = dealt[:, len(before) :].mean(axis=1) - dealt[:, : len(before)].mean(axis=1)
    p = (1 + int((np.abs(chance) >= abs(apart[0]) - 1e-12).sum())) / (_DRAWS + 1)
    return statistic_of(apart, n=len(both), why_nan="no text was rated twice"), p
