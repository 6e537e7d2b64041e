import json
import multiprocessing
import signal
from pathlib import Path

import sqlalchemy as sa

from assessor.store.unit_of_work import SqlStore
from tests.store.fakes import event
from tests.store.writers import append_entries, die_before_commit

_SPAWN = multiprocessing.get_context("spawn")


def _path(engine: sa.Engine) -> Path:
    return Path(str(engine.url.database))


def test_two_processes_neither_lose_nor_share_a_place_in_the_log(store: SqlStore, engine: sa.Engine) -> None:
    writers = [_SPAWN.Process(target=append_entries, args=(_path(engine), name, 30)) for name in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    with store.read() as unit:
        leaves = [json.loads(entry.leaf) for entry in unit.audit.entries()]
        people = {actor.id for actor in unit.actors.list_all()}
        assert unit.audit.head().size == 60
        assert len(list(unit.audit.committed())) == 60
    assert [leaf["seq"] for leaf in leaves] == list(range(60))
    assert {leaf["refs"]["actor"] for leaf in leaves} == people
    assert len(people) == 60


def test_process_killed_before_its_commit_leaves_nothing(store: SqlStore, engine: sa.Engine) -> None:
    with store.begin() as unit:
        unit.record(event())
    child = _SPAWN.Process(target=die_before_commit, args=(_path(engine),))
    child.start()
    child.join(60)
    assert child.exitcode == -signal.SIGKILL
    with store.begin() as unit:
        assert unit.actors.list_all() == ()
        assert unit.audit.head().size == 1
        unit.record(event())
    with store.read() as unit:
        assert [json.loads(entry.leaf)["seq"] for entry in unit.audit.entries()] == [0, 1]
        assert list(unit.audit.committed()) == []
