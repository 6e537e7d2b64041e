"""Drafts of accepted submissions, made in the background and taken up again after any death.

The rows are the queue: an accepted submission without all its drafts is work to be done, whoever accepted it.
What is held here is their order alone, so nothing is lost with this process. Making drafts twice is harmless
(`records.keep_draft`), so there is no claim on a row that a dead process could leave behind.
"""

import heapq
import logging
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from threading import Condition, Thread
from time import monotonic

from assessor.errors import AssessorError, CapacityError, InputError, OrderError
from assessor.ports import Clock, Store
from assessor.records import keep_failure

TRIES = 3
"""After so many failures a submission is given up."""
PAUSE_S = 5.0
"""Before a failed submission is tried again."""
SWEEP_S = 60.0
"""How often the rows are searched for work that nobody told of."""
SETTLED = timedelta(minutes=10)
"""Work of another process, such as a running `assess`, is left to it for so long."""

_log = logging.getLogger(__name__)


class Drafting:
    """Threads that have accepted submissions drafted, oldest first.

    Args:
        store: where submissions are.
        clock: tells which work is settled.
        draft: drafts what a submission lacks, or raises an `AssessorError`; called from several threads.
        threads: how many submissions at once.
    """

    def __init__(self, store: Store, clock: Clock, draft: Callable[[str], None], *, threads: int = 1) -> None:
        self._store = store
        self._clock = clock
        self._draft = draft
        self._due: list[tuple[float, int, str]] = []
        self._known: set[str] = set()
        self._added = 0
        self._failures: Counter[str] = Counter()
        self._next_sweep = monotonic() + SWEEP_S
        self._changed = Condition()
        self._stopping = False
        self._threads = [Thread(target=self._work, name=f"drafting-{n}", daemon=True) for n in range(threads)]

    def start(self) -> None:
        """Take up everything unfinished, whoever left it, and begin."""
        with self._store.read() as unit:
            unfinished = unit.submissions.unfinished()
        for submission_id in unfinished:
            self.add(submission_id)
        for thread in self._threads:
            thread.start()

    def add(self, submission_id: str) -> None:
        """Have a submission drafted; one that waits already waits on."""
        with self._changed:
            if submission_id not in self._known and not self._stopping:
                self._known.add(submission_id)
                self._push(submission_id, 0.0)

    @property
    def backlog(self) -> int:
        """Submissions that wait or are being drafted."""
        return len(self._known)

    def stop(self, grace_s: float) -> None:
        """Begin nothing more, wait so long for what is being drafted; the rest stays for the next start."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        deadline = monotonic() + grace_s
        for thread in self._threads:
            if thread.is_alive():
                thread.join(max(0.0, deadline - monotonic()))

    def _push(self, submission_id: str, pause_s: float) -> None:
        self._added += 1
        heapq.heappush(self._due, (monotonic() + pause_s, self._added, submission_id))
        self._changed.notify()

    def _work(self) -> None:
        while (submission_id := self._next()) is not None:
            if submission_id:
                self._attempt(submission_id)
            else:
                self._sweep()

    def _next(self) -> str | None:
        """The next submission; an empty text when it is time to sweep; null when it is time to stop."""
        with self._changed:
            while not self._stopping:
                now = monotonic()
                if self._due and self._due[0][0] <= now:
                    return heapq.heappop(self._due)[2]
                if self._next_sweep <= now:
                    self._next_sweep = now + SWEEP_S
                    return ""
                until = min([self._next_sweep, *(due for due, _, _ in self._due[:1])])
                self._changed.wait(until - now)
            return None

    def _attempt(self, submission_id: str) -> None:
        try:
            self._draft(submission_id)
        except (OrderError, InputError) as error:
            self._give_up(submission_id, error.code)  # trying again changes nothing
        except AssessorError as error:
            if not (isinstance(error, CapacityError) and error.code == "stopping"):
                self._retry(submission_id, error.code)
        else:
            self._forget(submission_id)

    def _retry(self, submission_id: str, code: str) -> None:
        self._failures[submission_id] += 1
        _log.warning("drafting %s failed: %s", submission_id, code)
        if self._failures[submission_id] >= TRIES:
            self._give_up(submission_id, code)
            return
        with self._changed:
            self._push(submission_id, PAUSE_S)

    def _give_up(self, submission_id: str, code: str) -> None:
        try:
            keep_failure(self._store, submission_id, code)
            _log.warning("drafting %s was given up: %s", submission_id, code)
        except AssessorError as error:
            _log.warning("drafting %s failed; that could not be recorded: %s", submission_id, error.code)
        self._forget(submission_id)

    def _forget(self, submission_id: str) -> None:
        with self._changed:
            self._known.discard(submission_id)
            self._failures.pop(submission_id, None)

    def _sweep(self) -> None:
        try:
            with self._store.read() as unit:
                settled = unit.submissions.unfinished(before=self._clock.now() - SETTLED)
        except AssessorError as error:
            _log.warning("unfinished submissions could not be looked up: %s", error.code)
            return
        for submission_id in settled:
            self.add(submission_id)
