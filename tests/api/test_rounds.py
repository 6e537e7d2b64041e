"""A real server makes the rounds of the watch, over restarts and beside another process (issue 9)."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from assessor.bootstrap import Application
from assessor.domain.watch import WatchRecord
from assessor.settings import Settings
from tests.api.running import RunningServer, plain_environment

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"]), pytest.mark.slow]
SCRIPT = "from assessor.cli.main import main; main()"


def kept(home: Path) -> tuple[WatchRecord, ...]:
    application = Application(Settings(home=home))
    try:
        return application.watch_rounds.records()
    finally:
        application.store.close()


def test_a_server_makes_one_round_for_a_slot_whoever_else_asks(tmp_path: Path) -> None:
    home = tmp_path / "home"
    variables = {"ASSESSOR_WATCH_HOURS": "8736", "ASSESSOR_WATCH_LIMIT": "1", "ASSESSOR_HTTP_WORKERS": "1"}
    server = RunningServer(home, variables)
    server.add_people()
    Application(Settings(home=home)).engine.dispose()
    server.start()
    beside = subprocess.run(
        [sys.executable, "-c", SCRIPT, *"eval watch --every 8736h --once --scheduled --limit 1".split()],
        env=plain_environment() | {"ASSESSOR_HOME": str(home)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert beside.returncode == 0, beside.stderr
    deadline = time.monotonic() + 600
    while not kept(home):
        assert time.monotonic() < deadline, server.said()
        time.sleep(1)
    (first,) = kept(home)
    assert first.slot is not None
    assert server.stop() == 0
    server.start()
    time.sleep(30)
    assert kept(home) == (first,)
    assert server.stop() == 0
