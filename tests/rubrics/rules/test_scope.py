"""Scope tests, answered one by one."""

import pytest

from assessor.domain.rubric import CareerLevel
from assessor.domain.rule_verdict import RuleOutcome
from assessor.errors import InputError
from assessor.rubrics.load import list_rubrics
from assessor.rubrics.rules.scope import scope_tests

LEVEL = CareerLevel(name="Senior CSM", scope_tests=("own?", "influence?", "escalate?"))


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ([True, True, True], RuleOutcome.MET),
        ([True, False, True], RuleOutcome.NOT_MET),
        ([True, None, True], RuleOutcome.NOT_JUDGED),
        ([False, None, None], RuleOutcome.NOT_MET),
        ([None, None, None], RuleOutcome.NOT_JUDGED),
    ],
)
def test_every_scope_test_must_be_shown(answers: list[bool | None], outcome: RuleOutcome) -> None:
    """S000-08."""
    assert scope_tests(LEVEL, answers).outcome is outcome


def test_scope_is_explained_with_its_numbers() -> None:
    """S000-08."""
    verdict = scope_tests(LEVEL, [True, False, None])
    assert verdict.numbers == {"tests": 3, "shown": 1, "not_shown": 1, "open": 1}
    assert verdict.sentence.en == (
        "Senior CSM: of 3 scope tests 1 is shown in evidence, 1 not shown and 1 not answered; all are needed."
    )
    assert verdict.sentence.de == (
        "Senior CSM: Von 3 Fragen zum Verantwortungsrahmen ist 1 belegt, 1 nicht belegt und 1 offen; nötig sind alle."
    )


def test_a_level_without_tests_is_not_judged() -> None:
    verdict = scope_tests(CareerLevel(name="Any"), [])
    assert verdict.outcome is RuleOutcome.NOT_JUDGED
    assert verdict.sentence.en == "Any: the rubric has no scope tests."


@pytest.mark.parametrize("answers", [[], [True], [True] * 4])
def test_an_answer_too_few_or_too_many_is_an_error(answers: list[bool]) -> None:
    with pytest.raises(InputError, match=f"has 3 scope tests; got {len(answers)} answers") as caught:
        scope_tests(LEVEL, answers)
    assert caught.value.code == "scope_answers"


def test_every_career_level_of_the_matrices_has_three_to_five_tests() -> None:
    """S000-08."""
    levels = [
        level for rubric in list_rubrics() if rubric.id != "csm-evaluation" for level in rubric.career_levels
    ]
    assert len(levels) == 12
    for level in levels:
        assert 3 <= len(level.scope_tests) <= 5
        assert scope_tests(level, [True] * len(level.scope_tests)).outcome is RuleOutcome.MET
