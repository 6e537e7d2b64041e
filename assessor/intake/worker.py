"""Stage 1, inside the reading child: set the limits, then read file after file until the pipe ends.

Started by `child.ReadingChild` as `python -m assessor.intake.worker ORDER`. It knows no file names, no
settings and no keys; an answer is all that leaves it.
"""

import gc
import os
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from typing import BinaryIO, NoReturn, Protocol, cast

from assessor.domain.artefact import ArtefactKind, SubmittedArtefact
from assessor.domain.base import Frozen
from assessor.domain.text import Language
from assessor.errors import InputError, UnreadableError
from assessor.intake import frames
from assessor.intake.frames import Breakage, Refusal, Request, read_frame, write_frame
from assessor.intake.sandbox import Confinement, Limits, allow_cpu, arm, confine

PRELOADED = (
    "bs4",
    "mailparser_reply",
    "email.header",
    "encodings.cp1252",
    "encodings.utf_16_le",
    "encodings.idna",
    "assessor.intake.csv_file",
    "assessor.intake.html.file",
    "assessor.intake.json_file",
    "assessor.intake.office.read",
    "assessor.intake.pdf.read",
    "assessor.intake.vtt",
    "pypdfium2",
)
"""What readers load on first use, so that no file pays for it. Loading after `arm` works too, only later."""

_COLLECT_AFTER = (100_000, 20, 100)


class Reader(Protocol):
    """What the child calls for each file; `read.read_artefact` in production."""

    def __call__(
        self, data: bytes, name: str, *, kind: ArtefactKind | None, lang: Language | None
    ) -> SubmittedArtefact:
        """The file as text; `UnreadableError` where it is none."""


class Order(Frozen):
    """What the parent tells the child at its start, as JSON on the command line."""

    parent_id: int
    entry: str
    """`module:function` of the reader."""
    limits: Limits


def answer_to(read: Reader, header: bytes, data: bytes, *, answer_bytes: int) -> bytes:
    """The answer to one request, tag first. Whatever a reader raises becomes one, exits of the process apart.

    Args:
        read: the reader.
        header: a `Request` as JSON.
        data: the file.
        answer_bytes: a longer answer becomes a refusal, code `too_large`.
    """
    try:
        request = Request.model_validate_json(header)
        artefact = read(data, f"file{request.extension}", kind=request.kind, lang=request.lang)
        answer = frames.ARTEFACT + artefact.model_dump_json().encode()
    except UnreadableError as error:
        return _refused(error)
    except MemoryError:
        return frames.OUT_OF_MEMORY
    except Exception as error:  # noqa: BLE001  # the child's boundary: recorded as an answer
        return frames.FAILED + Breakage(where=_where(error)).model_dump_json().encode()
    return answer if len(answer) <= answer_bytes else _refused(_too_many_parts(answer_bytes))


def serve(
    requests: BinaryIO, answers: BinaryIO, read: Reader, *, answer_bytes: int, before_each: Callable[[], None]
) -> None:
    """Answer requests until they end, or until a reader broke: what it left behind is anyone's guess.

    Args:
        requests: where they come from, two frames each.
        answers: where answers go, a frame each.
        read: the reader.
        answer_bytes: longest answer.
        before_each: called when a request is complete and before it is read.
    """
    while _serve_one(requests, answers, read, answer_bytes, before_each):
        pass


def _serve_one(
    requests: BinaryIO, answers: BinaryIO, read: Reader, answer_bytes: int, before_each: Callable[[], None]
) -> bool:
    # A function of its own: while the child waits for the next file, it holds nothing of the last one.
    head, data = read_frame(requests), read_frame(requests)
    if head is None or data is None:
        return False
    ticket, header = head[: frames.TICKET_BYTES], head[frames.TICKET_BYTES :]
    before_each()
    answer = answer_to(read, header, data, answer_bytes=answer_bytes)
    write_frame(answers, ticket + answer)
    return answer[:1] in (frames.ARTEFACT, frames.REFUSED)


def main() -> None:
    """Run as a child: limits first, then readers, then files."""
    # One thread: a second one would forbid the network namespace and takes address space.
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    order = Order.model_validate_json(sys.argv[1])
    requests, answers = _take_streams()
    try:
        namespace, processes = confine(order.limits, parent_id=order.parent_id)
        read = _load(order.entry)
        rules = arm()
    except InputError as error:
        _give_up(answers, Refusal(code=error.code, message=error.message, hint=error.hint))
    except (MemoryError, ImportError, OSError) as error:
        what = f"The reading process could not load its readers ({_where(error)})."
        _give_up(answers, Refusal(code="sandbox_unavailable", message=what))
    confinement = Confinement(network_namespace=namespace, process_limit=processes, kernel_file_rules=rules)
    write_frame(answers, frames.READY + confinement.model_dump_json().encode())
    # A file may become a million small objects; looking through them again and again took 40 % of the time.
    gc.freeze()
    gc.set_threshold(*_COLLECT_AFTER)
    serve(
        requests,
        answers,
        read,
        answer_bytes=order.limits.answer_bytes,
        before_each=lambda: allow_cpu(order.limits.cpu_s),
    )


def _take_streams() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes under numbers of their own; what a library prints goes nowhere."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return requests, answers


def _load(entry: str) -> Reader:
    module, _, function = entry.partition(":")
    for name in PRELOADED:
        import_module(name)
    return cast("Reader", getattr(import_module(module), function))


def _give_up(answers: BinaryIO, refusal: Refusal) -> NoReturn:
    write_frame(answers, frames.UNAVAILABLE + refusal.model_dump_json().encode())
    raise SystemExit(1)


def _refused(error: UnreadableError) -> bytes:
    refusal = Refusal(code=error.code, message=error.message, hint=error.hint)
    return frames.REFUSED + refusal.model_dump_json().encode()


def _too_many_parts(answer_bytes: int) -> UnreadableError:
    return UnreadableError(
        f"The file has too many parts: expected its text and places in at most {answer_bytes} bytes.",
        code="too_large",
        hint="Hand in the part that shows the work, or split the file.",
    )


def _where(error: BaseException) -> str:
    """Type of an error and the last line of our code it passed; its message may quote the file."""
    places = [
        (frame.f_globals.get("__name__", ""), line) for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    own = [place for place in places if place[0].startswith("assessor.")]
    module, line = (own or places)[-1]
    return f"{type(error).__name__} at {module}:{line}"


if __name__ == "__main__":
    main()
