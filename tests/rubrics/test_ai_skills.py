"""The ai-skills pack holds everything its source asks for."""

import re
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from assessor.domain.rubric import Rubric
from assessor.rubrics.names import find_career_level, find_skill_area

AREAS = {
    "guardrails": "AI foundations, ethics & guardrails (CS context)",
    "onboarding": "AI in onboarding & adoption",
    "health": "AI in health monitoring & risk detection",
    "renewals": "AI in renewals, expansion & QBRs",
    "data": "Data, privacy & CRM/CSM hygiene (EU/DACH lens)",
    "prompts": "Workflow & prompt design for CS",
    "collaboration": "Collaboration & governance (Sales, RevOps, Legal, IT)",
    "trust": "Change management & customer trust",
}
LEVELS = {
    "specialist": "Onboarding / Support Specialist",
    "csm": "Customer Success Manager / Account Manager",
    "senior": "Senior / Strategic CSM",
    "head": "Head of Customer Success",
}


def test_metadata_names_version_owner_and_source(ai_skills: Rubric) -> None:
    assert (ai_skills.id, ai_skills.version, ai_skills.lang) == ("ai-skills", "1.0.0", "en")
    assert (ai_skills.owner, ai_skills.status, ai_skills.date) == (
        "CS Enablement",
        "released",
        date(2026, 11, 22),
    )
    assert ai_skills.source.id == "S000"
    assert "our own words" in ai_skills.source.note
    assert [entry.version for entry in ai_skills.changelog] == ["1.0.0"]


def test_the_four_career_levels_stand_in_order(ai_skills: Rubric) -> None:
    """S000-01."""
    assert [level.name for level in ai_skills.career_levels] == list(LEVELS.values())


@pytest.mark.parametrize(
    ("spelling", "level"),
    [
        ("Specialist", "specialist"),
        ("CSM", "csm"),
        ("Account Manager", "csm"),
        ("CSM / Account Manager", "csm"),
        ("Senior CSM", "senior"),
        ("Strategic CSM", "senior"),
        ("Head of CS", "head"),
    ],
)
def test_other_spellings_of_the_source_mean_a_career_level(
    ai_skills: Rubric, spelling: str, level: str
) -> None:
    assert find_career_level(ai_skills, spelling).name == LEVELS[level]


def test_the_eight_skill_areas_stand_in_order(ai_skills: Rubric) -> None:
    """S000-02."""
    assert {area.id: area.name for area in ai_skills.skill_areas} == AREAS
    assert [area.name for area in ai_skills.skill_areas] == list(AREAS.values())


@pytest.mark.parametrize(
    ("spelling", "area_id"),
    [
        ("AI foundations, ethics & guardrails", "guardrails"),
        ("Data, privacy & CRM/CSM hygiene", "data"),
        ("Collaboration & governance", "collaboration"),
        ("AI in renewals", "renewals"),
    ],
)
def test_other_spellings_of_the_source_mean_a_skill_area(
    ai_skills: Rubric, spelling: str, area_id: str
) -> None:
    assert find_skill_area(ai_skills, spelling).id == area_id


def test_every_cell_holds_two_anchors_with_ids_that_name_it(ai_skills: Rubric) -> None:
    """S000-03: 8 areas x 4 levels x 2 behaviours = 64."""
    found = {
        anchor.id: (area.name, cell.career_level)
        for area in ai_skills.skill_areas
        for cell in area.cells
        for anchor in cell.anchors
    }
    expected = {
        f"ai-skills/{area_id}/{level_id}/{number}": (area, level)
        for area_id, area in AREAS.items()
        for level_id, level in LEVELS.items()
        for number in (1, 2)
    }
    assert found == expected
    assert len(ai_skills.anchors_by_id) == 64


def test_anchors_are_single_sentences_of_8_to_30_words(ai_skills: Rubric) -> None:
    texts = [anchor.text for anchor in ai_skills.anchors_by_id.values()]
    assert len(set(texts)) == 64
    for text in texts:
        assert 8 <= len(text.split()) <= 30, text
        assert text.endswith("."), text
        assert text.count(".") == 1, text
        assert ";" not in text, text


def test_anchors_open_with_something_one_can_see_a_person_do(ai_skills: Rubric) -> None:
    verbs = [anchor.text.split()[0] for anchor in ai_skills.anchors_by_id.values()]
    assert [verb for verb in verbs if not re.fullmatch(r"[A-Z][a-z]+s", verb)] == []
    assert {"Knows", "Understands", "Likes", "Uses"}.isdisjoint(verbs)  # S000-17: conduct, not enthusiasm


def test_each_level_has_its_scope(ai_skills: Rubric) -> None:
    """S000-04: what is owned, decided and contributed at each of the four levels."""
    for level in ai_skills.career_levels:
        for text in (level.ownership, level.decisions, level.contribution):
            assert len(text.split()) >= 8, level.name


def test_each_level_has_three_to_five_scope_tests(ai_skills: Rubric) -> None:
    """S000-08: own, influence, escalate, each a question that can be answered."""
    for level in ai_skills.career_levels:
        assert 3 <= len(level.scope_tests) <= 5, level.name
        assert {test.split(":")[0] for test in level.scope_tests} == {"Own", "Influence", "Escalate"}
        assert all(test.endswith("?") for test in level.scope_tests)


def test_each_area_has_a_goal_outcomes_and_one_owner(ai_skills: Rubric) -> None:
    """S000-05, S000-12."""
    owners = [area.owner for area in ai_skills.skill_areas]
    assert not [owner for owner in owners if re.search(r",|;|/|\band\b", owner)]
    for area in ai_skills.skill_areas:
        assert area.goal.endswith("."), area.name
        assert len(area.outcomes) >= 2, area.name


def test_each_area_has_one_or_two_typed_indicators(ai_skills: Rubric) -> None:
    """S000-13."""
    assert all(1 <= len(area.indicators) <= 2 for area in ai_skills.skill_areas)
    kinds = {indicator.kind.value for area in ai_skills.skill_areas for indicator in area.indicators}
    assert kinds == {"quality", "speed", "risk"}


def test_the_scale_has_five_defined_ratings(ai_skills: Rubric) -> None:
    """S000-16."""
    assert ai_skills.scale.id == "ai-skills-1-5"
    assert {level.value: level.label for level in ai_skills.scale.levels} == {
        1: "Awareness",
        2: "Basic",
        3: "Skilled",
        4: "Advanced",
        5: "Expert",
    }
    texts = [text for level in ai_skills.scale.levels for text in (level.definition, level.typical)]
    assert len(set(texts)) == 10


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        ((1, 2), ("checked", "escalated")),
        ((2, 3), ("validation", "documentation", "help")),
        ((3, 4), ("risk", "team", "coached")),
        ((4, 5), ("strategy", "governance")),
    ],
)
def test_a_question_separates_each_two_neighbours(
    ai_skills: Rubric, pair: tuple[int, int], words: tuple[str, ...]
) -> None:
    """S000-23."""
    questions = {(found.lower, found.upper): found.question for found in ai_skills.scale.discriminators}
    assert set(questions) == set(pairwise(range(1, 6)))
    assert questions[pair].endswith("?")
    assert all(word in questions[pair].casefold() for word in words)


def test_two_artefacts_of_six_months_are_needed(ai_skills: Rubric) -> None:
    """S000-24, S000-25."""
    assert (ai_skills.evidence.min_artefacts, ai_skills.evidence.max_age_months) == (2, 6)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("email", ("personal data", "removed")),  # S000-27
        ("qbr_notes", ("metric", "verified")),  # S000-28
        ("renewal_brief", ("source",)),  # S000-30
        ("crm_note", ("ai summary", "edited")),  # S000-33
        ("prompt_template", ("version history", "input fields", "validation steps")),  # S000-32
        ("escalation_summary", ("source system",)),  # S000-30
        ("feedback", ("customer",)),
        ("post_mortem", ("playbook",)),
    ],
)
def test_each_evidence_type_says_what_it_must_show(
    ai_skills: Rubric, kind: str, words: tuple[str, ...]
) -> None:
    """S000-26, with S000-27, -28, -30, -32, -33."""
    requirements = {found.kind: found.requirement for found in ai_skills.evidence_types}
    assert len(requirements) == 8
    assert all(word in requirements[kind].casefold() for word in words)


def test_three_red_lines_cap_at_two(ai_skills: Rubric) -> None:
    """S000-35, X-13."""
    assert {found.id: found.cap for found in ai_skills.red_lines} == {
        "privacy_breach": 2,
        "invented_commitment": 2,
        "missing_documentation": 2,
    }


def test_the_four_facets(ai_skills: Rubric) -> None:
    """S000-18."""
    assert ai_skills.facets == ("accuracy", "risk control", "customer impact", "reusability")


def test_six_growth_signals_and_six_warning_signs(ai_skills: Rubric) -> None:
    """S000-44, S000-45."""
    assert [signal.id for signal in ai_skills.growth_signals] == [
        "unprompted_validation",
        "adopted_templates",
        "earlier_risk_anticipation",
        "clean_documentation",
        "crisp_escalations",
        "playbook_after_incident",
    ]
    assert [signal.id for signal in ai_skills.warning_signs] == [
        "sensitive_data_in_unapproved_tool",
        "wrong_facts_sent",
        "unsupported_ai_claims",
        "hoarded_prompts",
        "bot_like_automation",
        "governance_dismissed",
    ]
    texts = Counter(signal.text for signal in (*ai_skills.growth_signals, *ai_skills.warning_signs))
    assert set(texts.values()) == {1}


def test_openness_about_ai_and_a_human_tone_are_conduct_that_can_be_rated(ai_skills: Rubric) -> None:
    """S000-99."""
    cells = [
        " ".join(anchor.text for anchor in cell.anchors) for cell in find_skill_area(ai_skills, "trust").cells
    ]
    assert "no mail feels automated" in cells[0]
    assert "AI-supported step" in cells[1]
    assert "customers are told of it" in cells[3]
    assert "robotic" in next(
        sign.text for sign in ai_skills.warning_signs if sign.id == "bot_like_automation"
    )


def test_price_contract_language_and_promises_need_sign_off(ai_skills: Rubric) -> None:
    """S000-10."""
    assert [item.split(":")[0] for item in ai_skills.sign_off] == ["Price", "Contract language", "Promises"]


def test_32_interview_questions_four_for_each_area(ai_skills: Rubric) -> None:
    """S000-65, S000-66."""
    assert [len(area.interview) for area in ai_skills.skill_areas] == [4] * 8


def test_show_me_slots_name_work_products(ai_skills: Rubric) -> None:
    """S000-67: e-mail, slide, note, template, post-mortem."""
    kinds = {one.artefact for area in ai_skills.skill_areas for one in area.interview}
    assert {"email", "qbr_notes", "crm_note", "prompt_template", "post_mortem"} <= kinds


def test_the_starter_kit_has_two_areas_of_four_questions_with_probes(ai_skills: Rubric) -> None:
    """S000-70."""
    kit = ai_skills.guide.starter_kit
    assert kit is not None
    assert (kit.skill_areas, kit.questions_per_area, kit.probe_required) == (("data", "renewals"), 4, True)
    areas = [area for area in ai_skills.skill_areas if area.id in kit.skill_areas]
    assert all(one.probe for area in areas for one in area.interview)


def test_the_tenant_sets_exactly_three_absolute_rules(ai_skills: Rubric) -> None:
    """S000-40."""
    rules = ai_skills.guide.absolute_rules
    assert rules is not None
    assert (rules.count, len(rules.proposals)) == (3, 3)
    assert rules.topics == ("data protection", "confidence of customers")


def test_who_reviews_ai_drafted_text_is_told_for_each_role(ai_skills: Rubric) -> None:
    """S000-41: three sorts of text at four levels."""
    duties = ai_skills.guide.outbound_review
    assert len({one.text for one in duties}) == 3
    assert len(duties) == 12


def test_contrast_cases_part_neighbouring_ratings_and_reach(ai_skills: Rubric) -> None:
    """S000-21, S000-22."""
    ratings = {one.id: (one.lower.rating, one.upper.rating) for one in ai_skills.guide.contrast_cases}
    assert ratings == {"low_usage_flag": (2, 3), "recap_corrected_or_prevented": (2, 4)}


def test_checklists_around_evidence_workflows_and_ratings(ai_skills: Rubric) -> None:
    """S000-31, S000-53, S000-56, S000-62, S000-101."""
    guide = ai_skills.guide
    assert [one.id for one in guide.evidence_fields] == [
        "type", "date", "skill_area", "workflow", "source_checked", "ai_use", "outcome",
    ]  # fmt: skip
    assert len(guide.workflow_questions) == 3
    assert "change this rating" in guide.rater_questions[0]
    assert "rarely speaks up" in guide.rater_questions[1]
    assert len(guide.session_inputs) == 3


def test_german_terms_of_english_evidence_are_explained(ai_skills: Rubric) -> None:
    """S000-93."""
    assert [one.term for one in ai_skills.guide.glossary] == [
        "Betriebsrat", "Datenminimierung", "psychologische Sicherheit", "Datenschutzbeauftragte",
        "Dienstvereinbarung", "Fall A, Fall B",
    ]  # fmt: skip
