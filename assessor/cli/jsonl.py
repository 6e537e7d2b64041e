"""JSONL in, JSONL out: one answer for each line, in order; a bad line is answered and the run goes on."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, TypeVar

from pydantic import ValidationError

from assessor.domain.base import Frozen
from assessor.errors import AssessorError, InputError
from assessor.formats.lines import FaultDetail, LineFault

Line = TypeVar("Line", bound=Frozen)
Answer = Frozen | LineFault


def parsed_lines(source: Iterable[bytes], model: type[Line]) -> Iterator[tuple[int, Line | LineFault]]:
    """Each non-blank line with its number: parsed, or the fault that stands in its place."""
    for number, raw in enumerate(source, start=1):
        content = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
        if content.strip():
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
        fault = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(map(str, fault["loc"])) or "line"
        return line_fault(number, "invalid_line", f"{place}: {fault['msg']}.")


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
    """The raw lines of a file, or of standard input for `-`, read as they come.

    Raises:
        InputError: the file cannot be read.
    """
    if path == "-":
        yield sys.stdin.buffer
        return
    try:
        with Path(path).open("rb") as file:
            yield file
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise InputError(f"--jsonl {path}: cannot be read ({reason}).", code="file_unreadable") from None


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
