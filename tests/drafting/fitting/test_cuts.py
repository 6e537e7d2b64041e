"""Cuts spread the predictions as the labels are spread."""

from itertools import pairwise

import numpy as np
import pytest

from assessor.drafting.fitting.cuts import cuts_between, level_at


def test_scores_crowded_around_the_mean_still_reach_both_ends() -> None:
    labels = np.array([1] * 10 + [2] * 10 + [3] * 10 + [4] * 10 + [5] * 10)
    # Shrunk to a tenth: rounding would call every one of them a 3.
    scores = 3 + (labels - 3) / 10
    cuts = cuts_between(scores, labels)
    assert [level_at(score, (1, 2, 3, 4, 5), cuts) for score in scores] == labels.tolist()
    # Spread: the halves between levels, shrunk likewise. Counts: the same, since all levels are equally many.
    assert cuts == pytest.approx((2.85, 2.95, 3.05, 3.15))


def test_a_cut_is_the_mean_of_the_one_by_count_and_the_one_by_spread() -> None:
    scores, labels = np.array([0.0, 1.0, 2.0, 7.0]), np.array([0, 0, 0, 1])
    # By count, three below: halfway between 2 and 7, 4.5. By spread: labels have mean .25 and deviation .433,
    # scores 2.5 and 2.693; (.5 - .25) * 2.693 / .433 + 2.5 = 4.0546.
    assert cuts_between(scores, labels) == pytest.approx(((4.5 + 4.0546) / 2,), abs=1e-4)


def test_one_level_needs_no_cut() -> None:
    assert cuts_between(np.array([0.2, 0.4]), np.array([3, 3])) == ()
    assert level_at(99.0, (3,), ()) == 3


def test_scores_that_do_not_differ_give_cuts_in_order() -> None:
    cuts = cuts_between(np.full(4, 2.0), np.array([1, 2, 3, 4]))
    assert all(low < high for low, high in pairwise(cuts))
    assert len(cuts) == 3


def test_a_level_without_a_label_is_never_predicted() -> None:
    labels = np.array([0, 0, 4, 4])
    cuts = cuts_between(labels.astype(float), labels)
    assert {level_at(score, (0, 4), cuts) for score in np.linspace(-3, 9, 50)} == {0, 4}


def test_cuts_ascend_on_random_tables() -> None:
    dice = np.random.default_rng(3)
    for _ in range(200):
        n = int(dice.integers(1, 30))
        cuts = cuts_between(dice.normal(0, dice.uniform(0.01, 3), n), dice.integers(0, 5, n))
        assert list(cuts) == sorted(cuts)
