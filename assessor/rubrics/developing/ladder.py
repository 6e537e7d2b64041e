"""Plans of development: where somebody stands and wants to get to, on the scale or among career levels.

The two are never turned into each other: anchors belong to career levels, ratings to the scale.
"""

from collections.abc import Sequence
from typing import NamedTuple

from assessor.domain.rubric import Rubric
from assessor.errors import InputError, NotFoundError
from assessor.rubrics.names import find_career_level, folded
from assessor.rubrics.translations import in_every_language

_HINT = "Anchors belong to career levels, ratings to the scale; neither is turned into the other."


class Walk(NamedTuple):
    """A way up, rung by rung."""

    rungs: tuple[str, ...]
    """Every rung of the ladder, lowest first: ratings as `2 Basic`, or names of career levels."""
    low: int
    high: int
    by_level: bool
    """Whether the rungs are career levels."""

    @property
    def steps(self) -> tuple[tuple[int, int], ...]:
        """Each step from one rung to the next."""
        return tuple((low, low + 1) for low in range(self.low, self.high))

    @property
    def now(self) -> str:
        """Where it begins."""
        return self.rungs[self.low]

    @property
    def target(self) -> str:
        """Where it ends."""
        return self.rungs[self.high]


def walk_of(rubric: Rubric, now: str, target: str) -> Walk:
    """The way from one rung to another, or to the next one where no target is named.

    Raises:
        NotFoundError: code `unknown_rung`, neither a rating nor a career level.
        InputError: code `two_measures`, `not_above` or `nothing_above`.
    """
    rungs, low = _found(rubric, now)
    others, high = _found(rubric, target) if target else (rungs, low + 1)
    if others != rungs:
        raise InputError(
            "--from and --to: expected two ratings, or two career levels, not one of each.",
            code="two_measures",
            hint=_HINT,
        )
    if high >= len(rungs):
        raise InputError(f"--from: nothing is above {rungs[low]!r} here.", code="nothing_above")
    if high <= low:
        raise InputError(f"--to: expected something above {rungs[low]!r}.", code="not_above")
    return Walk(rungs, low, high, by_level=rungs == _levels(rubric))


def _ratings(rubric: Rubric) -> tuple[str, ...]:
    return tuple(f"{one.value} {one.label}" for one in sorted(rubric.scale.levels, key=lambda one: one.value))


def _levels(rubric: Rubric) -> tuple[str, ...]:
    return tuple(one.name for one in rubric.career_levels)


def _found(rubric: Rubric, given: str) -> tuple[tuple[str, ...], int]:
    """The ladder a word stands on, and its rung."""
    ratings, levels = _ratings(rubric), _levels(rubric)
    # A label may be written in either language.
    read = (_rating_place(_ratings(one), given) for one in in_every_language(rubric))
    place = next((one for one in read if one is not None), None)
    if place is not None:
        return ratings, place
    try:
        return levels, levels.index(find_career_level(rubric, given).name)
    except NotFoundError:
        raise NotFoundError(
            f"rubric {rubric.id} {rubric.version} has neither a rating nor a career level {given[:60]!r}; "
            f"ratings: {', '.join(ratings)}; career levels: {', '.join(levels) or 'none'}.",
            code="unknown_rung",
            hint=f"Example: --from {rubric.scale.lowest}",
        ) from None


def _rating_place(rungs: Sequence[str], given: str) -> int | None:
    """Place of a rating by its number, its label or both."""
    for place, rung in enumerate(rungs):
        number, _, label = rung.partition(" ")
        if given.strip() == number or (folded(given) and folded(given) in (folded(label), folded(rung))):
            return place
    return None
