"""Plans of development: goals, evidence, questions and days for the next step (S002-54, S002-71, S000-82).

A goal is the rubric's own template, filled with what is known. Everything else, every number above all, stays
a gap in square brackets for people to fill in.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from assessor.domain.development import Checkpoint, DevelopmentGoal, DevelopmentPlan
from assessor.domain.rubric import Rubric, SkillArea
from assessor.domain.text import Language
from assessor.errors import InputError
from assessor.i18n import shown, tr
from assessor.rubrics.developing.aims import Aim, aims_of
from assessor.rubrics.developing.ladder import walk_of
from assessor.rubrics.names import find_career_level, find_skill_area, folded

MOST_MONTHS = 24
_GAP = re.compile(r"\[([^\[\]]+)\]")
_AREA = frozenset({"skill area", "competency", "kompetenzbereich", "kompetenz"})
_NOW = frozenset(
    {"rating now", "rating today", "colour now", "heutige bewertung", "bewertung heute", "heutige farbe"}
)
_TARGET = frozenset({"target rating", "target colour", "zielbewertung", "zielfarbe"})
_DATE = frozenset({"date", "datum"})
_QUARTER = frozenset({"quarter", "quartal"})
_CONDUCT = frozenset({"conduct to be seen", "sichtbares verhalten"})


class Step(NamedTuple):
    """From where to where, and for how long."""

    now: str
    target: str
    """Empty for the next one above."""
    level: str | None
    """Career level whose anchors come in addition, between ratings."""
    start: date
    months: int | None = None
    """Length of each step; as long as evidence counts, where left open."""


def development_plan(rubric: Rubric, area_name: str, step: Step, lang: Language) -> DevelopmentPlan:
    """A plan for one skill area.

    Args:
        rubric: in the language of the plan.
        area_name: name, id or alias.
        step: where the person stands and wants to get to.
        lang: of the sentences around the rubric's own.

    Raises:
        NotFoundError: no such area, rating or career level.
        InputError: as for `walk_of`; code `level_needed` or `bad_months`.
    """
    area = find_skill_area(rubric, area_name)
    walk = walk_of(rubric, step.now, step.target)
    level = None if step.level is None else find_career_level(rubric, step.level).name
    aims = aims_of(rubric, area, walk, level, lang)
    if not aims:
        names = ", ".join(one.name for one in rubric.career_levels) or "it has none"
        raise InputError(
            f"{area.name!r}: {rubric.id} does not say what leads from {walk.now!r} to {walk.target!r}.",
            code="level_needed",
            hint=f"Name a career level with --level: {names}.",
        )
    due = _due_days(rubric, step, len(walk.steps))
    return DevelopmentPlan(
        rubric=rubric.id,
        rubric_version=rubric.version,
        title=rubric.title,
        lang=rubric.lang,
        skill_area=area.id,
        skill_area_name=area.name,
        basis="career_level" if walk.by_level else "rating",
        now=walk.now,
        target=walk.target,
        career_level=walk.target if walk.by_level else level,
        start=step.start,
        due=due[-1],
        goals=tuple(
            _goal(rubric, area, aim, number, due[aim.position - 1], by_level=walk.by_level, lang=lang)
            for number, aim in enumerate(aims, start=1)
        ),
        evidence=tuple(_evidence(rubric, area, step.start, due[-1], lang)),
        coaching=(*area.coaching_notes, *rubric.guide.coaching_prompts),
        resources=rubric.guide.coaching_resources,
        checkpoints=tuple(_checkpoints(rubric, step.start, due, lang)),
    )  # fmt: skip


def _due_days(rubric: Rubric, step: Step, steps: int) -> tuple[date, ...]:
    """The day each step is due. All that is shown from its first day on still counts on its last."""
    months = rubric.evidence.max_age_months if step.months is None else step.months
    if not 1 <= months <= MOST_MONTHS:
        raise InputError(f"--months: expected 1 to {MOST_MONTHS}.", code="bad_months")
    return tuple(step.start + relativedelta(months=months * (number + 1)) for number in range(steps))


def _goal(
    rubric: Rubric, area: SkillArea, aim: Aim, number: int, due: date, *, by_level: bool, lang: Language
) -> DevelopmentGoal:
    known = {
        **dict.fromkeys(_AREA, area.name),
        **dict.fromkeys(_DATE, shown(due, lang)),
        **dict.fromkeys(_QUARTER, f"Q{(due.month - 1) // 3 + 1} {due.year}"),
    }
    if not by_level:
        known |= {**dict.fromkeys(_NOW, aim.now), **dict.fromkeys(_TARGET, aim.target)}
    if aim.is_conduct:
        known |= dict.fromkeys(_CONDUCT, aim.text.rstrip("."))
    template = rubric.guide.goal_template or tr(
        lang, "By [date]: [conduct to be seen] in [skill area], shown by [measurable outcome]."
    )
    return DevelopmentGoal(
        number=number,
        aim=aim.text,
        anchor=aim.anchor,
        step=tr(lang, "from {now} to {target}", now=aim.now, target=aim.target),
        goal=_GAP.sub(lambda gap: known.get(folded(gap[1]), gap[0]), template),
        # Those of the template: a bracket inside a text that was filled in is no gap.
        blanks=tuple(gap for gap in _GAP.findall(template) if folded(gap) not in known),
        measures=aim.measures,
        due=due,
    )


def _evidence(rubric: Rubric, area: SkillArea, start: date, due: date, lang: Language) -> Iterator[str]:
    rule = rubric.evidence
    yield tr(
        lang,
        "At least {least} artefacts dated {first} to {last}, one of which serves no other skill area.",
        least=rule.min_artefacts,
        first=max(start, due - relativedelta(months=rule.max_age_months)),
        last=due,
    )
    if area.evidence_examples:
        yield tr(lang, "Usually found in: {places}.", places="; ".join(area.evidence_examples))
    yield from (f"{one.kind}: {one.requirement}" for one in rubric.evidence_types)


def _checkpoints(rubric: Rubric, start: date, due: Sequence[date], lang: Language) -> Iterator[Checkpoint]:
    """A talk in every rating cycle, and one on each day on which a step is due."""
    cycle, last = rubric.promotion.cycle_months, due[-1]
    talks = (start + relativedelta(months=cycle * number) for number in range(1, 12 * len(due)))
    days = {day for day in talks if day < last} | set(due)
    for day in sorted(days):
        if day == last:
            what = tr(lang, "The plan is due; look over the evidence with assessor precheck.")
        elif day in due:
            what = tr(lang, "A step is due; look at its evidence before going on.")
        else:
            what = tr(lang, "Look at the evidence so far and name one thing to do next.")
        yield Checkpoint(on=day, what=what)
