"""Workers: a death or a hang costs its own job, nobody outlives the parent, nothing is said aloud."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assessor.errors import CapacityError, ModelError, NotFoundError, OrderError
from assessor.work.pool import WorkerPool
from tests.work import jobs


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool[jobs.Bench]]:
    with WorkerPool(2, jobs.set_up, "bench") as started:
        yield started


def test_a_worker_keeps_its_context_between_jobs(pool: WorkerPool[jobs.Bench]) -> None:
    answers = {pool.run(jobs.greet, "hello") for _ in range(4)}
    # Two workers take turns: each has been used twice.
    assert answers == {"hello bench 1", "hello bench 2"}


def test_jobs_run_in_other_processes_which_are_those_the_pool_names(pool: WorkerPool[jobs.Bench]) -> None:
    used = {pool.run(jobs.process) for _ in range(4)}
    assert used == set(pool.process_ids)
    assert os.getpid() not in used


def test_our_errors_arrive_whole(pool: WorkerPool[jobs.Bench]) -> None:
    with pytest.raises(NotFoundError) as caught:
        pool.run(jobs.refuse)
    assert (caught.value.code, caught.value.hint) == ("unknown_rubric", "Look again.")


def test_of_a_foreign_failure_only_class_and_place_arrive(pool: WorkerPool[jobs.Bench]) -> None:
    with pytest.raises(ModelError) as caught:
        pool.run(jobs.fail)
    assert caught.value.code == "unexpected"
    assert "KeyError at jobs.py" in str(caught.value)
    assert "Sommer" not in repr(caught.value.__dict__)


def test_a_death_costs_one_job_and_the_next_finds_a_new_worker(pool: WorkerPool[jobs.Bench]) -> None:
    before = set(pool.process_ids)
    with pytest.raises(CapacityError) as caught:
        pool.run(jobs.die)
    assert caught.value.code == "worker_died"
    after = {pool.run(jobs.process) for _ in range(4)}
    assert len(after) == 2
    assert len(after - before) == 1
    assert pool.busy == 0


def test_a_large_body_goes_through(pool: WorkerPool[jobs.Bench]) -> None:
    assert pool.run(jobs.length, bytes(30_000_000)) == 30_000_000


def test_what_libraries_print_goes_nowhere(
    pool: WorkerPool[jobs.Bench], capfd: pytest.CaptureFixture[str]
) -> None:
    assert pool.run(jobs.echo_loudly, "evidence") == "evidence"
    captured = capfd.readouterr()
    assert "evidence" not in captured.out + captured.err


def test_workers_write_no_core_and_leave_signals_to_the_parent(pool: WorkerPool[jobs.Bench]) -> None:
    core, session, ignored = pool.run(jobs.limits)
    assert core == 0
    assert session != os.getsid(0)
    assert ignored


def test_a_worker_is_one_processors_work(
    pool: WorkerPool[jobs.Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pool.run(jobs.variable, "OPENBLAS_NUM_THREADS") == "1"
    assert pool.run(jobs.variable, "PATH") == os.environ["PATH"]


def test_a_job_that_takes_too_long_is_ended_with_its_worker() -> None:
    with WorkerPool(1, jobs.set_up, "bench", job_s=0.2) as pool:
        (before,) = pool.process_ids
        with pytest.raises(CapacityError) as caught:
            pool.run(jobs.sleep, 30.0)
        assert caught.value.code == "worker_slow"
        assert not Path(f"/proc/{before}").exists()
        assert pool.run(jobs.greet, "again") == "again bench 1"


def test_a_set_up_that_refuses_or_crashes_is_told() -> None:
    with pytest.raises(OrderError) as refused, WorkerPool(1, jobs.broken_set_up, "x"):
        pass
    assert refused.value.code == "rubric_changed"
    with pytest.raises(ModelError, match="ZeroDivisionError"), WorkerPool(1, jobs.crashing_set_up, "x"):
        pass


def test_whoever_waits_is_told_of_the_stop_and_what_runs_may_finish(tmp_path: Path) -> None:
    pool = WorkerPool(1, jobs.set_up, "bench")
    pool.start()
    with ThreadPoolExecutor(3) as threads:
        running = threads.submit(pool.run, jobs.touch_and_sleep, tmp_path / "begun", 0.5)
        while not (tmp_path / "begun").exists():
            time.sleep(0.01)
        waiting = [threads.submit(pool.run, jobs.process) for _ in range(2)]
        time.sleep(0.05)
        pool.stop_taking()
        for one in waiting:
            with pytest.raises(CapacityError) as caught:
                one.result(5)
            assert caught.value.code == "stopping"
        pool.close(grace_s=10)
        assert running.result(5) is None
    assert pool.process_ids == ()


def test_closing_without_grace_ends_what_runs(tmp_path: Path) -> None:
    pool = WorkerPool(1, jobs.set_up, "bench")
    pool.start()
    (process_id,) = pool.process_ids
    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(pool.run, jobs.touch_and_sleep, tmp_path / "begun", 60.0)
        while not (tmp_path / "begun").exists():
            time.sleep(0.01)
        pool.close()
        pool.close()
        with pytest.raises(CapacityError):
            running.result(5)
    assert not Path(f"/proc/{process_id}").exists()


def test_no_worker_outlives_a_killed_parent_idle_or_busy() -> None:
    script = (
        "import os, signal, threading, time; from assessor.work.pool import WorkerPool; from tests.work import jobs\n"
        "pool = WorkerPool(2, jobs.set_up, 'bench'); pool.start(); print(*pool.process_ids, flush=True)\n"
        "threading.Thread(target=pool.run, args=(jobs.sleep, 60.0)).start(); time.sleep(0.3)\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=False
    )
    workers = [Path(f"/proc/{word}") for word in done.stdout.split()]
    assert len(workers) == 2
    deadline = time.monotonic() + 10
    while any(one.exists() for one in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(one.exists() for one in workers)


def test_a_pool_needs_a_worker() -> None:
    with pytest.raises(ValueError, match="at least one"):
        WorkerPool(0, jobs.set_up, "bench")
