"""What only one process may own: a lock file in the home, held for as long as the process lives.

The kernel lets go of it when the process ends, however that happens, so a file that is left behind locks
nothing. It is for this machine: servers on several share a database, not a home.
"""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from assessor.errors import OrderError


class ServerLock:
    """The right to be the server of a home.

    Args:
        path: the lock file; it and its folder are made where missing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def __enter__(self) -> Self:
        """Take the lock.

        Raises:
            OrderError: code `server_running`; another process holds it.
        """
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise OrderError(
                "a server of this home is running already; a home has one.",
                code="server_running",
                hint="Stop it first, or set ASSESSOR_HOME to another folder.",
            ) from None
        self._descriptor = descriptor
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def is_locked(path: Path) -> bool:
    """Whether a server of this home runs; nothing is made or taken."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
