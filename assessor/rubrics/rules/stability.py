"""Rule on stability: the same effect in more than one cycle, over months (S000-46, S002-22, X-05).

- Of several ratings in one cycle the last one stands for the cycle.
- A cycle shows the effect where its rating reaches the target. One that could not be rated, for want of
  evidence or of a rating, shows nothing and ends the run; one in which the area did not apply is passed
  over.
- What counts is the run of cycles that reaches up to the newest one: an old run does not make today stable.
"""

from collections.abc import Sequence
from datetime import date

from assessor.domain.base import Frozen
from assessor.domain.rating import RatingOutcome, RatingValue
from assessor.domain.rubric import PromotionRule
from assessor.domain.rule_verdict import RuleVerdict
from assessor.i18n import Values, said, said_n
from assessor.rubrics.rules.calendar import cycle_of, months_between
from assessor.rubrics.rules.verdicts import outcome_of

STABILITY = ("S000-46", "S002-22", "X-05")


class DatedRating(Frozen):
    """A confirmed rating of one skill area."""

    rated_on: date
    value: RatingValue


def stability(history: Sequence[DatedRating], *, target: int, rule: PromotionRule) -> RuleVerdict:
    """Whether ratings of one skill area have held a level long enough.

    Args:
        history: of one person and one area, in any order, all on one scale and one version of the rubric.
        target: the level that must have been reached.
        rule: gives months, cycles and the length of a cycle.

    Returns:
        Not judged without any rating that is a level.
    """
    run = _newest_run(history, target, rule.cycle_months)
    months = months_between(run[0].rated_on, run[-1].rated_on) if run else 0
    values: Values = {
        "target": target,
        "months": months,
        "need_months": rule.stable_months,
        "need_cycles": rule.stable_cycles,
    }
    any_level = any(one.value.level is not None for one in history)
    if run:
        sentence = said_n(
            "Rated {target} or higher in {count} cycle up to the newest, full months from {first} to {last}: "
            "{months}; needed: {need_cycles} cycles in a row and {need_months} months.",
            "Rated {target} or higher in {count} cycles in a row up to the newest, full months from {first} "
            "to {last}: {months}; needed: {need_cycles} cycles in a row and {need_months} months.",
            len(run),
            first=run[0].rated_on,
            last=run[-1].rated_on,
            **values,
        )
    elif any_level:
        sentence = said(
            "The newest cycle does not show {target} or higher; needed: {need_cycles} cycles in a row and "
            "{need_months} months.",
            **values,
        )
    else:
        sentence = said(
            "There is no rating yet; needed: {target} or higher in {need_cycles} cycles in a row and over "
            "{need_months} months.",
            **values,
        )
    stable = len(run) >= rule.stable_cycles and months >= rule.stable_months
    return RuleVerdict(
        rule="stability",
        requirements=STABILITY,
        outcome=outcome_of(stable if any_level else None),
        numbers={
            "target": target,
            "cycles": len(run),
            "months": months,
            "stable_cycles": rule.stable_cycles,
            "stable_months": rule.stable_months,
            "first": run[0].rated_on if run else None,
            "last": run[-1].rated_on if run else None,
        },
        sentence=sentence,
    )


def _newest_run(history: Sequence[DatedRating], target: int, cycle_months: int) -> tuple[DatedRating, ...]:
    """The ratings, oldest first, of the cycles in a row that reach the target, the newest cycle being one."""
    by_cycle = {
        cycle_of(one.rated_on, cycle_months): one
        for one in sorted(history, key=lambda rating: rating.rated_on)
    }
    run: list[DatedRating] = []
    expected = max(by_cycle, default=0)
    for cycle in sorted(by_cycle, reverse=True):
        value = by_cycle[cycle].value
        if cycle != expected:
            break
        if value.outcome is not RatingOutcome.NOT_APPLICABLE:
            if value.level is None or value.level < target:
                break
            run.append(by_cycle[cycle])
        expected = cycle - 1
    return tuple(reversed(run))
