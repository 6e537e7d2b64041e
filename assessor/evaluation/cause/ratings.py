"""Cause: sealed ratings of a run's items by several people, and what they carry together.

Never what one of them does: that would be a figure on a person.
"""

from dataclasses import dataclass

import numpy as np

from assessor.errors import InputError
from assessor.evaluation.arrays import MISSING, Floats
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

    def carried(self, labels: Floats) -> Floats:
        """What they add to each item's label; `nan` where nobody rated; shape (items,)."""
        return self.means - labels

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
