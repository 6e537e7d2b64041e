"""Rows of people: accounts, and assessees who never sign in."""

from collections.abc import Sequence

import sqlalchemy as sa

from assessor.domain.actor import Actor, Role
from assessor.errors import InputError, OrderError
from assessor.store.ids import new_id
from assessor.store.tables import actors
from assessor.store.transaction import Row, Transaction


class SqlActorRows:
    """`ports.ActorRows` on SQL. A person is one row for life, so rules that compare people can trust ids."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(
        self,
        name: str,
        name_digests: Sequence[str],
        roles: frozenset[Role],
        *,
        token_sha256: str | None,
        created_by: str,
    ) -> Actor:
        """Give a person an account. One known as assessee under the same name keeps that id.

        Raises:
            InputError: code `actor_exists`, the name has an account, revoked ones included; code
                `invalid_input`, there is no digest or no role.
        """
        if not roles:
            raise InputError("an account needs at least one role; got none")
        known = self._known(name_digests)
        if known is None:
            known = self._insert(name_digests[0], created_by=created_by)
        if known.name is not None:
            raise InputError(
                f"this name has an account already: {known.id}",
                code="actor_exists",
                hint="Choose another name, or use that account.",
            )
        self._transaction.update(
            actors,
            actors.c.id == known.id,
            name=name,
            name_digest=name_digests[0],
            roles=_words(roles),
            token_sha256=token_sha256,
        )
        return self.get(known.id)

    def add_assessee(self, name_digests: Sequence[str], *, created_by: str) -> Actor:
        """The person under this name: as known, else a new row without name and roles."""
        return self._known(name_digests) or self._insert(name_digests[0], created_by=created_by)

    def get(self, actor_id: str) -> Actor:
        """The actor with this id.

        Raises:
            NotFoundError: there is none.
        """
        return _actor(
            self._transaction.require(self._all().where(actors.c.id == actor_id), "actor", actor_id)
        )

    def find(self, name_digests: Sequence[str]) -> Actor | None:
        """The actor under this name, revoked or not."""
        row = self._transaction.first(self._all().where(actors.c.name_digest.in_(name_digests)))
        return None if row is None else _actor(row)

    def by_token(self, token_sha256: str) -> Actor | None:
        """Whose token this is; null where nobody's, or a revoked actor's."""
        row = self._transaction.first(
            self._all().where(actors.c.token_sha256 == token_sha256, actors.c.revoked_at.is_(None))
        )
        return None if row is None else _actor(row)

    def list_all(self) -> tuple[Actor, ...]:
        """Everybody, assessees without account included, oldest first."""
        query = self._all().order_by(actors.c.created_at, actors.c.id)
        return tuple(_actor(row) for row in self._transaction.rows(query))

    def revoke(self, actor_id: str) -> Actor:
        """Take all access away for good. The row stays: what the actor did keeps its author.

        Raises:
            NotFoundError: there is no such actor.
            OrderError: access was taken away before.
        """
        self._verify_active(self.get(actor_id))
        self._transaction.update(
            actors, actors.c.id == actor_id, revoked_at=self._transaction.now(), token_sha256=None
        )
        return self.get(actor_id)

    def set_roles(self, actor_id: str, roles: frozenset[Role]) -> Actor:
        """Replace the roles of an account; none leaves an account that may do nothing.

        Raises:
            NotFoundError: there is no such actor.
            OrderError: the account is revoked, or the actor has none.
        """
        actor = self.get(actor_id)
        self._verify_active(actor)
        if actor.name is None:
            raise OrderError(
                f"{actor_id} is known as an assessee only",
                hint="Make an account first: `assessor actor add`.",
            )
        self._transaction.update(actors, actors.c.id == actor_id, roles=_words(roles))
        return self.get(actor_id)

    def _all(self) -> sa.Select[tuple[object, ...]]:
        return sa.select(actors).where(self._transaction.mine(actors))

    def _known(self, name_digests: Sequence[str]) -> Actor | None:
        if not name_digests:
            raise InputError("a person is found by a keyed digest of the name; got none")
        return self.find(name_digests)

    def _insert(self, name_digest: str, *, created_by: str) -> Actor:
        actor_id = new_id("act")
        self._transaction.insert(
            actors,
            {
                "id": actor_id,
                "name": None,
                "name_digest": name_digest,
                "roles": [],
                "token_sha256": None,
                "created_at": self._transaction.now(),
                "created_by": created_by,
                "revoked_at": None,
            },
        )
        return self.get(actor_id)

    @staticmethod
    def _verify_active(actor: Actor) -> None:
        if actor.revoked_at is not None:
            raise OrderError(f"{actor.id} is revoked already", code="actor_revoked")


def _words(roles: frozenset[Role]) -> list[str]:
    return sorted(role.value for role in roles)


def _actor(row: Row) -> Actor:
    return Actor(
        id=row["id"],
        tenant_id=row["tenant_id"],
        name=row["name"],
        roles=frozenset(Role(word) for word in row["roles"]),
        created_at=row["created_at"],
        revoked_at=row["revoked_at"],
    )
