"""Looks at the records of a tenant, for Enablement."""

from datetime import date, timedelta

from assessor.accounts import enablement
from assessor.domain.actor import Actor
from assessor.domain.reliance import RelianceReport
from assessor.domain.suspension import SuspensionCause, plain_id
from assessor.evaluation.reliance.case import Case
from assessor.evaluation.reliance.gather import Drafted, cases_of
from assessor.evaluation.reliance.report import Asked, reliance_report
from assessor.ports import Store, UnitOfWork


def reliance_in(store: Store, actor: Actor, rubric_id: str | None, asked: Asked) -> RelianceReport:
    """How far drafts moved people, in groups.

    Args:
        store: one tenant's records.
        actor: who asks.
        rubric_id: only this one; null for every rubric that anything was rated under.
        asked: since when, and what is allowed.

    Raises:
        PersonError: codes `role_missing`, `actor_revoked`.
    """
    found: dict[Drafted, list[Case]] = {}
    with store.read() as unit:
        enablement(unit, actor)
        for one in unit.ratings.rubrics() if rubric_id is None else (rubric_id,):
            found |= cases_of(unit, one)
        lifted = {one: day for one in found if (day := _lifted_on(unit, one)) is not None}
    return reliance_report(found, asked, lifted)


def _lifted_on(unit: UnitOfWork, drafted: Drafted) -> date | None:
    """The day after the last lifting of a suspension for reliance that withheld these drafts."""
    days = [
        one.lifted_at.date() + timedelta(days=1)
        for one in unit.suspensions.list_all(plain_id(drafted.rubric))
        if one.lifted_at is not None
        and one.cause is SuspensionCause.RELIANCE
        and one.drafter in (None, drafted.drafter)
    ]
    return max(days, default=None)
