"""The checkpoint file moves forward alone, however many processes and threads commit at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from assessor.audit.export import read_checkpoint
from assessor.auditing import CheckpointFile
from assessor.bootstrap import Application
from assessor.domain.actor import Role
from assessor.domain.audit import TreeHead


def grown(application: Application, name: str) -> TreeHead:
    """The head of the log after one more entry."""
    application.accounts.add(name, frozenset({Role.MANAGER}), by="system")
    with application.store.read() as unit:
        return unit.audit.head()


def test_a_slow_writer_puts_no_older_checkpoint_over_a_newer_one(
    application: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    early, late = grown(application, "a"), grown(application, "b")
    path = tmp_path / "elsewhere" / "local.checkpoint"
    slow = CheckpointFile(path, application.keyring)
    writing, may_write = Event(), Event()
    write = slow._write

    def wait_and_write(note: str) -> None:
        writing.set()
        may_write.wait(5)
        write(note)

    monkeypatch.setattr(slow, "_write", wait_and_write)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(slow.advance, application.store, "local", early)
        assert writing.wait(5)
        second = threads.submit(
            CheckpointFile(path, application.keyring).advance, application.store, "local", late
        )
        with pytest.raises(TimeoutError):
            second.result(0.5)
        may_write.set()
        first.result(5)
        second.result(5)
    assert read_checkpoint(path).size == late.size == early.size + 1


def test_a_late_head_changes_nothing(application: Application, tmp_path: Path) -> None:
    early, late = grown(application, "a"), grown(application, "b")
    file = CheckpointFile(tmp_path / "local.checkpoint", application.keyring)
    file.advance(application.store, "local", late)
    file.advance(application.store, "local", early)
    assert read_checkpoint(tmp_path / "local.checkpoint").size == late.size
