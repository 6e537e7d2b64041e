"""Parts of a pack that have no column or item of their own, by their path, so that no new field is ever lost.

A path names areas by their id: `skill_areas/onboarding/probe_required`, `guide/coaching_prompts/0`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assessor.domain.rubric import Rubric

_METRIC = "id,metric,direction,value,upper,unit,period,segment,source"
_AREA = (
    "id,name,owner,goal,reason,group,authored", "aliases/*", "outcomes/*", "coaching_notes/*",
    "indicators/*/text,kind", "interview/*/question,proof",
    "cells/*/career_level", "cells/*/anchors/*/id,text",
    f"cells/*/metrics/*/{_METRIC}",
    "strong/*/id,text", "by_rating/*/rating", "by_rating/*/indicators/*/id,text",
)  # fmt: skip
_KNOWN = (
    "id,title,version,owner,status,date,lang,sha256,translation", "source/id,title,note",
    "changelog/*/version,date,author,change", "scale/id,not_applicable,role_dependent",
    "scale/levels/*/value,label,definition,typical", "scale/discriminators/*/lower,upper,question",
    "career_levels/*/name,ownership,decisions,contribution,experience", "career_levels/*/aliases/*",
    "career_levels/*/scope_tests/*", "career_levels/*/expected/lowest,highest,note",
    f"career_levels/*/scope_metrics/*/{_METRIC}", "facets/*", "sign_off/*", "reading_rules/*",
    "evidence/min_artefacts,max_age_months", "evidence_types/*/kind,requirement", "red_lines/*/id,text,cap",
    "growth_signals/*/id,text", "warning_signs/*/id,text",
    *(f"{areas}/*/{path}" for areas in ("skill_areas", "optional_areas") for path in _AREA),
)  # fmt: skip


def _spelled(patterns: Sequence[str]) -> frozenset[tuple[str, ...]]:
    found = set()
    for pattern in patterns:
        *steps, last = pattern.split("/")
        found |= {(*steps, name) for name in last.split(",")}
    return frozenset(found)


_COVERED = _spelled(_KNOWN)
_AREAS = ("skill_areas", "optional_areas")
Path = tuple[str, ...]


def further_parts(rubric: Rubric) -> Iterator[tuple[Path, Any]]:
    """Path and value of every part that is set and that tables and items have no place for.

    Values are text, numbers and yes or no; optional areas stand under `skill_areas` too.
    """
    values = rubric.model_dump(mode="json", exclude_defaults=True)
    for path, pattern, value in _leaves(values, (), ()):
        if pattern not in _COVERED:
            yield path, value


def _leaves(value: Any, path: Path, pattern: Path) -> Iterator[tuple[Path, Path, Any]]:
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from _leaves(part, (*path, key), (*pattern, key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            in_areas = len(pattern) == 1 and pattern[0] in _AREAS
            step = (_AREAS[0], part["id"]) if in_areas else (*path, str(number))
            yield from _leaves(part, step, (*pattern, "*"))
    else:
        yield path, pattern, value


def put_part(pack: dict[str, Any], path: Path, value: Any) -> bool:
    """Put a value back in its place; False where the path leads nowhere, and nothing is changed then."""
    here: Any = pack
    steps = list(path)
    if steps[:1] == [_AREAS[0]] and len(steps) > 2:  # noqa: PLR2004 - the list, the id, and what is in the area
        here = next((area for area in pack[_AREAS[0]] if area["id"] == steps[1]), None)
        steps = steps[2:]
    if here is None or not all(steps):
        return False
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        new: Any = value if following is None else [] if following.isdigit() else {}
        if isinstance(here, list):
            if not step.isdigit() or int(step) > len(here):
                return False
            if int(step) == len(here):
                here.append(new)
            here = here[int(step)]
        elif isinstance(here, dict):
            here = here.setdefault(step, new)
        else:
            return False
    return True
