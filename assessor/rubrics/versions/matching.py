"""Diff, second step: which part of the old version is which part of the new one.

Closest first: the same text in the same place, the same id there with like words, like words there, then like
words anywhere. What finds no partner was removed or added.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from assessor.domain.rubric import CareerLevel, Rubric, SkillArea
from assessor.rubrics.names import career_level_spellings, folded, skill_area_spellings
from assessor.rubrics.versions.inventory import Homes, Item

SAME_ID_ALIKE = 0.4
"""Share of words two texts under one id have in common at least; else the id was given to something else."""
SAME_PLACE_ALIKE = 0.6
ELSEWHERE_ALIKE = 0.85
_HALF = 0.5


class Pair(NamedTuple):
    """A part in both versions, or in one alone."""

    old: Item | None
    new: Item | None


def alike(first: str, second: str) -> float:
    """Share of words two texts have in common, in order: 1.0 for the same words, 0.0 for none.

    >>> alike("Checks each figure.", "Checks every figure.")
    0.6666666666666666
    """
    # autojunk would drop frequent words of long texts, and the result would depend on which text comes first.
    return SequenceMatcher(None, first.split(), second.split(), autojunk=False).ratio()


def pairs_of(old: Iterable[Item], new: Iterable[Item]) -> tuple[Pair, ...]:
    """Every item of both sides, once."""
    kinds: dict[str, tuple[list[Item], list[Item]]] = defaultdict(lambda: ([], []))
    for item in old:
        kinds[item.what][0].append(item)
    for item in new:
        kinds[item.what][1].append(item)
    return tuple(pair for left, right in kinds.values() for pair in _paired(left, right))


def _paired(old: list[Item], new: list[Item]) -> list[Pair]:
    found: list[Pair] = []
    for key in (_whole, _said_here, _said_under):
        found += _equal(old, new, key)
    found += _alike(old, new, SAME_ID_ALIKE, _same_id)
    found += _alike(old, new, SAME_PLACE_ALIKE, _same_home)
    found += _alike(old, new, ELSEWHERE_ALIKE, lambda _old, _new: True)
    return [*found, *(Pair(item, None) for item in old), *(Pair(None, item) for item in new)]


def _whole(item: Item) -> Hashable:
    return (item.home, item.key, item.text)


def _said_here(item: Item) -> Hashable:
    # A number under a key is that key's alone; equal numbers elsewhere mean nothing.
    return (item.home, item.text) if item.what in FREE_TEXTS else (item.home, item.key, item.text)


def _said_under(item: Item) -> Hashable:
    return (item.home, item.key) if item.key and item.what not in FREE_TEXTS else id(item)


FREE_TEXTS = frozenset(
    {"anchor", "strong behaviour", "rating indicator", "signal", "red line", "metric check", "outcome",
     "coaching note", "indicator", "interview question", "scope test", "sign-off", "reading rule", "facet",
     "spelling of an area", "spelling of a career level"}
)  # fmt: skip
"""Kinds told apart by what they say; of every other kind, a place holds one under each key."""


def _same_id(old: Item, new: Item) -> bool:
    return bool(old.key) and (old.home, old.key) == (new.home, new.key)


def _same_home(old: Item, new: Item) -> bool:
    return old.home == new.home


def _equal(old: list[Item], new: list[Item], key: Callable[[Item], Hashable]) -> list[Pair]:
    """Take out of both lists what agrees in `key`."""
    waiting: dict[Hashable, list[Item]] = defaultdict(list)
    for item in new:
        waiting[key(item)].append(item)
    found = []
    for item in tuple(old):
        if waiting.get(key(item)):
            partner = waiting[key(item)].pop(0)
            found.append(Pair(item, partner))
            old.remove(item)
            new.remove(partner)
    return found


def _alike(old: list[Item], new: list[Item], least: float, may: Callable[[Item, Item], bool]) -> list[Pair]:
    """Take out of both lists what says nearly the same, the closest first."""
    scored = [
        (alike(left.text, right.text), at, to)
        for at, left in enumerate(old)
        for to, right in enumerate(new)
        if left.what in FREE_TEXTS and may(left, right)
    ]
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    found = []
    for score, at, to in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
        if score >= least and at not in taken_old and to not in taken_new:
            taken_old.add(at)
            taken_new.add(to)
            found.append(Pair(old[at], new[to]))
    old[:] = [item for at, item in enumerate(old) if at not in taken_old]
    new[:] = [item for to, item in enumerate(new) if to not in taken_new]
    return found


def homes_of(old: Rubric, new: Rubric) -> Homes:
    """For the areas and career levels of `new`, as which of `old` they are known; those without are new.

    An area is known by its id, by a spelling, or by half of its anchors; a level by a spelling.
    """
    old_areas = (*old.skill_areas, *old.optional_areas)
    new_areas = (*new.skill_areas, *new.optional_areas)
    areas: dict[str, str] = {}
    for same in (_same_area_id, _same_area_name, _same_area_content):
        for area in new_areas:
            left = [one for one in old_areas if one.id not in areas.values()]
            match = next((one for one in left if same(one, area)), None)
            if area.id not in areas and match is not None:
                areas[area.id] = match.id
    return Homes(areas, _levels(old.career_levels, new.career_levels))


def _same_area_id(old: SkillArea, new: SkillArea) -> bool:
    return old.id == new.id


def _same_area_name(old: SkillArea, new: SkillArea) -> bool:
    return bool(_keys(skill_area_spellings(old)) & _keys(skill_area_spellings(new)))


def _same_area_content(old: SkillArea, new: SkillArea) -> bool:
    first, second = ({folded(anchor.text) for anchor in area.anchors} for area in (old, new))
    return bool(first) and len(first & second) / len(first | second) >= _HALF


def _levels(old: Sequence[CareerLevel], new: Sequence[CareerLevel]) -> dict[str, str]:
    levels: dict[str, str] = {}
    for by in (lambda level: (level.name,), career_level_spellings):
        for level in new:
            left = [one for one in old if one.name not in levels.values()]
            match = next((one for one in left if _keys(by(one)) & _keys(by(level))), None)
            if level.name not in levels and match is not None:
                levels[level.name] = match.name
    return levels


def _keys(spellings: Iterable[str]) -> set[str]:
    return {folded(one) for one in spellings} - {""}
