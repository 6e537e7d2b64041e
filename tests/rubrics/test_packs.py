"""What holds in every packaged rubric, whatever its source."""

import re
from collections import Counter

import pytest

from assessor.domain.rubric import Rubric
from assessor.rubrics.load import list_rubrics

EVERY_PACK = pytest.mark.parametrize("rubric", list_rubrics(), ids=lambda rubric: rubric.id)


def all_anchors(rubric: Rubric) -> list[str]:
    areas = (*rubric.skill_areas, *rubric.optional_areas)
    return [anchor.text for area in areas for anchor in area.anchors]


@EVERY_PACK
def test_anchors_are_single_sentences_of_7_to_30_words(rubric: Rubric) -> None:
    for text in all_anchors(rubric):
        assert 7 <= len(text.split()) <= 30, text
        assert text.endswith("."), text
        assert not re.search(r"[.;!?] ", text), text


@EVERY_PACK
def test_no_anchor_is_said_twice(rubric: Rubric) -> None:
    counts = Counter(all_anchors(rubric))
    assert max(counts.values()) == 1
    assert len(counts) > 30


@EVERY_PACK
def test_source_and_wording_are_declared(rubric: Rubric) -> None:
    """S000-78, S001-29, S002-48: one owner, and where the framework comes from."""
    assert rubric.source.id in {"S000", "S001", "S002", "S004"}
    assert rubric.owner
    assert "own words" in rubric.source.note or "eigenen Worten" in rubric.source.note


@EVERY_PACK
def test_every_area_has_questions_with_proof_and_coaching(rubric: Rubric) -> None:
    """S000-66, S001-21, S002-42, S004-02: a question stands in its one area and asks for one proof."""
    for area in (*rubric.skill_areas, *rubric.optional_areas):
        assert area.interview, area.id
        assert all(one.question.rstrip()[-1] in "?." and one.proof for one in area.interview)
        assert area.coaching_notes, area.id
    questions = [one.question for area in rubric.skill_areas for one in area.interview]
    assert len(questions) == len(set(questions))


@EVERY_PACK
def test_questions_on_renewals_have_a_verification_probe(rubric: Rubric) -> None:
    """S000-68."""
    (area,) = (one for one in rubric.skill_areas if one.id in ("renewal", "renewals", "retention"))
    assert area.probe_required
    assert all(one.probe.endswith("?") for one in area.interview)


@EVERY_PACK
def test_indicators_are_one_or_two_of_quality_speed_or_risk(rubric: Rubric) -> None:
    """S000-13."""
    for area in (*rubric.skill_areas, *rubric.optional_areas):
        assert 1 <= len(area.indicators) <= 2, area.id
    assert {one.kind for area in rubric.skill_areas for one in area.indicators} == {
        "quality",
        "speed",
        "risk",
    }


@EVERY_PACK
def test_every_level_says_what_it_owns_decides_and_adds(rubric: Rubric) -> None:
    """S000-04, S000-08: decision rights, and three to five scope tests to own, influence and escalate."""
    for level in rubric.career_levels:
        assert level.ownership
        assert level.decisions
        assert level.contribution
        assert 3 <= len(level.scope_tests) <= 5, level.name
        asked = {test.partition(":")[0] for test in level.scope_tests}
        assert asked in ({"Own", "Influence", "Escalate"}, {"Verantworten", "Beeinflussen", "Eskalieren"})


@EVERY_PACK
def test_signals_coaching_prompts_and_a_goal_template(rubric: Rubric) -> None:
    """S000-44, S000-45, S002-21, S002-23, S002-59, S002-71: for the talk, apart from any rating."""
    assert len(rubric.growth_signals) >= 4
    assert len(rubric.warning_signs) >= 4
    guide = rubric.guide
    assert len(guide.coaching_prompts) >= 2
    assert guide.rater_questions
    assert guide.session_inputs
    # Target rating, what it is about, by when or how long, and something measured.
    assert guide.goal_template.count("[") >= 4


@EVERY_PACK
def test_every_version_says_what_changed(rubric: Rubric) -> None:
    """S002-50."""
    assert rubric.version in {entry.version for entry in rubric.changelog}
    assert all(entry.change and entry.author for entry in rubric.changelog)


@EVERY_PACK
def test_each_career_level_owns_and_decides_something_else(rubric: Rubric) -> None:
    """S000-06: what rises from level to level is scope."""
    owned = [level.ownership for level in rubric.career_levels]
    assert len(owned) >= 2
    assert all(owned)
    for part in (owned, [level.decisions for level in rubric.career_levels if level.decisions]):
        assert len(set(part)) == len(part)
