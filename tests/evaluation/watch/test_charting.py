"""Probes over time: what signals, and what chance explains (issue 9)."""

import numpy as np
import pytest

from assessor.domain.watch import WatchRecord
from assessor.evaluation.watch.charting import Counted, Watch, charts_of, most_by_chance
from tests.evaluation.watch.built import made

WATCH = Watch(since=None, alarms_a_year=1.0, charts=3)


def signals(records: list[WatchRecord]) -> dict[str, bool]:
    return {one.measure: one.signals for one in charts_of(records, "ai-skills", WATCH)}


def test_a_probe_that_moves_many_more_drafts_than_before_signals_on_its_day() -> None:
    records = [made(week) for week in range(4)] + [made(4, moved=16)]
    chart = next(one for one in charts_of(records, "ai-skills", WATCH) if one.measure == "moved")
    assert (chart.baseline, chart.signals, str(chart.signalled_on)) == (3, True, "2026-03-30")
    assert [one.beyond for one in chart.points] == [False] * 4 + [True]
    assert signals(records) == {"retest": False, "moved": True, "raised": False}


def test_one_or_two_more_than_before_are_chance() -> None:
    assert not any(signals([made(0), made(1), made(2), made(3, moved=3, raised=2)]).values())


def test_the_same_program_must_say_the_same_again_and_a_model_need_not() -> None:
    assert signals([made(0), made(1, other=1)])["retest"]
    weeks = [made(week, other=4, drafter="llm") for week in range(4)]
    assert not signals(weeks)["retest"]
    assert signals([*weeks, made(4, other=25, drafter="llm")])["retest"]


def test_the_limit_is_the_quantile_of_a_further_round() -> None:
    """Drawn instead of worked out: a share from Beta(2.5, 38.5), then a round of 40 by it."""
    limit = most_by_chance([Counted(made(0), 40, 2)], 40, 0.01)
    dice = np.random.default_rng(1)
    drawn = dice.binomial(40, dice.beta(2.5, 38.5, 200_000))
    assert limit == int(np.quantile(drawn, 0.99))


def test_ten_rounds_of_the_same_items_promise_no_more_than_one() -> None:
    one = most_by_chance([Counted(made(0), 40, 2)], 40, 0.01)
    assert most_by_chance([Counted(made(week), 40, 2) for week in range(10)], 40, 0.01) == one


@pytest.mark.parametrize("pairs", [0])
def test_a_round_that_counted_nothing_is_no_zero(pairs: int) -> None:
    chart = charts_of([made(0), made(1, pairs=pairs, moved=0)], "ai-skills", WATCH)[1]
    assert chart.points[-1].limit is None
    assert not chart.signals
