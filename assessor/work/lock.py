"""The right to be the server of a home: servers on several machines share a database, not a home."""

from pathlib import Path

from assessor.file_lock import FileLock


class ServerLock(FileLock):
    """Held by the one server of a home.

    Args:
        path: the lock file.

    Raises:
        OrderError: on entering, code `server_running`.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            "a server of this home is running already; a home has one.",
            code="server_running",
            hint="Stop it first, or set ASSESSOR_HOME to another folder.",
        )
