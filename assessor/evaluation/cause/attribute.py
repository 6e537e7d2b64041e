"""Cause: from the answers of replays to what each candidate carries of the shift.

The difference is sealed rating less draft, item by item. It moves from the run (its label as the sealed
rating) to the one it is held against (the ratings handed in, or the label). What is said of parts holds item
by item, so that observed = again + changes + raters + unexplained.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assessor.domain.agreement import Statistic
from assessor.domain.cause import CauseFactor, CauseItems, FactorKind
from assessor.domain.run import RunItem
from assessor.errors import InputError
from assessor.evaluation.arrays import Floats
from assessor.evaluation.cause.cells import Cell, Design
from assessor.evaluation.cause.ratings import Sealed, sealed_of
from assessor.evaluation.cause.shifts import DRAWS, SEED, Shift, shifts_of
from assessor.evaluation.comparing.groups import groups_of
from assessor.evaluation.comparing.holm import holm
from assessor.evaluation.table import RatingTable

_RATERS: FactorKind = "raters"

SURE = 0.05
Answers = Mapping[str, RunItem]
"""By id."""


@dataclass(frozen=True)
class Candidate:
    """A change that replays were made with."""

    kind: FactorKind
    value: str


@dataclass(frozen=True)
class States:
    """Everything that was drafted."""

    before: Sequence[RunItem]
    """The run."""
    now: Sequence[RunItem] | None
    """The one it is held against; null where that is the replay with all changes."""
    cells: Mapping[Cell, Sequence[RunItem]]
    ratings: RatingTable | None = None


@dataclass(frozen=True)
class Attribution:
    """What carries the shift."""

    items: CauseItems
    observed: Statistic
    factors: tuple[CauseFactor, ...]
    unexplained: Statistic | None


def attribute(
    states: States,
    design: Design,
    candidates: Mapping[str, Candidate],
    *,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Attribution:
    """Hold the candidates against each other.

    Args:
        states: answers of the run, of the one it is held against, and of all replays.
        design: cells and weights, with a cell for each replay.
        candidates: by their names in the design.
        draws: resamples.
        seed: of them.

    Raises:
        InputError: code `nothing_in_common`, no item stands in both runs with one text and labels.
    """
    matched = _Matched(states, design)
    columns = _columns(matched, design)
    names, table = list(columns), np.column_stack(list(columns.values()))
    shifts = dict(zip(names, shifts_of(table, matched.groups, draws=draws, seed=seed), strict=True))
    moved = _moved(states, design, draws=draws, seed=seed)
    factors = [
        _factor(Candidate("again", ""), shifts["again"], moved["again"]),
        *(_factor(one, shifts[name], moved[name]) for name, one in candidates.items()),
        *(() if matched.sealed is None else (_raters(shifts[_RATERS]),)),
    ]
    return Attribution(
        items=CauseItems(in_both=matched.in_both, used=len(matched.groups), groups=len(set(matched.groups))),
        observed=shifts["observed"].statistic,
        factors=_ranked(factors),
        unexplained=None if states.now is None else shifts["unexplained"].statistic,
    )


class _Matched:
    """Levels of the items that have a label and a draft in every state, as arrays."""

    def __init__(self, states: States, design: Design) -> None:
        now = states.cells[design.everything] if states.now is None else states.now
        every = [_by_id(some) for some in (states.before, now, *states.cells.values())]
        both = [one for one in states.before if one.id in every[1] and every[1][one.id].item == one.item]
        if not both:
            raise InputError(
                f"the runs have no item in common: A answered {len(states.before)}, B {len(now)}.",
                code="nothing_in_common",
                hint="Hold runs over the same gold files against each other.",
            )
        self.in_both = len(both)
        labelled = [one for one in both if one.labels.rating is not None and all(_rated(one.id, every))]
        sealed = None if states.ratings is None else sealed_of(states.ratings, [one.id for one in labelled])
        keep = np.ones(len(labelled), bool) if sealed is None else ~np.isnan(sealed.means)
        used = [one for one, kept in zip(labelled, keep, strict=True) if kept]
        self.sealed: Sealed | None = None if sealed is None else sealed.of(keep)
        self.groups = groups_of(used)
        self.labels = np.array([one.labels.rating for one in used], dtype=np.float64)
        self.before, self.now, *cells = (
            np.array([answers[one.id].rating for one in used], dtype=np.float64) for answers in every
        )
        self.cells: dict[Cell, Floats] = dict(zip(states.cells, cells, strict=True))

    @property
    def sealed_now(self) -> Floats:
        """What people say now."""
        return self.labels if self.sealed is None else self.sealed.means


def _by_id(items: Sequence[RunItem]) -> dict[str, RunItem]:
    return {one.id: one for one in items}


def _rated(name: str, every: Sequence[Answers]) -> list[bool]:
    return [name in answers and answers[name].rating is not None for answers in every]


def _columns(matched: _Matched, design: Design) -> dict[str, Floats]:
    """A shift for each item and candidate, the whole, and what is left of it."""
    observed = (matched.sealed_now - matched.now) - (matched.labels - matched.before)
    # A draft counts against the difference: the higher it is, the lower sealed less draft.
    parts = {"again": matched.before - matched.cells[design.nothing]}
    for name, weights in design.weights.items():
        parts[name] = -sum((weight * matched.cells[cell] for cell, weight in weights.items()), np.zeros(1))
    if matched.sealed is not None:
        parts[_RATERS] = matched.sealed.carried(matched.labels)
    left = observed - sum(parts.values(), np.zeros(1))
    return {"observed": observed, **parts, "unexplained": left}


def _moved(states: States, design: Design, *, draws: int, seed: int) -> dict[str, Statistic]:
    """Share of items with another answer: of the run drafted again, then of each change alone."""
    pairs = {"again": (states.before, states.cells[design.nothing])}
    for name in design.weights:
        pairs[name] = (states.cells[design.nothing], states.cells[frozenset({name})])
    return {name: _share_moved(*sides, draws=draws, seed=seed) for name, sides in pairs.items()}


def _share_moved(first: Sequence[RunItem], second: Sequence[RunItem], *, draws: int, seed: int) -> Statistic:
    after = _by_id(second)
    both = [
        (one, after[one.id])
        for one in first
        if one.id in after and one.failure is None and after[one.id].failure is None
    ]
    moved = np.array([[one.rating != other.rating] for one, other in both], dtype=np.float64).reshape(-1, 1)
    return shifts_of(moved, groups_of([one for one, _ in both]), draws=draws, seed=seed)[0].statistic


def _factor(one: Candidate, shift: Shift, moved: Statistic) -> CauseFactor:
    return CauseFactor(
        kind=one.kind,
        value=one.value,
        shift=shift.statistic,
        moved=moved,
        p=shift.p,
        p_adjusted=None,
        carries=False,
    )


def _raters(shift: Shift) -> CauseFactor:
    return CauseFactor(
        kind=_RATERS,
        value="",
        shift=shift.statistic,
        moved=None,
        p=shift.p,
        p_adjusted=None,
        carries=False,
    )


def _ranked(factors: Sequence[CauseFactor]) -> tuple[CauseFactor, ...]:
    """Adjusted for how many candidates there are; what carries comes first, then by size."""
    adjusted = iter(holm([one.p for one in factors if one.p is not None]))
    judged = [_judged(one, None if one.p is None else next(adjusted)) for one in factors]
    return tuple(sorted(judged, key=lambda one: (not one.carries, -abs(one.shift.value or 0.0))))


def _judged(one: CauseFactor, p: float | None) -> CauseFactor:
    low, high = one.shift.low, one.shift.high
    beyond = p is not None and p < SURE and low is not None and high is not None and not low <= 0 <= high
    return one.model_copy(update={"p_adjusted": p, "carries": beyond})
