"""How `assessor rubric show` prints the guide of a rubric: each part under its heading."""

from collections.abc import Iterator

from assessor.domain.guide import Guide
from assessor.domain.rubric import Rubric

Words = dict[str, str]
Part = tuple[str, list[str]]


def guide_lines(rubric: Rubric, words: Words) -> Iterator[Part]:
    """Heading and rows of each part of the guide, empty ones too."""
    guide = rubric.guide
    for key, rows in (
        ("audience", guide.audience),
        ("rater", guide.rater_questions),
        ("prompts", guide.coaching_prompts),
        ("resources", guide.coaching_resources),
        ("goal", (guide.goal_template,) if guide.goal_template else ()),
        ("session", guide.session_inputs),
        ("workflow", guide.workflow_questions),
    ):
        yield words[key], list(rows)
    yield words["peers"], [f"{one.function}: {one.prompt}" for one in guide.peer_prompts]
    yield words["fields"], [f"{one.id}: {one.text}" for one in guide.evidence_fields]
    duties = [f"{one.text}, {one.career_level}: {one.review}" for one in guide.outbound_review]
    yield words["outbound"], duties
    yield from _rules(guide, words)
    yield from _kit(rubric, words)
    yield words["contrast"], _contrasts(rubric)
    yield words["glossary"], [f"{one.term}: {one.meaning}" for one in guide.glossary]


def _rules(guide: Guide, words: Words) -> Iterator[Part]:
    rules = guide.absolute_rules
    if rules is not None:
        topics = ", ".join(rules.topics)
        yield words["rules"].format(count=rules.count, topics=topics), list(rules.proposals)


def _kit(rubric: Rubric, words: Words) -> Iterator[Part]:
    kit = rubric.guide.starter_kit
    if kit is not None:
        names = [area.name for area in rubric.skill_areas if area.id in kit.skill_areas]
        told = f"{'; '.join(names)}: {kit.questions_per_area} {words['questions']}"
        yield words["kit"], [told, kit.note]


def _contrasts(rubric: Rubric) -> list[str]:
    labels = {level.value: level.label for level in rubric.scale.levels}
    return [
        row
        for one in rubric.guide.contrast_cases
        for row in (
            one.situation,
            *(f"  {side.rating} {labels[side.rating]}: {side.text}" for side in (one.lower, one.upper)),
            f"  {one.difference}",
        )
    ]
