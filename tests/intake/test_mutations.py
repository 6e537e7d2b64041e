"""Mutations of the whole corpus: each is read or gets one of our errors, and no reader breaks."""

import pytest

from .corpus.campaign import KNOWN_CODES, Tally, mutation, run


def check(tally: Tally, count: int) -> None:
    assert tally.broken == []
    assert sum(tally.outcomes.values()) == count
    assert set(tally.outcomes) <= {"read", *KNOWN_CODES}
    # A slice of nothing but refusals would prove little.
    assert tally.outcomes["read"] > count / 4
    # A child that has read anything takes at least a few megabytes, so the look is known to work.
    assert 10_000_000 < tally.peak_bytes < 1_500_000_000


def test_six_hundred_mutations_break_nothing() -> None:
    check(run(600, seed=1), 600)


def test_a_mutation_is_known_by_seed_and_number() -> None:
    assert mutation(1, 17) == mutation(1, 17)
    assert len({mutation(1, number).content for number in range(60)}) >= 58


@pytest.mark.slow
def test_fifty_thousand_mutations_break_nothing() -> None:
    check(run(50_000, seed=7), 50_000)
