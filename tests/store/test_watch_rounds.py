"""Rounds of the watch on a real database: one for a slot, whoever asks (issue 9)."""

import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa

from assessor.errors import OrderError, RecordError
from assessor.store.watch_rounds import LEASE, SqlWatchRounds
from tests.evaluation.watch.built import SERIES, START, made
from tests.store.fakes import TickingClock


def rounds(engine: sa.Engine, tenant: str = "local", clock: TickingClock | None = None) -> SqlWatchRounds:
    return SqlWatchRounds(engine, clock or TickingClock(), tenant)


def test_a_slot_is_given_to_one_of_many_that_ask_at_once(engine: sa.Engine) -> None:
    given: list[str | None] = []
    gate = threading.Barrier(6)

    def ask() -> None:
        gate.wait()
        given.append(rounds(engine).begin(SERIES, START))

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sum(one is not None for one in given) == 1


def test_a_finished_slot_is_never_given_again_and_a_later_one_is(engine: sa.Engine) -> None:
    of = rounds(engine)
    first = of.begin(SERIES, START)
    assert first is not None
    of.keep(made(0).model_copy(update={"id": first}))
    of._clock.moment += 2 * LEASE  # type: ignore[attr-defined]
    assert of.begin(SERIES, START) is None
    assert of.begin(SERIES, START + timedelta(days=7)) is not None
    assert [one.id for one in of.records()] == [first]


def test_a_dead_maker_loses_its_slot_and_cannot_keep_its_figures(engine: sa.Engine) -> None:
    clock = TickingClock()
    dead, next_one = rounds(engine, clock=clock), rounds(engine, clock=clock)
    first = dead.begin(SERIES, START)
    assert first is not None
    clock.moment += LEASE - timedelta(seconds=10)
    assert dead.renew(first)
    clock.moment += LEASE - timedelta(seconds=10)
    assert next_one.begin(SERIES, START) is None
    clock.moment += timedelta(seconds=20)
    second = next_one.begin(SERIES, START)
    assert second not in (None, first)
    assert not dead.renew(first)
    with pytest.raises(OrderError) as caught:
        dead.keep(made(0).model_copy(update={"id": first}))
    assert caught.value.code == "round_lost"
    next_one.keep(made(0).model_copy(update={"id": second}))
    assert [one.id for one in next_one.records()] == [second]


def test_a_round_given_up_is_free_at_once_and_rounds_by_hand_have_no_slot(engine: sa.Engine) -> None:
    of = rounds(engine)
    first = of.begin(SERIES, START)
    assert first is not None
    of.give_up(first)
    assert of.begin(SERIES, START) is not None
    assert of.begin(SERIES, None) is not None
    assert of.begin(SERIES, None) is not None


def test_rounds_of_another_tenant_are_out_of_reach(engine: sa.Engine) -> None:
    mine, other = rounds(engine), rounds(engine, "other")
    first = mine.begin(SERIES, START)
    assert first is not None
    mine.keep(made(0).model_copy(update={"id": first}))
    assert other.records() == ()
    assert other.begin(SERIES, START) is not None


def test_a_row_that_was_changed_is_told_from_none(engine: sa.Engine) -> None:
    of = rounds(engine)
    first = of.begin(SERIES, START)
    assert first is not None
    of.keep(made(0).model_copy(update={"id": first}))
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE watch_rounds SET record = '{}'")
    with pytest.raises(RecordError) as caught:
        of.records()
    assert caught.value.code == "watch_unreadable"
