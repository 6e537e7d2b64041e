"""Ratings of units by raters, as a table with gaps."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from assessor.domain.agreement import Level
from assessor.evaluation.arrays import MISSING, Floats, Ints


@dataclass(frozen=True)
class RatingTable:
    """Who gave which unit which rating.

    Units and raters are in the order of their names, so that the order of a file changes no figure.
    """

    units: tuple[str, ...]
    raters: tuple[str, ...]
    codes: Ints
    """Place of each rating in `values`, or `MISSING`; shape (units, raters)."""
    values: Floats
    """The values that ratings take, ascending; empty where nothing was rated."""

    @property
    def levels(self) -> tuple[Level, ...]:
        """`values` for people and JSON."""
        return tuple(int(value) if value.is_integer() else value for value in self.values.tolist())

    @property
    def n_ratings(self) -> int:
        """Ratings given."""
        return int((self.codes != MISSING).sum())

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Every pair of raters once, by their places."""
        return tuple(combinations(range(len(self.raters)), 2))


def table_of(rows: Iterable[tuple[str, str, float | None]], *, last: str | None = None) -> RatingTable:
    """The table of (unit, rater, rating); None is a rating not given.

    Args:
        rows: a unit and a rater stand together at most once.
        last: a rater who comes after all others, such as a model.
    """
    given = list(rows)
    units = sorted({unit for unit, _, _ in given})
    raters = sorted({rater for _, rater, _ in given}, key=lambda name: (name == last, name))
    at_unit = {name: place for place, name in enumerate(units)}
    at_rater = {name: place for place, name in enumerate(raters)}
    values = sorted({value for _, _, value in given if value is not None})
    at_value = {value: place for place, value in enumerate(values)}
    codes = np.full((len(units), len(raters)), MISSING, dtype=np.int64)
    for unit, rater, value in given:
        if value is not None:
            codes[at_unit[unit], at_rater[rater]] = at_value[value]
    return RatingTable(tuple(units), tuple(raters), codes, np.array(values, dtype=np.float64))
