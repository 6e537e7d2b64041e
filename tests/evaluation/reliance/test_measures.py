"""Figures of planted cases, and a known weight of advice found again."""

import numpy as np
import pytest

from assessor.evaluation.reliance.case import Case
from assessor.evaluation.reliance.measures import expanded_tails, figures_of
from assessor.evaluation.reliance.verdict import RelianceLimits, any_exceeded, held_against
from eval.benchmarks.reliance import Group, population
from tests.evaluation.reliance.cases import in_time, many

LIMITS = RelianceLimits(led_astray=0.3, weight_of_advice=0.7)


def test_figures_counted_by_hand() -> None:
    """Of each lesson 20 cases."""
    cases = in_time(
        many(20, (3, 3, 3), outcome=3),  # agreed: in no figure
        many(10, (3, 4, 4), outcome=3, start=20), many(10, (3, 4, 3), outcome=3, start=30),  # own right
        many(10, (2, 4, 4), outcome=4, start=40), many(10, (2, 4, 3), outcome=4, start=50),  # draft right
        many(20, (2, 4, 2), start=60),  # open
        many(20, (2, 4, 4), outcome=3, start=80),  # even: moved, and neither rightly nor wrongly
    )  # fmt: skip
    found = figures_of(cases, draws=200)
    values = {name: getattr(found, name).value for name in type(found).model_fields}
    # 80 differ: 50 moved, 10 + 10 + 20 took the draft over, 30 kept.
    assert values["towards"] == pytest.approx(50 / 80)
    assert values["followed"] == pytest.approx(40 / 80)
    assert (values["kept"], values["away"]) == (pytest.approx(30 / 80), 0)
    # Forty whole ways, ten half ways.
    assert values["weight_of_advice"] == pytest.approx(45 / 80)
    # 60 with an outcome: 10 went from right to wrong, 20 nearer to it.
    assert (values["moved_wrongly"], values["moved_rightly"]) == (
        pytest.approx(10 / 60),
        pytest.approx(20 / 60),
    )
    assert (values["led_astray"], values["helped"]) == (pytest.approx(0.5), pytest.approx(1.0))
    # RAIR: ten of twenty reached 4. RSR: ten of twenty stayed at 3.
    assert (values["rair"], values["rsr"]) == (pytest.approx(0.5), pytest.approx(0.5))
    assert [getattr(found, name).n for name in ("towards", "moved_rightly", "led_astray", "rair")] == [
        80, 60, 20, 20,
    ]  # fmt: skip


def test_too_few_cases_are_null_and_say_so() -> None:
    found = figures_of(many(9, (3, 4, 4), outcome=3), draws=10)
    assert found.towards.value is None
    assert found.towards.why_null == "fewer than 10 such cases"
    assert figures_of((), draws=10).rair.value is None


@pytest.mark.parametrize("weight", [0.1, 0.5, 0.9])
def test_a_known_weight_of_advice_is_recovered(weight: float) -> None:
    found = figures_of(list(population(Group(12, weight), 2000, seed=7)), draws=1000).weight_of_advice
    assert found.value == pytest.approx(weight, abs=0.05)
    assert found.low is not None
    assert found.high is not None
    assert found.low <= weight <= found.high


@pytest.mark.parametrize(("weight", "moved", "rsr"), [(1.0, 1.0, 0.0), (0.0, 0.0, 1.0)])
def test_who_always_follows_and_who_never_does(weight: float, moved: float, rsr: float) -> None:
    found = figures_of(list(population(Group(8, weight, spread=0), 600, seed=3)), draws=200)
    for one in (found.towards, found.followed, found.weight_of_advice, found.led_astray, found.helped):
        assert (one.value, one.low, one.high) == (moved, moved, moved)
    assert (found.rsr.value, found.rair.value, found.kept.value) == (rsr, moved, 1 - moved)
    verdicts = [one.exceeded for one in held_against(found, LIMITS)]
    assert verdicts == [bool(moved), bool(moved)]


def test_cases_of_one_rater_hang_together() -> None:
    """Half of the raters always follow: over raters that says little, over cases it would seem certain."""
    followers = [one for one in population(Group(8, 1.0, spread=0), 1600, seed=1) if _even(one)]
    stayers = [one for one in population(Group(8, 0.0, spread=0), 1600, seed=1) if not _even(one)]
    found = figures_of([*followers, *stayers], draws=1000).weight_of_advice
    assert found.low is not None
    assert found.high is not None
    # Of about 850 cases an interval over cases would be .07 wide.
    assert found.high - found.low > 0.6


def _even(one: Case) -> bool:
    return int(one.rater.removeprefix("act_"), 16) % 2 == 0


def test_few_raters_have_wider_tails() -> None:
    """Hesterberg (2015), table 6: 2.5 % of a t interval of 10 groups lie at .9 % of the resamples."""
    assert expanded_tails(10)[0] == pytest.approx(0.0086, abs=0.0002)
    assert np.all(np.diff([expanded_tails(groups)[0] for groups in range(5, 40)]) > 0)


def test_a_limit_is_held_against_the_end_of_the_interval_and_enough_cases() -> None:
    some = many(15, (3, 4, 4), outcome=3) + many(15, (3, 4, 3), outcome=3, start=15)
    led = held_against(figures_of(some, draws=500), LIMITS)[0]
    # Half were led astray, by every rater alike: the interval's lower end lies above .3.
    assert (led.value, led.n, led.exceeded) == (0.5, 30, True)
    high = RelianceLimits(led_astray=0.6, weight_of_advice=0.6)
    assert held_against(figures_of(some, draws=500), high)[0].exceeded is False
    few = held_against(figures_of(some[:29], draws=500), LIMITS)[0]
    assert (few.exceeded, few.why_null) == (None, "fewer than 30 such cases")


def test_no_verdict_is_no_pass() -> None:
    assert any_exceeded([None, None]) is None
    assert any_exceeded([None, False]) is False
    assert any_exceeded([None, True, False]) is True
