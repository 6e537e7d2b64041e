"""Plans of development: what the goals of a way work towards, in the rubric's own words.

Between ratings that is what the scale says parts them; in an area told by ratings the strong behaviour, and
for the highest rating its own indicators (those of a rating in between tell what is still lacking, which is
no goal). Between career levels it is the anchors of the higher one.
"""

from collections.abc import Iterator
from typing import NamedTuple

from assessor.domain.rubric import AnchorCell, MetricCheck, Rubric, SkillArea
from assessor.domain.text import Language
from assessor.i18n import tr
from assessor.rubrics.developing.ladder import Walk
from assessor.rubrics.rules.metrics import metric_limit


class Aim(NamedTuple):
    """Something to work towards."""

    text: str
    anchor: str | None
    """Id of the anchor; null for what the scale says."""
    now: str
    target: str
    position: int
    """Number of the step it belongs to, from 1."""
    measures: tuple[str, ...]
    """Quantities and targets of the rubric."""

    @property
    def is_conduct(self) -> bool:
        """Whether it tells conduct, and not a question that parts two ratings."""
        return self.anchor is not None


def aims_of(
    rubric: Rubric, area: SkillArea, walk: Walk, level: str | None, lang: Language
) -> tuple[Aim, ...]:
    """What a way works towards, step by step; empty where the rubric does not say.

    Args:
        rubric: in the language of the plan.
        area: the skill area.
        walk: the way.
        level: career level whose anchors come in addition, where the way is one of ratings.
        lang: of the measures.
    """
    if walk.by_level:
        return tuple(_between_levels(area, walk, lang))
    last = len(walk.steps)
    extra = [cell for cell in area.cells if cell.career_level == level]
    anchors = (aim for cell in extra for aim in _of_cell(cell, area, walk.now, walk.target, last, lang))
    return (*_between_ratings(rubric, area, walk), *anchors)


def _between_ratings(rubric: Rubric, area: SkillArea, walk: Walk) -> Iterator[Aim]:
    values = sorted(one.value for one in rubric.scale.levels)
    highest = next((one.indicators for one in area.by_rating if one.rating == values[-1]), ())
    between = {(one.lower, one.upper): one.question for one in rubric.scale.discriminators}
    for position, (low, high) in enumerate(walk.steps, start=1):
        now, target, measures = walk.rungs[low], walk.rungs[high], _indicators(area)
        told = highest if values[high] == values[-1] and highest else area.strong
        for one in told:
            yield Aim(one.text, one.id, now, target, position, measures)
        if not told and (values[low], values[high]) in between:
            question = between[values[low], values[high]]
            yield Aim(question, None, now, target, position, measures)


def _between_levels(area: SkillArea, walk: Walk, lang: Language) -> Iterator[Aim]:
    cells = {cell.career_level: cell for cell in area.cells}
    for position, (low, high) in enumerate(walk.steps, start=1):
        if walk.rungs[high] in cells:
            yield from _of_cell(
                cells[walk.rungs[high]], area, walk.rungs[low], walk.rungs[high], position, lang
            )


def _of_cell(
    cell: AnchorCell, area: SkillArea, now: str, target: str, position: int, lang: Language
) -> Iterator[Aim]:
    measures = (*(_target(check, lang) for check in cell.metrics), *_indicators(area))
    for anchor in cell.anchors:
        yield Aim(anchor.text, anchor.id, now, target, position, measures)


def _indicators(area: SkillArea) -> tuple[str, ...]:
    return tuple(one.text for one in area.indicators)


def _target(check: MetricCheck, lang: Language) -> str:
    """A numeric target, as it stands in the rubric."""
    return tr(
        lang,
        "{metric}: {limit} ({period}, {segment}, read from {source})",
        metric=check.metric,
        limit=metric_limit(check),
        period=check.period,
        segment=check.segment,
        source=check.source,
    )
