"""A folder that a long run lives in, whatever it runs: what it was begun under, and a line for each answer.

One process works in it at a time. A line is whole and on the disk before the next is written, so a run that
dies loses what was in work and nothing else. What is read back may end in half a line, which is cut off.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from assessor.domain.faults import first_fault
from assessor.domain.run import RunManifest
from assessor.errors import InputError, NotFoundError, OrderError

Line = TypeVar("Line", bound=BaseModel)
_Kind = TypeVar("_Kind", bound=BaseModel)
_NAMED = {
    "gold": "the gold files",
    "items": "the number of items",
    "drafter": "the drafter",
    "model": "the model",
    "policy_sha256": "the policy",
    "rubrics": "the rubrics",
    "fitted": "the fitted models",
    "code_sha256": "the program",
    "libraries": "the libraries",
}


@dataclass(frozen=True)
class Names:
    """How a run's files are called."""

    manifest: str
    lines: str
    lock: str
    alone: bool
    """Whether it is begun in an empty folder only."""


class KeptFolder(Generic[Line]):
    """Where one run lives.

    Args:
        path: the folder; made where it is missing.
        names: of its files.
        line: what a line holds.
    """

    def __init__(self, path: Path, names: Names, line: type[Line]) -> None:
        self.path = path
        self._names = names
        self._line = line

    @property
    def exists(self) -> bool:
        """Whether a run was begun here."""
        return (self.path / self._names.manifest).is_file()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other processes from running here; freed when this one ends, however it ends.

        Raises:
            OrderError: code `run_busy`.
            InputError: code `not_writable`.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            lock = (self.path / self._names.lock).open("a")
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            raise InputError(
                f"--out {self.path}: cannot be written ({reason}).", code="not_writable"
            ) from None
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise OrderError(
                    f"{self.path}: another process is running here.",
                    code="run_busy",
                    hint="Wait for it, or choose another --out.",
                ) from None
            yield

    def begin(self, manifest: RunManifest) -> RunManifest:
        """Begin here, or go on with what was begun under the same conditions.

        Returns:
            The manifest in effect: that of the run that was begun first.

        Raises:
            OrderError: code `run_differs`: the folder holds a run made under other conditions; code
                `folder_in_use`: it holds something else.
        """
        if not self.exists:
            if self._names.alone and any(one.name != self._names.lock for one in self.path.iterdir()):
                raise OrderError(
                    f"{self.path}: holds files, but no run.",
                    code="folder_in_use",
                    hint="Choose an empty folder, or a run to go on with.",
                )
            write_whole(self.path / self._names.manifest, manifest)
            return manifest
        begun = self.manifest()
        if begun.conditions != manifest.conditions:
            before, now = begun.conditions, manifest.conditions
            changed = [_NAMED.get(name, name) for name in now if before[name] != now[name]]
            raise OrderError(
                f"{self.path}: holds a run made under other conditions; changed since: {', '.join(changed)}.",
                code="run_differs",
                hint="Choose another --out; the figures of two conditions must not mix.",
            )
        return begun

    def manifest(self) -> RunManifest:
        """The manifest.

        Raises:
            NotFoundError: code `no_run`.
            InputError: code `run_damaged`.
        """
        return self._read(self._names.manifest, RunManifest)

    def lines(self) -> tuple[Line, ...]:
        """Every line, in the order written. A last one that is not whole is passed over.

        Raises:
            InputError: code `run_damaged`: a line that is not the last cannot be read.
        """
        path = self.path / self._names.lines
        if not path.is_file():
            return ()
        *lines, _ = path.read_bytes().split(b"\n")
        return tuple(
            self._parsed(line, self._line, f"{self._names.lines}:{number}")
            for number, line in enumerate(lines, start=1)
        )

    @contextmanager
    def appending(self) -> Iterator["Lines[Line]"]:
        """Lines to add answers to, for who holds the folder."""
        with (self.path / self._names.lines).open("a+b") as file:
            file.seek(0)
            # Half a line of a process that died while it wrote.
            file.truncate(file.read().rfind(b"\n") + 1)
            yield Lines(file)

    def _read(self, name: str, kind: type[_Kind]) -> _Kind:
        try:
            content = (self.path / name).read_bytes()
        except OSError:
            raise NotFoundError(
                f"{self.path}: there is no run in this folder.",
                code="no_run",
                hint="Name the folder that `assessor eval run` wrote to.",
            ) from None
        return self._parsed(content, kind, name)

    def _parsed(self, content: bytes, kind: type[_Kind], where: str) -> _Kind:
        try:
            return kind.model_validate_json(content)
        except ValidationError as error:
            raise InputError(
                f"{self.path / where}, {first_fault(error)}.",
                code="run_damaged",
                hint="Make the run anew in another folder.",
            ) from None


class Lines(Generic[Line]):
    """The open file of a run's answers."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def add(self, line: Line) -> None:
        """Write one answer and wait until the disk has it."""
        self._file.write(line.model_dump_json().encode() + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())


def write_whole(path: Path, value: BaseModel) -> None:
    """Write whole or not at all."""
    draft = path.with_suffix(".part")
    with draft.open("w", encoding="utf-8") as file:
        file.write(json.dumps(value.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
