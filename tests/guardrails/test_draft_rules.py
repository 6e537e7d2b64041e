import pytest

from assessor.domain.rubric import Rubric
from assessor.guardrails.draft_rules import breaks_draft_rule
from assessor.rubrics.load import load_rubric
from tests.guardrails.draft_rule_cases import HARMLESS_DE, HARMLESS_EN, REFUSED_DE, REFUSED_EN


@pytest.mark.parametrize("words", REFUSED_EN + REFUSED_DE)
def test_protected_attributes_feelings_character_and_pay_are_found(words: str) -> None:
    """S000-85, S001-20, X-14."""
    assert breaks_draft_rule(words)


@pytest.mark.parametrize("words", HARMLESS_EN + HARMLESS_DE)
def test_words_about_work_and_customers_pass(words: str) -> None:
    assert not breaks_draft_rule(words)


def test_the_tables_are_long_enough_to_say_something() -> None:
    for table in (REFUSED_EN, REFUSED_DE, HARMLESS_EN, HARMLESS_DE):
        assert len(set(table)) == len(table) >= 55


def test_business_words_do_not_hide_what_stands_beside_them() -> None:
    assert breaks_draft_rule("The customer was angry, and the author was angry too.")
    assert breaks_draft_rule("Salary data was kept out, which deserves a bonus.")


@pytest.mark.parametrize("name", ["ai-skills", "csm-matrix", "csm-laufbahn", "csm-evaluation"])
def test_what_rubrics_themselves_say_may_be_repeated_in_a_draft(name: str) -> None:
    rubric: Rubric = load_rubric(name)
    said = [one.question for one in rubric.scale.discriminators]
    said += [one.definition for one in rubric.scale.levels]
    said += [one.text for one in rubric.anchors_by_id.values()]
    assert len(said) > 30
    assert [words for words in said if breaks_draft_rule(words)] == []
