"""Rounds made on time beside a server (issue 9)."""

import logging
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

import pytest

from assessor.work.rounds import Rounds


def processes(
    script: str, asked: list[Sequence[str]]
) -> Callable[[Sequence[str]], "subprocess.Popen[bytes]"]:
    def start(arguments: Sequence[str]) -> "subprocess.Popen[bytes]":
        asked.append(arguments)
        return subprocess.Popen([sys.executable, "-S", "-c", script])

    return start


def until(holds: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_round_is_asked_for_again_and_again_and_only_asks_to_act_where_set() -> None:
    asked: list[Sequence[str]] = []
    rounds = Rounds(24, 8, act=False, start=processes("", asked), ask_s=0.05)
    rounds.start()
    until(lambda: len(asked) > 1)
    rounds.stop()
    assert list(asked[0]) == "eval watch --every 24h --once --scheduled --limit 8".split()
    acting: list[Sequence[str]] = []
    other = Rounds(24, 8, act=True, start=processes("", acting), ask_s=60)
    other.start()
    until(lambda: bool(acting))
    other.stop()
    assert acting[0][-1] == "--act"


def test_a_stop_ends_the_round_that_is_being_made() -> None:
    asked: list[Sequence[str]] = []
    rounds = Rounds(24, 8, act=False, start=processes("import time; time.sleep(60)", asked), ask_s=60)
    rounds.start()
    until(lambda: bool(asked))
    begun = time.monotonic()
    rounds.stop()
    assert time.monotonic() - begun < 20
    assert not rounds._thread.is_alive()


@pytest.mark.parametrize(("code", "said"), [(0, None), (4, "signals"), (2, "failed with exit code 2")])
def test_what_went_wrong_is_logged(code: int, said: str | None, caplog: pytest.LogCaptureFixture) -> None:
    asked: list[Sequence[str]] = []
    with caplog.at_level(logging.WARNING):
        rounds = Rounds(1, 8, act=False, start=processes(f"raise SystemExit({code})", asked), ask_s=0.05)
        rounds.start()
        until(lambda: len(asked) > 1)
        rounds.stop()
    assert (said is None and not caplog.records) or (said is not None and said in caplog.text)
