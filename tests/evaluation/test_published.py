"""Statistics of ours against figures printed by others."""

import pytest

from assessor.evaluation.agreement import agreement_of
from tests.evaluation.tables import (
    FOUR_RATERS,
    SIX_PSYCHIATRISTS,
    TWO_ABSTRACTORS,
    Rows,
    of_cross_table,
    of_distribution,
    table,
)


@pytest.mark.parametrize(
    ("rows", "printed"),
    [
        (FOUR_RATERS, (0.9753788 - 0.7137044) / (1 - 0.7137044)),
        (of_cross_table(TWO_ABSTRACTORS), 0.9402369),
        (of_distribution(SIX_PSYCHIATRISTS), 0.4837438),
    ],
)
def test_ac2_is_the_one_gwet_prints(rows: Rows, printed: float) -> None:
    found = agreement_of(table(rows), draws=0).ac2
    # Printed with seven digits.
    assert found.value == pytest.approx(printed, abs=2e-7)


def test_weighted_kappa_is_the_one_gwet_prints() -> None:
    found = agreement_of(table(of_cross_table(TWO_ABSTRACTORS)), draws=0)
    assert found.qwk.value == pytest.approx(0.8921569, abs=5e-8)
    confusion = found.pairs[0].confusion
    assert confusion is not None
    assert [list(row) for row in confusion.counts] == TWO_ABSTRACTORS
    assert confusion.levels == (1, 2, 3)


def test_ordinal_alpha_is_the_one_krippendorff_prints() -> None:
    """Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: 0.815 for these 12 units and 4 observers."""
    assert agreement_of(table(FOUR_RATERS), draws=0).alpha.value == pytest.approx(0.815, abs=5e-4)


def test_a_scale_with_unused_levels_changes_ac2_alone() -> None:
    """Worked by hand: two raters, ratings (1, 1), (1, 2), (2, 2), (2, 2).

    On levels 1 and 2 a difference counts in full: pa = 3/4. Shares of the levels are 3/8 and 5/8, the weights'
    sum is 2, so pe = 2 / (2 * 1) * 2 * 15/64 = 15/32 and AC2 = (24 - 15) / (32 - 15) = 9/17.
    On levels 1 to 3 it counts a quarter: pa = 15/16. The weights' sum is 3 + 4 * 3/4 = 6, so
    pe = 6 / (3 * 2) * 30/64 = 15/32 and AC2 = (30 - 15) / (32 - 15) = 15/17.
    """
    rows = [[1, 1], [1, 2], [2, 2], [2, 2]]
    narrow, wide = (agreement_of(table(rows), scale=scale, draws=0) for scale in (None, (1, 3)))
    assert narrow.ac2.value == pytest.approx(9 / 17)
    assert wide.ac2.value == pytest.approx(15 / 17)
    assert (narrow.qwk, narrow.alpha, narrow.exact) == (wide.qwk, wide.alpha, wide.exact)
