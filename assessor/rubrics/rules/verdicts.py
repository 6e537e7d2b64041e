"""How every rule of this package builds its verdict, and how verdicts are put together."""

from collections.abc import Sequence

from assessor.domain.rule_verdict import RuleOutcome, RuleVerdict


def outcome_of(holds: bool | None) -> RuleOutcome:
    """The outcome of a condition; None where it cannot be judged."""
    if holds is None:
        return RuleOutcome.NOT_JUDGED
    return RuleOutcome.MET if holds else RuleOutcome.NOT_MET


def all_of(verdicts: Sequence[RuleVerdict]) -> RuleOutcome:
    """Several verdicts as one: not met where one is not met, met where all are, else not judged.

    No verdict at all is not judged: empty must not pass.
    """
    outcomes = {verdict.outcome for verdict in verdicts}
    if RuleOutcome.NOT_MET in outcomes:
        return RuleOutcome.NOT_MET
    return RuleOutcome.MET if outcomes == {RuleOutcome.MET} else RuleOutcome.NOT_JUDGED
