"""Memory of reading children, apart from whatever else a test run starts (model servers, workers of the service)."""

import os
import re
from contextlib import suppress
from pathlib import Path

_CHILD = b"assessor.intake.worker"


def peak_of_living_children() -> int:
    """The largest resident memory, in bytes, that any reading child now alive has had; 0 where there is none.

    A child that died of its limits is not seen; those are held by the kernel.
    """
    return max((_peak_bytes(entry) for entry in Path("/proc").glob("[0-9]*")), default=0)


def _peak_bytes(process: Path) -> int:
    with suppress(OSError):
        status = (process / "status").read_text()
        if f"PPid:\t{os.getpid()}\n" in status and _CHILD in (process / "cmdline").read_bytes():
            peak = re.search(r"VmHWM:\s+(\d+) kB", status)
            return int(peak[1]) * 1024 if peak else 0
    return 0
