"""Printable pages: a plan of development, as a page and as lines for a terminal."""

import re
from collections.abc import Iterator

from assessor.domain.development import DevelopmentGoal, DevelopmentPlan
from assessor.domain.text import Language
from assessor.i18n import shown, tr
from assessor.sheets.render import render

Rows = tuple[str, tuple[str, ...]]


def plan_page(plan: DevelopmentPlan, lang: Language) -> str:
    """The plan as a page to print; gaps to fill in are marked."""
    return render(
        "plan",
        lang=lang,
        title=_title(plan, lang),
        goals=[
            {
                **goal.model_dump(),
                "pieces": tuple(_pieces(goal)),
                "due": shown(goal.due, lang),
            }
            for goal in plan.goals
        ],
        lists=_lists(plan, lang),
        words=_words(plan, lang),
    )


def plan_lines(plan: DevelopmentPlan, lang: Language) -> Iterator[str]:
    """The plan as lines for a terminal."""
    words = _words(plan, lang)
    yield _title(plan, lang)
    yield words["under"]
    yield words["note"]
    yield f"\n{words['goals']}"
    for goal in plan.goals:
        yield f"  {goal.number}. {goal.goal}"
        yield f"     {words['towards']}: {goal.aim}"
        yield f"     {words['step']}: {goal.step}; {words['due']}: {shown(goal.due, lang)}"
        if goal.blanks:
            yield f"     {words['blanks']}: {'; '.join(goal.blanks)}"
        if goal.measures:
            yield f"     {words['measures']}"
            yield from (f"       - {one}" for one in goal.measures)
    for heading, rows in _lists(plan, lang):
        yield f"\n{heading}"
        yield from (f"  - {row}" for row in rows)


def _title(plan: DevelopmentPlan, lang: Language) -> str:
    return tr(lang, "Plan of development: {area}", area=plan.skill_area_name)


def _words(plan: DevelopmentPlan, lang: Language) -> dict[str, str]:
    return {
        "under": tr(
            lang,
            "{title} ({rubric} {version}), from {now} to {target}, {start} to {due}",
            title=plan.title,
            rubric=plan.rubric,
            version=plan.rubric_version,
            now=plan.now,
            target=plan.target,
            start=plan.start,
            due=plan.due,
        ),
        "note": tr(
            lang,
            "A proposal for the talk, kept apart from any rating; nothing was stored. What stands in square "
            "brackets is for the two of you to fill in: the program makes up no number.",
        ),
        "goals": tr(lang, "Goals"),
        "towards": tr(lang, "Works towards"),
        "step": tr(lang, "Step"),
        "due": tr(lang, "Due"),
        "blanks": tr(lang, "To fill in"),
        "measures": tr(lang, "To choose a measure from:"),
        "footer": tr(
            lang, "Practical guidance, not legal advice. People decide about ratings and promotion."
        ),
    }


def _lists(plan: DevelopmentPlan, lang: Language) -> tuple[Rows, ...]:
    talks = tuple(f"{shown(one.on, lang)}: {one.what}" for one in plan.checkpoints)
    lists = (
        (tr(lang, "Evidence to collect"), plan.evidence),
        (tr(lang, "Questions for the talks"), plan.coaching),
        (tr(lang, "Ways to learn"), plan.resources),
        (tr(lang, "Talks on the way"), talks),
    )
    return tuple((heading, rows) for heading, rows in lists if rows)


def _pieces(goal: DevelopmentGoal) -> Iterator[tuple[str, bool]]:
    """The goal cut at its gaps, each piece with whether it is one."""
    gaps = "|".join(re.escape(f"[{blank}]") for blank in goal.blanks)
    parts = re.split(f"({gaps})", goal.goal) if gaps else [goal.goal]
    for part in parts:
        if part:
            yield part, part[1:-1] in goal.blanks and part.startswith("[")
