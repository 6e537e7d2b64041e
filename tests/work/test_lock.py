"""One server a home, for as long as it lives."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assessor.errors import OrderError
from assessor.file_lock import is_locked
from assessor.work.lock import ServerLock


def test_a_second_server_is_refused_until_the_first_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "home" / "serve.lock"
    assert not is_locked(path)
    with ServerLock(path):
        assert is_locked(path)
        with pytest.raises(OrderError) as caught, ServerLock(path):
            pass
        assert caught.value.code == "server_running"
        assert path.stat().st_mode & 0o777 == 0o600
    assert not is_locked(path)
    with ServerLock(path):
        assert is_locked(path)


def test_a_killed_holder_locks_nobody_out(tmp_path: Path) -> None:
    path = tmp_path / "serve.lock"
    script = (
        "import os, signal, sys; from pathlib import Path; from assessor.work.lock import ServerLock;"
        "lock = ServerLock(Path(sys.argv[1])); lock.__enter__(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert done.returncode == -9
    assert path.exists()
    with ServerLock(path):
        pass


def test_children_do_not_hold_the_lock_on(tmp_path: Path) -> None:
    path = tmp_path / "serve.lock"
    with ServerLock(path):
        child = subprocess.Popen(
            [sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE
        )
    try:
        with ServerLock(path):
            assert os.getpid() != child.pid
    finally:
        child.communicate()
