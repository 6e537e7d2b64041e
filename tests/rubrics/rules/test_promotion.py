"""All conditions of a talk about promotion, side by side."""

import pytest

from assessor.domain.rule_verdict import RuleOutcome, RuleVerdict
from assessor.domain.sentences import Sentences
from assessor.rubrics.rules.promotion import promotion_readiness
from assessor.rubrics.rules.verdicts import all_of

MET, NOT_MET, NOT_JUDGED = RuleOutcome.MET, RuleOutcome.NOT_MET, RuleOutcome.NOT_JUDGED


def part(outcome: RuleOutcome, rule: str = "stability", why: str = "why") -> RuleVerdict:
    return RuleVerdict(
        rule=rule,
        requirements=("S000-46",),
        outcome=outcome,
        numbers={},
        sentence=Sentences(en=why, de=f"de {why}"),
    )


@pytest.mark.parametrize(
    ("outcomes", "together"),
    [
        ((MET, MET), MET),
        ((MET,), MET),
        ((MET, NOT_MET), NOT_MET),
        ((MET, NOT_JUDGED), NOT_JUDGED),
        ((NOT_JUDGED, NOT_MET), NOT_MET),
        ((NOT_JUDGED,), NOT_JUDGED),
        ((), NOT_JUDGED),  # empty must not pass
    ],
)
def test_one_condition_not_met_is_enough_and_an_open_one_is_no_pass(
    outcomes: tuple[RuleOutcome, ...], together: RuleOutcome
) -> None:
    """S002-24, S000-45, S000-46."""
    parts = [part(outcome) for outcome in outcomes]
    assert all_of(parts) is together
    assert promotion_readiness(parts).outcome is together


def test_the_first_reason_is_what_is_not_met_and_only_then_what_is_open() -> None:
    parts = [part(MET), part(NOT_JUDGED, why="open"), part(NOT_MET, why="too short")]
    verdict = promotion_readiness(parts)
    assert verdict.numbers == {"met": 1, "total": 3, "not_met": 1, "open": 1}
    assert verdict.sentence.en == (
        "1 of 3 conditions for a talk about promotion is met, 1 not, 1 not judged. First: too short"
    )
    assert verdict.sentence.de == (
        "1 von 3 Voraussetzungen eines Gesprächs über eine Beförderung ist erfüllt, 1 nicht, 1 ohne Urteil. Zuerst: de "
        "too short"
    )
    assert promotion_readiness([part(MET), part(MET)]).sentence.en == (
        "All 2 conditions for a talk about promotion are met."
    )
    assert promotion_readiness([]).sentence.de == "Keine Voraussetzung einer Beförderung wurde geprüft."


@pytest.mark.parametrize("rule", ["expected_band", "pay_signal"])
def test_the_band_and_the_pay_signal_are_no_gates(rule: str) -> None:
    """S001-09, X-14."""
    with pytest.raises(ValueError, match=f"{rule} is no gate"):
        promotion_readiness([part(MET), part(NOT_MET, rule)])
