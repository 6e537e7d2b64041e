"""What the child processes of `test_processes` run."""

import os
import signal
from pathlib import Path

from assessor.store.engine import open_engine
from tests.store.fakes import event, name_digest, new_store


def append_entries(path: Path, name: str, count: int) -> None:
    """Record `count` changes, a transaction each, as one of several processes."""
    store = new_store(open_engine(f"sqlite:///{path}"))
    for number in range(count):
        with store.begin() as unit:
            person = unit.actors.add_assessee([name_digest(f"{name}-{number}")], created_by="system")
            unit.record(event(actor=person.id), {"draft": number})


def die_before_commit(path: Path) -> None:
    """Write everything, then be killed before the transaction ends."""
    store = new_store(open_engine(f"sqlite:///{path}"))
    with store.begin() as unit:
        unit.actors.add_assessee([name_digest("half")], created_by="system")
        unit.record(event(), {"draft": 1})
        os.kill(os.getpid(), signal.SIGKILL)
