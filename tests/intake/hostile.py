"""Readers as a hostile file would make them behave. Children of the tests call them in place of `read_artefact`."""

import ctypes
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, cast

from assessor.domain.artefact import ArtefactKind, SubmittedArtefact
from assessor.domain.text import Language, Segment
from assessor.errors import UnreadableError
from assessor.intake.decode import MAX_CODE_POINTS
from assessor.intake.frames import ARTEFACT, LENGTH, TICKET_BYTES

LIBC = ctypes.CDLL(None, use_errno=True)
CONNECT_TO = ("127.0.0.1", 9)


def artefact(text: str, kind: ArtefactKind | None = None, lang: Language | None = None) -> SubmittedArtefact:
    return SubmittedArtefact(
        text=text,
        segments=(Segment(start=0, end=len(text), locator="line 1"),),
        lang=lang or "en",
        kind=kind or ArtefactKind.OTHER,
    )


def obey(data: bytes, name: str, *, kind: ArtefactKind | None, lang: Language | None) -> SubmittedArtefact:
    """Do what the file says: `DEED ARGUMENT`; the text is what came of it."""
    deed, _, argument = data.decode().partition(" ")
    if deed in LIES:
        return cast("SubmittedArtefact", Lie(LIES[deed]))
    return artefact(DEEDS[deed](argument) if deed != "name" else name, kind, lang)


def _open(argument: str) -> str:
    mode, path = argument.split()
    with open(path, mode) as stream:  # noqa: PTH123  # the deed is the built-in
        return stream.read(10) if mode == "r" else "written"


def _native_open(argument: str) -> str:
    """Open as a library in C does, past the audit hook; the text is what the kernel said."""
    flags, path = argument.split()
    handle = LIBC.open(path.encode(), int(flags), 0o600)
    return "opened" if handle >= 0 else os.strerror(ctypes.get_errno())


def _native_connect(_: str) -> str:
    handle = LIBC.socket(2, 1, 0)
    address = (2).to_bytes(2, sys.byteorder) + (9).to_bytes(2, "big") + bytes([127, 0, 0, 1]) + bytes(8)
    done = LIBC.connect(handle, address, len(address))
    return "connected" if done == 0 else os.strerror(ctypes.get_errno())


def _native_fork(_: str) -> str:
    """Leave a grandchild behind that sleeps; the text is its process id."""
    child: int = LIBC.fork()
    if child == 0:
        LIBC.sleep(60)
        os._exit(0)
    return str(child)


def _loop(_: str) -> NoReturn:
    while True:
        pass


def _work(argument: str) -> str:
    """Keep the processor busy for so many seconds; the text is the process id."""
    end = time.process_time() + float(argument)
    while time.process_time() < end:
        pass
    return str(os.getpid())


def _recurse(argument: str) -> str:
    return _recurse(argument + "x")


def _sleep(argument: str) -> str:
    time.sleep(float(argument))
    return "slept"


def _print(argument: str) -> str:
    print(argument, flush=True)  # the deed
    return argument


def _remove(argument: str) -> str:
    Path(argument).unlink()
    return "removed"


def _refuse(argument: str) -> NoReturn:
    raise UnreadableError("The file is a bomb: expected a letter.", code=argument, hint="Send a letter.")


def _break(argument: str) -> NoReturn:
    raise KeyError(argument)


def _answer_stream() -> int:
    """The pipe to the parent: the highest descriptor that can be written."""
    writable = [fd for fd in range(3, 64) if _is_writable_pipe(fd)]
    return writable[-1]


def _is_writable_pipe(descriptor: int) -> bool:
    try:
        return "pipe:" in str(Path(f"/proc/self/fd/{descriptor}").readlink()) and _may_write(descriptor)
    except OSError:
        return False


def _may_write(descriptor: int) -> bool:
    import fcntl

    return fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_ACCMODE == os.O_WRONLY


def _say(frame: bytes) -> Callable[[str], str]:
    def say(_: str) -> str:
        os.write(_answer_stream(), frame)
        return "said"

    return say


def _frame(payload: bytes) -> bytes:
    """A frame as the parent expects it, but for the ticket, which a reader cannot know."""
    return LENGTH.pack(TICKET_BYTES + len(payload)) + bytes(TICKET_BYTES) + payload


class Lie:
    """What passes for an artefact in the child and is none when the parent looks at it."""

    def __init__(self, json: str) -> None:
        self._json = json

    def model_dump_json(self) -> str:
        return self._json


LIES = {
    "broken_json": '{"text": "Anna',
    "wrong_shape": artefact("Anna").model_dump_json().replace('"lang"', '"rating":5,"lang"'),
    "segment_out_of_place": artefact("Anna").model_dump_json().replace('"end":4', '"end":5'),
    "finding_out_of_place": artefact("Anna")
    .model_dump_json()
    .replace('"findings":[]', '"findings":[{"category":"c","rule":"r","action":"note","start":5}]'),
    "too_long": artefact("A" * (MAX_CODE_POINTS + 1)).model_dump_json(),
}

DEEDS: dict[str, Callable[[str], str]] = {
    "echo": lambda argument: argument,
    "process": lambda _: str(os.getpid()),
    "modules": lambda _: " ".join(sorted(sys.modules)),
    "environment": lambda _: " ".join(sorted(os.environ)),
    "place": lambda _: str(Path.cwd()),
    "print": _print,
    "connect": lambda _: str(socket.create_connection(CONNECT_TO, timeout=1)),
    "socket": lambda _: str(socket.socket(socket.AF_UNIX)),
    "resolve": lambda argument: str(socket.getaddrinfo(argument, 80)),
    "open": _open,
    "remove": _remove,
    "fork": lambda _: str(os.fork()),
    "run": lambda argument: str(subprocess.run([argument], check=False)),
    "system": lambda argument: str(os.system(argument)),  # noqa: S605  # the deed
    "native_open": _native_open,
    "native_connect": _native_connect,
    "native_fork": _native_fork,
    "allocate": lambda argument: str(len(bytearray(int(argument)))),
    "descriptors": lambda argument: str([os.open(os.devnull, os.O_RDONLY) for _ in range(int(argument))]),
    "loop": _loop,
    "work": _work,
    "sleep": _sleep,
    "exit": lambda argument: os._exit(int(argument)),
    "leave": lambda argument: sys.exit(int(argument)),
    "crash": lambda _: str(ctypes.string_at(0)),
    "die": lambda argument: str(LIBC.kill(os.getpid(), int(argument))),
    "recurse": _recurse,
    "refuse": _refuse,
    "break": _break,
    "garbage": _say(b"\xff" * 64),
    "nothing": _say(_frame(b"")),
    "unknown_tag": _say(_frame(b"Zero")),
    "announce_much": _say(LENGTH.pack(1 << 40)),
    "half": _say(LENGTH.pack(100) + b"A"),
    "forged": _say(_frame(ARTEFACT + artefact("the first word").model_dump_json().encode())),
    "long": lambda argument: "x" * int(argument),
}
