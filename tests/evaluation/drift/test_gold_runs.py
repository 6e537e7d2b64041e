from datetime import UTC, datetime
from typing import Any

import pytest

from assessor.domain.drift import GoldDrift
from assessor.domain.run import RunItem
from assessor.domain.sentences import Sentences
from assessor.errors import InputError
from assessor.evaluation.comparing.runs import Run
from assessor.evaluation.drift.gold_runs import gold_drift
from tests.evaluation.runs.items import answered, manifest


def run(day: int, levels: list[int | None], **given: Any) -> Run:
    items: list[RunItem] = [answered(f"i{n:03}", 3, level) for n, level in enumerate(levels)]
    made = manifest(len(items), id=f"run_{day:032}", started_at=datetime(2026, 11, day, tzinfo=UTC), **given)
    return Run(made, items)


def drift(*runs: Run) -> GoldDrift:
    (found,) = gold_drift(runs, lambda one: Sentences(en=one, de=one))
    return found


def test_the_first_in_time_is_the_reference_whatever_the_order_given() -> None:
    found = drift(run(9, [3] * 20), run(2, [3] * 20))
    assert found.first.endswith("2")
    assert [one.moved.value for one in found.steps] == [0.0]
    assert not found.signals


def test_levels_that_rise_on_the_same_items_signal() -> None:
    (step,) = drift(run(1, [3] * 40), run(2, [4] * 8 + [3] * 32)).steps
    # 8 of 8 moved upwards; changing signs at random, 2 in 256 times as far: p .008.
    assert step.shift.value == pytest.approx(0.2)
    assert step.p == pytest.approx(2 / 256, abs=0.006)
    assert step.changed == ()


def test_many_other_answers_signal_though_they_move_both_ways() -> None:
    (step,) = drift(run(1, [3] * 40), run(2, [2, 4] * 14 + [3] * 12)).steps
    assert (step.shift.value, step.signals) == (0.0, True)


def test_a_few_other_answers_do_not() -> None:
    (step,) = drift(run(1, [3] * 40), run(2, [2, 4, None] + [3] * 37)).steps
    assert step.moved.value == pytest.approx(3 / 40)
    assert (step.shift.n, step.signals) == (39, False)


def test_conditions_that_differ_are_named() -> None:
    (step,) = drift(run(1, [3] * 9), run(2, [3] * 9, policy_sha256="1" * 64)).steps
    assert [one.what for one in step.changed] == ["policy"]


def test_many_runs_do_not_make_a_signal_by_their_number() -> None:
    later = [run(day, [4] * 8 + [3] * 32) for day in range(2, 4)]
    steps = drift(run(1, [3] * 40), *later).steps
    assert [one.p_adjusted for one in steps] == pytest.approx([2 * (steps[0].p or 0)] * 2)


@pytest.mark.parametrize(
    ("runs", "code"),
    [
        ((run(1, [3]),), "nothing_to_compare"),
        ((run(1, [3]), run(2, [3], drafter="llm")), "nothing_to_compare"),
        ((run(1, [3]), run(2, [3], suite="other")), "nothing_to_compare"),
        ((run(1, [3]), run(2, [])), "nothing_in_common"),
    ],
)
def test_runs_that_cannot_be_compared_are_refused(runs: tuple[Run, ...], code: str) -> None:
    with pytest.raises(InputError) as caught:
        drift(*runs)
    assert caught.value.code == code
