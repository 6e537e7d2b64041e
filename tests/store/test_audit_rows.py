import json
from datetime import datetime

import pytest
import sqlalchemy as sa

from assessor.domain.audit import AuditEntry, AuditEvent, TreeHead
from assessor.domain.rating import CitedSpan, RatingSource
from assessor.domain.record import CommittedValue
from assessor.errors import RecordError
from assessor.store.audit_rows import SqlAuditRows
from assessor.store.transaction import Transaction
from assessor.store.unit_of_work import SqlStore
from tests.store.fakes import START, FakeChain, TickingClock, event, new_store
from tests.store.test_ratings import sealed_record
from tests.store.world import World, fill


def _committed(store: SqlStore) -> list[CommittedValue]:
    with store.read() as unit:
        return list(unit.audit.committed())


def _rated(store: SqlStore) -> World:
    """The filled world with a sealed and a confirmed rating, committed to as review does."""
    world = fill(store)
    span = CitedSpan(artefact=world.artefact_id, start=0, end=5)
    sealed = sealed_record(world)
    settled = sealed_record(
        world,
        source=RatingSource.CONFIRMED,
        seal=None,
        reason="Geprüft.",
        cited=(span,),
        overrides_draft=False,
    )
    with store.begin() as unit:
        for name, record in (("seal", sealed), ("rating", settled)):
            unit.record(event("rating.sealed", rating=record.id), {name: unit.ratings.committed(record)})
            unit.ratings.add(record)
    return world


def _holds(record: CommittedValue, store: SqlStore) -> bool:
    """Whether the leaf's commitment opens to the value, by the fake's own arithmetic."""
    with store.read() as unit:
        leaf = json.loads(next(unit.audit.entries(record.seq)).leaf)
    return leaf["commitments"][record.name] == FakeChain.digest(str(record.salt), record.value)


def test_head_of_a_new_log_is_empty(store: SqlStore) -> None:
    with store.read() as unit:
        assert unit.audit.head() == TreeHead(size=0, frontier=())
        assert list(unit.audit.entries()) == []


@pytest.mark.parametrize("page_rows", [1, 2, 5, 1000])
def test_entries_come_in_order_from_any_start_and_over_pages(
    store: SqlStore, engine: sa.Engine, page_rows: int
) -> None:
    # Five entries over pages of two: two full pages and a rest; over pages of five: one full page, one empty.
    with store.begin() as unit:
        for _ in range(5):
            unit.record(event())
    with engine.connect() as connection:
        rows = SqlAuditRows(Transaction(connection, TickingClock(), "local"), page_rows=page_rows)
        assert [json.loads(entry.leaf)["seq"] for entry in rows.entries()] == [0, 1, 2, 3, 4]
        assert [json.loads(entry.leaf)["seq"] for entry in rows.entries(3)] == [3, 4]
        assert rows.head().size == 5


def test_every_commitment_opens_to_the_row_as_read_back(store: SqlStore) -> None:
    _rated(store)
    found = _committed(store)
    assert [(each.seq, each.name) for each in found] == [
        (1, "submission"),
        (2, "draft"),
        (3, "seal"),
        (4, "rating"),
    ]
    assert all(_holds(each, store) for each in found)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("UPDATE ratings SET level = 4 WHERE source = 'sealed'", "seal"),
        ("UPDATE ratings SET level = 4 WHERE source = 'confirmed'", "rating"),
        ("UPDATE ratings SET reason = 'x' WHERE source = 'confirmed'", "rating"),
        ("UPDATE ratings SET cited = '[' WHERE source = 'confirmed'", "rating"),
        ("UPDATE ratings SET at = 'yesterday' WHERE source = 'sealed'", "seal"),
        ("UPDATE ratings SET overrides_draft = 1 WHERE source = 'confirmed'", "rating"),
        ("UPDATE drafts SET draft = json_set(draft, '$.rating', 5)", "draft"),
        ("UPDATE drafts SET draft = 'no json'", "draft"),
        ("UPDATE drafts SET draft = x'00'", "draft"),
        ("UPDATE artefacts SET submitted_digest = 'other'", "submission"),
        ("UPDATE submissions SET assessee_id = actor_id", "submission"),
    ],
)
def test_changed_row_no_longer_opens_its_commitment(
    store: SqlStore, engine: sa.Engine, change: str, name: str
) -> None:
    _rated(store)
    with engine.begin() as connection:
        connection.exec_driver_sql(change)
    assert [each.name for each in _committed(store) if not _holds(each, store)] == [name]


def test_erased_salt_and_missing_row_are_two_different_things(store: SqlStore, engine: sa.Engine) -> None:
    _rated(store)
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM audit_salts WHERE name = 'draft'")
        connection.exec_driver_sql("DELETE FROM ratings WHERE source = 'sealed'")
    found = {each.name: each for each in _committed(store)}
    assert found["draft"].salt is None
    assert found["seal"].salt is not None
    assert found["seal"].value is None


def test_unknown_commitment_and_spoilt_leaf_do_not_stop_the_reading(
    store: SqlStore, engine: sa.Engine
) -> None:
    _rated(store)
    with store.begin() as unit:
        unit.record(event(), {"later_kind": {"a": 1}})
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE audit_entries SET leaf = '{' WHERE seq = 2")
        connection.exec_driver_sql("UPDATE audit_entries SET leaf = '[1]' WHERE seq = 3")
    found = _committed(store)
    assert [each.name for each in found] == ["submission", "rating", "later_kind"]
    assert found[-1].value is None


def test_time_of_the_log_never_runs_back(engine: sa.Engine) -> None:
    ahead = new_store(engine)
    with ahead.begin() as unit:
        for _ in range(3):
            unit.record(event())
    with new_store(engine).begin() as unit:  # a fresh clock, which starts at START again
        unit.record(event())
    with ahead.read() as unit:
        times = [json.loads(entry.leaf)["at"] for entry in unit.audit.entries()]
    assert times == sorted(times)
    assert times[2] == times[3]


@pytest.mark.parametrize("leaf", ["{", "[1]", '{"at": 3}', '{"at": "2099-01-01T00:00:00"}', '{"at": "x"}'])
def test_spoilt_last_entry_does_not_stop_the_work(store: SqlStore, engine: sa.Engine, leaf: str) -> None:
    with store.begin() as unit:
        unit.record(event())
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE audit_entries SET leaf = :leaf"), {"leaf": leaf})
    with store.begin() as unit:
        unit.record(event())
    with store.read() as unit:
        assert unit.audit.head().size == 2
        assert json.loads(next(unit.audit.entries(1)).leaf)["at"].startswith(f"{START:%Y-%m-%d}")


def test_head_that_moved_under_us_is_noticed(engine: sa.Engine) -> None:
    """What a database without our lock would do: the head grows between reading and writing it."""

    class MovingChain(FakeChain):
        def extend(
            self, head: TreeHead, event: AuditEvent, *, tenant: str, at: datetime
        ) -> tuple[AuditEntry, TreeHead]:
            connection.exec_driver_sql("UPDATE audit_heads SET size = size + 1")
            return super().extend(head, event, tenant=tenant, at=at)

    with engine.connect() as connection:
        rows = SqlAuditRows(Transaction(connection, TickingClock(), "local"))
        rows.lock()
        with pytest.raises(RecordError) as caught:
            rows.append(event(), {}, MovingChain())
    assert caught.value.code == "audit_head_moved"
