"""JSONL in, JSONL out: one answer for each line, in order; a bad line is answered and the run goes on."""

import json
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO, TypeVar

from pydantic import ValidationError

from assessor.domain.base import Frozen
from assessor.domain.faults import first_fault
from assessor.errors import AssessorError, InputError
from assessor.formats.lines import FaultDetail, LineFault

Line = TypeVar("Line", bound=Frozen)
Answer = Frozen | LineFault
MAX_LINE_BYTES = 16_000_000
"""Longest line that is read: enough for the longest text, each of its characters written as an escape."""


def parsed_lines(source: Iterable[bytes], model: type[Line]) -> Iterator[tuple[int, Line | LineFault]]:
    """Each non-blank line with its number: parsed, or the fault that stands in its place."""
    for number, raw in enumerate(source, start=1):
        content = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
        if len(content) > MAX_LINE_BYTES:
            message = f"the line is too long: expected at most {MAX_LINE_BYTES / 1e6:g} MB, got more."
            yield number, line_fault(number, "too_large", message)
        elif content.strip():
            yield number, _parsed(number, content, model)


def _parsed(number: int, content: bytes, model: type[Line]) -> Line | LineFault:
    try:
        # json first: pydantic's own parser takes lone surrogates for an encoding error of the whole line.
        return model.model_validate(json.loads(content.decode("utf-8")))
    except UnicodeDecodeError:
        return line_fault(number, "encoding", "the line is not UTF-8.")
    except json.JSONDecodeError as error:
        return line_fault(number, "not_json", f"the line is not JSON: {error.msg} at column {error.colno}.")
    except RecursionError:
        return line_fault(number, "not_json", "the line is nested too deeply.")
    except ValidationError as error:
        return line_fault(number, "invalid_line", f"{first_fault(error, whole='line')}.")


def line_fault(number: int, code: str, message: str) -> LineFault:
    """What stands in the place of a line that could not be used."""
    return LineFault(line=number, error=FaultDetail(code=code, message=message))


def answered(number: int, line: Line | LineFault, answer: Callable[[Line], Answer]) -> Answer:
    """The answer to a parsed line, or the fault it met on its way."""
    if isinstance(line, LineFault):
        return line
    try:
        return answer(line)
    except AssessorError as error:
        return line_fault(number, error.code, str(error))


def write_lines(answers: Iterable[Answer], out: str | None) -> int:
    """Stream answers as JSONL to a file or stdout.

    Returns:
        How many of them are faults.
    """
    faults = 0
    with _opened(out) as stream:
        for answer in answers:
            faults += isinstance(answer, LineFault)
            stream.write(answer.model_dump_json() + "\n")
            stream.flush()
    return faults


@contextmanager
def open_lines(path: str) -> Iterator[Iterable[bytes]]:
    """The raw lines of a file or pipe, or of standard input for `-`, read as they come.

    Of a line longer than `MAX_LINE_BYTES` one byte more than that is kept, so that memory stays flat.

    Raises:
        InputError: the file cannot be read, or is a folder, or a device, which may have no end.
    """
    if path == "-":
        yield _bounded(sys.stdin.buffer)
        return
    try:
        mode = Path(path).stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
            raise InputError(
                f"--jsonl {path}: expected a file or pipe, got a folder or device.",
                code="not_a_file",
                hint="`-` reads standard input.",
            )
        with Path(path).open("rb") as file:
            yield _bounded(file)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise InputError(f"--jsonl {path}: cannot be read ({reason}).", code="file_unreadable") from None


def _bounded(stream: BinaryIO) -> Iterator[bytes]:
    while line := stream.readline(MAX_LINE_BYTES + 1):
        yield line
        # The rest of a line that is too long is passed over, a piece at a time.
        piece = line
        while len(piece) > MAX_LINE_BYTES and not piece.endswith(b"\n"):
            piece = stream.readline(MAX_LINE_BYTES + 1)


@contextmanager
def _opened(out: str | None) -> Iterator[TextIO]:
    if out is None:
        yield sys.stdout
        return
    try:
        with Path(out).open("w", encoding="utf-8") as file:
            yield file
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise InputError(f"--out {out}: cannot be written ({reason}).", code="file_unwritable") from None
