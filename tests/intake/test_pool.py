"""Files read by real children, hostile readers among them (`hostile.py`)."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assessor.domain.artefact import ArtefactKind
from assessor.errors import OrderError, UnreadableError
from assessor.intake.decode import MAX_BYTES
from assessor.intake.pool import IntakePool
from assessor.intake.read import read_artefact
from assessor.intake.sandbox import Limits
from tests.intake.mails import as_bytes, mail

HOSTILE = "tests.intake.hostile:obey"


@pytest.fixture(scope="module")
def pool() -> Iterator[IntakePool]:
    with IntakePool(entry=HOSTILE) as made:
        yield made


@pytest.fixture(scope="module")
def impatient() -> Iterator[IntakePool]:
    with IntakePool(entry=HOSTILE, limits=Limits(wall_s=2.0)) as made:
        yield made


def text_of(pool: IntakePool, deed: str) -> str:
    return pool.read(deed.encode(), "a.txt").text


def failure_of(pool: IntakePool, deed: str) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        pool.read(deed.encode(), "a.txt")
    return caught.value


def is_alive(process_id: int) -> bool:
    try:
        state = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_for_death(process_id: int) -> bool:
    deadline = time.monotonic() + 5
    while is_alive(process_id) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not is_alive(process_id)


SAMPLES: list[tuple[bytes, str]] = [
    (b"# Plan\r\n\r\nCall the customer on Monday.\n", "plan.md"),
    ("Sehr geehrte Frau Müller,\nwir haben den Termin verschoben.".encode("cp1252"), "Müller GmbH.TXT"),
    (as_bytes(mail("Danke, wir schicken das Angebot morgen früh.\n\n> Please send it today.\n")), "re.eml"),
    ("Grüße 👩‍👩‍👧 \u00ad\u202e cafe\u0301\tend\r\n".encode(), "emoji.txt"),
    (b"- a\n" * 20_000, "long.md"),
]


def test_a_file_reads_in_a_child_as_it_does_here() -> None:
    with IntakePool() as pool:
        for data, name in SAMPLES:
            assert pool.read(data, name) == read_artefact(data, name)
        kind = ArtefactKind.QBR_NOTES
        data, name = SAMPLES[0]
        assert pool.read(data, name, kind=kind, lang="de") == read_artefact(data, name, kind=kind, lang="de")


BAD: list[tuple[bytes, str]] = [
    (b"", "a.txt"),
    (b" \n", "a.md"),
    (b"\x00\x01" * 9, "a.txt"),
    (b"\x89PNG", "a.txt"),
    (b"MZ", "setup.exe"),
    (b"text", "Anna Huber.Vertrag 2026"),
    (b"no mail at all", "a.eml"),
    (b"x" * (MAX_BYTES + 1), "a.txt"),
]


def test_an_unreadable_file_gives_the_same_error_as_here_and_costs_no_child() -> None:
    with IntakePool() as pool:
        for data, name in BAD:
            with pytest.raises(UnreadableError) as here:
                read_artefact(data, name)
            with pytest.raises(UnreadableError) as there:
                pool.read(data, name)
            assert type(there.value) is type(here.value)
            assert vars(there.value) == vars(here.value)
        assert pool.read(b"Hello there", "a.txt").text == "Hello there"


def test_a_child_loads_no_engine_and_sees_no_setting(
    pool: IntakePool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSESSOR_KEY_FILE", "/secret")
    with IntakePool(entry=HOSTILE) as fresh:
        loaded = set(text_of(fresh, "modules").split())
        named = set(text_of(fresh, "environment").split())
    heavy = {
        "numpy",
        "spacy",
        "chromadb",
        "presidio_analyzer",
        "sqlalchemy",
        "litellm",
        "sklearn",
        "py3langid",
    }
    assert not loaded & heavy
    assert {"pydantic", "bs4"} <= loaded
    assert named <= {"PATH", "LC_CTYPE", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"}
    assert text_of(pool, "place") == "/"


@pytest.mark.parametrize(
    ("name", "learned"),
    [
        ("Anna Huber.TXT", "file.txt"),
        ("/home/anna/notes.md", "file.md"),
        ("Anna.Huber GmbH", "file"),
        ("Anna.Hubersmuehle", "file"),
        ("", "file"),
    ],
)
def test_a_child_learns_the_extension_and_not_the_name(pool: IntakePool, name: str, learned: str) -> None:
    assert pool.read(b"name", name).text == learned


FORBIDDEN = [
    "connect",
    "socket",
    "resolve example.org",
    "fork",
    "run /bin/true",
    "system true",
    "open r /etc/passwd",
    "open w /tmp/assessor-must-not-appear",
    "remove /tmp/assessor-must-not-appear",
]


@pytest.mark.parametrize("deed", FORBIDDEN)
def test_a_reader_may_not(pool: IntakePool, deed: str) -> None:
    error = failure_of(pool, deed)
    assert error.code == "intake_failed"
    assert "ForbiddenError" in error.message
    assert not Path("/tmp/assessor-must-not-appear").exists()  # noqa: S108  # written by no one
    assert text_of(pool, "echo fine") == "fine"


def test_native_code_may_not_either(pool: IntakePool, tmp_path: Path) -> None:
    """Where the kernel offers it: past the audit hook there are still Landlock and the empty namespace."""
    confinement = pool.confinement()
    secret = tmp_path / "key"
    secret.write_text("secret")
    if confinement.network_namespace or confinement.kernel_file_rules:
        # Outside of both the answer would be "Connection refused": nobody listens there.
        assert text_of(pool, "native_connect") in ("Network is unreachable", "Permission denied")
    if confinement.kernel_file_rules:
        assert text_of(pool, f"native_open {os.O_RDONLY} {secret}") == "Permission denied"
        assert text_of(pool, f"native_open {os.O_WRONLY | os.O_CREAT} {tmp_path}/new") == "Permission denied"
        assert text_of(pool, f"native_open {os.O_RDONLY} {os.__file__}") == "opened"
    assert list(tmp_path.iterdir()) == [secret]


def test_a_child_holds_the_limits_it_was_given() -> None:
    with IntakePool(entry=HOSTILE, limits=Limits(memory_bytes=10**9, open_files=32)) as pool:
        child = text_of(pool, "process")
        limits = Path(f"/proc/{child}/limits").read_text()
        status = Path(f"/proc/{child}/status").read_text().split("\n")
    soft_and_hard = {line[:26].strip(): line[26:].split()[:2] for line in limits.splitlines()[1:]}
    assert soft_and_hard["Max address space"] == ["1000000000"] * 2
    assert soft_and_hard["Max open files"] == ["32"] * 2
    assert soft_and_hard["Max file size"] == ["0"] * 2
    assert soft_and_hard["Max core file size"] == ["0"] * 2
    assert soft_and_hard["Max processes"] == ["0"] * 2
    assert "NoNewPrivs:\t1" in status


def test_this_machine_offers_what_the_kernel_can(pool: IntakePool) -> None:
    done = subprocess.run(["unshare", "-Un", "true"], capture_output=True, check=False)
    assert pool.confinement().network_namespace == (done.returncode == 0)
    landlock_version = ctypes.CDLL(None).syscall(444, None, ctypes.c_size_t(0), ctypes.c_uint32(1))
    assert pool.confinement().kernel_file_rules == (landlock_version >= 1)


DEATHS: list[tuple[str, str]] = [
    ("allocate 3000000000", "too_much_memory"),
    (f"die {signal.SIGKILL}", "too_much_memory"),
    (f"die {signal.SIGXCPU}", "too_slow"),
    ("sleep 30", "too_slow"),
    ("crash", "intake_failed"),
    (f"die {signal.SIGABRT}", "intake_failed"),
    ("exit 0", "intake_failed"),
    ("exit 3", "intake_failed"),
    ("leave 0", "intake_failed"),
    ("recurse", "intake_failed"),
    ("break Anna-Huber", "intake_failed"),
    ("descriptors 100", "intake_failed"),
    ("garbage", "intake_failed"),
    ("nothing", "intake_failed"),
    ("unknown_tag", "intake_failed"),
    ("broken_json", "intake_failed"),
    ("wrong_shape", "intake_failed"),
    ("segment_out_of_place", "intake_failed"),
    ("finding_out_of_place", "intake_failed"),
    ("too_long", "intake_failed"),
    ("announce_much", "intake_failed"),
    ("half", "intake_failed"),
    ("forged", "intake_failed"),
]


@pytest.mark.parametrize(("deed", "code"), DEATHS)
def test_a_reader_that_dies_is_one_clear_error_and_the_next_file_reads(
    impatient: IntakePool, deed: str, code: str
) -> None:
    before = text_of(impatient, "process")
    error = failure_of(impatient, deed)
    assert error.code == code
    assert error.message.endswith(".")
    assert ". " not in error.message
    assert error.hint
    assert "Anna" not in str(error)
    assert text_of(impatient, "echo fine") == "fine"
    assert text_of(impatient, "process") != before
    assert wait_for_death(int(before))


def test_a_reader_that_loops_is_stopped_by_the_clock() -> None:
    with IntakePool(entry=HOSTILE, limits=Limits(wall_s=0.5)) as pool:
        pool.confinement()
        begun = time.monotonic()
        assert "longer than 0.5 s" in failure_of(pool, "loop").message
        assert time.monotonic() - begun < 2


def test_a_reader_that_loops_is_stopped_by_the_processor_limit_too() -> None:
    with IntakePool(entry=HOSTILE, limits=Limits(cpu_s=1, wall_s=60.0)) as pool:
        assert failure_of(pool, "loop").code == "too_slow"


def test_the_processor_limit_counts_for_each_file_anew() -> None:
    # Three times 0.8 s would be past 1 + 1 s if they added up.
    with IntakePool(entry=HOSTILE, limits=Limits(cpu_s=1, wall_s=60.0)) as pool:
        children = {text_of(pool, "work 0.8") for _ in range(3)}
    assert len(children) == 1


def test_an_answer_over_the_limit_is_refused_and_costs_no_child() -> None:
    with IntakePool(entry=HOSTILE, limits=Limits(answer_bytes=10_000)) as pool:
        before = text_of(pool, "process")
        assert failure_of(pool, "long 10000").code == "too_large"
        assert text_of(pool, "process") == before


def test_what_a_library_prints_is_no_answer(pool: IntakePool) -> None:
    assert text_of(pool, "print hello") == "hello"


def test_an_answer_made_up_before_the_true_one_never_reaches_the_next_file(pool: IntakePool) -> None:
    for _ in range(3):
        failure_of(pool, "forged")
        assert text_of(pool, "echo mine") == "mine"


def test_a_file_larger_than_a_pipe_passes_both_ways(pool: IntakePool) -> None:
    assert text_of(pool, "echo " + "y" * 1_500_000) == "y" * 1_500_000


def test_a_child_is_replaced_after_its_share_of_files() -> None:
    with IntakePool(entry=HOSTILE, files_per_child=2) as pool:
        first, second, third = (text_of(pool, "process") for _ in range(3))
        assert first == second != third
        assert wait_for_death(int(first))


def test_a_child_killed_while_idle_is_replaced_unnoticed(pool: IntakePool) -> None:
    before = int(text_of(pool, "process"))
    os.kill(before, signal.SIGKILL)
    assert wait_for_death(before)
    assert int(text_of(pool, "process")) != before


def test_a_child_outlives_the_thread_that_first_needed_it() -> None:
    with IntakePool(entry=HOSTILE) as pool:
        found: list[str] = []
        reader = threading.Thread(target=lambda: found.append(text_of(pool, "process")))
        reader.start()
        reader.join()
        time.sleep(0.2)
        assert text_of(pool, "process") == found[0]


def test_a_read_broken_off_midway_leaves_no_answer_to_the_next_file(
    request: pytest.FixtureRequest,
) -> None:
    # Whoever runs the suite in the background has the signal ignored from the start.
    before_us = signal.signal(signal.SIGINT, signal.default_int_handler)
    request.addfinalizer(lambda: signal.signal(signal.SIGINT, before_us))
    with IntakePool(entry=HOSTILE) as pool:
        before = text_of(pool, "process")
        main = threading.main_thread().ident
        assert main is not None
        threading.Timer(0.3, signal.pthread_kill, (main, signal.SIGINT)).start()
        with pytest.raises(KeyboardInterrupt):
            text_of(pool, "sleep 2")
        assert text_of(pool, "process") != before


def test_a_hundred_reads_from_eight_threads_are_not_mixed_up() -> None:
    with IntakePool(2, entry=HOSTILE, files_per_child=20) as pool, ThreadPoolExecutor(8) as threads:
        texts = [f"text {number} " + "z" * (number * 700) for number in range(100)]
        assert list(threads.map(lambda text: text_of(pool, f"echo {text}"), texts)) == texts


def test_with_all_workers_busy_a_read_waits() -> None:
    with IntakePool(1, entry=HOSTILE) as pool, ThreadPoolExecutor(1) as threads:
        pool.confinement()
        slow = threads.submit(text_of, pool, "sleep 0.5")
        time.sleep(0.1)
        begun = time.monotonic()
        text_of(pool, "echo next")
        assert time.monotonic() - begun > 0.3
        assert slow.result() == "slept"


def test_nothing_starts_before_the_first_read() -> None:
    with IntakePool(entry=HOSTILE) as pool:
        assert pool.idle_children == 0
        text_of(pool, "echo one")
        assert pool.idle_children == 1


def test_closing_waits_for_the_file_at_hand_then_ends_all_children() -> None:
    pool = IntakePool(2, entry=HOSTILE)
    child = int(text_of(pool, "process"))
    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(text_of, pool, "sleep 0.5")
        time.sleep(0.1)
        pool.close()
        assert slow.result() == "slept"
    pool.close()
    assert wait_for_death(child)
    with pytest.raises(OrderError) as caught:
        text_of(pool, "echo late")
    assert caught.value.code == "pool_closed"


def test_a_pool_without_workers_is_none() -> None:
    with pytest.raises(ValueError, match="at least one worker"):
        IntakePool(0)


PARENT = """
import time
from assessor.intake.pool import IntakePool
pool = IntakePool(entry="tests.intake.hostile:obey")
print(pool.read(b"process", "a.txt").text, flush=True)
pool.read(b"{deed}", "a.txt")
time.sleep(60)
"""


@pytest.mark.parametrize("deed", ["echo idle", "loop", "sleep 60"])
def test_no_child_survives_the_kill_of_its_parent(deed: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT.replace("{deed}", deed)], stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        time.sleep(0.1)
        assert is_alive(child)
        parent.kill()
    assert wait_for_death(child)


def test_a_program_that_forgets_to_close_still_ends_and_its_child_with_it() -> None:
    program = PARENT.replace("{deed}", "echo idle").replace("time.sleep(60)", "")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, timeout=30)
    assert wait_for_death(int(done.stdout))


def test_what_a_child_started_ends_with_it() -> None:
    """Root may start processes past the limit; they are killed with the child."""
    with IntakePool(entry=HOSTILE) as pool:
        grandchild = int(text_of(pool, "native_fork"))
    assert grandchild == -1 or wait_for_death(grandchild)
