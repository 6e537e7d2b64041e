import logging
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from assessor.domain.audit import TreeHead
from assessor.errors import OrderError, RecordError
from assessor.ports import UnitOfWork
from assessor.store.tables import metadata
from assessor.store.unit_of_work import SqlStore
from tests.store.fakes import event, name_digest, new_store
from tests.store.world import fill


def _row_counts(engine: sa.Engine) -> dict[str, int]:
    with engine.connect() as connection:
        counts = {
            name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for name, table in metadata.tables.items()
        }
    return {name: count for name, count in counts.items() if count and name != "audit_heads"}


def _write_and_raise(store: SqlStore) -> None:
    with store.begin() as unit:
        unit.actors.add_assessee([name_digest("x")], created_by="system")
        unit.record(event(), {"draft": 1})
        raise OrderError("stop")


def test_no_audit_entry_no_success(store: SqlStore, engine: sa.Engine) -> None:
    with pytest.raises(RecordError) as caught, store.begin() as unit:
        unit.actors.add_assessee([name_digest("x")], created_by="system")
    assert caught.value.code == "not_audited"
    assert _row_counts(engine) == {}


def test_looking_around_needs_no_audit_entry(store: SqlStore) -> None:
    with store.begin() as unit:
        assert unit.actors.list_all() == ()
    with store.begin() as unit:  # the head row is there by now
        assert unit.audit.head().size == 0


def test_rows_and_entry_are_kept_together(store: SqlStore, engine: sa.Engine) -> None:
    fill(store)
    # Mara and Jonas; one artefact with one span; actor.added, submission.accepted, draft.created.
    assert _row_counts(engine) == {
        "actors": 2,
        "submissions": 1,
        "artefacts": 1,
        "redaction_log": 1,
        "drafts": 1,
        "audit_entries": 3,
        "audit_salts": 2,
    }


def test_any_exception_takes_everything_back(store: SqlStore, engine: sa.Engine) -> None:
    with pytest.raises(OrderError):
        _write_and_raise(store)
    assert _row_counts(engine) == {}
    with store.read() as unit:
        assert unit.audit.head().size == 0


def test_refused_row_takes_its_audit_entry_with_it(store: SqlStore, engine: sa.Engine) -> None:
    def mark_for_nobody() -> None:
        with store.begin() as unit:
            unit.record(event("preview.shown"))
            unit.preview_marks.add(["geheim-digest"], actor_id="act_nobody")

    with pytest.raises(RecordError) as caught:
        mark_for_nobody()
    assert caught.value.code == "conflict"
    assert "geheim" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert _row_counts(engine) == {}


def test_head_is_announced_after_the_commit_only(engine: sa.Engine) -> None:
    heard: list[tuple[str, int, int]] = []

    def listen(tenant: str, head: TreeHead) -> None:
        with plain.read() as unit:
            heard.append((tenant, head.size, unit.audit.head().size))

    plain = new_store(engine, "acme")
    store = new_store(engine, "acme", on_commit=listen)
    with store.begin() as unit:
        unit.record(event())
        unit.record(event())
        assert heard == []
    with store.begin() as unit:
        pass
    with pytest.raises(OrderError):
        _write_and_raise(store)
    assert heard == [("acme", 2, 2)]


@pytest.mark.parametrize(
    "change",
    [
        lambda unit: unit.record(event()),
        lambda unit: unit.actors.add_assessee([name_digest("x")], created_by="system"),
    ],
    ids=["audit entry", "row"],
)
def test_read_refuses_changes(
    store: SqlStore, engine: sa.Engine, change: Callable[[UnitOfWork], object]
) -> None:
    with pytest.raises(RecordError) as caught, store.read() as unit:
        change(unit)
    assert caught.value.code == "read_only"
    assert _row_counts(engine) == {}


def test_reader_sees_one_moment_and_does_not_wait(store: SqlStore) -> None:
    with store.read() as reader:
        assert reader.audit.head().size == 0
        with store.begin() as writer:
            writer.record(event())
        assert reader.audit.head().size == 0
    with store.read() as reader:
        assert reader.audit.head().size == 1


def test_second_writer_gives_up_with_a_clear_word(store: SqlStore, engine: sa.Engine) -> None:
    @sa.event.listens_for(engine, "connect")
    def impatient(connection: object, _record: object) -> None:
        connection.execute("PRAGMA busy_timeout = 50")  # type: ignore[attr-defined]  # sqlite3 has it

    with store.begin() as unit:
        unit.record(event())
        with pytest.raises(RecordError) as caught, store.begin():
            pass
    assert caught.value.code == "busy"


def test_logs_of_tenants_are_separate(engine: sa.Engine) -> None:
    for tenant in ("a", "b", "a"):
        with new_store(engine, tenant).begin() as unit:
            unit.record(event())
    for tenant, size in (("a", 2), ("b", 1)):
        with new_store(engine, tenant).read() as unit:
            assert unit.audit.head().size == size
            assert len(list(unit.audit.entries())) == size


def test_debug_log_repeats_no_value(store: SqlStore, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="sqlalchemy.engine"):
        fill(store, manager_name="Geheimrat")
    assert "INSERT INTO actors" in caplog.text
    assert "Geheimrat" not in caplog.text
