"""How commands read files: nothing that hangs, nothing without end, nothing whole that is too large."""

import io
import os
import sys
import tracemalloc
from pathlib import Path
from types import SimpleNamespace

import pytest

from assessor.cli import shell
from assessor.errors import UnreadableError


def failure_of(path: Path | str) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        shell.read_evidence(str(path))
    assert str(path) in caught.value.message
    assert caught.value.hint
    return caught.value


def test_a_pipe_a_folder_and_a_device_are_no_files_and_do_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "folder.md").mkdir()
    for name in ("pipe.txt", "zero.txt", "folder.md", "."):
        assert failure_of(tmp_path / name).code == "not_a_file"


def test_links_are_followed_and_their_ends_told(tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_bytes(b"# Plan")
    (tmp_path / "good.md").symlink_to("plan.md")
    (tmp_path / "nowhere.md").symlink_to("gone.md")
    (tmp_path / "loop.md").symlink_to("loop.md")
    assert shell.read_evidence(str(tmp_path / "good.md")) == b"# Plan"
    assert failure_of(tmp_path / "nowhere.md").code == "file_not_found"
    assert failure_of(tmp_path / "loop.md").code == "file_unreadable"


def test_a_file_that_may_not_be_read_says_why(tmp_path: Path) -> None:
    # Root may read any file of a disk; this one refuses root, too.
    (tmp_path / "memory.txt").symlink_to("/proc/self/mem")
    assert failure_of(tmp_path / "memory.txt").code == "file_unreadable"
    assert failure_of(tmp_path / "plan.md" / "under-a-file.md").code == "file_not_found"
    assert failure_of(tmp_path / ("a" * 300 + ".md")).code == "file_unreadable"


def test_an_unknown_extension_is_turned_away_unread(tmp_path: Path) -> None:
    with (tmp_path / "film.mp4").open("wb") as file:
        file.truncate(200_000_000)
    assert failure_of(tmp_path / "film.mp4").code == "unsupported_format"


@pytest.mark.parametrize(("name", "limit"), [("big.txt", 10_000_000), ("big.pptx", 32_000_000)])
def test_a_file_over_the_limit_is_never_read(tmp_path: Path, name: str, limit: int) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(limit)  # a file of nothing but a hole: it takes no room on the disk
    assert len(shell.read_evidence(str(path))) == limit
    with path.open("r+b") as file:
        file.truncate(200_000_000)
    tracemalloc.start()
    error = failure_of(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert error.code == "too_large"
    assert f"at most {limit // 1_000_000} MB, got 200 MB" in error.message
    assert peak < 1_000_000


def test_standard_input_is_capped_while_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        asked = 0

        def read(self, size: int = -1) -> bytes:
            assert 0 < size <= 10_000_001
            self.asked += size
            return b"x" * size

    source = Endless()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=source))
    assert failure_of("-").code == "too_large"
    assert source.asked == 10_000_001


def test_a_subject_file_is_small(tmp_path: Path) -> None:
    path = tmp_path / "subject.json"
    path.write_bytes(b'{"names": ["Anna"]}')
    assert shell.read_subject(str(path)).names == ("Anna",)
    path.write_bytes(b" " * 1_000_001)
    with pytest.raises(UnreadableError, match="at most 1 MB"):
        shell.read_subject(str(path))
