"""Drift: whether drafts and evidence are another mixture than before. Then the drafter need not have changed.

Two mixtures are held apart by total variation; its chance is that of as large a distance when whole
submissions are dealt anew to the two windows, since artefacts handed in together are alike. The population
stability index is told beside it, since many know it by its customary bounds (.1 some, .25 much).

Source: Good (2005), Permutation, Parametric and Bootstrap Tests of Hypotheses, chapter 3.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from assessor.domain.draft_facts import DraftFacts
from assessor.domain.drift import PopulationShift
from assessor.evaluation.arrays import Floats
from assessor.evaluation.comparing.holm import holm
from assessor.evaluation.drift.groups import FEWEST_PEOPLE, TwoWindows, shown_groups

LEAST_DISTANCE = 0.1
"""Total variation below which a mixture is called the same, however sure its difference is."""
MOST_P = 0.01
_DRAWS, _SEED = 999, 20_261_128
_LENGTHS = (0, 500, 1500, 4000, 12000)
"""Characters at which classes of length begin."""
Of = Literal["level", "abstained", "skill_area", "kind", "lang", "length"]


def _length(one: DraftFacts) -> str | None:
    if one.chars is None:
        return None
    for low, high in pairwise(_LENGTHS):
        if one.chars < high:
            return f"{low}-{high - 1}"
    return f"{_LENGTHS[-1]}-"


_CLASSES: Mapping[Of, Callable[[DraftFacts], str | None]] = {
    "level": lambda one: None if one.level is None else str(one.level),
    "abstained": lambda one: "no" if one.level is not None else "yes",
    "skill_area": lambda one: one.skill_area,
    "kind": lambda one: one.kind.value,
    "lang": lambda one: one.lang,
    "length": _length,
}
_OF_DRAFTS = frozenset({"level", "abstained"})


def population_shifts(before: Sequence[DraftFacts], now: Sequence[DraftFacts]) -> tuple[PopulationShift, ...]:
    """Every mixture, with adjusted p values; those that few people stand behind without figures.

    Args:
        before: drafts made before the window.
        now: drafts made in it.
    """
    found = [_shift(of, class_of, before, now) for of, class_of in _CLASSES.items()]
    told = [place for place, one in enumerate(found) if one.p is not None]
    adjusted = holm([p for one in found if (p := one.p) is not None])
    for place, p in zip(told, adjusted, strict=True):
        one = found[place]
        shifted = p < MOST_P and (one.distance or 0) >= LEAST_DISTANCE
        found[place] = one.model_copy(update={"p_adjusted": p, "shifted": shifted})
    return tuple(found)


@dataclass(frozen=True)
class _Mixture:
    """Drafts of both windows in classes that may be shown."""

    classes: tuple[str | None, ...]
    counts: Floats
    """Of each submission in each class, shape (submissions, classes)."""
    is_now: NDArray[np.bool_]
    """Which submissions lie in the window."""


def _shift(
    of: Of,
    class_of: Callable[[DraftFacts], str | None],
    before: Sequence[DraftFacts],
    now: Sequence[DraftFacts],
) -> PopulationShift:
    empty = PopulationShift(
        of=of,
        about="drafts" if of in _OF_DRAFTS else "evidence",
        baseline=len(before),
        window=len(now),
        classes=(),
        shares_before=(),
        shares_now=(),
        distance=None,
        psi=None,
        p=None,
        p_adjusted=None,
        shifted=False,
    )
    mixture = _mixture(class_of, before, now)
    if mixture is None:
        return empty
    a, b = _shares(mixture, mixture.counts[mixture.is_now].sum(axis=0, keepdims=True))
    distance = _distance(a, b)
    return empty.model_copy(
        update={
            "classes": mixture.classes,
            "shares_before": tuple(float(one) for one in a[0]),
            "shares_now": tuple(float(one) for one in b[0]),
            "distance": float(distance[0]),
            "psi": stability_index(a[0], b[0], n=(len(before), len(now))),
            "p": _chance(mixture, float(distance[0])),
        }
    )


def stability_index(before: Floats, now: Floats, *, n: tuple[int, int]) -> float:
    """Population stability index: sum of (now - before) ln(now / before).

    An empty class counts as half a draft, or the index would be endless.

    Args:
        before: shares, summing to 1.
        now: likewise.
        n: drafts behind each.

    >>> round(stability_index(np.array([0.5, 0.5]), np.array([0.8, 0.2]), n=(100, 100)), 3)
    0.416
    """
    a, b = (np.maximum(one, 0.5 / count) for one, count in zip((before, now), n, strict=True))
    return float(((b - a) * np.log(b / a)).sum())


def _mixture(
    class_of: Callable[[DraftFacts], str | None], before: Sequence[DraftFacts], now: Sequence[DraftFacts]
) -> _Mixture | None:
    """Null where fewer than five people stand behind a window, or there is but one class."""
    windows = [[(one, told) for one in part if (told := class_of(one)) is not None] for part in (before, now)]
    people: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for place, part in enumerate(windows):
        for one, told in part:
            people[told][place].add(one.assessee_id)
    if any(len({one.assessee_id for one, _ in part}) < FEWEST_PEOPLE for part in windows):
        return None
    shown = shown_groups(
        {name: TwoWindows(*(frozenset(side) for side in sides)) for name, sides in sorted(people.items())}
    )
    classes: tuple[str | None, ...] = (*shown.alone, None) if shown.joined else shown.alone
    if len(classes) < 2:  # noqa: PLR2004 one class is no mixture
        return None
    column = {name: place for place, name in enumerate(shown.alone)}
    # What of a submission was drafted in each window is a row of its own; few are drafted in both.
    rows: dict[tuple[str, int], int] = {}
    cells = Counter[tuple[int, int]]()
    for place, part in enumerate(windows):
        for one, told in part:
            row = rows.setdefault((one.submission_id, place), len(rows))
            cells[row, column.get(told, len(classes) - 1)] += 1
    counts = np.zeros((len(rows), len(classes)))
    for (row, place), count in cells.items():
        counts[row, place] = count
    return _Mixture(classes, counts, np.array([place == 1 for _, place in rows]))


def _shares(mixture: _Mixture, now: Floats) -> tuple[Floats, Floats]:
    """Shares before and now, (d, classes) each, from the drafts of each class that are now."""
    before: Floats = mixture.counts.sum(axis=0) - now
    return (
        before / np.maximum(before.sum(axis=1, keepdims=True), 1),
        now / np.maximum(now.sum(axis=1, keepdims=True), 1),
    )


def _distance(a: Floats, b: Floats) -> Floats:
    apart: Floats = np.abs(a - b).sum(axis=1) / 2
    return apart


def _chance(mixture: _Mixture, seen: float) -> float:
    """Submissions of equal counts are alike, so only how many of each kind the window gets is drawn."""
    kinds, sizes = np.unique(mixture.counts, axis=0, return_counts=True)
    dealt = np.random.default_rng(_SEED).multivariate_hypergeometric(
        sizes, int(mixture.is_now.sum()), size=_DRAWS, method="marginals"
    )
    as_far = _distance(*_shares(mixture, dealt @ kinds)) >= seen - 1e-12
    return (1 + int(as_far.sum())) / (_DRAWS + 1)
