"""Replays and weights: what each change carries adds up, whatever the order."""

from itertools import combinations

import pytest

from assessor.evaluation.cause.cells import design_of


def test_shapley_parts_add_up_to_the_whole_and_share_what_two_do_together() -> None:
    design = design_of(["a", "b", "c"])
    assert len(design.cells) == 8
    assert design.all_orders
    # a alone 1, b alone 2, together 2 more, c nothing: a carries 1 + 1, b 2 + 1, c 0.
    value = {
        frozenset(some): 1.0 * ("a" in some) + 2.0 * ("b" in some) + 2.0 * ({"a", "b"} <= set(some))
        for size in range(4)
        for some in combinations("abc", size)
    }
    carried = {
        name: sum(weight * value[cell] for cell, weight in weights.items())
        for name, weights in design.weights.items()
    }
    assert carried == pytest.approx({"a": 2.0, "b": 3.0, "c": 0.0})


def test_more_changes_are_looked_at_from_both_ends() -> None:
    design = design_of(["a", "b", "c", "d"])
    # Nothing, four alone, four all but one, everything.
    assert len(design.cells) == 10
    assert not design.all_orders
    assert (design.nothing, design.everything) == (frozenset(), frozenset("abcd"))
    assert design.weights["b"] == {
        frozenset(): -0.5,
        frozenset("b"): 0.5,
        frozenset("acd"): -0.5,
        frozenset("abcd"): 0.5,
    }


def test_without_a_change_the_run_is_only_drafted_again() -> None:
    design = design_of([])
    assert design.cells == (frozenset(),)
    assert design.nothing == design.everything
    assert design.weights == {}
