"""Worker processes for what takes a processor: redaction and drafting, never in the process that answers.

Each worker is a fresh interpreter (spawned, not forked) with engines of its own. One that dies or takes too
long costs its own job alone: the caller learns it, and the next job in its place starts another worker.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection, Pipe
from queue import Queue
from threading import Event, Lock
from time import monotonic, sleep
from typing import Any, Concatenate, Generic, ParamSpec, Self, TypeVar, cast

from assessor.errors import AssessorError, CapacityError, ModelError
from assessor.work.worker import Answer

Context = TypeVar("Context")
Result = TypeVar("Result")
Arguments = ParamSpec("Arguments")

START_S = 120.0
"""Time for a worker to load its engines."""
JOB_S = 600.0
"""Time for one job: the largest text that is read takes minutes to redact."""

# Not `-m`: what a module run so defines has other names than its importers know it by.
_ENTRY = "from assessor.work.worker import main; main()"
# A worker is one processor's work. Left alone, each would start a thread a processor for every small matrix
# product, and they would wait for each other: measured, 1.0 instead of 0.08 CPU-seconds a draft.
_ONE_PROCESSOR = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class _Worker:
    """One process and the way to talk to it."""

    def __init__(self) -> None:
        self._connection, theirs = Pipe()
        command = [sys.executable, "-P", "-c", _ENTRY, str(theirs.fileno()), str(os.getpid())]
        try:
            self._process = subprocess.Popen(  # noqa: S603 - no shell, and nothing of it comes from outside
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,  # a library's complaint may quote evidence
                env=os.environ | _ONE_PROCESSOR,
                pass_fds=(theirs.fileno(),),
                start_new_session=True,  # Ctrl-C is for the parent to handle
            )
        except OSError as error:
            self._connection.close()
            raise CapacityError(
                f"no further process can be started ({error.strerror})", code="worker_unavailable"
            ) from None
        finally:
            theirs.close()

    @property
    def process_id(self) -> int:
        return self._process.pid

    def ask(self, function: Callable[..., Any], arguments: tuple[object, ...], seconds: float) -> Answer:
        """Send a job and wait for its answer.

        Raises:
            CapacityError: codes `worker_died`, `worker_slow`; it is of no use any more then.
        """
        connection: Connection = self._connection
        try:
            connection.send((function, arguments))
            if connection.poll(seconds):
                answer: Answer = connection.recv()
                return answer
        except (EOFError, OSError):
            raise CapacityError(
                "the process that worked on this died before it answered",
                code="worker_died",
                hint="Send it again; under the same Idempotency-Key it takes effect once.",
            ) from None
        raise CapacityError(
            f"this took longer than {seconds:.0f} seconds and was ended",
            code="worker_slow",
            hint="Hand in less at once.",
        )

    def kill(self) -> None:
        """End the process; whoever waits for its answer learns so."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """End the process and let go of its connection; for whoever holds the worker alone."""
        self.kill()
        self._connection.close()


class WorkerPool(Generic[Context]):
    """Workers that each hold one `Context` and run functions on it.

    Usable from threads. `run` waits while all workers are busy; whoever calls bounds how many wait.

    Args:
        size: how many processes, at least 1.
        set_up: a module's function that makes the context; runs once in each worker.
        arguments: for `set_up`; must be picklable.
        job_s: a job that takes longer is ended with its worker.
    """

    def __init__(
        self, size: int, set_up: Callable[..., Context], *arguments: object, job_s: float = JOB_S
    ) -> None:
        if size < 1:
            raise ValueError(f"a pool needs at least one worker; got {size}")
        self.size = size
        self._set_up = set_up
        self._arguments = arguments
        self._job_s = job_s
        self._idle: Queue[_Worker | None] = Queue()
        for _ in range(size):
            self._idle.put(None)
        self._workers: set[_Worker] = set()
        self._guard = Lock()
        self._busy = 0
        self._stopping = Event()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Start every worker and wait until all have their engines.

        Raises:
            AssessorError: what `set_up` raised, or code `worker_died`.
        """
        with ThreadPoolExecutor(self.size) as starters:
            waiting = [starters.submit(self._new_worker) for _ in range(self.size)]
        for one in waiting:
            self._idle.get()
            self._idle.put(one.result())

    def run(
        self,
        job: Callable[Concatenate[Context, Arguments], Result],
        *arguments: Arguments.args,
        **no_keywords: Arguments.kwargs,
    ) -> Result:
        """Run a module's function on a worker's context.

        Args:
            job: the function; its first parameter is the context.
            arguments: the others; they and the result must be picklable.
            no_keywords: none; jobs take positional arguments.

        Raises:
            AssessorError: what the job raised.
            CapacityError: codes `worker_died`, `worker_slow`, `stopping`.
            ModelError: code `unexpected`; the job raised what is none of our errors.
        """
        assert not no_keywords
        worker = self._take()
        fit = False
        try:
            worker = worker or self._new_worker()
            answer = worker.ask(job, arguments, self._job_s)
            fit = True
        finally:
            if worker is not None and not fit:
                self._drop(worker)
            self._give_back(worker if fit else None)
        if answer.outcome == "refused":
            assert isinstance(answer.value, AssessorError)
            raise answer.value
        if answer.outcome == "failed":
            raise _unexpected(answer)
        return cast("Result", answer.value)

    @property
    def busy(self) -> int:
        """How many workers have a job."""
        return self._busy

    @property
    def process_ids(self) -> tuple[int, ...]:
        """Of the workers that run."""
        return tuple(worker.process_id for worker in self._workers)

    def stop_taking(self) -> None:
        """Refuse jobs from now on, those that wait for a worker too; running ones go on."""
        self._stopping.set()
        self._idle.put(None)  # wakes a waiting caller, which wakes the next

    def close(self, grace_s: float = 0.0) -> None:
        """Let running jobs finish for so long, then end all workers. Harmless when repeated."""
        self.stop_taking()
        deadline = monotonic() + grace_s
        while self._busy > 0 and monotonic() < deadline:
            sleep(0.05)
        for worker in tuple(self._workers):
            worker.kill()
        while not self._idle.empty():
            worker_or_place = self._idle.get()
            if worker_or_place is not None:
                self._drop(worker_or_place)
        self._idle.put(None)

    def _take(self) -> _Worker | None:
        worker = self._idle.get()
        if self._stopping.is_set():
            self._idle.put(worker)
            raise CapacityError(
                "the service is stopping; nothing of this was kept",
                code="stopping",
                hint="Send it again once the service runs.",
            )
        with self._guard:
            self._busy += 1
        return worker

    def _give_back(self, worker: _Worker | None) -> None:
        with self._guard:
            self._busy -= 1
        self._idle.put(worker)

    def _new_worker(self) -> _Worker:
        worker = _Worker()
        self._workers.add(worker)
        try:
            ready = worker.ask(self._set_up, self._arguments, START_S)
        except CapacityError:
            self._drop(worker)
            raise
        if ready.outcome == "done":
            return worker
        self._drop(worker)
        if isinstance(ready.value, AssessorError):
            raise ready.value
        raise _unexpected(ready)

    def _drop(self, worker: _Worker) -> None:
        worker.close()
        self._workers.discard(worker)


def _unexpected(answer: Answer) -> ModelError:
    return ModelError(f"a worker failed unexpectedly: {answer.value}", code="unexpected")
