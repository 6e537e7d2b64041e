"""Beside the stages: a rubric's interview questions as a scorecard (S000-65 to S000-70, S001-21, S001-22).

One taxonomy drives hiring and reviews (S000-14): areas, questions and ratings are the rubric's own. Every
area weighs the same and no sum is made. A question on renewals without a verification probe is refused,
whoever wrote the pack: what a candidate says there could have been read somewhere.
"""

import hashlib
import re
from collections.abc import Sequence

from assessor.domain.rubric import InterviewQuestion, Rubric, SkillArea
from assessor.domain.scorecard import Scorecard, ScorecardArea, ScorecardQuestion, ScorecardRating
from assessor.errors import InputError
from assessor.rubrics.names import find_career_level, find_skill_area

_RENEWAL = re.compile(r"renewal|verlängerung", re.IGNORECASE)


def scorecard_of(
    rubric: Rubric, *, areas: Sequence[str] = (), level: str | None = None, starter_kit: bool = False
) -> Scorecard:
    """The scorecard of a rubric.

    Args:
        rubric: in the language of the interview.
        areas: only these, in the rubric's order; all of them where none is named.
        level: career level hired for; adds what to listen for.
        starter_kit: the areas and number of questions of the rubric's starter kit, instead of `areas`.

    Raises:
        NotFoundError: the rubric has no such area or level.
        InputError: code `no_starter_kit`, `no_questions`, `probe_missing` or `proof_missing`.
    """
    chosen, most = _chosen(rubric, areas, starter_kit=starter_kit)
    aimed = None if level is None else find_career_level(rubric, level).name
    probes = starter_kit and rubric.guide.starter_kit is not None and rubric.guide.starter_kit.probe_required
    made: list[ScorecardArea] = []
    for area in chosen:
        asked = sum(len(one.questions) for one in made)
        made.append(_area(area, aimed, first=asked + 1, most=most, probes=probes))
    ratings = tuple(
        ScorecardRating(value=one.value, label=one.label, definition=one.definition)
        for one in rubric.scale.levels
    )
    card = Scorecard(
        rubric=rubric.id,
        rubric_version=rubric.version,
        title=rubric.title,
        lang=rubric.lang,
        scale=rubric.scale.id,
        career_level=aimed,
        starter_kit=starter_kit,
        sheet="0" * 12,
        ratings=ratings,
        areas=tuple(made),
    )
    digest = hashlib.sha256(card.model_dump_json().encode("utf-8")).hexdigest()
    return card.model_copy(update={"sheet": digest[:12]})


def needs_probe(area: SkillArea) -> bool:
    """Whether every question of an area needs a verification probe: its pack says so, or it is on renewals.

    >>> from assessor.rubrics.load import load_rubric
    >>> [area.id for area in load_rubric("csm-matrix").skill_areas if needs_probe(area)]
    ['renewal']
    """
    return area.probe_required or any(_RENEWAL.search(name) for name in (area.id, area.name))


def _chosen(
    rubric: Rubric, areas: Sequence[str], *, starter_kit: bool
) -> tuple[tuple[SkillArea, ...], int | None]:
    kit = rubric.guide.starter_kit
    if not starter_kit:
        named = [find_skill_area(rubric, name) for name in areas]
        return tuple(area for area in rubric.skill_areas if not named or area in named), None
    if kit is None:
        raise InputError(
            f"rubric {rubric.id} {rubric.version} has no starter kit.",
            code="no_starter_kit",
            hint="Name areas with --area; ai-skills has a kit.",
        )
    return tuple(area for area in rubric.skill_areas if area.id in kit.skill_areas), kit.questions_per_area


def _area(area: SkillArea, level: str | None, *, first: int, most: int | None, probes: bool) -> ScorecardArea:
    questions = area.interview[:most]
    if not questions or (most is not None and len(questions) < most):
        raise InputError(
            f"skill area {area.name!r} has {len(questions)} interview questions; expected {most or 'some'}.",
            code="no_questions",
            hint="Add them to the rubric, under interview.",
        )
    required = probes or needs_probe(area)
    numbered = tuple(
        _question(one, area, number, required=required) for number, one in enumerate(questions, start=first)
    )
    anchors = (anchor.text for cell in area.cells if cell.career_level == level for anchor in cell.anchors)
    heard = tuple(anchors) or tuple(anchor.text for anchor in area.strong)
    return ScorecardArea(
        id=area.id, name=area.name, goal=area.goal, listen_for=heard, questions=numbered
    )  # fmt: skip


def _question(one: InterviewQuestion, area: SkillArea, number: int, *, required: bool) -> ScorecardQuestion:
    for what, text in (("proof", one.proof), ("probe", one.probe if required else "not asked for")):
        if not text.strip():
            raise InputError(
                f"skill area {area.name!r}: question {one.question[:60]!r} has no {what}; it is needed here.",
                code=f"{what}_missing",
                hint="Correct the rubric: each question has a proof, one on renewals also a probe.",
            )
    return ScorecardQuestion(
        number=number,
        skill_area=area.id,
        question=one.question,
        proof=one.proof,
        probe=one.probe,
        probe_required=required,
        show_me=one.artefact,
    )
