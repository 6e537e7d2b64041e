"""Stage 4, ridge regression in its dual form, with each group of texts left out once, in closed form.

Twins are one group: what a model says of a text must not come from the text's twin.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
PENALTIES: tuple[float, ...] = tuple(10 ** (power / 4) for power in range(-6, 5))
_CONSTANT = 10.0
"""Likeness that any two texts have: the intercept, hardly penalised."""


@dataclass(frozen=True)
class Fit:
    """A fit on n texts."""

    weights: Floats
    """Of the texts, shape (n,)."""
    intercept: float
    left_out: Floats
    """What the model says of each text when fitted without its group, shape (n,)."""
    penalty: float


def fit_grouped(
    products: Floats,
    targets: Floats,
    groups: Sequence[str],
    penalties: Sequence[float] = PENALTIES,
) -> Fit:
    """Least squares with a penalty; of the penalties the one that errs least on left-out groups.

    Args:
        products: of the texts' features with each other, shape (n, n), symmetric, no negative eigenvalue.
        targets: shape (n,), centred, unless their mean is to be learned too.
        groups: of each text.
        penalties: each above 0.

    Source: Rasmussen, Williams, Gaussian Processes for Machine Learning (2006), 5.4.2, with a block for each
    group in place of a single text.
    """
    places = [np.flatnonzero(np.array(groups) == name) for name in dict.fromkeys(groups)]
    fits = []
    for penalty in penalties:
        inverse = np.linalg.inv(products + _CONSTANT + penalty * np.eye(len(targets)))
        weights = inverse @ targets
        left_out = targets.copy()
        for group in places:
            left_out[group] -= np.linalg.solve(inverse[np.ix_(group, group)], weights[group])
        fits.append((float(((targets - left_out) ** 2).mean()), penalty, weights, left_out))
    _, penalty, weights, left_out = min(fits, key=lambda one: one[:2])
    return Fit(weights, _CONSTANT * float(weights.sum()), left_out, penalty)
