"""Stage 4: how many calls may run at once on this machine, over all processes and threads.

A slot is a locked file. The system drops the lock when its holder ends, however it ends.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep as wait_a_little

from assessor.drafting.llm.deadline import Deadline
from assessor.drafting.llm.faults import ModelCallError

_LOOK_AGAIN_S = 0.05


class Slots:
    """So many calls at once.

    Args:
        folder: where the lock files are; made on first use.
        count: how many, at least 1.
        sleep: waits between two looks.
    """

    def __init__(self, folder: Path, count: int, sleep: Callable[[float], None] = wait_a_little) -> None:
        self._folder = folder
        self._count = count
        self._sleep = sleep

    @contextmanager
    def one(self, deadline: Deadline) -> Iterator[None]:
        """Hold a slot.

        Raises:
            ModelCallError: code `timed_out`; none came free in time.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = self._taken()
        while handle is None:
            if deadline.left() <= 0:
                raise ModelCallError(
                    "model call: no slot came free in time.", code="timed_out", transient=False, billed=False
                )
            self._sleep(_LOOK_AGAIN_S)
            handle = self._taken()
        try:
            yield
        finally:
            os.close(handle)

    def _taken(self) -> int | None:
        for number in range(self._count):
            handle = os.open(self._folder / str(number), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(handle)
                continue
            return handle
        return None
