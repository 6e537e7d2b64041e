"""Stage 1, in the parent: one reading child, from its start to its end.

Whatever the child says is checked before it is used, and however it dies becomes one clear error.
"""

import os
import secrets
import select
import signal
import subprocess
import sys
from contextlib import suppress
from time import monotonic
from typing import NoReturn

from pydantic import ValidationError

from assessor.domain.artefact import SubmittedArtefact
from assessor.errors import InputError, UnreadableError
from assessor.intake import frames
from assessor.intake.decode import MAX_CODE_POINTS
from assessor.intake.frames import LENGTH, TICKET_BYTES, Breakage, Refusal, Request
from assessor.intake.sandbox import Confinement, Limits
from assessor.intake.worker import Order

_CHUNK_BYTES = 1 << 20
_NO_PROPER_ANSWER = "the reading process gave no proper answer"
_LAST_BREATH_S = 2.0
"""So long a child that has closed its pipe may take to end."""


class _OverdueError(Exception):
    """The child did not answer in time."""


class _GoneError(Exception):
    """The child closed its pipes without a whole answer."""


class _ImproperError(Exception):
    """The child announced an answer no child of ours would give."""


class ReadingChild:
    """A process that reads one file at a time. Not for use from two threads at once.

    The kernel ends the child when the thread that made this object ends, so a lasting thread must make it.

    Args:
        limits: what the child may use.
        entry: `module:function` of the reader.
    """

    def __init__(self, limits: Limits, entry: str) -> None:
        self._limits = limits
        self._confinement: Confinement | None = None
        self._in_step = True
        self.answered = 0
        """Files this child has answered for."""
        order = Order(parent_id=os.getpid(), entry=entry, limits=limits)
        command = [sys.executable, "-I", "-B", "-m", "assessor.intake.worker", order.model_dump_json()]
        self._process = subprocess.Popen(  # noqa: S603  # no shell, and nothing of it comes from a file
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a library's complaint may quote the file
            env={"PATH": os.defpath},
            cwd="/",
            bufsize=0,
            start_new_session=True,  # Ctrl-C is for the parent to handle
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._requests, self._answers = self._process.stdin, self._process.stdout
        os.set_blocking(self._requests.fileno(), False)
        os.set_blocking(self._answers.fileno(), False)

    @property
    def is_fit(self) -> bool:
        """Whether its next answer will be to the next file: it lives, owes nothing, said nothing unasked."""
        if self._process.poll() is not None or not self._in_step:
            return False
        return self._confinement is None or not _is_ready(self._answers.fileno(), select.POLLIN, 0.0)

    def confinement(self) -> Confinement:
        """Which limits hold in the child; waits until it has started.

        Raises:
            InputError: code `sandbox_unavailable`; it could not set its limits, or not start. It is ended.
        """
        if self._confinement is None:
            self._confinement = self._started()
        return self._confinement

    def read(self, request: Request, content: bytes) -> SubmittedArtefact:
        """Have one file read.

        Raises:
            UnreadableError: the reader's own; or code `too_slow`, `too_much_memory` or `intake_failed`, and
                then the child is ended.
            InputError: code `sandbox_unavailable`.
        """
        self.confinement()
        deadline = monotonic() + self._limits.wall_s
        ticket = secrets.token_bytes(TICKET_BYTES)
        # Stays false where anything breaks off the exchange, Ctrl-C included.
        self._in_step = False
        try:
            self._send(ticket + request.model_dump_json().encode(), deadline)
            self._send(content, deadline)
            answer = self._receive(deadline)
        except _OverdueError:
            self.end()
            raise self._too_slow() from None
        except _ImproperError:
            self.end()
            raise _failed(_NO_PROPER_ANSWER) from None
        except _GoneError:
            raise self._death() from None
        self._in_step = True
        self.answered += 1
        tag, body = answer[TICKET_BYTES : TICKET_BYTES + 1], answer[TICKET_BYTES + 1 :]
        return self._judge(tag if answer.startswith(ticket) else b"", body)

    def end(self) -> None:
        """Kill the child and what it may have started, and clean up. Harmless where it is dead."""
        if self._process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._requests.close()
        self._answers.close()

    def _started(self) -> Confinement:
        try:
            self._in_step = False
            answer = self._receive(monotonic() + self._limits.startup_s)
            self._in_step = True
            if answer[:1] == frames.READY:
                return Confinement.model_validate_json(answer[1:])
            refusal = Refusal.model_validate_json(answer[1:])
        except (_OverdueError, _GoneError, _ImproperError, ValidationError):
            refusal = Refusal(
                code="sandbox_unavailable",
                message="The process that reads files did not start.",
                hint="Check with `assessor doctor`; memory or processes may have run out.",
            )
        self.end()
        raise InputError(refusal.message, code=refusal.code, hint=refusal.hint)

    def _send(self, payload: bytes, deadline: float) -> None:
        for part in (LENGTH.pack(len(payload)), payload):
            rest = memoryview(part)
            while rest:
                _wait(self._requests.fileno(), select.POLLOUT, deadline)
                try:
                    rest = rest[os.write(self._requests.fileno(), rest) :]
                except BrokenPipeError:
                    raise _GoneError from None

    def _receive(self, deadline: float) -> bytes:
        (length,) = LENGTH.unpack(self._receive_exactly(LENGTH.size, deadline))
        # The child keeps to the limit by itself; one that does not is not worth listening to.
        if not 1 <= length <= self._limits.answer_bytes + TICKET_BYTES:
            raise _ImproperError
        return self._receive_exactly(length, deadline)

    def _receive_exactly(self, length: int, deadline: float) -> bytes:
        received = bytearray()
        while len(received) < length:
            _wait(self._answers.fileno(), select.POLLIN, deadline)
            chunk = os.read(self._answers.fileno(), min(_CHUNK_BYTES, length - len(received)))
            if not chunk:
                raise _GoneError
            received += chunk
        return bytes(received)

    def _judge(self, tag: bytes, body: bytes) -> SubmittedArtefact:
        try:
            if tag == frames.ARTEFACT:
                return _sound(SubmittedArtefact.model_validate_json(body))
            if tag == frames.REFUSED:
                self._refuse(Refusal.model_validate_json(body))
            if tag == frames.FAILED:
                error = _failed(f"its reader broke off ({Breakage.model_validate_json(body).where})")
            elif tag == frames.OUT_OF_MEMORY:
                error = self._too_much_memory()
            else:
                error = _failed(_NO_PROPER_ANSWER)
        except ValueError:  # pydantic's errors are among them
            # `from None`: what a child made up may quote the file.
            error = _failed(_NO_PROPER_ANSWER)
        self.end()
        raise error from None

    def _refuse(self, refusal: Refusal) -> NoReturn:
        raise UnreadableError(refusal.message, code=refusal.code, hint=refusal.hint)

    def _death(self) -> UnreadableError:
        """What the death of the child says of the file."""
        try:
            status = self._process.wait(timeout=_LAST_BREATH_S)
        except subprocess.TimeoutExpired:
            status = 0
        self.end()
        if status == -signal.SIGXCPU:
            return self._too_slow()
        if status == -signal.SIGKILL:  # not ours: the kernel was out of memory
            return self._too_much_memory()
        return _failed("the reading process ended without a proper answer")

    def _too_slow(self) -> UnreadableError:
        return UnreadableError(
            f"Reading the file took longer than {self._limits.wall_s:g} s and was stopped.",
            code="too_slow",
            hint="Hand in the part that shows the work, or save it as plain text.",
        )

    def _too_much_memory(self) -> UnreadableError:
        gigabytes = self._limits.memory_bytes / 1e9
        return UnreadableError(
            f"Reading the file took more than {gigabytes:g} GB of memory and was stopped.",
            code="too_much_memory",
            hint="Hand in the part that shows the work, or save it as plain text.",
        )


def _wait(descriptor: int, event: int, deadline: float) -> None:
    if not _is_ready(descriptor, event, max(0.0, deadline - monotonic())):
        raise _OverdueError


def _is_ready(descriptor: int, event: int, timeout_s: float) -> bool:
    """Whether something can be read or written, or the other side is gone."""
    poll = select.poll()
    poll.register(descriptor, event)
    return bool(poll.poll(timeout_s * 1000))


def _failed(reason: str) -> UnreadableError:
    return UnreadableError(
        f"The file cannot be read: {reason}.",
        code="intake_failed",
        hint="Save it anew in the program it was made with, or hand in its text as .txt.",
    )


def _sound(artefact: SubmittedArtefact) -> SubmittedArtefact:
    """The artefact, where all its places lie in its text; types alone do not promise that."""
    size = len(artefact.text)
    ends = [segment.end for segment in artefact.segments]
    ends += [attached.end for attached in artefact.attachments]
    ends += [end for finding in artefact.findings for end in (finding.start, finding.end) if end is not None]
    if size > MAX_CODE_POINTS or max(ends, default=0) > size:
        raise ValueError("a place lies outside the text, or the text is too long")
    return artefact
