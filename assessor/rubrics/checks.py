"""Before stage 1: what must hold in a rubric beyond the types of its fields.

Each check looks at one idea and yields its faults. `faults_of` runs them all, so that an author sees every
fault at once.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from assessor.domain.artefact import ArtefactKind
from assessor.domain.rubric import Rubric, SkillArea
from assessor.rubrics.checks_guide import guide, interviews
from assessor.rubrics.checks_ratings import bands, indicators_by_rating, metrics, promotion
from assessor.rubrics.faults import Fault, in_area
from assessor.rubrics.names import career_level_spellings, folded, skill_area_spellings

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SNAKE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")


def faults_of(rubric: Rubric) -> tuple[Fault, ...]:
    """Everything that is wrong with a rubric; empty where nothing is."""
    checks = (
        _parts, _ids, _spellings, _cells, _anchor_ids, _scale, _red_lines, _evidence, _changelog,
        indicators_by_rating, metrics, bands, promotion, interviews, guide,
    )  # fmt: skip
    return tuple(fault for check in checks for fault in check(rubric))


def _parts(rubric: Rubric) -> Iterator[Fault]:
    """An empty rubric must not pass."""
    if not rubric.career_levels:
        yield Fault("", "career_levels is empty; a rubric needs at least 1")
    if not rubric.skill_areas:
        yield Fault("", "skill_areas is empty; a rubric needs at least 1")
    for area in _areas(rubric):
        if not area.indicators:
            yield Fault(in_area(area.name), "indicators is empty; every skill area needs at least 1")
    rated = [area.id for area in rubric.skill_areas]
    for area in _areas(rubric):
        if area.joins and (area.joins not in rated or area.id in rated):
            hosts = ", ".join(rated)
            yield Fault(in_area(area.name), f"joins {area.joins!r}; an optional area may join: {hosts}")


def _ids(rubric: Rubric) -> Iterator[Fault]:
    for area in _areas(rubric):
        if not _SLUG.fullmatch(area.id):
            yield Fault(
                in_area(area.name), f"id {area.id!r}; expected lower-case letters, digits and single hyphens"
            )
    red_lines = [red_line.id for red_line in rubric.red_lines]
    signals = [signal.id for signal in (*rubric.growth_signals, *rubric.warning_signs)]
    for found in (*red_lines, *signals):
        if not _SNAKE.fullmatch(found):
            yield Fault("", f"id {found!r}; expected lower-case letters, digits and single underscores")
    yield from _repeated("red line id", red_lines)
    yield from _repeated("signal id", signals)
    yield from _repeated("facet", rubric.facets)
    yield from _repeated("changelog version", (entry.version for entry in rubric.changelog))
    for area in _areas(rubric):
        anchors = [anchor.id for anchor in area.anchors]
        yield from _repeated("anchor id", anchors, place=in_area(area.name))


def _spellings(rubric: Rubric) -> Iterator[Fault]:
    """Every spelling means one thing, or a person's rating lands in the wrong place."""
    areas = [(area.name, skill_area_spellings(area)) for area in _areas(rubric)]
    levels = [(level.name, career_level_spellings(level)) for level in rubric.career_levels]
    for what, owners in (("skill area", areas), ("career level", levels)):
        first_owner: dict[str, int] = {}
        for index, (name, spellings) in enumerate(owners):
            for spelling in spellings:
                key = folded(spelling)
                if not key:
                    yield Fault(f"{what} {name!r}", f"spelling {spelling!r} holds no letter or digit")
                elif first_owner.setdefault(key, index) != index:
                    other = owners[first_owner[key]][0]
                    yield Fault(f"{what} {name!r}", f"spelling {spelling!r} also means {what} {other!r}")


def _cells(rubric: Rubric) -> Iterator[Fault]:
    """Each area has each career level once, with at least one anchor, unless it is told by ratings."""
    levels = [level.name for level in rubric.career_levels]
    for area in _areas(rubric):
        if area.by_rating and not area.cells:
            continue
        counts = Counter(cell.career_level for cell in area.cells)
        for level in levels:
            if counts[level] != 1:
                yield Fault(
                    in_area(area.name, level),
                    f"{counts[level]} cells; every skill area needs each career level exactly once",
                )
        for cell in area.cells:
            place = in_area(area.name, cell.career_level)
            if cell.career_level not in levels:
                yield Fault(place, f"no such career level; expected one of: {'; '.join(levels)}")
            if not cell.anchors:
                yield Fault(place, "0 anchors; every level needs at least 1")


def _anchor_ids(rubric: Rubric) -> Iterator[Fault]:
    """An anchor's id names its cell, so that one pasted into the wrong cell is found."""
    spellings = {
        level.name: {folded(word) for word in career_level_spellings(level)} for level in rubric.career_levels
    }
    for area in _areas(rubric):
        for cell in area.cells:
            for number, anchor in enumerate(cell.anchors, start=1):
                start, _, end = anchor.id.rpartition("/")
                pack_and_area, _, level = start.rpartition("/")
                if (
                    pack_and_area != f"{rubric.id}/{area.id}"
                    or folded(level) not in spellings.get(cell.career_level, ())
                    or end != str(number)
                ):
                    yield Fault(
                        in_area(area.name, cell.career_level),
                        f"anchor id {anchor.id!r}; expected {rubric.id}/{area.id}/LEVEL/{number}, "
                        "LEVEL being a spelling of this career level",
                    )


def _scale(rubric: Rubric) -> Iterator[Fault]:
    """Ratings are neighbouring whole numbers in ascending order, and discriminators stand between them."""
    place = f"scale {rubric.scale.id!r}"
    values = [level.value for level in rubric.scale.levels]
    if len(values) < 2:  # noqa: PLR2004 - one rating tells nobody apart
        yield Fault(place, f"{len(values)} levels; a scale needs at least 2")
        return
    if values != list(range(values[0], values[0] + len(values))):
        yield Fault(place, f"levels {_listed(values)}; expected ascending whole numbers without a gap")
        return
    yield from _repeated("label", (level.label for level in rubric.scale.levels), place=place)
    pairs = [(found.lower, found.upper) for found in rubric.scale.discriminators]
    expected = list(pairwise(values))
    if pairs and pairs != expected:
        got, wanted = (", ".join(f"{low}-{high}" for low, high in found) for found in (pairs, expected))
        yield Fault(place, f"discriminators {got}; expected one between each two neighbours: {wanted}")


def _red_lines(rubric: Rubric) -> Iterator[Fault]:
    values = [level.value for level in rubric.scale.levels]
    for red_line in rubric.red_lines:
        if red_line.cap not in values:
            yield Fault(
                f"red line {red_line.id!r}",
                f"cap {red_line.cap}; expected a rating of scale {rubric.scale.id!r}: {_listed(values)}",
            )


def _evidence(rubric: Rubric) -> Iterator[Fault]:
    kinds = [found.kind for found in rubric.evidence_types]
    yield from _repeated("evidence kind", kinds)
    for kind in kinds:
        if kind not in set(ArtefactKind):
            yield Fault("", f"evidence kind {kind!r}; expected one of: {', '.join(ArtefactKind)}")


def _changelog(rubric: Rubric) -> Iterator[Fault]:
    versions = [entry.version for entry in rubric.changelog]
    if rubric.version not in versions:
        yield Fault("", f"changelog has {_listed(versions)}; expected an entry for version {rubric.version}")


def _areas(rubric: Rubric) -> tuple[SkillArea, ...]:
    """Optional areas keep the same rules, or adding one would break the rubric."""
    return (*rubric.skill_areas, *rubric.optional_areas)


def _repeated(what: str, values: Iterable[str], *, place: str = "") -> Iterator[Fault]:
    for value, count in Counter(values).items():
        if count > 1:
            yield Fault(place, f"{what} {value!r} is given {count} times; expected once")


def _listed(values: Iterable[object]) -> str:
    return ", ".join(str(value) for value in values) or "nothing"
