"""Looks at the records of a tenant, for Enablement."""

from assessor.accounts import enablement
from assessor.domain.actor import Actor
from assessor.domain.reliance import RelianceReport
from assessor.evaluation.reliance.case import Case
from assessor.evaluation.reliance.gather import Drafted, cases_of
from assessor.evaluation.reliance.report import Asked, reliance_report
from assessor.ports import Store


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
    return reliance_report(found, asked)
