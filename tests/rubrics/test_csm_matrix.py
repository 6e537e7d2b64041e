"""The csm-matrix pack holds everything its source asks for."""

import pytest

from assessor.domain.rubric import Rubric
from assessor.rubrics.load import load_rubric
from assessor.rubrics.names import find_career_level, find_skill_area

LEVELS = ("Junior CSM", "CSM (Mid)", "Senior CSM", "Lead CSM")
AREAS = (
    "Onboarding & Time-to-Value",
    "Health Score Management",
    "QBR & Executive Alignment",
    "Renewal & Expansion",
    "Data & Tool Fluency",
    "Stakeholder Management & Escalation",
)


@pytest.fixture(scope="module")
def matrix() -> Rubric:
    return load_rubric("csm-matrix")


def test_six_areas_at_four_career_levels(matrix: Rubric) -> None:
    """S001-01, S001-02, S001-04, S001-14."""
    assert tuple(level.name for level in matrix.career_levels) == LEVELS
    assert tuple(area.name for area in matrix.skill_areas) == AREAS
    cells = [cell for area in matrix.skill_areas for cell in area.cells]
    assert len(cells) == 24
    assert all(len(cell.anchors) == 2 for cell in cells)
    assert all(area.goal and area.reason for area in matrix.skill_areas)


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("onboarding", AREAS[0]),
        ("2) Health Score", AREAS[1]),
        ("qbr and executive", AREAS[2]),
        ("Data & Tools", AREAS[4]),
        ("stakeholder & escalation", AREAS[5]),
    ],
)
def test_short_names_of_the_source_mean_the_area(matrix: Rubric, spelling: str, name: str) -> None:
    assert find_skill_area(matrix, spelling).name == name


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("junior", LEVELS[0]),
        ("Customer Success Manager (Mid)", LEVELS[1]),
        ("Level 3 — Senior Customer Success Manager", LEVELS[2]),
        ("lead csm", LEVELS[3]),
    ],
)
def test_other_spellings_mean_the_career_level(matrix: Rubric, spelling: str, name: str) -> None:
    """X-10."""
    assert find_career_level(matrix, spelling).name == name


def test_the_scale_runs_from_nought_to_four(matrix: Rubric) -> None:
    """S001-07, X-01, X-04."""
    assert matrix.scale.id == "csm-matrix-0-4"
    assert {level.value: level.label for level in matrix.scale.levels} == {
        0: "Not demonstrated",
        1: "Developing",
        2: "Proficient",
        3: "Advanced",
        4: "Expert",
    }
    assert not matrix.scale.role_dependent
    steps = [(found.lower, found.upper) for found in matrix.scale.discriminators]
    assert steps == [(0, 1), (1, 2), (2, 3), (3, 4)]


def test_nought_needs_an_occasion_and_is_neither_na_nor_insufficient(matrix: Rubric) -> None:
    """S001-10, X-03."""
    nought = matrix.scale.levels[0]
    assert nought.value == 0
    for word in ("occasion", "insufficient", "N/A"):
        assert word in nought.definition
    assert matrix.scale.not_applicable


def test_expected_bands_are_shown_beside_each_career_level(matrix: Rubric) -> None:
    """S001-08."""
    bands = [level.expected for level in matrix.career_levels]
    assert [(band.lowest, band.highest) for band in bands if band] == [(1, 2), (2, 3), (3, 4), (4, 4)]
    assert bands[3] is not None
    assert "developing others" in bands[3].note


def test_experience_is_there_for_the_reader(matrix: Rubric) -> None:
    """S001-06: two levels have a range, and the rules say that it rates nobody."""
    assert [bool(level.experience) for level in matrix.career_levels] == [True, True, False, False]
    assert any("Years of experience" in rule for rule in matrix.reading_rules)


def test_reading_rules_of_the_source(matrix: Rubric) -> None:
    """S001-09, S001-11, S001-12, S001-13."""
    rules = " ".join(matrix.reading_rules)
    for words in ("says about themselves", "Activity is no result", "whole team", "none alone decides"):
        assert words in rules


def test_health_grows_from_escalating_to_a_validated_method(matrix: Rubric) -> None:
    """S001-26."""
    cells = [
        " ".join(anchor.text for anchor in cell.anchors) for cell in find_skill_area(matrix, "health").cells
    ]
    for text, word in zip(
        cells, ("Hands a red account", "intervention plan", "early warning", "churned"), strict=True
    ):
        assert word in text


def test_lead_upholds_data_standards_by_calibration(matrix: Rubric) -> None:
    """S001-27."""
    lead = find_skill_area(matrix, "data").cells[3]
    assert any("calibration" in anchor.text for anchor in lead.anchors)


def test_ai_collaboration_is_ready_and_not_rated_as_shipped(matrix: Rubric) -> None:
    """S001-03, S001-05."""
    (area,) = matrix.optional_areas
    assert area.name == "AI Collaboration"
    assert len(area.cells) == 4
    assert not any(anchor.id in matrix.anchors_by_id for anchor in area.anchors)
    assert "simple tasks" in area.cells[0].anchors[0].text
    assert "every day on their own" in area.cells[2].anchors[0].text


def test_each_area_has_a_question_with_the_proof_it_asks_for(matrix: Rubric) -> None:
    """S001-21."""
    assert all(one.proof for area in matrix.skill_areas for one in area.interview)
    assert all(area.interview and area.coaching_notes for area in matrix.skill_areas)


def test_the_source_names_its_own_sources(matrix: Rubric) -> None:
    """S001-29."""
    for word in ("SuccessCoaching", "Customer Success Association", "AIHR"):
        assert word in matrix.source.note
