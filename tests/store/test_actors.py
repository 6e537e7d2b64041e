import pytest
import sqlalchemy as sa

from assessor.domain.actor import Actor, Role
from assessor.errors import InputError, NotFoundError, OrderError
from assessor.store.tables import actors
from assessor.store.unit_of_work import SqlStore
from tests.store.fakes import event, name_digest, new_store

MANAGER = frozenset({Role.MANAGER})


def _add(store: SqlStore, name: str, *, token: str | None = None) -> Actor:
    with store.begin() as unit:
        actor = unit.actors.add(name, [name_digest(name)], MANAGER, token_sha256=token, created_by="system")
        unit.record(event(actor=actor.id))
    return actor


def test_account_comes_back_as_it_was_made(store: SqlStore) -> None:
    made = _add(store, "Jana")
    with store.read() as unit:
        assert unit.actors.get(made.id) == made
        assert unit.actors.find([name_digest("JANA")]) == made
        assert unit.actors.find([name_digest("Jan")]) is None
        assert unit.actors.list_all() == (made,)
    assert (made.name, made.roles, made.tenant_id) == ("Jana", MANAGER, "local")


def test_assessee_who_gets_an_account_later_stays_the_same_person(store: SqlStore) -> None:
    with store.begin() as unit:
        assessee = unit.actors.add_assessee([name_digest("Jana")], created_by="system")
        unit.record(event())
    assert (assessee.name, assessee.roles) == (None, frozenset())
    assert _add(store, "jana").id == assessee.id


def test_assessee_is_found_again_after_a_new_key(store: SqlStore) -> None:
    with store.begin() as unit:
        first = unit.actors.add_assessee([name_digest("Jana")], created_by="system")
        both = [name_digest("jana", "k2"), name_digest("jana", "k1")]
        assert unit.actors.add_assessee(both, created_by="system") == first
        account = unit.actors.add("Jana", both, MANAGER, token_sha256=None, created_by="system")
        assert account.id == first.id
        # The account is known under the current key from now on.
        assert unit.actors.find([name_digest("jana", "k2")]) == account
        unit.record(event())


def test_second_account_of_a_name_is_refused_even_after_revocation(store: SqlStore) -> None:
    made = _add(store, "Jana")
    with pytest.raises(InputError) as caught:
        _add(store, "JANA")
    assert caught.value.code == "actor_exists"
    with store.begin() as unit:
        unit.actors.revoke(made.id)
        unit.record(event("actor.revoked"))
    with pytest.raises(InputError) as caught:
        _add(store, "Jana")
    assert caught.value.code == "actor_exists"


def test_token_opens_the_account_until_revoked(store: SqlStore) -> None:
    made = _add(store, "Jana", token="ab" * 32)
    with store.begin() as unit:
        assert unit.actors.by_token("ab" * 32) == made
        assert unit.actors.by_token("cd" * 32) is None
        assert unit.actors.revoke(made.id).revoked_at is not None
        unit.record(event("actor.revoked"))
        assert unit.actors.by_token("ab" * 32) is None
        with pytest.raises(OrderError) as caught:
            unit.actors.revoke(made.id)
    assert caught.value.code == "actor_revoked"


def test_revoked_actor_has_no_way_in_by_either_defence(store: SqlStore, engine: sa.Engine) -> None:
    made = _add(store, "Jana", token="ab" * 32)
    with store.begin() as unit:
        unit.actors.revoke(made.id)
        unit.record(event("actor.revoked"))
    with engine.begin() as connection:
        assert connection.execute(sa.select(actors.c.token_sha256)).scalar() is None
        connection.execute(actors.update().values(token_sha256="ab" * 32))
    with store.read() as unit:
        assert unit.actors.by_token("ab" * 32) is None


def test_roles_are_replaced(store: SqlStore) -> None:
    made = _add(store, "Jana")
    both = frozenset({Role.PRIVACY, Role.CSM})
    with store.begin() as unit:
        assert unit.actors.set_roles(made.id, both).roles == both
        unit.record(event())


def test_assessee_without_account_gets_no_roles(store: SqlStore) -> None:
    with store.begin() as unit:
        assessee = unit.actors.add_assessee([name_digest("x")], created_by="system")
        unit.record(event())
        with pytest.raises(OrderError):
            unit.actors.set_roles(assessee.id, MANAGER)


def test_account_needs_a_role_and_a_digest(store: SqlStore) -> None:
    with store.begin() as unit:
        with pytest.raises(InputError, match="role"):
            unit.actors.add("x", [name_digest("x")], frozenset(), token_sha256=None, created_by="system")
        with pytest.raises(InputError, match="digest"):
            unit.actors.add("x", [], MANAGER, token_sha256=None, created_by="system")


def test_people_of_another_tenant_are_out_of_reach(store: SqlStore) -> None:
    made = _add(store, "Jana", token="ab" * 32)
    other = new_store(store._engine, "other")
    with other.read() as unit:
        assert unit.actors.list_all() == ()
        assert unit.actors.find([name_digest("Jana")]) is None
        assert unit.actors.by_token("ab" * 32) is None
        with pytest.raises(NotFoundError):
            unit.actors.get(made.id)
    assert _add(other, "Jana").id != made.id
