"""Cause: sealed ratings of a run's items by several people, and what each of them carries.

A rater carries what their ratings add to the mean of sealed less label; the parts of all raters add up to it.
"""

from dataclasses import dataclass

import numpy as np

from assessor.errors import InputError
from assessor.evaluation.arrays import MISSING, Floats
from assessor.evaluation.drift.groups import FEWEST_PEOPLE
from assessor.evaluation.table import RatingTable


@dataclass(frozen=True)
class Sealed:
    """Ratings of some items, in the order of the items."""

    raters: tuple[str, ...]
    given: Floats
    """Shape (items, raters); `nan` is a rating not given."""

    @property
    def means(self) -> Floats:
        """Mean rating of each item, `nan` where nobody rated; shape (items,)."""
        known = ~np.isnan(self.given)
        count = known.sum(axis=1)
        total = np.where(known, self.given, 0.0).sum(axis=1)
        return np.where(count > 0, total / np.maximum(count, 1), np.nan)

    def carried(self, labels: Floats) -> tuple[tuple[str | None, Floats], ...]:
        """For each rater what they add to an item's mean less its label, 0 where they did not rate.

        One column without a name, for all together, where there are fewer than five raters: a figure on one
        of few would be a figure on a person.
        """
        if len(self.raters) < FEWEST_PEOPLE:
            return ((None, self.means - labels),)
        known = ~np.isnan(self.given)
        count = np.maximum(known.sum(axis=1), 1)
        parts = np.where(known, self.given - labels[:, None], 0.0) / count[:, None]
        return tuple((name, parts[:, at]) for at, name in enumerate(self.raters))

    def without(self, rater: str) -> "Sealed":
        """The same, one rater left out."""
        keep = [at for at, name in enumerate(self.raters) if name != rater]
        return Sealed(tuple(self.raters[at] for at in keep), self.given[:, keep])

    def of(self, which: "np.typing.NDArray[np.bool_]") -> "Sealed":
        """Some of the items."""
        return Sealed(self.raters, self.given[which])


def sealed_of(table: RatingTable, items: "list[str]") -> Sealed:
    """Ratings of a table, for items in their order.

    Args:
        table: its units are ids of items; further units are left alone.
        items: ids.

    Raises:
        InputError: code `nothing_in_common`, no unit is one of the items.
    """
    at = {unit: row for row, unit in enumerate(table.units)}
    if not any(one in at for one in items):
        raise InputError(
            f"--ratings: none of its {len(table.units)} units is an item of the run.",
            code="nothing_in_common",
            hint="The column unit holds ids of items, as in the gold file.",
        )
    given = np.full((len(items), len(table.raters)), np.nan)
    for place, one in enumerate(items):
        if one in at:
            codes = table.codes[at[one]]
            rated = codes != MISSING
            given[place, rated] = table.values[codes[rated]]
    return Sealed(table.raters, given)
