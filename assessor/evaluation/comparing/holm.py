"""Several tests at once: p values that keep the chance of any false alarm."""

from collections.abc import Sequence

import numpy as np


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Adjusted p values in the order given: below .05, a difference stands though several were looked at.

    The smallest of m is multiplied by m, the next by m - 1 and so on, none falling below the one before.
    That holds however the tests depend on each other.

    Args:
        p_values: of one family; none at all is allowed.

    Source: Holm (1979), Scandinavian Journal of Statistics 6(2), 65-70.

    >>> [round(p, 3) for p in holm([0.01, 0.04, 0.03])]
    [0.03, 0.06, 0.06]
    """
    given = np.asarray(p_values, dtype=np.float64)
    order = np.argsort(given, kind="stable")
    grown = np.maximum.accumulate(given[order] * np.arange(len(given), 0, -1))
    adjusted = np.empty_like(given)
    adjusted[order] = np.minimum(grown, 1.0)
    return tuple(adjusted.tolist())
