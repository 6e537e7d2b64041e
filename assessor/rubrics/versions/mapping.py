"""Mapping, first step: read a mapping file, check it against both versions, or propose one from the diff."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from assessor.domain.mapping import Link, LinkKind, LinkSet, VersionMapping, VersionRef
from assessor.domain.rubric import Anchor, Rubric, Scale, SkillArea
from assessor.errors import InputError
from assessor.rubrics.faults import Fault
from assessor.rubrics.load import validated
from assessor.rubrics.names import folded
from assessor.rubrics.versions.inventory import items_of
from assessor.rubrics.versions.matching import SAME_PLACE_ALIKE, alike, homes_of, pairs_of

_CODE = "mapping_invalid"
_COUNTS = {
    LinkKind.SAME: "one old and one new",
    LinkKind.REWORDED: "one old and one new",
    LinkKind.SPLIT: "one old and several new",
    LinkKind.MERGED: "several old and one new",
    LinkKind.DROPPED: "one old and no new",
}


def load_mapping(path: Path, old: Rubric, new: Rubric) -> VersionMapping:
    """Read a mapping file (YAML) and check it against both versions.

    Raises:
        InputError: code `mapping_invalid`; every fault in one message, a line each.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}).", code=_CODE) from error
    mapping = validated(VersionMapping, content, file=str(path), code=_CODE)
    faults = mapping_faults(mapping, old, new)
    if faults:
        raise InputError(
            "\n".join(fault.sentence(str(path)) for fault in faults),
            code=_CODE,
            hint="Every part of the old version needs one link, every part of the new one a link or `added`; "
            "`assessor rubric map OLD NEW` proposes a whole mapping.",
        )
    return mapping


def mapping_faults(mapping: VersionMapping, old: Rubric, new: Rubric) -> tuple[Fault, ...]:
    """Everything in a mapping that does not fit the two versions; empty where it fits."""
    faults: list[Fault] = []
    for side, ref, rubric in (("old", mapping.old, old), ("new", mapping.new, new)):
        if (ref.id, ref.version) != (rubric.id, rubric.version):
            found = f"is {ref.id} {ref.version}; expected {rubric.id} {rubric.version}"
            faults.append(Fault(side, found))
    before, after = _parts(old), _parts(new)
    for what in before:
        links: LinkSet = getattr(mapping, what)
        faults += _covering(what, links, before[what], after[what])
        faults += _shapes(what, links)
        faults += _wording(what, links, before[what], after[what])
    return tuple(faults)


def propose_mapping(old: Rubric, new: Rubric, *, today: date) -> VersionMapping:
    """A mapping of what is alike by id, name or words; what it cannot tell is dropped and added.

    Splits and merges are never guessed: the owner writes those in the place of `dropped` and `added`.
    """
    before, after = _parts(old), _parts(new)
    homes = homes_of(old, new)
    areas = {was: now for now, was in homes.areas.items()}
    levels = {was: now for now, was in homes.levels.items()}
    anchors = {
        pair.old.key: pair.new.key
        for pair in pairs_of(items_of(old), items_of(new, homes))
        if pair.old and pair.new and pair.old.what in _ANCHORS and pair.old.home.split("/")[0] in areas
    }
    ratings = _ratings(old.scale, new.scale)
    made = {
        what: _proposed(before[what], after[what], known)
        for what, known in (("areas", areas), ("levels", levels), ("ratings", ratings), ("anchors", anchors))
    }
    return VersionMapping(
        old=VersionRef(id=old.id, version=old.version),
        new=VersionRef(id=new.id, version=new.version),
        owner=new.owner,
        date=today,
        status="proposed",
        **made,
    )


def _ratings(old: Scale, new: Scale) -> dict[str, str]:
    """Ratings of one number on one scale with like meaning. Across scales nothing is guessed (X-04)."""
    found = {}
    for before in old.levels:
        for after in new.levels:
            same_name = folded(before.label) == folded(after.label)
            same_number = (old.id, before.value) == (new.id, after.value)
            if same_number and (same_name or alike(before.definition, after.definition) >= SAME_PLACE_ALIKE):
                found[str(before.value)] = str(after.value)
    return found


_ANCHORS = ("anchor", "strong behaviour", "rating indicator")


def _parts(rubric: Rubric) -> dict[str, dict[str, str]]:
    """What must be mapped: for each sort, the parts by their name, with what they say."""
    areas = (*rubric.skill_areas, *rubric.optional_areas)
    return {
        "areas": {area.id: _said(area) for area in areas},
        "levels": {level.name: level.name for level in rubric.career_levels},
        "ratings": {str(one.value): f"{one.label}: {one.definition}" for one in rubric.scale.levels},
        "anchors": {one.id: one.text for area in areas for one in anchors_of(area)},
    }


def anchors_of(area: SkillArea) -> tuple[Anchor, ...]:
    """Every anchor of an area, indicators of ratings included."""
    return (*area.anchors, *(one for found in area.by_rating for one in found.indicators))


def _said(area: SkillArea) -> str:
    return "\n".join((area.name, *(one.text for one in anchors_of(area))))


def _proposed(before: dict[str, str], after: dict[str, str], known: dict[str, str]) -> LinkSet:
    links = []
    for part, said in before.items():
        partner = known.get(part)
        if partner is None or partner not in after:
            links.append(Link(kind=LinkKind.DROPPED, old=(part,)))
        else:
            kind = LinkKind.SAME if said == after[partner] else LinkKind.REWORDED
            links.append(Link(kind=kind, old=(part,), new=(partner,)))
    reached = {part for link in links for part in link.new}
    return LinkSet(links=tuple(links), added=tuple(part for part in after if part not in reached))


def _covering(what: str, links: LinkSet, before: dict[str, str], after: dict[str, str]) -> Iterator[Fault]:
    """Every part of both versions once: no gap, no unknown name."""
    olds = Counter(part for link in links.links for part in link.old)
    news = Counter([*(part for link in links.links for part in link.new), *links.added])
    for side, counts, parts, gap in (
        ("old", olds, before, "has no link; say what became of it, or `dropped`"),
        ("new", news, after, "is not reached; link it, or name it under `added`"),
    ):
        for part, count in counts.items():
            if part not in parts:
                yield Fault(what, f"{part!r} is not in the {side} version; there are {_some(tuple(parts))}")
            elif count > 1:
                yield Fault(what, f"{part!r} of the {side} version stands {count} times; expected once")
        yield from (
            Fault(what, f"{part!r} of the {side} version {gap}") for part in parts if not counts[part]
        )


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(repr(name) for name in names[:6])
    return f"{shown} and {len(names) - 6} more" if len(names) > 6 else shown or "none"  # noqa: PLR2004 - enough to see the pattern


def _shapes(what: str, links: LinkSet) -> Iterator[Fault]:
    """Each kind links as many parts as its word says."""
    for link in links.links:
        shape = (min(len(link.old), 2), min(len(link.new), 2))
        wanted = {LinkKind.SPLIT: (1, 2), LinkKind.MERGED: (2, 1), LinkKind.DROPPED: (1, 0)}.get(
            link.kind, (1, 1)
        )
        if shape != wanted:
            got = f"{len(link.old)} old and {len(link.new)} new"
            yield Fault(what, f"{link.kind} of {link.old[0]!r} has {got}; expected {_COUNTS[link.kind]}")


def _wording(what: str, links: LinkSet, before: dict[str, str], after: dict[str, str]) -> Iterator[Fault]:
    """`same` means the same words; `reworded` means others."""
    for link in links.links:
        if link.kind not in (LinkKind.SAME, LinkKind.REWORDED) or len(link.old) != 1 or len(link.new) != 1:
            continue
        old, new = before.get(link.old[0]), after.get(link.new[0])
        if old is None or new is None:
            continue
        if (old == new) != (link.kind is LinkKind.SAME):
            right = "same" if old == new else "reworded"
            yield Fault(what, f"{link.old[0]!r} is called {link.kind}; its words are {_than(right)}: {right}")


def _than(right: str) -> str:
    return "the same" if right == "same" else "not the same"
