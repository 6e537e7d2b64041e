"""Stage 7 of 7 at work: the log of a store verified, exported and kept in step with its checkpoint file."""

import fcntl
import logging
import os
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from assessor.audit.checkpoint import make_checkpoint
from assessor.audit.export import read_checkpoint
from assessor.audit.verifier import verify_log
from assessor.domain.audit import AuditEntry, Checkpoint, TreeHead, VerificationReport
from assessor.keyring import Keyring
from assessor.ports import Store

_log = logging.getLogger(__name__)


def verify_store(
    store: Store,
    keyring: Keyring,
    *,
    tenant: str,
    checkpoints: Sequence[Checkpoint],
    checked_at: datetime,
) -> VerificationReport:
    """Hold the log and its records against each other and against checkpoints.

    Args:
        store: the tenant's records.
        keyring: verifies the entries' marks and the checkpoints' signatures.
        tenant: whose log.
        checkpoints: earlier statements of size and root, from outside the database.
        checked_at: when; goes into the report.
    """
    with store.read() as unit:
        return verify_log(
            unit.audit.entries(),
            tenant=tenant,
            keyring=keyring,
            stored_head=unit.audit.head(),
            checkpoints=checkpoints,
            commitments=unit.audit.committed(),
            checked_at=checked_at,
        )


class CheckpointFile:
    """The newest checkpoint, kept outside the database: a database rolled back on its own is found out.

    It only ever moves forward, and only along the log it already vouches for; a log that no longer continues
    it leaves the file as it is, so that `audit verify` still sees the break.
    """

    def __init__(self, path: Path, keyring: Keyring) -> None:
        self._path = path
        self._keyring = keyring

    def advance(self, store: Store, tenant: str, head: TreeHead) -> None:
        """Move the file to `head` where the log continues what the file says.

        Usable from several processes and threads at once: each looks and writes under a lock, or a slow one
        would put an older checkpoint over a newer one.
        """
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._path.with_suffix(".lock").open("w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if self._path.exists():
                held = read_checkpoint(self._path)
                if held.size >= head.size:
                    # Another process was faster, or the database was rolled back: verification tells which.
                    return
                if held.size and not _continues(store, held):
                    _log.error("audit log does not continue its checkpoint; run: assessor audit verify")
                    return
            self._write(make_checkpoint(self._keyring, tenant, head).note)

    def _write(self, note: str) -> None:
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=".checkpoint-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(note)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(self._path)


def _continues(store: Store, held: Checkpoint) -> bool:
    with store.read() as unit:
        entry: AuditEntry | None = next(iter(unit.audit.entries(held.size - 1)), None)
    return entry is not None and entry.root == held.root
