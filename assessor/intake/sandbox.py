"""Stage 1: the limits a reading child puts on itself before it sees a file.

Two steps, since libraries must be loaded between them. `confine` sets what holds from the start (memory, file
size, descriptors, an empty network namespace, death with the parent); `arm` closes the rest with Landlock for
files, programs and TCP, and with an audit hook that refuses them to Python code on any kernel.

Memory, CPU, file size and descriptors are set or the child does not start. Namespace, Landlock and the limit
on processes depend on the kernel and the user; `Confinement` tells which of them hold.
"""

import ctypes
import mimetypes
import os
import resource
import signal
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assessor.domain.base import Frozen
from assessor.errors import InputError
from assessor.intake import landlock

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_REFUSED_FAMILIES = ("socket.", "shutil.", "tempfile.", "http.", "urllib.", "ftplib.", "smtplib.", "sqlite3.")
_REFUSED_EVENTS = frozenset(
    {
        "os.fork",
        "os.forkpty",
        "os.exec",
        "os.posix_spawn",
        "os.spawn",
        "os.system",
        "os.kill",
        "os.killpg",
        "subprocess.Popen",
        "pty.spawn",
        "signal.pthread_kill",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.mkdir",
        "os.link",
        "os.symlink",
        "os.truncate",
        "os.chmod",
        "os.chown",
        "os.chflags",
        "os.utime",
        "os.setxattr",
        "os.removexattr",
        "os.chdir",
        "os.mkfifo",
        "os.mknod",
    }
)
_SYSTEM_PLACES = (
    *("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/share", "/etc/ld.so.cache", "/etc/localtime"),
    *("/dev/urandom", os.devnull),
)


@dataclass(frozen=True)
class Limits:
    """What one reading child may use."""

    memory_bytes: int = 1_500_000_000
    """Address space of the child."""
    cpu_s: int = 8
    """Processor time for one file; the kernel counts whole seconds, so up to one more may pass."""
    wall_s: float = 8.0
    """Time from handing over a file to having its answer; the parent ends the child then. So a command that
    reads one file answers within 10 s, its own start included."""
    open_files: int = 64
    answer_bytes: int = 64_000_000
    """Longest answer, as JSON."""
    startup_s: float = 60.0
    """Time for the child to load its readers, before any file."""


class Confinement(Frozen):
    """Which of the limits that not every machine offers hold in a child."""

    network_namespace: bool
    """An empty network namespace: not even native code reaches a network."""
    kernel_file_rules: bool
    """Landlock: files beneath the code alone, read only, also for native code."""
    process_limit: bool
    """RLIMIT_NPROC of 0. It does not bind root outside a user namespace."""


class ForbiddenError(PermissionError):
    """Code in the child tried what reading a file never needs."""


def confine(limits: Limits, *, parent_id: int) -> tuple[bool, bool]:
    """Set what must hold while the readers load. Call once, with one thread running.

    Args:
        limits: what the child may use.
        parent_id: process id of the parent; the child ends with it.

    Returns:
        Whether the network namespace and the limit on processes hold.

    Raises:
        InputError: code `sandbox_unavailable`; a limit that must hold cannot be set.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    has_namespace = libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0
    for option, value in (
        (_PR_SET_NO_NEW_PRIVS, 1),
        (_PR_SET_DUMPABLE, 0),  # no other process of the user reads this memory, no core dump holds it
        # After `unshare`: the kernel forgets this wish when credentials change.
        (_PR_SET_PDEATHSIG, signal.SIGKILL),
    ):
        if libc.prctl(option, value, 0, 0, 0) != 0:
            raise _unavailable(f"prctl option {option}")
    if os.getppid() != parent_id:
        raise _unavailable("death with the parent, which is gone already")
    for name, value in (
        ("RLIMIT_AS", limits.memory_bytes),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_NOFILE", limits.open_files),
        ("RLIMIT_CORE", 0),
    ):
        if not _is_set(name, value):
            raise _unavailable(name)
    allow_cpu(limits.cpu_s)
    return has_namespace, _is_set("RLIMIT_NPROC", 0)


def arm() -> bool:
    """Refuse files, programs and sockets from here on, for good. Call after all readers are loaded.

    Returns:
        Whether the kernel enforces it too; the audit hook does in any case.
    """
    places = _readable_places()
    has_rules = landlock.restrict(places)

    def refuse(event: str, args: tuple[Any, ...]) -> None:
        if is_refused(event, args, places):
            raise ForbiddenError(f"reading a file needs no {event}")

    sys.addaudithook(refuse)
    return has_rules


def allow_cpu(seconds: int) -> None:
    """Give this process `seconds` of processor time from now; the kernel ends it with SIGXCPU after them.

    Raises:
        InputError: code `sandbox_unavailable`.
    """
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(usage.ru_utime + usage.ru_stime) + seconds + 1
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (_lower(soft, hard), hard))
    except (OSError, ValueError):
        raise _unavailable("RLIMIT_CPU") from None


def is_refused(event: str, args: tuple[Any, ...], readable: tuple[str, ...]) -> bool:
    """Whether an audit event is one that reading a file never needs.

    Args:
        event: name as in the audit events table of the Python documentation.
        args: the event's arguments.
        readable: absolute files and folders that may be opened for reading.

    >>> is_refused("open", ("/usr/lib/python3/re.py", "r", 0), ("/usr/lib",))
    False
    >>> is_refused("open", ("/etc/passwd", "r", 0), ("/usr/lib",))
    True
    """
    if event == "open":
        return _is_open_refused(args[0], args[2], readable)
    return event in _REFUSED_EVENTS or event.startswith(_REFUSED_FAMILIES)


def _is_open_refused(path: Any, flags: int, readable: tuple[str, ...]) -> bool:
    if isinstance(path, int):
        return False  # a descriptor that is open already reaches nothing new
    absolute = os.path.abspath(os.fsdecode(path))  # noqa: PTH100  # Path.absolute would keep `..`
    if absolute == os.devnull:
        return False
    if flags & _WRITING:
        return True
    return not any(absolute == place or absolute.startswith(place + os.sep) for place in readable)


def _readable_places() -> tuple[str, ...]:
    """Where code and the data of libraries lie. A checkout's root is not among them: a home may lie there."""
    paths = sysconfig.get_paths()
    code = {paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    code |= {f"{sys.base_prefix}/lib", str(Path(__file__).parents[1])}
    return (*sorted(code), *_SYSTEM_PLACES, *(os.fspath(place) for place in mimetypes.knownfiles))


def _is_set(name: str, value: int) -> bool:
    """Lower a limit for good; a stricter one that stands already stays."""
    kind: int = getattr(resource, name)
    try:
        ceiling = _lower(value, resource.getrlimit(kind)[1])
        resource.setrlimit(kind, (ceiling, ceiling))
    except (OSError, ValueError):
        return False
    return resource.getrlimit(kind)[1] == ceiling


def _lower(value: int, hard: int) -> int:
    return value if hard == resource.RLIM_INFINITY else min(value, hard)


def _unavailable(what: str) -> InputError:
    return InputError(
        f"Files cannot be read safely on this machine: {what} could not be set in the reading process.",
        code="sandbox_unavailable",
        hint="Run on Linux where processes may lower their own limits; `assessor doctor` tells more.",
    )
