"""Cause: which replays are needed, and how their drafts add up to what each change carries.

A cell is the set of changes in effect in one replay. What a change carries is what it adds to the cells it
joins, averaged over the orders in which changes can be made. With few changes that is every order, which is
Shapley's value; with more it is the two ends: alone from the state before, and last into the state now.

Source: Shapley (1953), Contributions to the Theory of Games II, 307-317.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import factorial

MOST_IN_ALL_ORDERS = 3
"""Changes up to which every order is gone through: 8 replays. By the two ends, each further
change takes two more."""

Cell = frozenset[str]


@dataclass(frozen=True)
class Design:
    """Replays and what to do with them."""

    cells: tuple[Cell, ...]
    """The empty one first, the full one last."""
    weights: Mapping[str, Mapping[Cell, float]]
    """For each change the weight of each cell in what it carries; they add up to 0."""
    all_orders: bool

    @property
    def nothing(self) -> Cell:
        """The cell in which nothing is changed."""
        return self.cells[0]

    @property
    def everything(self) -> Cell:
        """The cell in which all is changed."""
        return self.cells[-1]


def design_of(changes: Sequence[str]) -> Design:
    """Cells and weights for some changes; one cell alone where there is none.

    >>> design_of(["a"]).weights["a"]
    {frozenset(): -1.0, frozenset({'a'}): 1.0}
    """
    all_orders = len(changes) <= MOST_IN_ALL_ORDERS
    weights = {one: _shapley(one, changes) if all_orders else _both_ends(one, changes) for one in changes}
    sizes = range(len(changes) + 1) if all_orders else sorted({0, 1, len(changes) - 1, len(changes)})
    cells = tuple(frozenset(some) for size in sizes for some in combinations(changes, size))
    return Design(cells, weights, all_orders)


def _shapley(one: str, changes: Sequence[str]) -> dict[Cell, float]:
    weights: dict[Cell, float] = {}
    others = [other for other in changes if other != one]
    for size in range(len(changes)):
        weight = factorial(size) * factorial(len(others) - size) / factorial(len(changes))
        for some in combinations(others, size):
            weights[frozenset(some)] = -weight
            weights[frozenset((*some, one))] = weight
    return weights


def _both_ends(one: str, changes: Sequence[str]) -> dict[Cell, float]:
    everything = frozenset(changes)
    return {
        frozenset(): -0.5,
        frozenset({one}): 0.5,
        everything - {one}: -0.5,
        everything: 0.5,
    }
