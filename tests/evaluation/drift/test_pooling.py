import pytest

from assessor.evaluation.drift.pooling import pool
from assessor.evaluation.drift.spread import Mean

# Trials of the BCG vaccine, log risk ratios: Colditz et al. (1994), JAMA 271, 698-702, as in metafor's dat.bcg.
BCG = (
    (-0.8893, 0.3256), (-1.5854, 0.1946), (-1.3481, 0.4154), (-1.4416, 0.0200), (-0.2175, 0.0512),
    (-0.7861, 0.0069), (-1.6209, 0.2230), (0.0120, 0.0040), (-0.4694, 0.0564), (-1.3713, 0.0730),
    (-0.3394, 0.0124), (0.4459, 0.5325), (-0.0173, 0.0714),
)  # fmt: skip


def test_published_example_of_dersimonian_and_laird() -> None:
    """metafor, rma(method="DL"): tau^2 .3088, mean -.7141 with standard error .1787."""
    found = pool([Mean(value, variance, 1) for value, variance in BCG])
    assert found.between == pytest.approx(0.3088, abs=5e-4)
    assert found.common.value == pytest.approx(-0.7141, abs=5e-4)
    assert found.common.variance**0.5 == pytest.approx(0.1787, abs=5e-4)


def test_each_group_lies_between_its_own_mean_and_the_common_one() -> None:
    found = pool([Mean(value, variance, 1) for value, variance in BCG])
    for (value, variance), group in zip(BCG, found.groups, strict=True):
        low, high = sorted((value, found.common.value))
        assert low <= group.value <= high
        assert group.variance < variance + found.common.variance


def test_a_small_group_is_pulled_further_than_a_large_one() -> None:
    found = pool([Mean(2.0, 1.0, 2), Mean(2.0, 0.01, 200), Mean(0.0, 0.01, 200)])
    assert found.groups[1].value - found.groups[0].value > 0.1
    assert [one.n for one in found.groups] == [2, 200, 200]


def test_groups_no_further_apart_than_chance_are_one() -> None:
    found = pool([Mean(0.1, 0.5, 3), Mean(0.0, 0.5, 3)])
    assert found.between == 0
    assert [one.value for one in found.groups] == pytest.approx([0.05, 0.05])
    assert found.groups[0].variance == pytest.approx(0.25)


def test_a_single_group_stays_as_it_is() -> None:
    found = pool([Mean(0.7, 0.2, 9)])
    assert (found.groups[0].value, found.groups[0].variance) == (0.7, 0.2)
