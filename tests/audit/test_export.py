import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor.audit.checkpoint import make_checkpoint
from assessor.audit.export import (
    read_checkpoint,
    read_entries,
    read_export,
    write_checkpoint,
    write_entries,
    write_export,
)
from assessor.domain.audit import AuditEntry
from assessor.errors import InputError, RecordError

from .logs import TENANT, found, keyring, small_log, verified

LOG = small_log(3)


def exported() -> str:
    out = io.StringIO()
    write_entries(LOG.entries, out)
    return out.getvalue()


def refused(lines: list[str]) -> str:
    with pytest.raises(InputError) as caught:
        list(read_entries(lines, source="log.jsonl"))
    assert caught.value.code == "export_format"
    return caught.value.message


def test_export_is_one_entry_a_line() -> None:
    assert exported().count("\n") == 3
    assert tuple(read_entries(exported().splitlines())) == LOG.entries


def test_export_and_checkpoint_files_read_back_and_verify(tmp_path: Path) -> None:
    log, note = tmp_path / "log.jsonl", tmp_path / "checkpoint"
    checkpoint = make_checkpoint(keyring(), TENANT, LOG.head)
    assert write_export(log, LOG.entries) == 3
    write_checkpoint(note, checkpoint)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["checkpoint", "log.jsonl"]
    assert read_checkpoint(note) == checkpoint
    report = verified(tuple(read_export(log)), checkpoints=(read_checkpoint(note),))
    assert (found(report), report.size, report.checkpoints) == ([], 3, 1)


def test_empty_log_exports_to_an_empty_file(tmp_path: Path) -> None:
    assert write_export(tmp_path / "log.jsonl", ()) == 0
    assert list(read_export(tmp_path / "log.jsonl")) == []


def test_bom_and_blank_lines_are_accepted(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + exported().replace("\n", "\r\n\r\n").encode())
    assert tuple(read_export(path)) == LOG.entries


def test_entries_are_read_one_by_one() -> None:
    entries = read_entries([*exported().splitlines(), "{"])
    assert [next(entries) for _ in range(3)] == list(LOG.entries)
    with pytest.raises(InputError):
        next(entries)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("{", id="no JSON"),
        pytest.param("[]", id="no object"),
        pytest.param("{}", id="no fields"),
        pytest.param('{"leaf":1,"leaf_hash":"","root":"","mac":""}', id="a number for a text"),
        pytest.param('{"leaf":"","leaf_hash":"","root":"","mac":"","Ada":1}', id="an unknown field"),
        pytest.param('{"leaf":"\\ud800","leaf_hash":"","root":"","mac":""}', id="a lone surrogate"),
        pytest.param("[" * 100_000, id="deep nesting"),
        pytest.param("\ufeff{}", id="a BOM inside"),
    ],
)
def test_bad_line_is_named_by_number_and_not_repeated(line: str) -> None:
    message = refused([*exported().splitlines()[:1], "", line])
    assert message.startswith("log.jsonl, line 3: ")
    assert "Ada" not in message


def test_line_that_is_no_utf8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_bytes(exported().encode() + b"\xff\n")
    with pytest.raises(InputError, match=r"log\.jsonl, line 4") as caught:
        list(read_export(path))
    assert caught.value.code == "export_format"


def test_missing_and_unreadable_files_are_told_apart(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none", "export_missing"), (tmp_path, "export_unreadable")):
        for read in (lambda path: list(read_export(path)), read_checkpoint):
            with pytest.raises(InputError) as caught:
                read(path)
            assert caught.value.code == code


def test_checkpoint_file_converted_to_crlf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "checkpoint"
    note = make_checkpoint(keyring(), TENANT, LOG.head).note
    path.write_bytes(note.replace("\n", "\r\n").encode())
    with pytest.raises(InputError, match=r"line 1 .*CRLF"):
        read_checkpoint(path)


def test_export_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_text("old")

    def broken() -> Iterator[AuditEntry]:
        yield LOG.entries[0]
        raise OSError(28, "No space left on device")

    with pytest.raises(RecordError) as caught:
        write_export(path, broken())
    assert caught.value.code == "export_write"
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["log.jsonl"]


def test_folder_that_is_not_there_is_a_record_error(tmp_path: Path) -> None:
    with pytest.raises(RecordError):
        write_checkpoint(tmp_path / "none" / "checkpoint", make_checkpoint(keyring(), TENANT, LOG.head))
