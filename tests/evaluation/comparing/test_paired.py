"""Differences, intervals and tests: against scipy and scikit-learn, and worked out by hand."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats
from sklearn.metrics import cohen_kappa_score

from assessor.domain.comparison import PairedDifferences
from assessor.evaluation.comparing.holm import holm
from assessor.evaluation.comparing.paired import paired_differences
from assessor.evaluation.comparing.trios import trios_of
from tests.evaluation.comparing.cases import NAN, Items, measure, random_items, value

Floats = NDArray[np.float64]
NAMES = (
    "qwk", "qwk_abstain_as_median", "exact", "within_one", "mae", "absolute_bias", "abstained", "left_unrated",
)  # fmt: skip


def compared(items: Items, groups: list[str] | None = None, draws: int = 200) -> PairedDifferences:
    return paired_differences(trios_of(*items, groups), draws=draws, seed=7)


def slow_kappa(rated: Floats, label: Floats) -> float:
    """By the whole cross-table, as the textbooks have it; scikit-learn takes 5 ms for each of 8,192 calls."""
    levels = np.arange(1, 6)
    apart = (levels[:, np.newaxis] - levels) ** 2
    table = np.array([[np.sum((rated == one) & (label == other)) for other in levels] for one in levels])
    by_chance = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    return float(1 - (apart * table).sum() / (apart * by_chance).sum())


def slow_exact(rated: Floats, label: Floats) -> float:
    return float(np.mean(rated == label))


def slow_error(rated: Floats, label: Floats) -> float:
    return float(np.mean(np.abs(rated - label)))


def slow_bias(rated: Floats, label: Floats) -> float:
    return float(abs(np.mean(rated - label)))


SLOW = {"qwk": slow_kappa, "exact": slow_exact, "mae": slow_error, "absolute_bias": slow_bias}


def test_the_slow_kappa_is_scikit_learns() -> None:
    for seed in range(20):
        items = random_items(seed, 12)
        peer = cohen_kappa_score(items.a, items.label, labels=[1, 2, 3, 4, 5], weights="quadratic")
        assert slow_kappa(items.a, items.label) == pytest.approx(peer, abs=1e-12)


@pytest.mark.parametrize("name", SLOW)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_each_difference_and_its_exact_p_are_those_of_peers(name: str, seed: int) -> None:
    """At most 12 items: scipy and we both go through all ways of swapping."""
    items = random_items(seed, 11)
    slow = SLOW[name]
    found = compared(items)
    assert found.exhaustive

    def difference(b: Floats, a: Floats) -> float:
        return slow(b, items.label) - slow(a, items.label)

    peer = stats.permutation_test(
        (items.b, items.a), difference, permutation_type="samples", n_resamples=np.inf, vectorized=False
    )
    one = measure(found, name)
    assert value(one) == pytest.approx(peer.statistic, abs=1e-12)
    assert one.p == pytest.approx(min(peer.pvalue, 1.0), abs=1e-12)


@pytest.mark.parametrize("name", ["qwk", "mae"])
def test_an_interval_and_a_drawn_p_are_those_of_scipy_up_to_chance(name: str) -> None:
    items, slow = random_items(4, 60), SLOW[name]
    one = measure(compared(items, draws=4000), name)

    def difference(b: Floats, a: Floats, label: Floats) -> float:
        return slow(b, label) - slow(a, label)

    peer = stats.bootstrap(
        (items.b, items.a, items.label), difference, paired=True, vectorized=False, n_resamples=1000,
        method="percentile", rng=np.random.default_rng(3),
    )  # fmt: skip
    width = peer.confidence_interval.high - peer.confidence_interval.low
    assert one.difference.low == pytest.approx(peer.confidence_interval.low, abs=width / 8)
    assert one.difference.high == pytest.approx(peer.confidence_interval.high, abs=width / 8)


def test_a_drawn_p_is_that_of_scipy_up_to_chance() -> None:
    """The two are near each other here: p is far from 0 and 1, where it says something."""
    items = random_items(4, 40)
    near = Items(items.a, np.where(np.arange(40) < 28, items.a[::-1], items.b), items.label)
    found = compared(near, draws=4000)
    assert not found.exhaustive
    peer = stats.permutation_test(
        (near.b, near.a), lambda b, a: slow_error(b, near.label) - slow_error(a, near.label),
        permutation_type="samples", n_resamples=2000, vectorized=False, rng=np.random.default_rng(1),
    )  # fmt: skip
    assert 0.02 < peer.pvalue < 0.9
    assert measure(found, "mae").p == pytest.approx(peer.pvalue, abs=0.04)


def test_the_test_of_exact_hits_is_mcnemars() -> None:
    """Swapping items of which one rater alone is right is tossing a coin for each: McNemar's exact test."""
    label = np.full(30, 3.0)
    a, b = label.copy(), label.copy()
    a[:8], b[8:10] = 2.0, 4.0
    found = compared(Items(a, b, label))
    assert (found.right.only_b_right, found.right.only_a_right, found.right.both_right) == (8, 2, 20)
    assert measure(found, "exact").p == pytest.approx(stats.binomtest(2, 10).pvalue, abs=1e-12)
    assert value(measure(found, "exact")) == pytest.approx(6 / 30)


def test_all_ways_are_gone_through_where_few_items_differ_however_many_there_are() -> None:
    items = random_items(5, 500)
    b = items.a.copy()
    b[:12] = 6 - b[:12]
    differing = int((b != items.a).sum())
    found = compared(Items(items.a, b, items.label))
    assert (found.exhaustive, found.n_groups_differ) == (True, differing)


def test_gaps_are_counted_and_never_rated() -> None:
    a = np.array([1.0, 2.0, NAN, 4.0, NAN, 2.0])
    b = np.array([1.0, 3.0, 3.0, NAN, NAN, NAN])
    label = np.array([1.0, 3.0, 3.0, 4.0, 5.0, NAN])
    found = compared(Items(a, b, label))
    # Both rated items 0 and 1; B alone item 2, A alone item 3, nobody item 4; item 5 cannot be rated.
    assert measure(found, "exact").difference.n == 2
    assert (measure(found, "exact").a, measure(found, "exact").b) == (0.5, 1.0)
    assert (measure(found, "abstained").a, measure(found, "abstained").b) == (0.4, 0.4)
    right = found.right
    assert (right.both_right, right.only_b_right, right.only_a_right, right.neither_right) == (1, 1, 0, 0)
    assert (right.only_a_rated, right.only_b_rated, right.neither_rated) == (1, 1, 1)
    # The labels' median is 3: A is 1 2 3 4 3, B is 1 3 3 3 3.
    filled = measure(found, "qwk_abstain_as_median")
    assert filled.a == pytest.approx(slow_kappa(np.array([1, 2, 3, 4, 3]), label[:5]))
    assert filled.b == pytest.approx(slow_kappa(np.array([1, 3, 3, 3, 3]), label[:5]))


def test_a_gap_stands_for_the_lower_median_of_the_labels_unless_another_level_is_named() -> None:
    label = np.array([1.0, 2.0, 4.0, 5.0])
    a, b = np.array([1.0, NAN, 4.0, 5.0]), np.array([1.0, NAN, 4.0, NAN])
    found = measure(compared(Items(a, b, label)), "qwk_abstain_as_median")
    assert (found.a, found.b) == (1, pytest.approx(slow_kappa(np.array([1, 2, 4, 2]), label)))
    named = measure(paired_differences(trios_of(a, b, label), middles=[5], draws=0), "qwk_abstain_as_median")
    assert named.b == pytest.approx(slow_kappa(np.array([1, 5, 4, 5]), label))


def test_scales_do_not_mix() -> None:
    """Two scales of which each alone gives a kappa of 0 for A: thrown together they would give .97."""
    label = np.array([0.0, 1.0, 0.0, 1.0, 8.0, 9.0, 8.0, 9.0])
    a = np.array([0.0, 0.0, 1.0, 1.0, 8.0, 8.0, 9.0, 9.0])
    scales = [0] * 4 + [1] * 4
    apart = measure(paired_differences(trios_of(a, label, label, None, scales), draws=0), "qwk")
    mixed = measure(paired_differences(trios_of(a, label, label), draws=0), "qwk")
    assert (apart.a, apart.b) == (pytest.approx(0), 1)
    assert (mixed.a or 0) > 0.9


def test_leaving_unrated_what_cannot_be_rated_is_better() -> None:
    label = np.full(6, NAN)
    found = compared(Items(np.full(6, 2.0), np.array([NAN, NAN, NAN, NAN, NAN, 1.0]), label))
    one = measure(found, "left_unrated")
    assert (one.better, one.a, one.b, one.difference.n) == ("higher", 0, pytest.approx(5 / 6), 6)
    # Swapping the five that differ: only all or none give a difference as large.
    assert one.p == pytest.approx(2 / 2**5)
    for name in NAMES[:-1]:
        missing = measure(found, name)
        assert (missing.difference.value, missing.p, missing.p_adjusted) == (None, None, None)
        assert "fewer than two items with a level as label" in (missing.difference.why_null or "")


def test_a_single_item_and_a_single_group_say_nothing_sure() -> None:
    one_item = measure(compared(Items(np.array([1.0]), np.array([2.0]), np.array([2.0]))), "exact")
    assert (one_item.a, one_item.difference.value, one_item.p) == (None, None, None)
    items = random_items(6, 8)
    one_group = measure(compared(items, ["same"] * 8), "mae")
    assert one_group.difference.value is not None
    assert one_group.difference.low is None
    assert one_group.difference.why_null == "no interval: all these items are one group"
    # Two ways to swap one group, and both give the same distance.
    assert one_group.p == 1


def test_one_value_throughout_has_no_kappa_but_the_rest() -> None:
    same = np.full(5, 3.0)
    found = compared(Items(same, same, same))
    assert measure(found, "qwk").difference.value is None
    assert "one and the same value" in (measure(found, "qwk").difference.why_null or "")
    assert value(measure(found, "exact")) == 0


def test_items_of_one_group_say_less_than_as_many_strangers() -> None:
    """Each item four times: as strangers they seem to be many more than they are."""
    items = random_items(8, 30)
    fourfold = Items(*(np.repeat(side, 4) for side in items))
    alone = compared(items, draws=4000)
    grouped = compared(fourfold, [f"g{at // 4}" for at in range(120)], draws=4000)
    strangers = compared(fourfold, draws=4000)
    assert grouped.n_groups == 30

    def width(found: PairedDifferences) -> float:
        one = measure(found, "mae").difference
        assert one.low is not None
        assert one.high is not None
        return one.high - one.low

    assert width(grouped) == pytest.approx(width(alone), rel=0.08)
    assert width(strangers) == pytest.approx(width(alone) / 2, rel=0.1)


def test_the_exact_test_swaps_groups_whole() -> None:
    """Three groups of two: 8 ways; only all and none are as large, so p is 2 / 8, not 2 / 64."""
    label = np.full(6, 3.0)
    found = compared(Items(np.full(6, 2.0), label, label), ["x", "x", "y", "y", "z", "z"])
    assert measure(found, "exact").p == pytest.approx(2 / 8)


def test_many_differences_are_adjusted_together() -> None:
    found = compared(random_items(9, 80, missing=0.1), draws=500)
    tested = [one for one in found.measures if one.p is not None]
    assert [one.p_adjusted for one in tested] == list(holm([one.p for one in tested if one.p is not None]))
    assert len(tested) == len(NAMES)


@given(st.lists(st.floats(0.001, 1), max_size=8))
def test_holm_keeps_order_and_lies_between_the_plain_and_bonferronis(p_values: list[float]) -> None:
    adjusted = holm(p_values)
    for plain, one in zip(p_values, adjusted, strict=True):
        assert plain <= one <= min(1, plain * len(p_values)) + 1e-12
    assert sorted(adjusted) == [one for _, one in sorted(zip(p_values, adjusted, strict=True))]


ratings = st.lists(
    st.tuples(
        st.sampled_from([NAN, 1.0, 2.0, 3.0]),
        st.sampled_from([NAN, 1.0, 2.0, 3.0]),
        st.sampled_from([NAN, 1.0, 2.0, 3.0]),
        st.sampled_from("abcdefghijklmnop"),
    ),
    min_size=1,
    max_size=25,
)
Row = tuple[float, float, float, str]
# Up to 4,096 ways of swapping each; how long that takes is another test's business.
unhurried = settings(deadline=None, max_examples=60)


def sides_of(rows: list[Row]) -> tuple[Items, list[str]]:
    a, b, label = (np.array([row[place] for row in rows]) for place in range(3))
    return Items(a, b, label), [row[3] for row in rows]


@unhurried
@given(ratings)
def test_a_rater_against_itself_differs_in_nothing(rows: list[Row]) -> None:
    items, groups = sides_of(rows)
    found = compared(Items(items.a, items.a, items.label), groups, draws=20)
    assert found.n_groups_differ == 0
    for one in found.measures:
        assert one.difference.value in {0, None}
        assert one.p == (None if one.difference.value is None else 1)


@unhurried
@given(ratings)
def test_changing_places_turns_every_sign(rows: list[Row]) -> None:
    items, groups = sides_of(rows)
    here = compared(items, groups, draws=20)
    there = compared(Items(items.b, items.a, items.label), groups, draws=20)
    for one, other in zip(here.measures, there.measures, strict=True):
        assert (one.a, one.b) == (other.b, other.a)
        if one.difference.value is None:
            assert other.difference.value is None
        else:
            assert one.difference.value == -value(other)
        if here.exhaustive:
            assert one.p == other.p


@unhurried
@given(ratings)
def test_every_item_with_a_level_is_counted_once(rows: list[Row]) -> None:
    items, groups = sides_of(rows)
    found = compared(items, groups, draws=0)
    assert sum(found.right.model_dump().values()) == int((~np.isnan(items.label)).sum())
    assert found.n_items == len(rows)
    assert found.n_groups == len(set(groups))


@unhurried
@given(ratings, st.randoms(use_true_random=False))
def test_the_order_of_items_changes_nothing(rows: list[Row], order: object) -> None:
    shuffled = rows.copy()
    order.shuffle(shuffled)
    assert compared(*sides_of(shuffled), draws=20) == compared(*sides_of(rows), draws=20)


@unhurried
@given(ratings)
def test_what_is_undefined_says_why(rows: list[Row]) -> None:
    for one in compared(*sides_of(rows), draws=20).measures:
        assert (one.difference.value is None) == (one.p is None)
        assert (one.difference.value is None or one.difference.low is None) == (
            one.difference.why_null is not None
        )
        assert one.p is None or 0 < one.p <= 1


def test_without_draws_there_is_neither_interval_nor_test() -> None:
    one = measure(compared(random_items(3, 60), draws=0), "qwk")
    assert one.difference.value is not None
    assert (one.difference.low, one.p, one.p_adjusted) == (None, None, None)
    assert one.difference.why_null == "no interval: no resamples were drawn"


def test_lengths_that_differ_are_refused() -> None:
    with pytest.raises(ValueError, match="3 items and 2 groups"):
        trios_of([1, 2, 3], [1, 2, 3], [1, 2, 3], ["x", "y"])


def test_p_values_of_equal_raters_are_spread_evenly() -> None:
    """Two raters alike but for chance: p falls below .05 in about a twentieth of 200 comparisons."""
    small = 0
    for seed in range(200):
        generator = np.random.default_rng(seed)
        label = generator.integers(1, 6, 40).astype(np.float64)
        a, b = (np.clip(label + generator.integers(-1, 2, 40), 1, 5) for _ in range(2))
        small += (measure(compared(Items(a, b, label), draws=200), "qwk").p or 0) < 0.05
    # Binomial(200, .05): mean 10, standard deviation 3.1.
    assert 1 <= small <= 20


def test_a_thousand_items_with_two_thousand_draws_take_under_two_processor_seconds() -> None:
    items = random_items(11, 1000, missing=0.1)
    begun = time.process_time()
    compared(items, [f"g{at // 2}" for at in range(1000)], draws=2000)
    assert time.process_time() - begun < 2
