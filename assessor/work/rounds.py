"""Rounds of the watch, made on time beside a server: a process of its own for each, one after the other.

The process itself decides what is due (`eval watch --every ... --once`): it takes the slot in the
database before its first draft. So nothing is lost when this process ends, whoever comes next makes the
round, and two servers of one database make none twice.
"""

import logging
import subprocess
import sys
from collections.abc import Callable, Sequence
from threading import Event, Thread

ASK_S = 600.0
"""How often a process is started to see whether a round is due."""
_DONE = (0, 4)
"""Exit codes of a round that was made, or that somebody else has; 4: something signals."""
_SIGNALS = 4
_STOP_S = 20.0
_SCRIPT = "from assessor.cli.main import main; main()"
_log = logging.getLogger(__name__)

Process = Callable[[Sequence[str]], "subprocess.Popen[bytes]"]


def started(arguments: Sequence[str]) -> "subprocess.Popen[bytes]":
    """An `assessor` command in a process of its own that says nothing."""
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", _SCRIPT, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


class Rounds:
    """Sees to it that rounds are made on time.

    Args:
        hours: length of a slot.
        limit: most items of a round.
        act: whether drafts are suspended where a round signals.
        start: starts a command.
        ask_s: how often to ask.
    """

    def __init__(
        self,
        hours: int,
        limit: int,
        *,
        act: bool,
        start: Process = started,
        ask_s: float = ASK_S,
    ) -> None:
        rhythm = ["eval", "watch", "--every", f"{hours}h", "--once", "--scheduled", "--limit", str(limit)]
        self._arguments = (*rhythm, *(["--act"] if act else []))
        self._start = start
        self._ask_s = ask_s
        self._stopping = Event()
        self._thread = Thread(target=self._work, name="rounds", daemon=True)

    def start(self) -> None:
        """Begin to ask."""
        self._thread.start()

    def stop(self) -> None:
        """Ask no more. A round that is being made is given up, and made by whoever asks next."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(_STOP_S)

    def _work(self) -> None:
        while not self._stopping.is_set():
            try:
                self._ask()
            except OSError as error:
                _log.warning("watch: no process could be started: %s", type(error).__name__)
            self._stopping.wait(self._ask_s)

    def _ask(self) -> None:
        process = self._start(self._arguments)
        while process.poll() is None and not self._stopping.wait(0.5):
            pass
        if process.poll() is None:
            process.terminate()
            process.wait(_STOP_S)
        elif process.returncode == _SIGNALS:
            _log.warning("watch: a round signals; see: assessor eval watch --show")
        elif process.returncode not in _DONE:
            _log.warning("watch: a round failed with exit code %d", process.returncode)
