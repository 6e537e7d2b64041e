"""Stage 1, in the parent: files go to limited child processes that stay warm between them."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import PurePath
from queue import LifoQueue
from threading import Lock
from types import TracebackType
from typing import Self

from assessor.domain.artefact import ArtefactKind, SubmittedArtefact
from assessor.domain.text import Language
from assessor.errors import OrderError
from assessor.intake.child import ReadingChild
from assessor.intake.decode import verify_size
from assessor.intake.frames import Request
from assessor.intake.read import language_of
from assessor.intake.sandbox import Confinement, Limits

ENTRY = "assessor.intake.read:read_artefact"
"""The reader of production."""
DEFAULT_LIMITS = Limits()
FILES_PER_CHILD = 200
"""A child is replaced after so many files, before what libraries leave behind adds up."""

_EXTENSION = re.compile(r"\.[a-z0-9]{1,8}")


class IntakePool:
    """Reads files in children that hold limits on memory, time, files and network.

    Children start on the first read that finds none idle; where all `workers` are busy, a read waits. Usable
    from threads. Close it, or use it as a context manager; children die with this process in any case.

    Args:
        workers: most children at once, at least 1.
        limits: what each child may use.
        entry: `module:function` called in the child; tests name hostile ones.
        files_per_child: a child is replaced after so many.
    """

    def __init__(
        self,
        workers: int = 1,
        *,
        limits: Limits = DEFAULT_LIMITS,
        entry: str = ENTRY,
        files_per_child: int = FILES_PER_CHILD,
    ) -> None:
        if workers < 1:
            raise ValueError(f"a pool needs at least one worker; got {workers}")
        self._limits = limits
        self._entry = entry
        self._workers = workers
        self._files_per_child = files_per_child
        # Last in, first out: a warm child is taken before a place where none has started yet.
        self._idle: LifoQueue[ReadingChild | None] = LifoQueue()
        for _ in range(workers):
            self._idle.put(None)
        # A child dies with the thread that started it, and threads that read come and go.
        self._starter = ThreadPoolExecutor(1, thread_name_prefix="intake-starter")
        self._closing = Lock()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(
        self, data: bytes, name: str, *, kind: ArtefactKind | None = None, lang: Language | None = None
    ) -> SubmittedArtefact:
        """Read one file, as `read.read_artefact` does, in a child.

        Args:
            data: the file's bytes.
            name: its name, of which the child learns the extension alone.
            kind: what sort of work product it is; found by the reader where not given.
            lang: its language; found from the text where not given.

        Raises:
            UnreadableError: as `read_artefact` raises it, and code `too_slow`, `too_much_memory` or
                `intake_failed` (the reader broke, or answered with something else than an artefact).
            InputError: code `sandbox_unavailable`; this machine cannot hold a child to its limits.
            OrderError: code `pool_closed`.
        """
        extension = PurePath(name).suffix.lower()
        verify_size(data, extension)
        request = Request(
            extension=extension if _EXTENSION.fullmatch(extension) else "",
            kind=kind,
            # The language model takes a second and 90 MB to load, and only counts words: that stays here.
            lang=lang or "en",
        )
        child = self._take()
        try:
            child = self._living(child)
            artefact = child.read(request, data)
        finally:
            self._give_back(child)
        if lang is not None:
            return artefact
        return artefact.model_copy(update={"lang": language_of(artefact.text, artefact.segments)})

    def confinement(self) -> Confinement:
        """Which limits hold in the children of this machine; starts one where none runs.

        Raises:
            InputError: code `sandbox_unavailable`.
            OrderError: code `pool_closed`.
        """
        child = self._take()
        try:
            child = self._living(child)
            return child.confinement()
        finally:
            self._give_back(child)

    @property
    def idle_children(self) -> int:
        """How many children wait for a file."""
        with self._idle.mutex:
            return sum(child is not None for child in self._idle.queue)

    def close(self) -> None:
        """Let busy children finish their file, then end them all. Harmless when repeated."""
        with self._closing:
            if self._closed:
                return
            self._closed = True
            for _ in range(self._workers):
                child = self._idle.get()
                if child is not None:
                    child.end()
            self._starter.shutdown()
            # Readers that wait for a place find an empty one, and that the pool is closed.
            for _ in range(self._workers):
                self._idle.put(None)

    def _take(self) -> ReadingChild | None:
        child = self._idle.get()
        if self._closed:
            self._idle.put(child)
            raise OrderError("The intake pool is closed.", code="pool_closed", hint="Make a new one.")
        return child

    def _living(self, child: ReadingChild | None) -> ReadingChild:
        if child is not None and child.is_fit:
            return child
        if child is not None:
            child.end()
        return self._starter.submit(ReadingChild, self._limits, self._entry).result()

    def _give_back(self, child: ReadingChild | None) -> None:
        if child is not None and (not child.is_fit or child.answered >= self._files_per_child):
            child.end()
            child = None
        self._idle.put(child)
