"""Where nothing can be said, nothing is: null with a reason in plain words, never zero."""

import numpy as np
import pytest

from assessor.domain.agreement import Agreement, Statistic
from assessor.evaluation.agreement import agreement_of
from assessor.evaluation.kappa import quadratic_weighted_kappa
from tests.evaluation.tables import Rows, table

NAMES = ("qwk", "alpha", "ac2", "exact", "within_one", "mae", "bias", "spearman")


def statistics(found: Agreement) -> dict[str, Statistic]:
    return {name: getattr(found, name) for name in NAMES}


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([[1], [2], [3]], "there is only one rater"),
        ([[1, 2]], "only one unit was rated by two of these raters; two units are needed"),
        (
            [[1, 2], [1, None], [None, 3]],
            "only one unit was rated by two of these raters; two units are needed",
        ),
        ([[1, None], [None, 2], [3, None]], "no unit was rated by two of these raters"),
        ([[None, None], [None, None]], "the table holds no rating"),
    ],
)
def test_every_statistic_is_null_for_the_same_reason(rows: Rows, reason: str) -> None:
    for name, one in statistics(agreement_of(table(rows), draws=50)).items():
        assert (one.value, one.low, one.high, one.why_null) == (None, None, None, reason), name


def test_one_value_throughout_leaves_what_needs_no_chance() -> None:
    found = statistics(agreement_of(table([[3, 3], [3, 3], [3, 3]]), draws=50))
    assert {name for name, one in found.items() if one.value is None} == {"qwk", "alpha", "ac2", "spearman"}
    assert "no disagreement is expected by chance" in (found["qwk"].why_null or "")
    assert "same value" in (found["alpha"].why_null or "")
    assert "give --scale" in (found["ac2"].why_null or "")
    assert "no order" in (found["spearman"].why_null or "")
    assert (found["exact"].value, found["mae"].value, found["bias"].value) == (1, 0, 0)


def test_one_value_throughout_on_a_known_scale_is_full_agreement_by_ac2() -> None:
    """Chance agreement is 0 where one level takes all: AC2 = (1 - 0) / (1 - 0)."""
    found = agreement_of(table([[3, 3], [3, 3]]), scale=(1, 5), draws=50)
    assert (found.ac2.value, found.ac2.low, found.ac2.high) == (1, 1, 1)


@pytest.mark.parametrize("value", [0.1, 2.3, 1e9, -7.7])
def test_one_value_throughout_is_undefined_whatever_the_value(value: float) -> None:
    """Sums of binary fractions leave a rest that must not be taken for disagreement."""
    found = agreement_of(table([[value, value]] * 7), draws=0)
    assert found.qwk.value is found.alpha.value is found.spearman.value is None


def test_pairs_without_overlap_are_left_out_of_the_mean_and_say_so() -> None:
    rows = [[1, 1, None], [2, 2, None], [3, 1, None], [None, 2, 2], [None, 3, 1], [None, 1, 1]]
    found = agreement_of(table(rows), draws=0)
    by_raters = {one.raters: one for one in found.qwk_pairs}
    apart = by_raters["r0", "r2"]
    assert (apart.value, apart.n, apart.why_null) == (None, 0, "no unit was rated by two of these raters")
    defined = [one.value for one in found.qwk_pairs if one.value is not None]
    assert len(defined) == 2
    assert found.qwk.value == pytest.approx(sum(defined) / 2)


def test_no_two_raters_with_two_units_in_common_have_no_kappa_but_the_rest() -> None:
    rows = [[1, 2, None], [None, 2, 2], [3, None, 3]]
    found = agreement_of(table(rows), draws=0)
    assert (found.qwk.value, found.qwk.why_null) == (None, "no two raters have two units in common")
    # Three pairs of ratings, of which (2, 2) and (3, 3) are equal.
    assert found.exact.value == pytest.approx(2 / 3)


def test_few_units_that_differ_have_a_value_and_no_interval() -> None:
    """Of 3 units one differs: a resample misses it with probability (2/3)^3 = .30, and has no kappa then."""
    found = agreement_of(table([[1, 1], [1, 1], [1, 2]]), draws=1000).qwk
    assert (found.value, found.low, found.high) == (0, None, None)
    assert found.why_null is not None
    assert found.why_null.startswith("no interval: ")
    assert 25 <= int(found.why_null.split()[2].rstrip("%")) <= 35


def test_without_resamples_it_is_said_that_there_are_none() -> None:
    found = agreement_of(table([[1, 1], [2, 2], [1, 2]]), draws=0).exact
    assert (found.low, found.why_null) == (None, "no interval: no resamples were drawn")


def test_a_resample_of_one_value_is_undefined_too() -> None:
    """The value is not in the middle of the table's range here, so its squares leave a rest in binary."""
    values = np.array([0.1, 0.7, 2.3])
    weights = np.array([[float(n), 0.0, 0.0] for n in range(1, 200)])
    assert np.isnan(quadratic_weighted_kappa(values, values, weights)).all()
