"""The server's index of examples, asked by its workers and by commands beside it: one line each way.

    {"rubric": ID, "version": V, "vector": [512 numbers]}  ->  {"scores": {ID: cosine}}
    {"refresh": true}                                      ->  {"scores": {}}

A Unix socket in the index's folder, which only the home's user may enter. No text goes over it.
"""

import json
import logging
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import numpy as np

from assessor.errors import AssessorError
from assessor.ports import Vectors

ANSWER_S = 30.0
"""Time for an answer; the first after a release waits until the new texts are embedded."""
_MOST_BYTES = 1_000_000
_NAME = "socket"
_log = logging.getLogger(__name__)


class ServedIndex(Protocol):
    """What is asked: an `ExampleIndex` that can be brought in line with the record."""

    def nearest(self, rubric: str, rubric_version: str, vector: Vectors) -> dict[str, float] | None:
        """Ids with their cosines."""
        ...

    def refresh(self) -> None:
        """Drop what was withdrawn, add what was released."""
        ...


class SocketIndex:
    """The `ExampleIndex` port as the server of this home answers it; null where none runs.

    Args:
        folder: of the index.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def nearest(self, rubric: str, rubric_version: str, vector: Vectors) -> dict[str, float] | None:
        """Ids of released exemplars of a rubric version with their cosines; null where nobody answers."""
        answer = self._asked(
            {"rubric": rubric, "version": rubric_version, "vector": [float(one) for one in vector]}
        )
        return None if answer is None else {str(key): float(value) for key, value in answer.items()}

    def refresh(self) -> bool:
        """Have the server bring its index in line with the record; whether one did."""
        return self._asked({"refresh": True}) is not None

    def _asked(self, question: dict[str, Any]) -> dict[str, Any] | None:
        try:
            with _place(self._folder) as place, _new_socket() as connection:
                connection.settimeout(ANSWER_S)
                connection.connect(place)
                connection.sendall(json.dumps(question).encode() + b"\n")
                answer = json.loads(_line(connection))
        except (OSError, ValueError):
            return None
        scores = answer.get("scores") if isinstance(answer, dict) else None
        return scores if isinstance(scores, dict) else None


class ExampleService:
    """Answers questions to an index in a thread of its own. A context; the index must be held already.

    Args:
        folder: of the index.
        index: asked one question at a time.
    """

    def __init__(self, folder: Path, index: ServedIndex) -> None:
        self._folder = folder
        self._index = index
        self._listener = _new_socket()
        self._thread = threading.Thread(target=self._serve, name="examples", daemon=True)

    def __enter__(self) -> Self:
        (self._folder / _NAME).unlink(missing_ok=True)  # left behind by a server that was killed
        with _place(self._folder) as place:
            self._listener.bind(place)
        (self._folder / _NAME).chmod(0o600)
        self._listener.listen(16)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        (self._folder / _NAME).unlink(missing_ok=True)
        # Wakes the thread, which closing alone would not.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join(ANSWER_S)
        self._listener.close()

    def _serve(self) -> None:
        self._answer({"refresh": True})
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(ANSWER_S)
                try:
                    answer = self._answer(json.loads(_line(connection)))
                    connection.sendall(json.dumps(answer).encode() + b"\n")
                except (OSError, ValueError):
                    continue  # whoever asked is gone, or is none of ours

    def _answer(self, question: Any) -> dict[str, Any]:
        try:
            if question.get("refresh"):
                self._index.refresh()
                return {"scores": {}}
            vector = np.asarray(question["vector"], dtype=np.float32)
            return {"scores": self._index.nearest(str(question["rubric"]), str(question["version"]), vector)}
        except AssessorError as error:
            _log.warning("index of examples: %s", error.code)
            return {"error": error.code}
        except Exception as error:  # noqa: BLE001 - the thread's boundary: drafts go on without examples
            _log.warning("index of examples: %s", type(error).__name__)
            return {"error": "unexpected"}


def _new_socket() -> socket.socket:
    return socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)


@contextmanager
def _place(folder: Path) -> Iterator[str]:
    """The socket's name by way of the open folder: a home's path may be longer than a name's 107 bytes."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield f"/proc/self/fd/{descriptor}/{_NAME}"
    finally:
        os.close(descriptor)


def _line(connection: socket.socket) -> bytes:
    """What comes up to the end of a line.

    Raises:
        ValueError: the other end is gone, or sends without an end.
    """
    received = b""
    while not received.endswith(b"\n"):
        piece = connection.recv(65536)
        received += piece
        if not piece or len(received) > _MOST_BYTES:
            raise ValueError("no line")
    return received
