"""Rule on evidence over time: the same effect shows in more than one cycle (S000-46, S002-22, X-05).

It is `stability` for somebody who has no ratings yet: what a person can see of it in the dates of their own
evidence. Ratings alone make a level stable; this says whether the evidence could.
"""

from collections.abc import Sequence
from datetime import date

from assessor.domain.rubric import PromotionRule
from assessor.domain.rule_verdict import RuleVerdict
from assessor.i18n import Values, said, said_n
from assessor.rubrics.rules.calendar import cycle_of, months_between
from assessor.rubrics.rules.verdicts import outcome_of

CYCLES = ("S000-46", "S002-22", "X-05")


def evidence_cycles(area: str, days: Sequence[date], rule: PromotionRule) -> RuleVerdict:
    """Whether the evidence of one skill area reaches over enough cycles in a row and enough months.

    Args:
        area: its name.
        days: dates of the evidence that counts, in any order.
        rule: gives months, cycles and the length of a cycle.

    Returns:
        Not judged without any date. What counts is the run of cycles up to the newest one.
    """
    run = _newest_run(days, rule.cycle_months)
    cycles = len({cycle_of(day, rule.cycle_months) for day in run})
    first, last = (min(run), max(run)) if run else (None, None)
    months = months_between(first, last) if first and last else 0
    values: Values = {
        "area": area,
        "months": months,
        "need_months": rule.stable_months,
        "need_cycles": rule.stable_cycles,
    }
    if first is None or last is None:
        sentence = said(
            "{area}: there is no dated evidence; needed: {need_cycles} cycles in a row and {need_months} "
            "months.",
            **values,
        )
    else:
        sentence = said_n(
            "{area}: evidence from {count} cycle up to the newest, full months from {first} to {last}: "
            "{months}; needed: {need_cycles} cycles in a row and {need_months} months.",
            "{area}: evidence from {count} cycles in a row up to the newest, full months from {first} to "
            "{last}: {months}; needed: {need_cycles} cycles in a row and {need_months} months.",
            cycles,
            first=first,
            last=last,
            **values,
        )
    reaches = cycles >= rule.stable_cycles and months >= rule.stable_months
    return RuleVerdict(
        rule="evidence_cycles",
        requirements=CYCLES,
        about=area,
        outcome=outcome_of(reaches if run else None),
        numbers={
            "cycles": cycles,
            "months": months,
            "stable_cycles": rule.stable_cycles,
            "stable_months": rule.stable_months,
            "first": first,
            "last": last,
        },
        sentence=sentence,
    )


def _newest_run(days: Sequence[date], cycle_months: int) -> list[date]:
    """The dates in cycles in a row up to the newest."""
    by_cycle: dict[int, list[date]] = {}
    for day in days:
        by_cycle.setdefault(cycle_of(day, cycle_months), []).append(day)
    run: list[date] = []
    expected = max(by_cycle, default=0)
    while expected in by_cycle:
        run += by_cycle[expected]
        expected -= 1
    return run
