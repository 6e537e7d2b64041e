"""Rules on evidence: how much, how old, and one artefact of its own for each skill area.

The counting is done by `sufficiency`; here its numbers become verdicts.
"""

from collections.abc import Sequence
from datetime import date

from assessor.domain.rubric import EvidenceRule, Rubric
from assessor.domain.rule_verdict import RuleVerdict
from assessor.i18n import Values, joined, said, said_n
from assessor.rubrics.rules.verdicts import outcome_of
from assessor.rubrics.sufficiency import (
    AreaEvidence,
    DatedArtefact,
    area_evidence,
    evidence_window,
    missing_of,
)

AMOUNT = ("S000-24", "S002-20")
AGE = ("S000-25", "X-15")
OWN = ("X-17",)


def evidence_amount(
    artefacts: Sequence[DatedArtefact], rubric: Rubric, *, submitted_on: date
) -> tuple[RuleVerdict, ...]:
    """For each skill area, whether the submission holds enough to rate it.

    Args:
        artefacts: as for `area_evidence`.
        rubric: gives areas and evidence rule.
        submitted_on: day the submission was handed in.
    """
    return tuple(_amount(found) for found in area_evidence(artefacts, rubric, submitted_on=submitted_on))


def evidence_own(
    artefacts: Sequence[DatedArtefact], rubric: Rubric, *, submitted_on: date
) -> tuple[RuleVerdict, ...]:
    """For each skill area, whether one artefact can stand for it alone; not judged where none counts."""
    return tuple(_own(found) for found in area_evidence(artefacts, rubric, submitted_on=submitted_on))


def evidence_age(evidence_date: date | None, rated_on: date, rule: EvidenceRule) -> RuleVerdict:
    """Whether one artefact is recent enough on the day it is rated.

    Args:
        evidence_date: None where nobody gave one; then it counts as missing and is not judged.
        rated_on: the submission date, both ends of the window included.
        rule: gives the window.
    """
    first_day, last_day = evidence_window(rated_on, rule.max_age_months)
    values: Values = {"first_day": first_day, "last_day": last_day}
    if evidence_date is None:
        sentence = said(
            "The artefact has no evidence date, so it does not count; it would have to be dated "
            "{first_day} to {last_day}.",
            **values,
        )
    elif evidence_date < first_day:
        sentence = said(
            "The artefact of {day} is too old: only what is dated {first_day} to {last_day} counts.",
            day=evidence_date,
            **values,
        )
    elif evidence_date > last_day:
        sentence = said(
            "The artefact of {day} is dated after the submission: only what is dated {first_day} to "
            "{last_day} counts.",
            day=evidence_date,
            **values,
        )
    else:
        sentence = said(
            "The artefact of {day} counts: it lies between {first_day} and {last_day}.",
            day=evidence_date,
            **values,
        )
    return RuleVerdict(
        rule="evidence_age",
        requirements=AGE,
        outcome=outcome_of(None if evidence_date is None else first_day <= evidence_date <= last_day),
        numbers={"max_age_months": rule.max_age_months, "evidence_date": evidence_date, **values},
        sentence=sentence,
    )


def _amount(found: AreaEvidence) -> RuleVerdict:
    counts = said_n(
        "{area}: {count} artefact dated {first_day} to {last_day} counts, needed: {needed}.",
        "{area}: {count} artefacts dated {first_day} to {last_day} count, needed: {needed}.",
        found.counted,
        area=found.skill_area,
        needed=found.needed,
        first_day=found.first_day,
        last_day=found.last_day,
    )
    missing = [said("Missing: {what}.", what=what) for what in missing_of(found)[:1]]
    left_out = [said("{what}.", what=what) for what in missing_of(found)[1:]]
    return RuleVerdict(
        rule="evidence_amount",
        requirements=AMOUNT,
        about=found.skill_area,
        outcome=outcome_of(found.sufficient),
        numbers={
            "counted": found.counted,
            "needed": found.needed,
            "more": found.more,
            "too_old": found.early,
            "after_submission": found.late,
            "undated": found.undated,
            "first_day": found.first_day,
            "last_day": found.last_day,
        },
        sentence=joined([counts, *missing, *left_out]),
    )


def _own(found: AreaEvidence) -> RuleVerdict:
    values: Values = {"area": found.skill_area, "own": found.own}
    if not found.counted:
        holds = None
        sentence = said("{area}: no artefact counts, so none can stand for it alone.", **values)
    elif found.own or found.sufficient:
        holds = True
        sentence = said_n(
            "{area}: {count} artefact counts, and one can stand for it alone (serving no other area: {own}).",
            "{area}: {count} artefacts count, and one can stand for it alone (serving no other area: {own}).",
            found.counted,
            **values,
        )
    else:
        holds = False
        sentence = said_n(
            "{area}: the {count} artefact that counts is needed by another area too; hand in one that "
            "serves this area alone.",
            "{area}: the {count} artefacts that count are needed by other areas too; hand in one that "
            "serves this area alone.",
            found.counted,
            **values,
        )
    return RuleVerdict(
        rule="evidence_own",
        requirements=OWN,
        about=found.skill_area,
        outcome=outcome_of(holds),
        numbers={"counted": found.counted, "own": found.own},
        sentence=sentence,
    )
