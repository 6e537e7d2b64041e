"""Beside the stages: who may do a privacy officer's work."""

from assessor.domain.actor import Actor, Role
from assessor.errors import PersonError
from assessor.ports import UnitOfWork


def privacy_officer(unit: UnitOfWork, actor: Actor) -> Actor:
    """The actor as stored now, since roles may have changed since `actor` was read.

    Raises:
        PersonError: code `role_missing`, without the role `privacy`; `actor_revoked`.
    """
    person = unit.actors.get(actor.id)
    if person.revoked_at is not None:
        raise PersonError(f"{person.id} is revoked", code="actor_revoked")
    if Role.PRIVACY not in person.roles:
        raise PersonError(
            f"{person.id} lacks the role privacy",
            code="role_missing",
            hint="Name somebody who has it: --as ACTOR. See: assessor actor add NAME --role privacy.",
        )
    return person
