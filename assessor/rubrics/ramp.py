"""Beside stage 6: a new hire's evidence beside the outcomes a role names for the first year (S003-13)."""

from collections.abc import Iterable
from datetime import date, timedelta

from assessor.domain.coverage import DatedArtefact, RampCheck, RampRow, RampState
from assessor.domain.profile import RampOutcome, RoleProfile
from assessor.errors import InputError


def ramp_check(
    profile: RoleProfile, *, started: date, on: date, artefacts: Iterable[DatedArtefact]
) -> RampCheck:
    """Each outcome with its day, the evidence there is for it, and what is missing.

    Days are counted from the first day of work: day 60 of a start on 1 January is 2 March, or 1 March in a
    leap year. An artefact counts for an outcome if its kind can show it and it is dated from the start up to
    `on`; one may count for several outcomes. It counts as in time up to and including the day.

    Args:
        profile: names outcomes and kinds of artefact.
        started: first day of work.
        on: day of the check.
        artefacts: evidence of this person.

    Raises:
        InputError: code `not_started`; the check lies before the start.
    """
    if on < started:
        raise InputError(
            f"the check on {on} lies before the start on {started}.",
            code="not_started",
            hint="Check from the first day of work on.",
        )
    counting = sorted(
        (one for one in artefacts if started <= one.evidence_date <= on),
        key=lambda one: (one.evidence_date, one.kind),
    )
    rows = tuple(_row(outcome, started, on, counting) for outcome in profile.outcomes)
    return RampCheck(profile=profile.id, profile_version=profile.version, started=started, on=on, rows=rows)


def _row(outcome: RampOutcome, started: date, on: date, artefacts: Iterable[DatedArtefact]) -> RampRow:
    due = started + timedelta(days=outcome.days)
    seen = tuple(one for one in artefacts if one.kind in outcome.evidence)
    kinds = {one.kind.value for one in seen}
    return RampRow(
        days=outcome.days,
        due=due,
        outcome=outcome.outcome,
        state=_state(seen, due, on),
        seen=seen,
        missing_kinds=tuple(kind for kind in outcome.evidence if kind not in kinds),
    )


def _state(seen: tuple[DatedArtefact, ...], due: date, on: date) -> RampState:
    if any(one.evidence_date <= due for one in seen):
        return RampState.EVIDENCE
    if seen:
        return RampState.LATE
    return RampState.MISSING if on > due else RampState.NOT_DUE
