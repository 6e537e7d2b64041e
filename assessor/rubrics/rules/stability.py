"""Rule on stability: the same effect in more than one cycle, over months (S000-46, S002-22, X-05).

- Of several ratings in one cycle the last one stands for the cycle. Months count from the first rating of the
  oldest cycle after which none in that cycle fell below the target.
- A cycle shows the effect where its rating reaches the target. One that could not be rated, for want of
  evidence or of a rating, shows nothing and ends the run; one in which the area did not apply is passed
  over.
- What counts is the run of cycles that reaches up to the newest one: an old run does not make today stable.
"""

from collections.abc import Sequence
from datetime import date
from itertools import takewhile

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
    first, last = (run[0][0].rated_on, run[-1][-1].rated_on) if run else (None, None)
    months = months_between(first, last) if first and last else 0
    values: Values = {
        "target": target,
        "months": months,
        "need_months": rule.stable_months,
        "need_cycles": rule.stable_cycles,
    }
    any_level = any(one.value.level is not None for one in history)
    if first and last:
        sentence = said_n(
            "Rated {target} or higher in {count} cycle up to the newest, full months from {first} to {last}: "
            "{months}; needed: {need_cycles} cycles in a row and {need_months} months.",
            "Rated {target} or higher in {count} cycles in a row up to the newest, full months from {first} "
            "to {last}: {months}; needed: {need_cycles} cycles in a row and {need_months} months.",
            len(run),
            first=first,
            last=last,
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
            "first": first,
            "last": last,
        },
        sentence=sentence,
    )


def _newest_run(history: Sequence[DatedRating], target: int, cycle_months: int) -> list[list[DatedRating]]:
    """The cycles in a row up to the newest that reach the target, oldest first, with the ratings that do."""
    by_cycle: dict[int, list[DatedRating]] = {}
    for one in sorted(history, key=lambda rating: rating.rated_on):
        by_cycle.setdefault(cycle_of(one.rated_on, cycle_months), []).append(one)
    run: list[list[DatedRating]] = []
    expected = max(by_cycle, default=0)
    for cycle in sorted(by_cycle, reverse=True):
        if cycle != expected:
            break
        expected = cycle - 1
        given = [one for one in by_cycle[cycle] if one.value.outcome is not RatingOutcome.NOT_APPLICABLE]
        if not given:
            continue
        showing = list(takewhile(lambda one: _reaches(one, target), reversed(given)))
        if not showing:
            break
        run.append(showing[::-1])
    return run[::-1]


def _reaches(rating: DatedRating, target: int) -> bool:
    return rating.value.level is not None and rating.value.level >= target
