"""Diff, first step: a rubric becomes a flat list of items, each with what it is and where it stands.

Version, date and changelog are no items: they differ in any two versions. Neither is the order of lists, but
for career levels, whose order is what they mean.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from assessor.domain.rubric import Anchor, MetricCheck, Rubric, SkillArea
from assessor.rubrics.faults import in_area
from assessor.rubrics.names import career_level_spellings, skill_area_spellings
from assessor.rubrics.tabular.further import further_parts


class Item(NamedTuple):
    """One part of a rubric."""

    what: str
    """Its kind in words, e.g. `anchor`; the key into the rules of `verdict`."""
    home: str
    """Where it stands, equal in both versions for what is the same place."""
    place: str
    """The same for people."""
    key: str
    """Its id there; empty where only its text tells it from its neighbours."""
    text: str


class Homes(NamedTuple):
    """Under which name each place of a rubric is known in the other version; missing ones keep their own."""

    areas: Mapping[str, str]
    """By id."""
    levels: Mapping[str, str]
    """By name."""


OWN = Homes({}, {})


def items_of(rubric: Rubric, homes: Homes = OWN) -> tuple[Item, ...]:
    """Every part of a rubric.

    Args:
        rubric: the version.
        homes: names of areas and career levels as the older version has them.
    """
    found = [*_head(rubric), *_scale(rubric), *_levels(rubric, homes)]
    for area in rubric.skill_areas:
        found += _area(area, homes, standing="rated")
    for area in rubric.optional_areas:
        found += _area(area, homes, standing="optional")
    return (*found, *_further(rubric, homes))


def _further(rubric: Rubric, homes: Homes) -> Iterator[Item]:
    """Whatever else a pack holds, so that no difference goes unseen."""
    areas = {area.id: area for area in (*rubric.skill_areas, *rubric.optional_areas)}
    for path, value in further_parts(rubric):
        if path[0] == "skill_areas":
            area = areas[path[1]]
            home = homes.areas.get(area.id, area.id)
            yield Item("further entry", home, in_area(area.name), "/".join(path[2:]), str(value))
        else:
            what = "promotion rule" if path[0] == "promotion" else "further entry"
            yield Item(what, "", path[0], "/".join(path), str(value))


def _head(rubric: Rubric) -> Iterator[Item]:
    for key in ("title", "owner", "status", "lang"):
        yield Item("language" if key == "lang" else "head", "", "", key, getattr(rubric, key))
    for key in ("id", "title", "note"):
        yield Item("head", "", "source", key, getattr(rubric.source, key))
    for key, number in rubric.evidence.model_dump().items():
        yield Item("evidence rule", "", "evidence", key, str(number))
    for kind in rubric.evidence_types:
        yield Item("evidence type", "", "evidence_types", kind.kind, kind.requirement)
    for line in rubric.red_lines:
        yield Item("red line", "", "red_lines", line.id, line.text)
        yield Item("red-line cap", "", "red_lines", line.id, str(line.cap))
    for signal in rubric.growth_signals:
        yield Item("signal", "growth", "growth_signals", signal.id, signal.text)
    for signal in rubric.warning_signs:
        yield Item("signal", "warning", "warning_signs", signal.id, signal.text)
    yield from _texts("facet", "", "facets", rubric.facets)
    yield from _texts("sign-off", "", "sign_off", rubric.sign_off)
    yield from _texts("reading rule", "", "reading_rules", rubric.reading_rules)


def _scale(rubric: Rubric) -> Iterator[Item]:
    scale, place = rubric.scale, "scale"
    for key in ("id", "not_applicable", "role_dependent"):
        yield Item("scale", "", place, key, str(getattr(scale, key)))
    for level in scale.levels:
        here = f"rating {level.value}"
        yield Item("rating", "", here, str(level.value), str(level.value))
        yield Item("rating label", "", here, str(level.value), level.label)
        yield Item("rating definition", "", here, str(level.value), level.definition)
        yield Item("rating picture", "", here, str(level.value), level.typical)
    for step in scale.discriminators:
        key = f"{step.lower}-{step.upper}"
        yield Item("discriminator", "", place, key, step.question)


def _levels(rubric: Rubric, homes: Homes) -> Iterator[Item]:
    for level in rubric.career_levels:
        home = homes.levels.get(level.name, level.name)
        place = f"career level {level.name!r}"
        for key in ("ownership", "decisions", "contribution", "experience"):
            yield from _filled("scope", home, place, key, getattr(level, key))
        spellings = dict.fromkeys(career_level_spellings(level))
        yield from _texts("spelling of a career level", home, place, spellings)
        yield from _texts("scope test", home, place, level.scope_tests)
        if level.expected is not None:
            band = level.expected
            yield Item("expected band", home, place, "band", f"{band.lowest}-{band.highest}")
            yield from _filled("note on a band", home, place, "note", band.note)
        yield from _metrics(home, place, level.scope_metrics)


def _area(area: SkillArea, homes: Homes, *, standing: str) -> Iterator[Item]:
    home, place = homes.areas.get(area.id, area.id), in_area(area.name)
    yield Item("standing of an area", home, place, "standing", standing)
    for key in ("owner", "goal", "reason", "group"):
        yield from _filled("text of an area", home, place, key, getattr(area, key))
    yield Item("text of an area", home, place, "authored", str(area.authored))
    yield from _texts("spelling of an area", home, place, dict.fromkeys(skill_area_spellings(area)))
    yield from _texts("outcome", home, place, area.outcomes)
    yield from _texts("coaching note", home, place, area.coaching_notes)
    yield from _texts("indicator", home, place, (f"{one.text} ({one.kind})" for one in area.indicators))
    yield from _texts(
        "interview question", home, place, (f"{one.question} / {one.proof}" for one in area.interview)
    )
    for cell in area.cells:
        level = homes.levels.get(cell.career_level, cell.career_level)
        here = in_area(area.name, cell.career_level)
        yield from _anchors("anchor", f"{home}/{level}", here, cell.anchors)
        yield from _metrics(f"{home}/{level}", here, cell.metrics)
    yield from _anchors("strong behaviour", home, place, area.strong)
    for found in area.by_rating:
        here = f"{place}, rating {found.rating}"
        yield from _anchors("rating indicator", f"{home}/{found.rating}", here, found.indicators)


def _anchors(what: str, home: str, place: str, anchors: Iterable[Anchor]) -> Iterator[Item]:
    return (Item(what, home, place, one.id, one.text) for one in anchors)


def _metrics(home: str, place: str, checks: Iterable[MetricCheck]) -> Iterator[Item]:
    for one in checks:
        upper = "" if one.upper is None else f" to {one.upper:g}"
        number = f"{one.direction} {one.value:g}{upper} {one.unit}"
        where = f"per {one.period}, {one.segment}, {one.source}"
        yield Item("metric check", home, place, one.id, f"{one.metric}: {number} ({where})")


def _texts(what: str, home: str, place: str, texts: Iterable[str]) -> Iterator[Item]:
    return (Item(what, home, place, "", text) for text in texts)


def _filled(what: str, home: str, place: str, key: str, text: str) -> Iterator[Item]:
    if text:
        yield Item(what, home, place, key, text)
