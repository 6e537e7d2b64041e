"""Stage 1: the one door to pdfium, which is C: strings, boxes and handles come out as Python values.

pdfium is not safe to use from two threads: whoever calls it holds `LOCK`.
"""

import ctypes
import importlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, Final, NamedTuple

from assessor.errors import UnreadableError
from assessor.intake.damaged import damaged_file

LOCK: Final = threading.Lock()
_PASSWORD_ERRORS: Final = frozenset({4, 5})
"""FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY."""
MAX_STRING_BYTES = 4_000_000
"""A longer string is cut; it would not fit a text that intake reads anyway."""


class Box(NamedTuple):
    """A rectangle on the page, in points, y upwards."""

    left: float
    bottom: float
    right: float
    top: float

    def contains(self, x: float, y: float) -> bool:
        """Whether a point lies in it, the edge included."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def is_apart_from(self, other: "Box") -> bool:
        """Whether the two share no point."""
        return (
            self.right < other.left
            or self.left > other.right
            or self.top < other.bottom
            or self.bottom > other.top
        )

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle, x and y."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


@cache
def pdfium() -> Any:
    """The C functions, loaded on first use. They come without types, so nothing is known of them."""
    return importlib.import_module("pypdfium2.raw")


def open_document(data: bytes) -> Any:
    """A document, to be closed by its `close`.

    Raises:
        UnreadableError: code `encrypted` or `damaged_file`.
    """
    library: Any = importlib.import_module("pypdfium2")
    try:
        return library.PdfDocument(data)
    except library.PdfiumError as error:
        if error.err_code in _PASSWORD_ERRORS:
            raise UnreadableError(
                "The PDF is encrypted: expected one that opens without a password, got one that asks for it.",
                code="encrypted",
                hint="Save a copy without a password and hand that in.",
            ) from None
        raise damaged_file("PDF", "expected pages, got a structure that cannot be opened") from None


def wide_string(ask: Callable[[Any, int], int]) -> str:
    """A string that pdfium writes in UTF-16 into a buffer of so many bytes; empty where there is none.

    Args:
        ask: a call that takes buffer and length and returns the bytes needed.
    """
    needed = min(int(ask(None, 0)), MAX_STRING_BYTES)
    if needed <= 2:  # noqa: PLR2004 - nothing but the closing NUL
        return ""
    buffer = (ctypes.c_ushort * (needed // 2 + 1))()
    ask(buffer, needed)
    return bytes(buffer)[:needed].decode("utf-16-le", "replace").partition("\0")[0]


def address_of(handle: Any) -> int:
    """What tells one handle from another; 0 for none."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


@contextmanager
def closing(handle: Any, close: Callable[[Any], object]) -> Iterator[Any]:
    """A handle that is closed afterwards; nothing is closed where there is none."""
    try:
        yield handle
    finally:
        if handle:
            close(handle)
