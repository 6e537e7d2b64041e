"""What the audit hook refuses, and that a child without limits does not start. Real children: test_pool.py."""

import io
import os
import subprocess
import sys

import pytest

from assessor.errors import InputError
from assessor.intake import frames
from assessor.intake.pool import IntakePool
from assessor.intake.sandbox import Limits, is_refused
from assessor.intake.worker import Order

READABLE = ("/usr/lib", "/etc/mime.types")

REFUSED: list[tuple[str, tuple[object, ...]]] = [
    ("open", ("/etc/passwd", "r", 0)),
    ("open", (b"/etc/passwd", "rb", 0)),
    ("open", ("/usr/lib/../../etc/passwd", "r", 0)),
    ("open", ("/usr/library/x", "r", 0)),
    ("open", ("/etc/mime.types.key", "r", 0)),
    ("open", ("home/keys", "r", 0)),
    ("open", ("/usr/lib/x.py", "w", os.O_WRONLY)),
    ("open", ("/usr/lib/x.py", "r+", os.O_RDWR)),
    ("open", ("/usr/lib/x.py", "x", os.O_CREAT)),
    ("open", ("/tmp/x", "a", os.O_WRONLY | os.O_CREAT | os.O_APPEND)),  # noqa: S108  # a path to refuse
    ("socket.__new__", (None, 2, 1, 0)),
    ("socket.connect", (None, ("127.0.0.1", 80))),
    ("socket.bind", (None, ("127.0.0.1", 80))),
    ("socket.getaddrinfo", ("example.org", 80, 0, 0, 0)),
    ("subprocess.Popen", ("sh", [], None, None)),
    ("os.exec", ("sh", [], None)),
    ("os.fork", ()),
    ("os.posix_spawn", ("sh", [], {})),
    ("os.system", (b"ls",)),
    ("os.remove", ("/usr/lib/x", -1)),
    ("os.rename", ("a", "b", -1, -1)),
    ("os.mkdir", ("a", 511, -1)),
    ("os.symlink", ("a", "b", -1)),
    ("os.kill", (1, 9)),
    ("shutil.rmtree", ("/",)),
    ("tempfile.mkstemp", ("/tmp/x",)),  # noqa: S108  # a path to refuse
    ("sqlite3.connect", ("x.db",)),
    ("urllib.Request", ("http://example.org", None, {}, "GET")),
]

ALLOWED: list[tuple[str, tuple[object, ...]]] = [
    ("open", ("/usr/lib", "r", 0)),
    ("open", ("/usr/lib/python3/re.py", "r", os.O_CLOEXEC)),
    ("open", ("/etc/mime.types", "r", 0)),
    ("open", (os.devnull, "w", os.O_WRONLY | os.O_CREAT)),
    ("open", (5, "wb", os.O_WRONLY)),
    ("import", ("re", None, None, None, None)),
    ("compile", (None, "x")),
    ("ctypes.dlopen", ("libpdfium.so",)),
    ("os.listdir", ("/usr/lib",)),
    ("socketless", ()),
]


@pytest.mark.parametrize(("event", "args"), REFUSED)
def test_what_reading_never_needs_is_refused(event: str, args: tuple[object, ...]) -> None:
    assert is_refused(event, args, READABLE)


@pytest.mark.parametrize(("event", "args"), ALLOWED)
def test_what_reading_needs_is_allowed(event: str, args: tuple[object, ...]) -> None:
    assert not is_refused(event, args, READABLE)


CONFINE = """
import os, resource, sys
from assessor.errors import InputError
from assessor.intake.sandbox import Limits, confine

set_limit = resource.setrlimit

def refuse(kind, limits):
    if kind == getattr(resource, sys.argv[1]):
        raise OSError(1, "not on this machine")
    set_limit(kind, limits)

resource.setrlimit = refuse  # stands for a kernel that forbids it
try:
    confine(Limits(), parent_id=os.getppid())
except InputError as error:
    print(error.code, sys.argv[1] in error.message)
else:
    print("confined")
"""


@pytest.mark.parametrize(
    ("name", "said"),
    [
        *(
            (f"RLIMIT_{name}", "sandbox_unavailable True")
            for name in ("AS", "CPU", "FSIZE", "NOFILE", "CORE")
        ),
        ("RLIMIT_NPROC", "confined"),
    ],
)
def test_a_limit_that_must_hold_and_cannot_be_set_stops_the_child(name: str, said: str) -> None:
    done = subprocess.run([sys.executable, "-c", CONFINE, name], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == said


def test_a_child_whose_parent_is_gone_says_so_and_ends() -> None:
    # 1 is the process that inherits orphans.
    order = Order(parent_id=1, entry="tests.intake.hostile:obey", limits=Limits())
    command = [sys.executable, "-m", "assessor.intake.worker", order.model_dump_json()]
    done = subprocess.run(command, input=b"", capture_output=True, check=False)
    answer = frames.read_frame(io.BytesIO(done.stdout)) or b""
    assert (done.returncode, answer[:1]) == (1, frames.UNAVAILABLE)
    assert frames.Refusal.model_validate_json(answer[1:]).code == "sandbox_unavailable"


@pytest.mark.parametrize(
    ("limits", "entry"),
    [
        (Limits(), "tests.intake.no_such_module:read"),
        (Limits(), "tests.intake.hostile:no_such_reader"),
        (Limits(memory_bytes=1_000_000), "tests.intake.hostile:obey"),  # less than Python itself takes
        (Limits(startup_s=0.0), "tests.intake.hostile:obey"),
    ],
)
def test_a_child_that_cannot_start_is_no_fault_of_the_file(limits: Limits, entry: str) -> None:
    with IntakePool(limits=limits, entry=entry) as pool, pytest.raises(InputError) as caught:
        pool.read(b"echo hello", "a.txt")
    assert caught.value.code == "sandbox_unavailable"
