"""Evidence over more than one cycle, at the limits of the rule."""

from datetime import date

import pytest

from assessor.domain.rubric import PromotionRule
from assessor.domain.rule_verdict import RuleOutcome
from assessor.rubrics.rules.cycles import evidence_cycles

RULE = PromotionRule()


@pytest.mark.parametrize(
    ("days", "outcome", "cycles", "months"),
    [
        # 12 August and 12 November lie in the third and fourth quarter, three months to the day.
        ([date(2026, 8, 12), date(2026, 11, 12)], RuleOutcome.MET, 2, 3),
        # One day less is two full months.
        ([date(2026, 8, 13), date(2026, 11, 12)], RuleOutcome.NOT_MET, 2, 2),
        # Three months, but within one cycle of the calendar they cannot lie: here one quarter alone.
        ([date(2026, 7, 1), date(2026, 9, 30)], RuleOutcome.NOT_MET, 1, 2),
        # The second quarter does not count: nothing lies in the third.
        ([date(2026, 6, 30), date(2026, 10, 1)], RuleOutcome.NOT_MET, 1, 0),
        ([date(2026, 5, 1), date(2026, 8, 1), date(2026, 11, 1)], RuleOutcome.MET, 3, 6),
        ([], RuleOutcome.NOT_JUDGED, 0, 0),
    ],
)
def test_two_cycles_in_a_row_and_three_months(
    days: list[date], outcome: RuleOutcome, cycles: int, months: int
) -> None:
    """S000-46, S002-22, X-05: a single good quarter is no stable effect."""
    verdict = evidence_cycles("Renewals", days, RULE)
    assert (verdict.outcome, verdict.numbers["cycles"], verdict.numbers["months"]) == (
        outcome,
        cycles,
        months,
    )
    assert verdict == evidence_cycles("Renewals", days[::-1], RULE)


def test_the_limits_are_the_rubrics() -> None:
    loose = PromotionRule(stable_months=0, stable_cycles=1)
    assert evidence_cycles("Renewals", [date(2026, 8, 12)], loose).outcome is RuleOutcome.MET
