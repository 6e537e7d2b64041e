"""Accepted submissions are drafted in order, tried again where that may help, and given up where not."""

import json
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from assessor.domain.record import SubmissionStatus
from assessor.errors import AssessorError, CapacityError, ModelError, OrderError
from assessor.store.unit_of_work import SqlStore
from assessor.work import drafting
from assessor.work.drafting import SETTLED, TRIES, Drafting
from tests.store.fakes import START, TickingClock, event, new_engine, new_store
from tests.store.world import fill


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    engine = new_engine(tmp_path)
    yield new_store(engine)
    engine.dispose()


class Drafter:
    """Notes what it was asked to draft, and raises what it is told to, in turn."""

    def __init__(self, *errors: AssessorError) -> None:
        self.asked: list[str] = []
        self.errors = list(errors)

    def __call__(self, submission_id: str) -> None:
        self.asked.append(submission_id)
        if self.errors:
            raise self.errors.pop(0)


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def status(store: SqlStore, submission_id: str) -> SubmissionStatus:
    with store.read() as unit:
        return unit.submissions.get(submission_id).status


def events(store: SqlStore) -> list[str]:
    with store.read() as unit:
        return [json.loads(entry.leaf)["event"] for entry in unit.audit.entries()]


def test_what_anybody_left_unfinished_is_taken_up_at_the_start_oldest_first(store: SqlStore) -> None:
    worlds = [fill(store, manager_name=f"M{number}") for number in range(3)]
    with store.begin() as unit:
        unit.submissions.set_status(worlds[1].submission_id, SubmissionStatus.DRAFTED)
        unit.record(event())
    draft = Drafter()
    work = Drafting(store, TickingClock(), draft)
    work.start()
    until(lambda: work.backlog == 0)
    work.stop(5)
    assert draft.asked == [worlds[0].submission_id, worlds[2].submission_id]


def test_told_twice_it_drafts_once(store: SqlStore) -> None:
    gate = Event()
    asked: list[str] = []

    def draft(submission_id: str) -> None:
        asked.append(submission_id)
        gate.wait(10)

    work = Drafting(store, TickingClock(), draft)
    work.start()
    work.add("sub_1")
    until(lambda: asked == ["sub_1"])
    work.add("sub_1")
    work.add("sub_2")
    work.add("sub_2")
    assert work.backlog == 2
    gate.set()
    until(lambda: work.backlog == 0)
    work.stop(5)
    assert asked == ["sub_1", "sub_2"]


@pytest.mark.parametrize("code", ["rubric_changed", "destination_changed"])
def test_what_trying_again_cannot_help_is_given_up_at_once(store: SqlStore, code: str) -> None:
    world = fill(store)
    draft = Drafter(OrderError("no", code=code))
    work = Drafting(store, TickingClock(), draft)
    work.start()
    until(lambda: work.backlog == 0)
    work.stop(5)
    assert draft.asked == [world.submission_id]
    with store.read() as unit:
        submission = unit.submissions.get(world.submission_id)
    assert (submission.status, submission.failure) == (SubmissionStatus.FAILED, code)
    assert events(store)[-1] == "submission.failed"


def test_a_passing_failure_is_tried_again_and_a_lasting_one_given_up(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafting, "PAUSE_S", 0.01)
    passing, lasting = fill(store), fill(store, manager_name="Mira")
    died = CapacityError("died", code="worker_died")
    draft = Drafter(died, ModelError("down"), ModelError("down"), ModelError("down"))
    work = Drafting(store, TickingClock(), draft)
    work.start()
    until(lambda: work.backlog == 0)
    work.stop(5)
    # In turn: passing dies, lasting fails, passing fails, lasting fails ... four errors for TRIES = 3 each.
    assert TRIES == 3
    assert len(draft.asked) == 6
    assert status(store, passing.submission_id) is SubmissionStatus.ACCEPTED
    assert status(store, lasting.submission_id) is SubmissionStatus.ACCEPTED
    draft.errors = [ModelError("down", code="model_failed") for _ in range(TRIES)]
    work = Drafting(store, TickingClock(), draft)
    work.add(lasting.submission_id)
    for thread in work._threads:
        thread.start()
    until(lambda: work.backlog == 0)
    work.stop(5)
    assert status(store, lasting.submission_id) is SubmissionStatus.FAILED


def test_a_stop_fails_nothing_and_leaves_the_rest_for_the_next_start(store: SqlStore) -> None:
    first, second = fill(store), fill(store, manager_name="Mira")
    begun, gate = Event(), Event()

    def draft(_: str) -> None:
        begun.set()
        gate.wait(10)
        raise CapacityError("the service is stopping", code="stopping")

    work = Drafting(store, TickingClock(), draft)
    work.start()
    begun.wait(10)
    work.stop(0.05)
    gate.set()
    work.stop(5)
    work.add(first.submission_id)
    for world in (first, second):
        assert status(store, world.submission_id) is SubmissionStatus.ACCEPTED


def test_settled_work_of_others_is_swept_up_and_fresh_work_left_to_them(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafting, "SWEEP_S", 0.05)
    old = fill(store)
    with store.read() as unit:
        accepted_at = unit.submissions.get(old.submission_id).accepted_at
    # The clock of the service ticks a second a look: it starts where the old one is just not settled.
    clock = TickingClock(accepted_at + SETTLED - timedelta(seconds=2))
    draft = Drafter()
    work = Drafting(store, clock, draft)
    for thread in work._threads:  # not `start`, which takes up everything
        thread.start()
    until(lambda: old.submission_id in draft.asked)
    work.stop(5)
    assert clock.moment > accepted_at + SETTLED
    assert accepted_at > START
