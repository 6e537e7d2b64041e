"""The csm-evaluation pack holds everything its source asks for."""

from collections import Counter

import pytest

from assessor.domain.rubric import Rubric
from assessor.rubrics.load import load_rubric

GROUPS = ("Strategy", "Execution", "Communication", "Customer impact", "Internal leadership")


@pytest.fixture(scope="module")
def evaluation() -> Rubric:
    return load_rubric("csm-evaluation")


def test_twenty_competencies_in_five_fields(evaluation: Rubric) -> None:
    """S004-01, X-06."""
    assert Counter(area.group for area in evaluation.skill_areas) == dict.fromkeys(GROUPS, 4)


def test_every_competency_is_marked_as_ours(evaluation: Rubric) -> None:
    """S004-01: the source names none."""
    assert all(area.authored for area in evaluation.skill_areas)
    assert "authored" in evaluation.source.note


def test_each_competency_has_definition_behaviour_indicators_and_notes(evaluation: Rubric) -> None:
    """S004-02, S004-05."""
    for area in evaluation.skill_areas:
        assert area.goal
        assert len(area.strong) == 2
        assert [found.rating for found in area.by_rating] == [1, 2, 3]
        assert all(found.indicators for found in area.by_rating)
        assert area.coaching_notes


def test_colours_are_words_on_a_scale_of_their_own(evaluation: Rubric) -> None:
    """S004-03, S004-04."""
    assert evaluation.scale.id == "csm-evaluation-rag"
    assert {level.value: level.label for level in evaluation.scale.levels} == {
        1: "Red",
        2: "Yellow",
        3: "Green",
    }
    assert "never by colour alone" in evaluation.reading_rules[0]


def test_only_strong_behaviour_is_an_anchor(evaluation: Rubric) -> None:
    """An indicator among the anchors would give a rating away."""
    assert len(evaluation.anchors_by_id) == 40
    assert all("/strong/" in anchor_id for anchor_id in evaluation.anchors_by_id)


def test_reviews_hold_no_surprise(evaluation: Rubric) -> None:
    """S004-09, S004-13."""
    assert any("no surprise" in rule for rule in evaluation.reading_rules)


def test_audience_and_one_question_for_each_competency(evaluation: Rubric) -> None:
    """S004-14."""
    assert len(evaluation.guide.audience) == 4
    assert sum(len(area.interview) for area in evaluation.skill_areas) == 20
