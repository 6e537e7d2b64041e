"""A worker process: loads the engines once, then does one job after another for the process that started it.

It ends with its parent, leaves signals to it, writes no core dump and says nothing: what libraries print may
quote evidence. Evidence comes and goes through one socket pair and is never on disk.
"""

import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from traceback import extract_tb
from typing import Literal, NamedTuple

from assessor.errors import AssessorError

_NICENESS = 5
"""Whoever answers requests comes first."""
_PARENT_CHECK_S = 0.5


class Answer(NamedTuple):
    """What became of a job."""

    outcome: Literal["done", "refused", "failed"]
    value: object
    """The job's result; the `AssessorError` it raised; or class and place of another exception."""


def serve_jobs(connection: Connection) -> None:
    """Receive a set-up and then jobs, each a function and its arguments, until the other end is gone."""
    try:
        set_up, arguments = connection.recv()
        ready = _outcome(set_up, *arguments)
        context = ready.value
        connection.send(ready._replace(value=None) if ready.outcome == "done" else ready)
        while ready.outcome == "done":
            job, arguments = connection.recv()
            answer = _outcome(job, context, *arguments)
            del job, arguments
            connection.send(answer)
            del answer
    except (EOFError, ConnectionError):
        return


def _outcome(function: Callable[..., object], *arguments: object) -> Answer:
    try:
        return Answer("done", function(*arguments))
    except AssessorError as error:
        return Answer("refused", error.with_traceback(None))
    except Exception as error:  # noqa: BLE001 - the process's boundary: its parent learns of every failure
        # Class and place only: the message of a foreign error may carry evidence text.
        place = extract_tb(error.__traceback__)[-1]
        return Answer("failed", f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}")


def _end_with(parent_id: int) -> None:
    while os.getppid() == parent_id:
        time.sleep(_PARENT_CHECK_S)
    os._exit(1)


def main() -> None:
    """Entry of the process: descriptor of the socket pair and the parent's process id."""
    descriptor, parent_id = int(sys.argv[1]), int(sys.argv[2])
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(_NICENESS)
    threading.Thread(target=_end_with, args=(parent_id,), daemon=True).start()
    with Connection(descriptor) as connection:
        serve_jobs(connection)
