"""Who acts: names become pseudonymous actors. Beside the pipeline, before review.

A name is stored only where a person was given an account under it. An assessee who has none is a random id
and a keyed digest of the name given, so that an account made later is still known to be the same person.
"""

import hashlib
import re
import secrets
from collections.abc import Callable

from assessor.domain.actor import Actor, Role
from assessor.domain.audit import AuditEvent
from assessor.errors import InputError, NotFoundError, OrderError, PersonError
from assessor.ports import Store, UnitOfWork

DEFAULT_ACTOR = "me"
"""Made with role manager on first use of a local home."""
MIN_REASON_CHARS = 10
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")

NameDigests = Callable[[str], tuple[str, ...]]
"""Keyed digests of a folded name under every key, the active one first."""


class Accounts:
    """Actors of one tenant.

    Args:
        store: the tenant's records.
        name_digests: keyed digests of a folded name.
    """

    def __init__(self, store: Store, name_digests: NameDigests) -> None:
        self._store = store
        self._name_digests = name_digests

    def add(self, name: str, roles: frozenset[Role], *, by: str) -> tuple[Actor, str]:
        """Give somebody an account.

        Args:
            name: letters, digits, `.`, `_`, `-`; what `--as` takes.
            roles: at least one.
            by: actor id of who adds, or `system`.

        Returns:
            The actor and their token for HTTP. The token is kept only as a digest and cannot be shown again.

        Raises:
            InputError: a bad name, no role, or a name that has an account.
        """
        _verify_name(name, "actor name")
        if not roles:
            raise InputError(f"actor {name}: no role; expected at least one of {', '.join(Role)}.")
        token = "asr_" + secrets.token_urlsafe(32)
        with self._store.begin() as unit:
            actor = unit.actors.add(
                name,
                self._digests(name),
                roles,
                token_sha256=_token_digest(token),
                created_by=by,
            )
            unit.record(
                AuditEvent(
                    event="actor.added",
                    actor=by,
                    refs={"actor": actor.id},
                    facts={"roles": "/".join(sorted(roles))},
                )
            )
        return actor, token

    def acting(self, name: str | None) -> Actor:
        """The actor a command runs as; `me` is made on first use where nobody has an account yet.

        Raises:
            NotFoundError: nobody has an account under this name or id.
            OrderError: code `actor_revoked`.
        """
        wanted = name or DEFAULT_ACTOR
        with self._store.read() as unit:
            actor = self._found(unit, wanted)
            nobody_yet = not any(one.name for one in unit.actors.list_all())
        if actor is None and name is None and nobody_yet:
            return self.add(DEFAULT_ACTOR, frozenset({Role.MANAGER}), by="system")[0]
        if actor is None or actor.name is None:
            raise NotFoundError(
                f"actor {wanted!r}: no account under this name.",
                code="unknown_actor",
                hint=f"Add one: assessor actor add {wanted} --role manager. See also: assessor actor list.",
            )
        if actor.revoked_at is not None:
            raise OrderError(f"actor {wanted!r}: the account was revoked.", code="actor_revoked")
        return actor

    def keeper(self, name: str | None) -> str:
        """Id of who keeps the accounts on this machine: the actor named, else `me`, else `system`.

        Who may use the home may add accounts to it, so a home without a `me` locks nobody out.

        Raises:
            NotFoundError: nobody has an account under the name given.
            OrderError: code `actor_revoked`.
        """
        default = self.known(DEFAULT_ACTOR)
        if name is None and (default is None or default.name is None):
            return "system"
        return self.acting(name).id

    def by_token(self, token: str) -> Actor | None:
        """Whose HTTP token this is; null where nobody's, or a revoked actor's.

        The time it takes tells nothing useful: rows are found by the SHA-256 of the token, and of a token of
        256 random bits nobody can choose or invert the digest.
        """
        with self._store.read() as unit:
            return unit.actors.by_token(_token_digest(token))

    def known(self, identity: str) -> Actor | None:
        """The person a name or id stands for, nobody being added; null where there is none."""
        with self._store.read() as unit:
            return self._found(unit, identity)

    def assessee(self, identity: str, *, by: Actor) -> Actor:
        """The person an assessee id names; a person unknown so far is kept under a random id.

        Raises:
            InputError: the id looks like a person's name or an address instead of an id.
        """
        _verify_name(identity, "--assessee")
        with self._store.read() as unit:
            known = self._found(unit, identity)
        if known is not None:
            return known
        with self._store.begin() as unit:
            actor = unit.actors.add_assessee(self._digests(identity), created_by=by.id)
            unit.record(
                AuditEvent(event="actor.added", actor=by.id, refs={"actor": actor.id}, facts={"roles": ""})
            )
        return actor

    def revoke(self, name: str, *, by: str) -> Actor:
        """Take an account away; what it did stays on record. `by` is an actor's id, or `system`.

        Raises:
            NotFoundError: no such account.
        """
        with self._store.begin() as unit:
            found = self._found(unit, name)
            if found is None:
                raise NotFoundError(f"actor {name!r}: no account under this name.", code="unknown_actor")
            actor = unit.actors.revoke(found.id)
            unit.record(AuditEvent(event="actor.revoked", actor=by, refs={"actor": actor.id}))
        return actor

    def listed(self) -> tuple[Actor, ...]:
        """Everybody with an account, oldest first."""
        with self._store.read() as unit:
            return tuple(actor for actor in unit.actors.list_all() if actor.name is not None)

    def _found(self, unit: UnitOfWork, name: str) -> Actor | None:
        if re.fullmatch(r"act_[0-9a-f]{32}", name):
            try:
                return unit.actors.get(name)
            except NotFoundError:
                return None
        return unit.actors.find(self._digests(name))

    def _digests(self, name: str) -> tuple[str, ...]:
        return self._name_digests(name.casefold())


def _token_digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _verify_name(name: str, what: str) -> None:
    if not _NAME.fullmatch(name):
        raise InputError(
            f"{what}: expected 1 to 64 letters, digits, '.', '_' or '-', got {len(name)} characters, "
            "some of them others.",
            code="bad_name",
            hint="Use a pseudonymous id such as csm-014, not a person's name or mail address.",
        )


def enablement(unit: UnitOfWork, actor: Actor) -> Actor:
    """The actor as stored now, since roles may have changed since `actor` was read.

    Raises:
        PersonError: code `role_missing`, without the role `enablement`; `actor_revoked`.
    """
    person = unit.actors.get(actor.id)
    if person.revoked_at is not None:
        raise PersonError(f"{person.id} is revoked", code="actor_revoked")
    if Role.ENABLEMENT not in person.roles:
        raise PersonError(
            f"{person.id} lacks the role enablement",
            code="role_missing",
            hint="Name somebody who has it: --as ACTOR. See: assessor actor add NAME --role enablement.",
        )
    return person


def reason_to_keep(
    store: Store, reason: str, actor: Actor, redact: Callable[[str], str], *, example: str
) -> str:
    """The words of somebody with the role enablement, redacted. The role comes first: redacting takes long.

    Args:
        store: the tenant's records.
        reason: at least `MIN_REASON_CHARS` characters.
        actor: whose words they are.
        redact: the entry guardrails for a person's own words; raises where they must not be kept.
        example: of a reason, for the message.

    Raises:
        PersonError: as `enablement`.
        InputError: code `reason_missing`, and what `redact` raises.
    """
    with store.read() as unit:
        enablement(unit, actor)
    given = len(reason.strip())
    if given < MIN_REASON_CHARS:
        raise InputError(
            f"--reason: expected at least {MIN_REASON_CHARS} characters; got {given}.",
            code="reason_missing",
            hint=f'For example: --reason "{example}"',
        )
    return redact(reason.strip())
