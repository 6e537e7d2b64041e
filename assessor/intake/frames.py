"""Stage 1: how a reading child and its parent speak: frames over pipes, in memory only.

A request is two frames: a ticket with a `Request` as JSON, and the file's bytes. An answer is one frame: the
same ticket, a tag byte, and JSON. Tickets are random, so no answer can be taken for that to a later file.

A frame is its length in bytes, 8 bytes big endian, and then that many bytes.
"""

import struct
from typing import BinaryIO

from pydantic import Field

from assessor.domain.artefact import ArtefactKind
from assessor.domain.base import Frozen
from assessor.domain.text import Language

LENGTH = struct.Struct(">Q")
"""What stands before each payload."""
TICKET_BYTES = 16

READY = b"R"
"""The child has set its limits; a `sandbox.Confinement` follows."""
UNAVAILABLE = b"U"
"""The child could not set its limits; a `Refusal` follows, and the child ends."""
ARTEFACT = b"A"
"""The file as a `SubmittedArtefact`."""
REFUSED = b"E"
"""The file cannot be read; a `Refusal` follows."""
OUT_OF_MEMORY = b"M"
"""Reading met the memory limit; nothing follows, and the child ends."""
FAILED = b"F"
"""The reader broke; a `Breakage` follows, and the child ends."""


class Request(Frozen):
    """What the child learns of a file beside its bytes. Never its name, which may hold personal data."""

    extension: str
    """Lower case with its dot; empty where the name has none that can be one of a format."""
    kind: ArtefactKind | None = None
    lang: Language | None = None


class Refusal(Frozen):
    """The three parts of one of our errors, bounded: a child's word is not trusted."""

    code: str = Field(max_length=40, pattern=r"^[a-z][a-z0-9_]*$")
    message: str = Field(max_length=600, pattern=r"^[^\x00-\x1f\x7f]*$")
    hint: str | None = Field(default=None, max_length=600, pattern=r"^[^\x00-\x1f\x7f]*$")


class Breakage(Frozen):
    """What broke and in which line of code; holds nothing of the file."""

    # No counted repetition and no Unicode classes: compiling those took 0.15 s of each child's start.
    where: str = Field(max_length=200, pattern=r"^[A-Za-z0-9_]+ at [A-Za-z0-9_.]+:[0-9]+$")
    """`KeyError at assessor.intake.pdf.read:88`."""


def write_frame(stream: BinaryIO, payload: bytes) -> None:
    """Send one frame and flush."""
    stream.write(LENGTH.pack(len(payload)))
    stream.write(payload)
    stream.flush()


def read_frame(stream: BinaryIO) -> bytes | None:
    r"""The next payload, or None where the stream ends before one is complete.

    >>> import io
    >>> stream = io.BytesIO()
    >>> write_frame(stream, b"abc")
    >>> stream.getvalue()
    b'\x00\x00\x00\x00\x00\x00\x00\x03abc'
    >>> _ = stream.seek(0)
    >>> read_frame(stream), read_frame(stream)
    (b'abc', None)
    """
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    payload = stream.read(length)
    return payload if len(payload) == length else None
