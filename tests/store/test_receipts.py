import pytest
import sqlalchemy as sa

from assessor.domain.record import Receipt
from assessor.errors import RecordError
from assessor.store.tables import receipts
from assessor.store.unit_of_work import SqlStore
from tests.store.fakes import event, new_store
from tests.store.world import World, fill


def receipt(world: World, *keys: str, request: str = "hmac-sha256:k1:body") -> Receipt:
    return Receipt(actor_id=world.manager.id, key_digests=keys, request_digest=request)


def test_what_a_request_made_is_found_under_every_key(store: SqlStore) -> None:
    world = fill(store)
    with store.begin() as unit:
        unit.receipts.add(receipt(world, "hmac-sha256:k1:a"), made="sub_1")
        unit.record(event())
    with store.read() as unit:
        # After a rotation the active key comes first, and the row still names the older one.
        found = unit.receipts.find(receipt(world, "hmac-sha256:k2:a", "hmac-sha256:k1:a"))
        assert unit.receipts.find(receipt(world, "hmac-sha256:k1:b")) is None
    assert found is not None
    assert (found.made, found.request_digest) == ("sub_1", "hmac-sha256:k1:body")


def test_a_second_row_under_a_key_takes_its_transaction_with_it(store: SqlStore) -> None:
    world = fill(store)

    def add(made: str) -> None:
        with store.begin() as unit:
            unit.record(event())
            unit.receipts.add(receipt(world, "hmac-sha256:k1:a"), made=made)

    add("sub_1")
    with store.read() as unit:
        size = unit.audit.head().size
    with pytest.raises(RecordError) as caught:
        add("sub_2")
    assert caught.value.code == "conflict"
    with store.read() as unit:
        assert unit.audit.head().size == size


def test_a_receipt_alone_needs_no_audit_entry_and_excuses_no_other_change(
    store: SqlStore, engine: sa.Engine
) -> None:
    world = fill(store)
    with store.begin() as unit:
        unit.receipts.add(receipt(world, "hmac-sha256:k1:a"), made="drf_1")

    def withdraw() -> None:
        with store.begin() as unit:
            unit.drafts.withdraw(world.draft_id, "wrong_artefact")
            unit.receipts.add(receipt(world, "hmac-sha256:k1:b"), made="drf_1")

    with pytest.raises(RecordError) as caught:
        withdraw()
    assert caught.value.code == "not_audited"
    with engine.connect() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(receipts)).scalar() == 1


def test_receipts_of_another_tenant_are_out_of_reach(store: SqlStore) -> None:
    world = fill(store)
    with store.begin() as unit:
        unit.receipts.add(receipt(world, "hmac-sha256:k1:a"), made="sub_1")
    with new_store(store._engine, "other").read() as unit:
        assert unit.receipts.find(receipt(world, "hmac-sha256:k1:a")) is None
