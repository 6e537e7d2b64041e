"""What the workers of these tests are asked to do."""

import os
import signal
import time
from pathlib import Path

from assessor.errors import NotFoundError, OrderError


class Bench:
    """A context that remembers how often it was used."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.uses = 0


def set_up(name: str) -> Bench:
    return Bench(name)


def broken_set_up(_: str) -> Bench:
    raise OrderError("no engines here", code="rubric_changed")


def crashing_set_up(_: str) -> Bench:
    raise ZeroDivisionError


def greet(bench: Bench, word: str) -> str:
    bench.uses += 1
    return f"{word} {bench.name} {bench.uses}"


def process(_: Bench) -> int:
    return os.getpid()


def refuse(_: Bench) -> None:
    raise NotFoundError("no such thing", code="unknown_rubric", hint="Look again.")


def fail(_: Bench) -> None:
    raise KeyError("Katrin Sommer")


def die(_: Bench) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def sleep(_: Bench, seconds: float) -> None:
    time.sleep(seconds)


def touch_and_sleep(_: Bench, path: Path, seconds: float) -> None:
    path.touch()
    time.sleep(seconds)


def length(_: Bench, body: bytes) -> int:
    return len(body)


def echo_loudly(_: Bench, word: str) -> str:
    print(word)  # must not reach the parent's streams, nor disturb the answer
    os.write(1, word.encode())
    return word


def variable(_: Bench, name: str) -> str | None:
    return os.environ.get(name)


def limits(_: Bench) -> tuple[int, int, bool]:
    import resource

    ignored = signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
    return resource.getrlimit(resource.RLIMIT_CORE)[0], os.getsid(0), ignored
