"""Before stage 1: an optional area of a rubric, switched on.

The choice is part of the rubric's id: `csm-matrix:ai` has the optional area as one more skill area,
`csm-matrix:ai-in-data` has its anchors within the area `data` (S001-03). So whatever names a rubric can name
the choice, and a rating stays pinned to what it was made under after the choice is taken back. Without a `:`
the optional area is not there for drafts, retrieval and ratings.
"""

from assessor.domain.rubric import AnchorCell, Rubric, SkillArea
from assessor.errors import NotFoundError
from assessor.rubrics.names import folded, skill_area_spellings

MARK = ":"
_WITHIN = "-in-"


def base_of(rubric_id: str) -> str:
    """The id of the rubric without its options.

    >>> base_of("csm-matrix:ai-in-data")
    'csm-matrix'
    """
    return rubric_id.partition(MARK)[0]


def options_of(rubric: Rubric) -> tuple[str, ...]:
    """What may stand behind the id of a rubric; empty where nothing is optional."""
    areas = rubric.optional_areas
    return (
        *(area.id for area in areas),
        *(f"{area.id}{_WITHIN}{area.joins}" for area in areas if area.joins),
    )


def with_option(rubric: Rubric, option: str) -> Rubric:
    """The rubric with an optional area switched on, its id saying so.

    Args:
        rubric: without options.
        option: `AREA`, or `AREA-in-HOST` to have the area's anchors within another one; AREA by id, name or
            alias, so that `ai` and `ai-collaboration` mean one.

    Raises:
        NotFoundError: code `unknown_option`; the message lists what the rubric offers.
    """
    option = _by_id(rubric, option)
    if option not in options_of(rubric):
        offered = ", ".join(f"{rubric.id}{MARK}{one}" for one in options_of(rubric)) or "none"
        raise NotFoundError(
            f"rubric {rubric.id} has no option {option!r}; expected one of: {offered}.",
            code="unknown_option",
            hint=f"See `assessor rubric show {rubric.id}`.",
        )
    name, _, host = option.partition(_WITHIN)
    added = next(area for area in rubric.optional_areas if area.id == name)
    areas = (*rubric.skill_areas, added)
    if host:
        areas = tuple(_within(area, added) if area.id == host else area for area in rubric.skill_areas)
    rest = tuple(area for area in rubric.optional_areas if area.id != name)
    values = {key: getattr(rubric, key) for key in type(rubric).model_fields}
    changed = {"id": f"{rubric.id}{MARK}{option}", "skill_areas": areas, "optional_areas": rest}
    return Rubric(**values | changed)


def _by_id(rubric: Rubric, option: str) -> str:
    """The option with its area's id in place of another spelling of it."""
    named, within, host = option.partition(_WITHIN)
    for area in rubric.optional_areas:
        if folded(named) in {folded(one) for one in skill_area_spellings(area)}:
            return f"{area.id}{within}{host}"
    return option


def _within(host: SkillArea, added: SkillArea) -> SkillArea:
    """The host with what the other area adds; its name, goal and owner stay its own."""
    other = {cell.career_level: cell for cell in added.cells}
    cells = tuple(
        AnchorCell(
            career_level=cell.career_level,
            anchors=(*cell.anchors, *other[cell.career_level].anchors),
            metrics=(*cell.metrics, *other[cell.career_level].metrics),
        )
        for cell in host.cells
    )
    return host.model_copy(
        update={
            "cells": cells,
            "outcomes": (*host.outcomes, *added.outcomes),
            "indicators": (*host.indicators, *added.indicators),
            "coaching_notes": (*host.coaching_notes, *added.coaching_notes),
            "interview": (*host.interview, *added.interview),
        }
    )
