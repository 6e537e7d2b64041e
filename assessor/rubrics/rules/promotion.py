"""Rule on promotion: everything that must hold before people talk of the next level, side by side.

It promotes nobody: met means that nothing in the record stands against the talk.
"""

from collections.abc import Sequence

from assessor.domain.rule_verdict import RuleOutcome, RuleVerdict
from assessor.i18n import said, said_n
from assessor.rubrics.rules.verdicts import all_of

PROMOTION = ("S002-24", "S000-45", "S000-46")


def promotion_readiness(parts: Sequence[RuleVerdict]) -> RuleVerdict:
    """One verdict over those of other rules: minimum, stability of each area, signals, warning signs, scope.

    Args:
        parts: the expected band and the pay signal do not belong here: the one is no gate, the other no
        reason.

    Returns:
        Not met where a part is not met; not judged where none is, but one could not be judged or there is
        none.

    Raises:
        ValueError: a part that is no gate.
    """
    for part in parts:
        if part.rule in {"expected_band", "pay_signal"}:
            raise ValueError(f"{part.rule} is no gate for promotion")
    met, not_met, open_parts = (
        [part for part in parts if part.outcome is outcome]
        for outcome in (RuleOutcome.MET, RuleOutcome.NOT_MET, RuleOutcome.NOT_JUDGED)
    )
    first = next(iter(not_met or open_parts), None)
    counts = {"total": len(parts), "not_met": len(not_met), "open": len(open_parts)}
    if first is None:
        sentence = (
            said_n(
                "The {count} condition for a talk about promotion is met.",
                "All {count} conditions for a talk about promotion are met.",
                len(met),
            )
            if parts
            else said("No condition for promotion has been looked at.")
        )
    else:
        sentence = said_n(
            "{count} of {total} conditions for a talk about promotion is met, {not_met} not, {open} not "
            "judged. First: {first}",
            "{count} of {total} conditions for a talk about promotion are met, {not_met} not, {open} not "
            "judged. First: {first}",
            len(met),
            first=first.sentence,
            **counts,
        )
    return RuleVerdict(
        rule="promotion_readiness",
        requirements=PROMOTION,
        outcome=all_of(parts),
        numbers={"met": len(met), **counts},
        sentence=sentence,
    )
