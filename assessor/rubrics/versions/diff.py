"""Diff, third step: what differs between two versions of a rubric, by structure and by wording."""

from collections.abc import Iterator
from typing import Literal

from assessor.domain.base import Frozen
from assessor.domain.rubric import CareerLevel, Rubric, SkillArea
from assessor.rubrics.faults import in_area
from assessor.rubrics.names import career_level_spellings, folded, skill_area_spellings
from assessor.rubrics.versions.inventory import Homes, Item, items_of
from assessor.rubrics.versions.matching import Pair, alike, homes_of, pairs_of
from assessor.rubrics.versions.touched import PinnedRatings, TouchedRatings, touched
from assessor.rubrics.versions.verdict import Bump, VersionVerdict, bump_for, version_verdict

RATED_BY = frozenset({"anchor", "strong behaviour", "rating indicator"})
"""Kinds of part that a rating may rest on."""
SETTINGS = frozenset(
    {
        "scale", "language", "rating", "evidence rule", "promotion rule",
        "red-line cap", "metric check", "expected band",
        "standing of an area",
    }
)  # fmt: skip
"""Kinds of part that hold a number or one of several words, so that no two values are like each other."""
ChangeKind = Literal["added", "removed", "moved", "changed", "renamed", "renumbered", "reordered"]


class RubricVersion(Frozen):
    """Which version is meant."""

    id: str
    version: str


class StructureChange(Frozen):
    """A part that came, went, or stands elsewhere."""

    kind: ChangeKind
    what: str
    """Kind of part, e.g. `anchor`."""
    place: str
    """`skill area 'X', level 'Y'`; of the new version where the part is there, else of the old."""
    id: str
    """Empty where the part has none."""
    old: str | None
    new: str | None
    bump: str
    """Step of the version number this asks for."""
    old_place: str = ""
    """Where a moved part stood."""


class WordingChange(Frozen):
    """A part that says something else, or the same in other words."""

    what: str
    place: str
    id: str
    """Of the new version."""
    old: str
    new: str
    changed: float
    """Share of words that differ, 0 to 1."""
    bump: str


class RubricDiff(Frozen):
    """What `rubric diff` answers."""

    old: RubricVersion
    new: RubricVersion
    structure: tuple[StructureChange, ...]
    wording: tuple[WordingChange, ...]
    verdict: VersionVerdict
    touched: TouchedRatings | None = None
    """Past ratings under the old version; null without a local store."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not self.structure and not self.wording


def diff(old: Rubric, new: Rubric) -> RubricDiff:
    """Every difference between two versions, and the step of the version number it asks for.

    Version, date, changelog and the order of lists do not count, the order of career levels does, so
    `diff(x, x)` is empty. Rubrics of different ids can be compared too, as if one followed the other.
    """
    homes = homes_of(old, new)
    structure = [*_areas(old, new, homes), *_levels(old, new, homes)]
    wording: list[WordingChange] = []
    gone, come = _whole_parts(old, new, homes)
    for pair in pairs_of(items_of(old), items_of(new, homes)):
        found = None if _told_by_its_whole(pair, gone, come) else _difference(pair)
        if isinstance(found, WordingChange):
            wording.append(found)
        elif found is not None:
            structure.append(found)
    steps = [(Bump[one.bump.upper()], described(one)) for one in structure]
    steps += [(Bump[one.bump.upper()], described(one)) for one in wording]
    return RubricDiff(
        old=RubricVersion(id=old.id, version=old.version),
        new=RubricVersion(id=new.id, version=new.version),
        structure=tuple(structure),
        wording=tuple(wording),
        verdict=version_verdict(old.version, new.version, steps),
    )


def _whole_parts(old: Rubric, new: Rubric, homes: Homes) -> tuple[set[str], set[str]]:
    """Homes of the areas and levels that went, and of those that came."""
    before = [area.id for area in (*old.skill_areas, *old.optional_areas)]
    before += [level.name for level in old.career_levels]
    after = [area.id for area in (*new.skill_areas, *new.optional_areas)]
    after += [level.name for level in new.career_levels]
    gone = set(before) - {*homes.areas.values(), *homes.levels.values()}
    return gone, set(after) - {*homes.areas, *homes.levels}


def _told_by_its_whole(pair: Pair, gone: set[str], come: set[str]) -> bool:
    """Whether an area or level that went or came says all there is to say of this part."""
    if pair.new is None and pair.old is not None:
        return pair.old.what not in RATED_BY and pair.old.home in gone
    if pair.old is None and pair.new is not None:
        return pair.new.what not in RATED_BY and pair.new.home in come
    return False


def described(change: StructureChange | WordingChange) -> str:
    """A difference in one line, without the texts."""
    kind = change.kind if isinstance(change, StructureChange) else f"reworded by {change.changed:.0%}"
    place = f", {change.place}" if change.place else ""
    return f"{change.what} {kind}{place}{f' [{change.id}]' if change.id else ''}"


def _difference(pair: Pair) -> StructureChange | WordingChange | None:
    old, new = pair
    if old is None or new is None:
        assert old or new
        return _structure("added" if old is None else "removed", old, new)
    if old.home != new.home:
        return _structure("moved", old, new)
    if old.text != new.text and new.what in SETTINGS:
        return _structure("changed", old, new)
    if old.text != new.text:
        share = round(1 - alike(old.text, new.text), 3)
        return WordingChange(
            what=new.what, place=new.place, id=new.key, old=old.text, new=new.text, changed=share,
            bump=bump_for(new.what, "reworded", share).word,
        )  # fmt: skip
    return _structure("renumbered", old, new) if old.key != new.key else None


def _structure(kind: ChangeKind, old: Item | None, new: Item | None) -> StructureChange:
    shown = new or old
    assert shown is not None
    renumbered = kind == "renumbered" and old is not None and new is not None
    return StructureChange(
        kind=kind,
        what=shown.what,
        place=shown.place,
        id=shown.key,
        old=old.key if renumbered and old else old.text if old else None,
        new=new.key if renumbered and new else new.text if new else None,
        bump=bump_for(shown.what, kind).word,
        old_place=old.place if kind == "moved" and old else "",
    )


def _areas(old: Rubric, new: Rubric, homes: Homes) -> Iterator[StructureChange]:
    before = {area.id: area for area in (*old.skill_areas, *old.optional_areas)}
    after = {area.id: area for area in (*new.skill_areas, *new.optional_areas)}
    for area_id, area in before.items():
        if area_id not in homes.areas.values():
            yield _part("removed", "skill area", in_area(area.name), area_id, area.name, None)
    for area_id, area in after.items():
        if area_id not in homes.areas:
            yield _part("added", "skill area", in_area(area.name), area_id, None, area.name)
        else:
            yield from _renamed_area(before[homes.areas[area_id]], area)


def _renamed_area(old: SkillArea, new: SkillArea) -> Iterator[StructureChange]:
    known = {folded(one) for one in skill_area_spellings(new)}
    for before, after in ((old.name, new.name), (old.id, new.id)):
        if before != after:
            yield _renaming("skill area", in_area(new.name), new.id, before, after, known)


def _levels(old: Rubric, new: Rubric, homes: Homes) -> Iterator[StructureChange]:
    before = {level.name: level for level in old.career_levels}
    for level in old.career_levels:
        if level.name not in homes.levels.values():
            yield _part("removed", "career level", "", level.name, level.name, None)
    for level in new.career_levels:
        if level.name not in homes.levels:
            yield _part("added", "career level", "", level.name, None, level.name)
        else:
            yield from _renamed_level(before[homes.levels[level.name]], level)
    kept = [homes.levels[level.name] for level in new.career_levels if level.name in homes.levels]
    in_order = [name for name in before if name in kept]
    if kept != in_order:
        yield StructureChange(
            kind="reordered", what="order of career levels", place="", id="", bump=Bump.MAJOR.word,
            old=" < ".join(in_order), new=" < ".join(kept),
        )  # fmt: skip


def _renamed_level(old: CareerLevel, new: CareerLevel) -> Iterator[StructureChange]:
    if old.name != new.name:
        known = {folded(one) for one in career_level_spellings(new)}
        yield _renaming("career level", "", new.name, old.name, new.name, known)


def _renaming(what: str, place: str, identity: str, old: str, new: str, known: set[str]) -> StructureChange:
    """A rename is minor while the old spelling is still understood: ratings and files keep it."""
    step = Bump.MINOR if folded(old) in known else Bump.MAJOR
    return StructureChange(
        kind="renamed", what=what, place=place, id=identity, old=old, new=new, bump=step.word
    )


def _part(
    kind: ChangeKind, what: str, place: str, identity: str, old: str | None, new: str | None
) -> StructureChange:
    step = bump_for(what, kind).word
    return StructureChange(kind=kind, what=what, place=place, id=identity, old=old, new=new, bump=step)


def with_touched(found: RubricDiff, old: Rubric, pinned: PinnedRatings | None) -> RubricDiff:
    """The diff with the past ratings it touches; as it is where no store was found."""
    if pinned is None:
        return found
    areas, anchors = _changed(found, old)
    return found.model_copy(update={"touched": touched(pinned, areas=areas, anchors=anchors)})


def _changed(found: RubricDiff, old: Rubric) -> tuple[frozenset[str], frozenset[str]]:
    """Names of areas, and ids of anchors, of the old version that a rating rests on and that differ."""
    rated = RATED_BY | {"skill area", "standing of an area"}
    moved = [one for one in found.structure if one.what in rated]
    reworded = [one for one in found.wording if one.what in rated]
    places = [place for one in moved for place in (one.place, one.old_place)]
    places += [one.place for one in reworded]
    renamed = {one.old for one in found.structure if one.what == "skill area"}
    areas = frozenset(
        area.name
        for area in (*old.skill_areas, *old.optional_areas)
        if area.name in renamed or any(_is_in(place, area) for place in places)
    )
    texts = {one.old for one in moved} | {one.old for one in reworded}
    return areas, frozenset(
        item.key for item in items_of(old) if item.what in RATED_BY and item.text in texts
    )


def _is_in(place: str, area: SkillArea) -> bool:
    return place == in_area(area.name) or place.startswith(in_area(area.name) + ",")
