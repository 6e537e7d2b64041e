"""Stage 7: the log as files that leave the machine: entries as JSON Lines, and a checkpoint.

Reading checks the form only; whether the entries hold is the verifier's question.
"""

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TextIO

from pydantic import ValidationError

from assessor.audit.checkpoint import parse_checkpoint
from assessor.domain.audit import AuditEntry, Checkpoint
from assessor.errors import InputError, RecordError

_BOM: Final = "\ufeff"


def write_entries(entries: Iterable[AuditEntry], out: TextIO) -> int:
    """Write one entry a line, in the order given, and say how many."""
    count = 0
    for entry in entries:
        out.write(entry.model_dump_json() + "\n")
        count += 1
    return count


def read_entries(lines: Iterable[str], *, source: str = "export") -> Iterator[AuditEntry]:
    """Entries of an export, one by one; blank lines are skipped, a BOM is accepted.

    Args:
        lines: the lines as text.
        source: the name that errors give the export.

    Raises:
        InputError: `export_format`, while reading, with the number of the line, from 1.
    """
    for number, line in enumerate(lines, start=1):
        text = line.removeprefix(_BOM) if number == 1 else line
        if text.strip():
            yield _entry(text, f"{source}, line {number}")


def read_export(path: Path) -> Iterator[AuditEntry]:
    """Entries of an export file, one by one.

    Raises:
        InputError: `export_missing`, `export_unreadable`, or `export_format` with the number of the line.
    """
    return read_entries(_lines(path), source=str(path))


def write_export(path: Path, entries: Iterable[AuditEntry]) -> int:
    """Write the entries to a file that appears complete or not at all, and say how many.

    Raises:
        RecordError: `export_write`.
    """
    with _replacing(path) as out:
        return write_entries(entries, out)


def read_checkpoint(path: Path) -> Checkpoint:
    """Read a checkpoint file; form only, no signature is checked.

    Raises:
        InputError: `export_missing`, `export_unreadable`, or `checkpoint_format` with the number of the line.
    """
    return parse_checkpoint("".join(_lines(path)))


def write_checkpoint(path: Path, checkpoint: Checkpoint) -> None:
    """Write the signed note to a file that appears complete or not at all.

    Raises:
        RecordError: `export_write`.
    """
    with _replacing(path) as out:
        out.write(checkpoint.note)


def _entry(text: str, place: str) -> AuditEntry:
    try:
        return AuditEntry.model_validate_json(text, strict=True)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        # Only names of ours: a damaged line may call a field anything.
        field = next((part for part in first["loc"][:1] if part in AuditEntry.model_fields), "text")
        raise InputError(
            f"{place}: expected an audit entry; {field}: {first['type']}.",
            code="export_format",
            hint="Take the file that `assessor audit export` wrote, unchanged.",
        ) from None


def _lines(path: Path) -> Iterator[str]:
    """Lines with their newlines as they are, so that a converted file shows."""
    try:
        with path.open("rb") as opened:
            for number, raw in enumerate(opened, start=1):
                try:
                    yield raw.decode("utf-8")
                except UnicodeDecodeError:
                    raise InputError(f"{path}, line {number}: is no UTF-8.", code="export_format") from None
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file.", code="export_missing") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}.", code="export_unreadable") from error


@contextmanager
def _replacing(path: Path) -> Iterator[TextIO]:
    """A text file that takes the place of `path` only when all is written: an old checkpoint is evidence."""
    staged = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        try:
            with staged.open("x", encoding="utf-8", newline="\n") as out:
                yield out
                out.flush()
                os.fsync(out.fileno())
            staged.replace(path)
        finally:
            staged.unlink(missing_ok=True)
    except OSError as error:
        raise RecordError(f"{path}: cannot be written: {error.strerror}.", code="export_write") from error
