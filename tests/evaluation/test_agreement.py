"""Pairs, raters, direction, ceiling and intervals, with figures worked out by hand."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.errors import NotFoundError
from assessor.evaluation.agreement import agreement_of
from assessor.evaluation.resampling import patterns_of, weights_of
from assessor.evaluation.table import table_of
from tests.evaluation.tables import FOUR_RATERS, Rows, random_rows, table

# r0 and r1 are people, r2 is the model: one above r0 on half of the units, else equal.
WITH_MODEL: Rows = [[1, 1, 2], [2, 2, 2], [3, 4, 4], [4, 4, 4]]


def test_managers_who_rate_the_same_artefacts_are_consistent_or_are_told_apart() -> None:
    """S004-15: the same artefact, the same rating; whose ratings stand apart shows by rater."""
    rows = [("a1", 1), ("a2", 2), ("a3", 3), ("a4", 3)]
    alike = [(unit, who, float(value)) for unit, value in rows for who in ("anna", "ben")]
    lenient = [(unit, "cora", float(min(4, value + 1))) for unit, value in rows]
    assert agreement_of(table_of(alike), draws=0).alpha.value == 1
    found = agreement_of(table_of([*alike, *lenient]), draws=0)
    assert found.alpha.value is not None
    assert found.alpha.value < 0.8
    apart = {one.rater: one.bias.value for one in found.per_rater}
    assert apart == {"anna": -0.5, "ben": -0.5, "cora": 1}


def test_bias_is_second_less_first() -> None:
    # Differences 1, 0, 2, 1.
    found = agreement_of(table([[1, 2], [2, 2], [1, 3], [3, 4]]), draws=0)
    assert found.bias.value == 1
    assert found.mae.value == 1
    assert found.within_one.value == 0.75
    assert [one.bias.value for one in found.per_rater] == [-1, 1]


def test_bias_of_more_than_two_raters_has_no_direction() -> None:
    found = agreement_of(table(WITH_MODEL), draws=0)
    assert found.bias.value is None
    assert "see per_rater" in (found.bias.why_null or "")
    # r2 less r0: 1, 0, 1, 0; r2 less r1: 1, 0, 0, 0. Together 3 of 8.
    assert found.per_rater[2].bias.value == pytest.approx(3 / 8)
    # r0 less r1: 0, 0, -1, 0; r0 less r2: -1, 0, -1, 0. Together -3 of 8.
    assert found.per_rater[0].bias.value == pytest.approx(-3 / 8)


def test_a_model_stands_last_and_gives_the_direction() -> None:
    rows = [("u0", "aaa", 2.0), ("u0", "ben", 1.0), ("u1", "aaa", 4.0), ("u1", "ben", 4.0)]
    found = agreement_of(table_of(rows, last="aaa"), model="aaa", draws=0)
    assert found.raters == ("ben", "aaa")
    assert found.bias.value == 0.5


def test_the_ceiling_is_what_people_reach() -> None:
    found = agreement_of(table(WITH_MODEL), model="r2", draws=0)
    assert found.ceiling is not None
    kappa = {one.raters: one.value or 0 for one in found.qwk_pairs}
    people, model = kappa["r0", "r1"], (kappa["r0", "r2"] + kappa["r1", "r2"]) / 2
    assert found.ceiling.human_human.value == pytest.approx(people)
    assert found.ceiling.model_human.value == pytest.approx(model)
    assert found.ceiling.share.value == pytest.approx(model / people)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([[1, 2], [2, 2], [3, 3]], "there are fewer than two people"),
        # People turn each other's order round: no agreement beyond chance, so nothing to take a share of.
        (
            [[1, 3, 1], [2, 2, 2], [3, 1, 3]],
            "people do not agree beyond chance, so there is no ceiling to share",
        ),
    ],
)
def test_without_a_ceiling_there_is_no_share(rows: Rows, reason: str) -> None:
    found = agreement_of(table(rows), model=f"r{len(rows[0]) - 1}", draws=0)
    assert found.ceiling is not None
    assert (found.ceiling.share.value, found.ceiling.share.why_null) == (None, reason)


def test_an_unknown_model_is_refused() -> None:
    with pytest.raises(NotFoundError) as caught:
        agreement_of(table(WITH_MODEL), model="draft")
    assert caught.value.code == "unknown_rater"


def test_ratings_between_levels_are_one_apart_where_they_are() -> None:
    # 2.2 - 1.2 is a little more than 1 in binary.
    found = agreement_of(table([[1.2, 2.2], [2.0, 2.5], [1.0, 2.5]]), draws=0)
    assert found.within_one.value == pytest.approx(2 / 3)
    assert found.levels == (1, 1.2, 2, 2.2, 2.5)


def test_an_interval_holds_its_value_and_narrows_with_more_units() -> None:
    generator = np.random.default_rng(5)
    widths = []
    for units in (40, 640):
        first = generator.integers(1, 6, units)
        second = np.clip(first + generator.integers(-1, 2, units), 1, 5)
        found = agreement_of(
            table([[float(x), float(y)] for x, y in zip(first, second, strict=True)]), draws=400
        )
        for one in (found.qwk, found.alpha, found.ac2, found.exact, found.mae, found.bias, found.spearman):
            assert one.low is not None
            assert one.high is not None
            assert one.value is not None
            assert one.low < one.value < one.high
        assert found.qwk.low is not None
        assert found.qwk.high is not None
        widths.append(found.qwk.high - found.qwk.low)
    # 16 times the units, a quarter of the width.
    assert widths[0] / widths[1] == pytest.approx(4, rel=0.5)


def test_the_interval_of_a_share_is_that_of_its_standard_error() -> None:
    """100 units, 70 equal: standard error sqrt(.7 * .3 / 100) = .0458, so about .7 -+ .090."""
    found = agreement_of(table([[1, 1]] * 70 + [[1, 2]] * 30), draws=4000).exact
    assert found.low == pytest.approx(0.610, abs=0.015)
    assert found.high == pytest.approx(0.790, abs=0.015)


def test_a_resample_of_patterns_is_a_resample_of_units() -> None:
    """Drawn the slow way, unit by unit, the interval is the same up to the chance of 4,000 draws."""
    rows = random_rows(np.random.default_rng(1)) + random_rows(np.random.default_rng(1))
    whole = table(rows)
    found = agreement_of(whole, draws=4000).alpha
    generator = np.random.default_rng(2)
    slow = []
    for _ in range(400):
        drawn = generator.integers(0, len(rows), len(rows))
        one = agreement_of(table([rows[at] for at in drawn]), draws=0).alpha.value
        slow.append(np.nan if one is None else one)
    low, high = np.nanquantile(slow, (0.025, 0.975))
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.06)


def test_the_same_seed_gives_the_same_interval_and_another_one_another() -> None:
    first, again, other = (agreement_of(table(FOUR_RATERS), draws=200, seed=seed).alpha for seed in (1, 1, 2))
    assert first == again
    assert first.value == other.value
    assert (first.low, first.high) != (other.low, other.high)


def test_parts_of_bounded_size_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = agreement_of(table(FOUR_RATERS), draws=100)
    monkeypatch.setattr("assessor.evaluation.resampling._MOST_WEIGHTS", 30)
    assert agreement_of(table(FOUR_RATERS), draws=100) == whole


def test_weights_begin_with_the_table_and_each_row_is_a_whole_resample() -> None:
    patterns, counts = patterns_of(table(FOUR_RATERS).codes)
    # Units 3 and 4, and units 5 and 9, were rated alike.
    assert (len(patterns), int(counts.sum())) == (10, 12)
    rows = np.concatenate(list(weights_of(counts, draws=50, seed=3)))
    assert rows.shape == (51, 10)
    assert np.array_equal(rows[0], counts)
    assert (rows.sum(axis=1) == 12).all()


ratings = st.lists(
    st.tuples(
        st.sampled_from([None, 1, 2, 3]), st.sampled_from([None, 1, 2, 3]), st.sampled_from([None, 2, 3])
    ),
    min_size=1,
    max_size=12,
)


@given(ratings, st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_nothing(rows: Rows, order: Random) -> None:
    lines = [(f"u{at}", f"r{place}", value) for at, row in enumerate(rows) for place, value in enumerate(row)]
    shuffled = lines.copy()
    order.shuffle(shuffled)
    assert agreement_of(table_of(shuffled), draws=20) == agreement_of(table_of(lines), draws=20)


@given(ratings)
def test_every_figure_is_within_its_bounds_or_says_why_it_is_not_there(rows: Rows) -> None:
    found = agreement_of(table(rows), scale=(1, 3), draws=20)
    bounds = {
        "qwk": (-1, 1), "alpha": (-10, 1), "ac2": (-10, 1), "exact": (0, 1), "within_one": (0, 1),
        "mae": (0, 2), "bias": (-2, 2), "spearman": (-1, 1),
    }  # fmt: skip
    for name, (low, high) in bounds.items():
        one = getattr(found, name)
        assert (one.value is None or one.low is None) == (one.why_null is not None), name
        for value in (one.value, one.low, one.high):
            assert value is None or low - 1e-9 <= value <= high + 1e-9, name


@given(ratings)
def test_raters_may_change_places(rows: Rows) -> None:
    here, there = (
        agreement_of(table([side(row) for row in rows]), draws=0) for side in (list, lambda row: row[::-1])
    )
    for name in ("qwk", "alpha", "ac2", "exact", "spearman"):
        one, other = getattr(here, name), getattr(there, name)
        assert one.value == pytest.approx(other.value), name
