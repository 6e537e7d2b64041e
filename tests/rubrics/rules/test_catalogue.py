"""The list of rules is what the rules do."""

import ast
import re
from pathlib import Path

import pytest

from assessor.domain.rule_verdict import RuleOutcome
from assessor.errors import NotFoundError
from assessor.rubrics import rules as package
from assessor.rubrics.rules.catalogue import find_rule, rules


def test_every_rule_that_gives_a_verdict_is_listed_once() -> None:
    """A new rule that nobody lists is found in the code."""
    folder = Path(str(package.__file__)).parent
    named = {
        keyword.value.value
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "RuleVerdict"
        for keyword in node.keywords
        if keyword.arg == "rule" and isinstance(keyword.value, ast.Constant)
    }
    assert [rule.id for rule in rules()] == list(dict.fromkeys(rule.id for rule in rules()))
    assert {rule.id for rule in rules()} == named


def test_every_rule_names_requirements_and_explains_itself_with_numbers_in_two_languages() -> None:
    """S000-91: what a rule decides is explained to the person."""
    for rule in rules():
        assert all(re.fullmatch(r"(?:S00[0-4]|X)-\d\d", one) for one in rule.requirements)
        assert rule.example.rule == rule.id
        assert rule.example.requirements == rule.requirements
        for sentences in (rule.says, rule.example.sentence):
            assert sentences.en.endswith(".")
            assert sentences.de.endswith(".")
            assert sentences.en != sentences.de
        if rule.example.outcome is not RuleOutcome.NOT_JUDGED:
            assert rule.example.numbers
            assert re.search(r"\d", rule.example.sentence.en)


def test_the_defaults_are_the_numbers_in_force() -> None:
    """S000-24, S000-25, S000-46, S002-24, X-05, X-13, X-17, X-18."""
    numbers = {rule.id: rule.defaults for rule in rules()}
    assert numbers["evidence_amount"] == {"min_artefacts": 2, "max_age_months": 6}
    assert numbers["evidence_own"] == {"max_areas": 2}
    assert numbers["stability"] == {"stable_months": 3, "stable_cycles": 2, "cycle_months": 3}
    assert numbers["promotion_minimum"] == {"min_rating": 2}
    assert numbers["cap_lift"]["persons"] == 2
    assert set(numbers["red_line_cap"].values()) == {2}
    assert numbers["expected_band"] == {
        "Junior CSM": "1-2", "CSM (Mid)": "2-3", "Senior CSM": "3-4", "Lead CSM": "4",
    }  # fmt: skip


@pytest.mark.parametrize("spelling", ["cap_lift", "cap-lift", " CAP_LIFT "])
def test_a_rule_is_found_by_its_name(spelling: str) -> None:
    assert find_rule(spelling).id == "cap_lift"


def test_an_unknown_rule_is_an_error_that_lists_them() -> None:
    with pytest.raises(NotFoundError, match="expected one of: evidence_amount, ") as caught:
        find_rule("caps")
    assert caught.value.code == "unknown_rule"
