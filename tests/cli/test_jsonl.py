"""Lines come in as they are, one by one, and none of them can take all memory."""

import io
import os
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from assessor.cli import jsonl
from assessor.errors import InputError
from assessor.formats.lines import LineFault, RedactInput

GOOD = b'{"id": "a", "text": "We call on Monday."}\n'


def read(path: Path) -> list[tuple[int, RedactInput | LineFault]]:
    with jsonl.open_lines(str(path)) as lines:
        return list(jsonl.parsed_lines(lines, RedactInput))


@pytest.mark.parametrize("rest", [0, 1, 5, 16_000_000, 33_000_000])
def test_a_line_that_is_too_long_is_answered_and_the_run_goes_on(tmp_path: Path, rest: int) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(GOOD + b"x" * (jsonl.MAX_LINE_BYTES + rest) + b"\n" + GOOD)
    first, second, third = read(path)
    assert isinstance(second[1], LineFault)
    assert (second[0], second[1].error.code) == (2, "too_large")
    assert [(number, type(line)) for number, line in (first, third)] == [(1, RedactInput), (3, RedactInput)]


def test_a_line_as_long_as_allowed_is_read(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    padded = GOOD.rstrip().ljust(jsonl.MAX_LINE_BYTES - 1)
    path.write_bytes(padded + b"\n" + padded)
    assert [type(line) for _, line in read(path)] == [RedactInput, RedactInput]


def test_a_last_line_without_an_end_ends(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(GOOD + b"x" * (jsonl.MAX_LINE_BYTES + 9))
    assert [getattr(line, "line", None) for _, line in read(path)] == [None, 2]


def test_a_pipe_has_lines_and_a_device_has_none(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(GOOD,))
    writer.start()
    assert [type(line) for _, line in read(pipe)] == [RedactInput]
    writer.join()
    for path in (Path("/dev/zero"), tmp_path):
        with pytest.raises(InputError) as caught:
            read(path)
        assert caught.value.code == "not_a_file"
    with pytest.raises(InputError) as caught:
        read(tmp_path / "gone")
    assert caught.value.code == "file_unreadable"


def test_standard_input_is_read_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(GOOD * 2)))
    assert len(read(Path("-"))) == 2
