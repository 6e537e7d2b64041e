"""An organisation sets its absolute rules itself, exactly as many as the rubric asks for."""

import pytest

from assessor.domain.rubric import Rubric
from assessor.rubrics.tenant_rules import rules_amiss

THREE = ("No customer data outside approved tools.", "No price without sign-off.", "No unchecked figure.")


@pytest.mark.parametrize(
    ("own", "amiss"),
    [
        (THREE, None),
        ((), "0 of 3 absolute rules set, about data protection, confidence of customers"),
        (THREE[:2], "2 of 3 absolute rules set, about data protection, confidence of customers"),
        ((*THREE, "A fourth."), "4 of 3 absolute rules set, about data protection, confidence of customers"),
        ((*THREE[:2], " - "), "rule 3 says nothing"),
        ((*THREE[:2], "no PRICE without sign off"), "rule 3 says the same as rule 2"),
    ],
)
def test_exactly_three_different_rules_are_enough(
    ai_skills: Rubric, own: tuple[str, ...], amiss: str | None
) -> None:
    """S000-40."""
    assert ai_skills.guide.absolute_rules is not None
    assert rules_amiss(own, ai_skills.guide.absolute_rules) == amiss
