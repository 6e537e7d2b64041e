"""Plans of development: goals from the rubric, gaps marked, and no number of our own."""

import re
from datetime import date

import pytest

from assessor.domain.development import DevelopmentPlan
from assessor.domain.text import Language
from assessor.errors import AssessorError
from assessor.rubrics.developing.plan import Step, development_plan
from assessor.rubrics.load import list_rubrics, load_rubric
from assessor.rubrics.translations import in_language

START = date(2026, 12, 1)
LANGUAGES: tuple[Language, ...] = ("en", "de")


def plan(
    rubric_id: str,
    area: str,
    now: str,
    target: str = "",
    *,
    level: str | None = None,
    months: int | None = None,
    lang: Language = "en",
) -> DevelopmentPlan:
    rubric = in_language(load_rubric(rubric_id), lang)
    return development_plan(rubric, area, Step(now, target, level, START, months), lang)


def test_between_career_levels_each_anchor_of_the_next_one_becomes_a_goal() -> None:
    """S002-54, S000-82: a goal is linked to its cell of the matrix."""
    made = plan("csm-laufbahn", "renewal", "Mid", lang="de")
    area = next(area for area in load_rubric("csm-laufbahn").skill_areas if area.id == "renewal")
    cell = next(cell for cell in area.cells if cell.career_level == "Senior CSM")
    assert [goal.anchor for goal in made.goals] == [anchor.id for anchor in cell.anchors]
    assert [goal.aim for goal in made.goals] == [anchor.text for anchor in cell.anchors]
    assert (made.now, made.target, made.basis) == ("CSM (Mid)", "Senior CSM", "career_level")
    # Ratings are not known here, so they stay open: a level is never turned into one.
    assert {"Bewertung heute", "Zielbewertung", "messbares Ergebnis"} == set(made.goals[0].blanks)
    assert any("95" in measure for measure in made.goals[0].measures)  # the rubric's own target


def test_between_ratings_the_scale_says_what_parts_them_and_a_level_adds_its_anchors() -> None:
    """S002-54, S000-23."""
    made = plan("ai-skills", "renewals", "2", "4")
    questions = [one.question for one in load_rubric("ai-skills").scale.discriminators]
    assert [goal.aim for goal in made.goals] == questions[1:3]
    assert [goal.step for goal in made.goals] == [
        "from 2 Basic to 3 Skilled",
        "from 3 Skilled to 4 Advanced",
    ]
    added = plan("ai-skills", "renewals", "2", "4", level="Senior")
    assert len(added.goals) == 4
    assert [goal.anchor for goal in added.goals[2:]] == [
        "ai-skills/renewals/senior/1",
        "ai-skills/renewals/senior/2",
    ]


def test_an_area_told_by_ratings_works_towards_strong_conduct() -> None:
    """S004-07: what a rating in between lacks is no goal."""
    area = next(one for one in load_rubric("csm-evaluation").skill_areas if one.id == "writing")
    strong, green = area.strong[0].text, area.by_rating[-1].indicators[0].text
    assert plan("csm-evaluation", "writing", "red").goals[0].aim == strong
    assert plan("csm-evaluation", "writing", "yellow").goals[0].aim == green
    assert plan("csm-evaluation", "writing", "yellow", lang="de").now == "2 Gelb"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rubric_id", [one.id for one in list_rubrics()])
def test_every_rubric_fills_its_own_template_and_leaves_what_people_must_say(
    rubric_id: str, lang: Language
) -> None:
    """S002-71, S002-58: target rating, area and day are filled in; the measurable outcome is a marked gap."""
    rubric = in_language(load_rubric(rubric_id), lang)
    lowest = rubric.scale.levels[0]
    for area in rubric.skill_areas:
        made = development_plan(rubric, area.id, Step(str(lowest.value), "", None, START), lang)
        for goal in made.goals:
            assert area.name in goal.goal
            assert made.target in goal.goal
            assert goal.blanks
            assert set(re.findall(r"\[([^\[\]]+)\]", goal.goal)) >= set(goal.blanks)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_number_is_made_up(lang: Language) -> None:
    """S002-71: what is no day, rating, quarter or number of the rubric stands nowhere in a goal."""
    for rubric in (in_language(one, lang) for one in list_rubrics()):
        template = rubric.guide.goal_template
        for area in rubric.skill_areas:
            made = development_plan(rubric, area.id, Step(str(rubric.scale.lowest), "", None, START), lang)
            for goal in made.goals:
                known = f"{template} {area.name} {goal.aim} {made.now} {made.target} 2027 06 01 Q2"
                assert set(re.findall(r"\d+", goal.goal)) <= set(re.findall(r"\d+", known))


def test_days_are_counted_from_the_start() -> None:
    # Two steps of six months, as long as evidence counts; talks every three months, the length of a cycle.
    made = plan("ai-skills", "renewals", "2", "4")
    assert [goal.due for goal in made.goals] == [date(2027, 6, 1), date(2027, 12, 1)]
    assert [one.on for one in made.checkpoints] == [
        date(2027, 3, 1),
        date(2027, 6, 1),
        date(2027, 9, 1),
        date(2027, 12, 1),
    ]
    assert "2027-06-01 to 2027-12-01" in made.evidence[0]  # what is older no longer counts on the last day
    short = plan("ai-skills", "renewals", "2", months=1)
    assert [one.on for one in short.checkpoints] == [date(2027, 1, 1)]
    assert "2026-12-01 to 2027-01-01" in short.evidence[0]


def test_month_ends_are_kept() -> None:
    rubric = load_rubric("ai-skills")
    made = development_plan(rubric, "renewals", Step("2", "", None, date(2026, 8, 31), 6), "en")
    assert made.due == date(2027, 2, 28)


def test_coaching_evidence_and_ways_to_learn_come_from_the_rubric() -> None:
    """S002-26, S002-59, S004-05: prompts for the talk, apart from any rating."""
    rubric = load_rubric("csm-laufbahn")
    area = next(one for one in rubric.skill_areas if one.id == "renewal")
    made = plan("csm-laufbahn", "renewal", "2", lang="de")
    assert made.coaching == (*area.coaching_notes, *rubric.guide.coaching_prompts)
    assert made.resources == rubric.guide.coaching_resources
    assert any(area.evidence_examples[0] in line for line in made.evidence)


@pytest.mark.parametrize(
    ("area", "now", "target", "level", "months", "code"),
    [
        ("cooking", "2", "", None, None, "unknown_skill_area"),
        ("renewals", "9", "", None, None, "unknown_rung"),
        ("renewals", "", "", None, None, "unknown_rung"),
        ("renewals", "emperor", "", None, None, "unknown_rung"),
        ("renewals", "5", "", None, None, "nothing_above"),
        ("renewals", "Head", "", None, None, "nothing_above"),
        ("renewals", "3", "3", None, None, "not_above"),
        ("renewals", "3", "2", None, None, "not_above"),
        ("renewals", "2", "Senior", None, None, "two_measures"),
        ("renewals", "CSM", "3", None, None, "two_measures"),
        ("renewals", "2", "", "emperor", None, "unknown_career_level"),
        ("renewals", "2", "", None, 0, "bad_months"),
        ("renewals", "2", "", None, 25, "bad_months"),
    ],
)
def test_what_leads_nowhere_is_refused(
    area: str, now: str, target: str, level: str | None, months: int | None, code: str
) -> None:
    """S001-07, X-04: ratings and career levels are never turned into each other."""
    with pytest.raises(AssessorError) as caught:
        plan("ai-skills", area, now, target, level=level, months=months)
    assert caught.value.code == code


def test_a_rubric_that_does_not_say_asks_for_a_level() -> None:
    rubric = load_rubric("ai-skills")
    silent = rubric.model_copy(update={"scale": rubric.scale.model_copy(update={"discriminators": ()})})
    with pytest.raises(AssessorError) as caught:
        development_plan(silent, "renewals", Step("2", "", None, START), "en")
    assert caught.value.code == "level_needed"
    made = development_plan(silent, "renewals", Step("2", "", "Senior", START), "en")
    assert len(made.goals) == 2


def test_a_rubric_without_a_template_has_ours_with_the_same_gaps() -> None:
    rubric = load_rubric("ai-skills")
    bare = rubric.model_copy(update={"guide": rubric.guide.model_copy(update={"goal_template": ""})})
    for lang in LANGUAGES:
        goal = development_plan(bare, "renewals", Step("CSM", "", None, START), lang).goals[0]
        assert len(goal.blanks) == 1
        assert goal.aim.rstrip(".") in goal.goal
