"""Drift: a fixed gold run against itself. The items are the same, so what moved is drafter or model.

The first run in time is what the later ones are held against, item by item, rubric by rubric. Conditions that
differ are named: where none does, a model changed behind its name.

Source: Good (2005), Permutation, Parametric and Bootstrap Tests of Hypotheses, chapter 3 (changing signs).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assessor.domain.agreement import Statistic
from assessor.domain.drift import GoldDrift, GoldStep
from assessor.domain.run import RunItem
from assessor.domain.sentences import Sentences
from assessor.errors import InputError
from assessor.evaluation.arrays import Floats
from assessor.evaluation.comparing.conditions import changed_conditions
from assessor.evaluation.comparing.holm import holm
from assessor.evaluation.comparing.runs import Run
from assessor.evaluation.statistic import statistic_of, undefined

MOST_P = 0.01
"""Adjusted for the number of runs, below which a shift of the levels signals."""
MOST_MOVED = 0.25
"""A share of items with another answer that signals by itself, once its interval lies above it: a model that
is asked twice also answers some items differently."""
_DRAWS, _SEED = 2000, 20_261_128


def gold_drift(runs: Sequence[Run], title_of: Callable[[str], Sentences]) -> tuple[GoldDrift, ...]:
    """Hold later runs against the first of their suite and drafter, for each rubric.

    Args:
        runs: in whatever order.
        title_of: a rubric's name by its id.

    Raises:
        InputError: code `nothing_to_compare`, no two runs are of one suite and drafter;
            `nothing_in_common`, a later run has no item of the first.
    """
    series: dict[tuple[str | None, tuple[str, ...], str], list[Run]] = {}
    for run in sorted(runs, key=lambda one: (one.manifest.started_at, one.manifest.id)):
        gold = () if run.manifest.suite else tuple(one.name for one in run.manifest.gold)
        series.setdefault((run.manifest.suite, gold, run.manifest.drafter), []).append(run)
    compared = [tuple(one) for one in series.values() if len(one) > 1]
    if not compared:
        raise InputError(
            f"--gold-runs: none of these {len(runs)} runs can be compared; expected at least two of one "
            "suite and drafter.",
            code="nothing_to_compare",
            hint="Run the same again: assessor eval run --suite NAME --out FOLDER",
        )
    return tuple(found for one in compared for found in _by_rubric(one, title_of))


@dataclass(frozen=True)
class HeldAgainst:
    """The same items answered twice."""

    moved: Statistic
    """Share with another answer."""
    shift: Statistic
    """Mean of levels, later less earlier."""
    p: float | None
    """That levels moved neither up nor down; null where none was rated both times."""


def held_against(pairs: Sequence[tuple[int | None, int | None]]) -> HeldAgainst:
    """What moved between two answers to each item, at least one; null stands for no level."""
    moved = np.array([one != other for one, other in pairs], dtype=np.float64)
    shifts = np.array([b - a for a, b in pairs if a is not None and b is not None], dtype=np.float64)
    shift, p = _shift(shifts)
    return HeldAgainst(statistic_of(_resampled(moved), n=len(moved), why_nan="no item"), shift, p)


def judged(steps: Sequence[GoldStep]) -> tuple[GoldStep, ...]:
    """The steps of a series with their p values adjusted for how many there are, and whether they signal."""
    left = iter(holm([one.p for one in steps if one.p is not None]))
    return tuple(_judged(one, None if one.p is None else next(left)) for one in steps)


def _by_rubric(runs: Sequence[Run], title_of: Callable[[str], Sentences]) -> Iterator[GoldDrift]:
    first, *later = runs
    for rubric in sorted({one.labels.rubric for one in first.items}):
        steps = judged([_step(first, run, rubric) for run in later])
        yield GoldDrift(
            suite=first.manifest.suite,
            rubric=rubric,
            title=title_of(rubric),
            drafter=first.manifest.drafter,
            first=first.manifest.id,
            first_at=first.manifest.started_at,
            steps=steps,
            signals=any(one.signals for one in steps),
        )


def _judged(step: GoldStep, p: float | None) -> GoldStep:
    signals = (p is not None and p < MOST_P) or (step.moved.low or 0) > MOST_MOVED
    return step.model_copy(update={"p_adjusted": p, "signals": signals})


def _step(first: Run, run: Run, rubric: str) -> GoldStep:
    pairs = [
        (one.rating, other.rating) for one, other in _matched(first.items, run.items) if _is_of(one, rubric)
    ]
    if not pairs:
        raise InputError(
            f"--gold-runs: {run.manifest.id} has no item of {rubric} in common with {first.manifest.id}.",
            code="nothing_in_common",
            hint="Give runs over the same gold files.",
        )
    against = held_against(pairs)
    return GoldStep(
        run=run.manifest.id,
        at=run.manifest.started_at,
        items=len(pairs),
        moved=against.moved,
        shift=against.shift,
        p=against.p,
        p_adjusted=None,
        changed=changed_conditions(first.manifest, first.items, run.manifest, run.items),
        signals=False,
    )


def _is_of(one: RunItem, rubric: str) -> bool:
    return one.labels.rubric == rubric


def _matched(first: Sequence[RunItem], later: Sequence[RunItem]) -> Iterator[tuple[RunItem, RunItem]]:
    """The same text with the same labels, answered by both."""
    after = {one.id: one for one in later}
    for one in first:
        other = after.get(one.id)
        if other is not None and other.item == one.item and one.failure is None and other.failure is None:
            yield one, other


def _shift(shifts: Floats) -> tuple[Statistic, float | None]:
    if not len(shifts):
        return undefined("no item was rated both times", 0), None
    signs = np.random.default_rng(_SEED).choice([-1.0, 1.0], (_DRAWS, len(shifts)))
    chance = np.abs((signs * shifts).mean(axis=1))
    p = (1 + int((chance >= abs(shifts.mean()) - 1e-12).sum())) / (_DRAWS + 1)
    return statistic_of(_resampled(shifts), n=len(shifts), why_nan="no item"), p


def _resampled(values: Floats) -> Floats:
    drawn = np.random.default_rng(_SEED).integers(0, len(values), (_DRAWS, len(values)))
    return np.concatenate([[values.mean()], values[drawn].mean(axis=1)])
