"""Before stage 1: what must hold in a rubric where it speaks of ratings, bands and numeric targets."""

from collections import Counter
from collections.abc import Iterator

from assessor.domain.rubric import MetricCheck, MetricDirection, Rubric, SkillArea
from assessor.rubrics.faults import Fault, in_area


def indicators_by_rating(rubric: Rubric) -> Iterator[Fault]:
    """An area told by ratings has strong behaviour and indicators for each rating, once, and no cells."""
    values = [level.value for level in rubric.scale.levels]
    for area in (*rubric.skill_areas, *rubric.optional_areas):
        if not area.by_rating:
            continue
        if area.cells:
            yield Fault(in_area(area.name), "has both cells and by_rating; expected one of them")
        place = in_area(area.name)
        if not area.strong:
            yield Fault(place, "strong is empty; an area told by ratings needs at least 1 behaviour")
        counts = Counter(found.rating for found in area.by_rating if found.indicators)
        if dict(counts) != dict.fromkeys(values, 1):
            got = ", ".join(str(found.rating) for found in area.by_rating) or "nothing"
            wanted = ", ".join(str(value) for value in values)
            yield Fault(place, f"by_rating covers {got}; expected indicators for each of {wanted}, once")
        yield from _named(rubric, area)


def _named(rubric: Rubric, area: SkillArea) -> Iterator[Fault]:
    """Ids name their place, so that an indicator pasted under another rating is found."""
    labels = {level.value: level.label.casefold() for level in rubric.scale.levels}
    groups = [("strong", area.strong)]
    groups += [(labels.get(found.rating, "?"), found.indicators) for found in area.by_rating]
    for part, anchors in groups:
        for number, anchor in enumerate(anchors, start=1):
            wanted = f"{rubric.id}/{area.id}/{part}/{number}"
            if anchor.id != wanted:
                yield Fault(in_area(area.name), f"anchor id {anchor.id!r}; expected {wanted!r}")


def metrics(rubric: Rubric) -> Iterator[Fault]:
    """Targets have ids of their own and limits in order."""
    seen: set[str] = set()
    for place, check in _metric_checks(rubric):
        if check.id in seen:
            yield Fault(place, f"metric id {check.id!r} is given twice; expected once")
        seen.add(check.id)
        between = check.direction is MetricDirection.BETWEEN
        if between != (check.upper is not None):
            yield Fault(place, f"metric {check.id!r}: upper belongs to direction 'between', and only there")
        elif check.upper is not None and check.upper <= check.value:
            yield Fault(place, f"metric {check.id!r}: upper {check.upper} is not above value {check.value}")


def bands(rubric: Rubric) -> Iterator[Fault]:
    """Expected bands lie on the scale."""
    scale = rubric.scale
    for level in rubric.career_levels:
        band = level.expected
        if band is not None and not scale.lowest <= band.lowest <= band.highest <= scale.highest:
            yield Fault(
                f"career level {level.name!r}",
                f"expected band {band.lowest}-{band.highest}; expected within {scale.lowest}-{scale.highest}",
            )


def promotion(rubric: Rubric) -> Iterator[Fault]:
    """What promotion asks for can be reached."""
    least, scale = rubric.promotion.min_rating, rubric.scale
    if least is not None and not scale.lowest <= least <= scale.highest:
        yield Fault(
            "promotion",
            f"min_rating {least}; expected a rating of scale {scale.id!r}, {scale.lowest} to {scale.highest}",
        )


def _metric_checks(rubric: Rubric) -> Iterator[tuple[str, MetricCheck]]:
    for level in rubric.career_levels:
        yield from ((f"career level {level.name!r}", check) for check in level.scope_metrics)
    for area in (*rubric.skill_areas, *rubric.optional_areas):
        for cell in area.cells:
            place = in_area(area.name, cell.career_level)
            yield from ((place, check) for check in cell.metrics)
