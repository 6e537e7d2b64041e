"""What only one process may own: a lock file, held for as long as the process lives.

The kernel lets go of it when the process ends, however that happens, so a file that is left behind locks
nothing. It is for one machine.
"""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from assessor.errors import OrderError


class FileLock:
    """The right to be the only one, as a context.

    Args:
        path: the lock file; it and its folder are made where missing.
        message: of the error, where another process holds it.
        code: likewise.
        hint: likewise.
    """

    def __init__(self, path: Path, message: str, *, code: str, hint: str) -> None:
        self._path = path
        self._message, self._code, self._hint = message, code, hint
        self._descriptor: int | None = None

    def __enter__(self) -> Self:
        """Take the lock.

        Raises:
            OrderError: another process holds it.
        """
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise OrderError(self._message, code=self._code, hint=self._hint) from None
        self._descriptor = descriptor
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def is_locked(path: Path) -> bool:
    """Whether another holder lives; nothing is made or taken."""
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
