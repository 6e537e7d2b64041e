"""Growth signals and what stands against promotion."""

import pytest

from assessor.domain.rubric import PromotionRule, Rubric
from assessor.domain.rule_verdict import RuleOutcome
from assessor.errors import InputError
from assessor.rubrics.load import load_rubric
from assessor.rubrics.rules.signals import readiness_signals, warning_signs

MET, NOT_MET, NOT_JUDGED = RuleOutcome.MET, RuleOutcome.NOT_MET, RuleOutcome.NOT_JUDGED
GROWTH = [
    "unprompted_validation", "adopted_templates", "earlier_risk_anticipation",
    "clean_documentation", "crisp_escalations", "playbook_after_incident",
]  # fmt: skip
WARNINGS = [
    "sensitive_data_in_unapproved_tool", "wrong_facts_sent", "unsupported_ai_claims",
    "hoarded_prompts", "bot_like_automation", "governance_dismissed",
]  # fmt: skip


@pytest.mark.parametrize(("shown", "outcome"), [(0, NOT_MET), (2, NOT_MET), (3, MET), (6, MET)])
def test_three_of_six_growth_signals_must_show(ai_skills: Rubric, shown: int, outcome: RuleOutcome) -> None:
    """S000-44."""
    verdict = readiness_signals(ai_skills, {signal: ["sha256:1"] for signal in GROWTH[:shown]})
    assert (verdict.outcome, verdict.numbers["shown"]) == (outcome, shown)


def test_what_is_only_said_does_not_count(ai_skills: Rubric) -> None:
    """S001-11."""
    verdict = readiness_signals(ai_skills, {GROWTH[0]: ["sha256:1"], GROWTH[1]: [], GROWTH[2]: []})
    assert verdict.numbers == {"signals": 6, "shown": 1, "only_said": 2, "needed": 3}
    assert verdict.sentence.en == (
        "1 of 6 growth signals shows in evidence (unprompted_validation), needed: 3; named without evidence and not "
        "counted: 2."
    )
    assert verdict.sentence.de == (
        "1 von 6 Wachstumssignalen ist belegt (unprompted_validation), nötig sind 3; ohne Beleg genannt und nicht "
        "gezählt: 2."
    )
    assert "(none)" in readiness_signals(ai_skills, {}).sentence.en


@pytest.mark.parametrize("sign", WARNINGS)
def test_one_warning_sign_stands_against_promotion(ai_skills: Rubric, sign: str) -> None:
    """S000-45."""
    everything_good = {signal: ["sha256:1"] for signal in GROWTH}
    assert warning_signs(ai_skills, everything_good).outcome is MET
    assert warning_signs(ai_skills, {**everything_good, sign: ["sha256:2"]}).outcome is NOT_MET
    assert warning_signs(ai_skills, {**everything_good, sign: []}).outcome is MET


@pytest.mark.parametrize(
    "pattern",
    ["hero_mode", "siloed_execution", "inconsistent_delivery", "feedback_resistance", "narrow_focus"],
)
def test_each_anti_pattern_of_the_career_model_delays(pattern: str) -> None:
    """S002-23."""
    assert warning_signs(load_rubric("csm-laufbahn"), {pattern: ["sha256:1"]}).outcome is NOT_MET


def test_the_career_models_five_indicators_are_counted() -> None:
    """S002-21."""
    five = ["sustained_excellence", "scope_expansion", "multiplier_effect", "proactive_problem_solving", "strategic_thinking"]  # fmt: skip
    verdict = readiness_signals(load_rubric("csm-laufbahn"), {signal: ["sha256:1"] for signal in five})
    assert (verdict.outcome, verdict.numbers["shown"], verdict.numbers["signals"]) == (MET, 5, 5)


def test_warning_signs_are_explained_with_their_numbers(ai_skills: Rubric) -> None:
    """S000-45."""
    one = warning_signs(ai_skills, {"hoarded_prompts": ["sha256:3"]})
    assert one.sentence.de == (
        "1 von 6 Warnzeichen ist belegt (hoarded_prompts); es steht einer Beförderung entgegen, bis es behoben ist."
    )
    two = warning_signs(ai_skills, {"hoarded_prompts": ["sha256:3"], "wrong_facts_sent": ["sha256:3"]})
    assert two.sentence.en == (
        "2 of 6 warning signs show in evidence (wrong_facts_sent and hoarded_prompts); they stand against promotion "
        "until they are dealt with."
    )
    assert warning_signs(ai_skills, {"hoarded_prompts": []}).sentence.en == (
        "None of 6 warning signs shows in evidence; named without it and not counted: 1."
    )


@pytest.mark.parametrize("judge", [readiness_signals, warning_signs])
def test_an_unknown_signal_is_an_error(ai_skills: Rubric, judge: object) -> None:
    assert callable(judge)
    with pytest.raises(InputError, match="no signal 'typo'; known: unprompted_validation") as caught:
        judge(ai_skills, {"typo": ["sha256:1"]})
    assert caught.value.code == "unknown_signal"


def test_a_rubric_without_signals_is_not_judged_and_one_with_few_asks_for_all(ai_skills: Rubric) -> None:
    none = ai_skills.model_copy(update={"growth_signals": (), "warning_signs": ()})
    assert readiness_signals(none, {}).outcome is NOT_JUDGED
    assert warning_signs(none, {}).outcome is NOT_JUDGED
    few = ai_skills.model_copy(
        update={"growth_signals": ai_skills.growth_signals[:2], "promotion": PromotionRule(min_signals=5)}
    )
    assert readiness_signals(few, {signal: ["sha256:1"] for signal in GROWTH[:2]}).outcome is MET
    assert readiness_signals(few, {GROWTH[0]: ["sha256:1"]}).outcome is NOT_MET
