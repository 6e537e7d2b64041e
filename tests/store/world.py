"""A small filled store: a manager, an assessee, one submission and one draft."""

from typing import NamedTuple

from assessor.domain.actor import Actor, Role
from assessor.domain.audit import AuditEvent
from assessor.domain.draft import Draft
from assessor.domain.record import NewArtefact
from assessor.store.unit_of_work import SqlStore
from tests.store.fakes import draft, name_digest, new_artefact, new_submission


class World(NamedTuple):
    """Ids of what was put in."""

    manager: Actor
    assessee: Actor
    submission_id: str
    draft_id: str
    artefact_id: str


def add_account(store: SqlStore, name: str, *roles: Role) -> Actor:
    """An account, recorded."""
    with store.begin() as unit:
        actor = unit.actors.add(
            name, [name_digest(name)], frozenset(roles), token_sha256=None, created_by="system"
        )
        unit.record(AuditEvent(event="actor.added", actor="system", refs={"actor": actor.id}))
    return actor


def fill(
    store: SqlStore,
    *,
    artefacts: tuple[NewArtefact, ...] | None = None,
    proposal: Draft | None = None,
    manager_name: str = "Mara",
) -> World:
    """Accept a submission about Jonas and draft a rating of its first artefact."""
    manager = add_account(store, manager_name, Role.MANAGER)
    artefacts = artefacts or (new_artefact(),)
    with store.begin() as unit:
        assessee = unit.actors.add_assessee([name_digest("Jonas")], created_by=manager.id)
        accepted = unit.submissions.add(new_submission(manager.id, assessee.id), artefacts)
        unit.record(
            AuditEvent(event="submission.accepted", actor=manager.id, refs={"submission": accepted.id}),
            {"submission": accepted.committed},
        )
        artefact_id = artefacts[0].redacted.artefact_id
        added = unit.drafts.add(
            proposal or draft(artefact_id),
            submission_id=accepted.id,
            artefact_id=artefact_id,
            skill_area="Data, privacy, CRM hygiene",
            career_level=None,
            actor_id=manager.id,
        )
        unit.record(
            AuditEvent(
                event="draft.created",
                actor=manager.id,
                refs={"draft": added.id, "submission": accepted.id},
                facts={"rubric": "ai-skills", "rubric_version": "0.1.0", "drafter": "embedded"},
            ),
            {"draft": added.committed},
        )
    return World(manager, assessee, accepted.id, added.id, artefact_id)
