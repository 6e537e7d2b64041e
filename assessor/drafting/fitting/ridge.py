"""Stage 4, the mathematics of a fitted rater: ridge regression in its dual form, penalty by leave-one-out.

The dual form works on the n x n products of the items with each other, so that many more features than items
cost little.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
PENALTIES: tuple[float, ...] = tuple(10 ** (power / 3) for power in range(-6, 7))
"""From .01 to 100, three to a factor of ten."""


@dataclass(frozen=True)
class Ridge:
    """A fit on n items."""

    weights: Floats
    """Of the items, shape (n,), sum 0. The features' weights are `features.T @ weights`."""
    intercept: float
    """Added to `features @ features.T @ weights`."""
    left_out: Floats
    """For each item what the model says of it when fitted on all others, shape (n,)."""
    penalty: float


def fit_ridge(products: Floats, targets: Floats, penalties: tuple[float, ...] = PENALTIES) -> Ridge:
    """Least squares with a penalty on the squared weights, and an intercept without one.

    Of the penalties the one is taken whose leave-one-out predictions err least (squared); of equals the
    largest. They come in closed form from the hat matrix: each residual divided by one less its leverage.

    Args:
        products: of the items' features with each other, shape (n, n), symmetric, no negative eigenvalue.
        targets: shape (n,), n at least 2.
        penalties: each above 0.

    Source: Hastie, Tibshirani, Friedman, The Elements of Statistical Learning (2009), 7.10 and 18.3.5.
    """
    n = len(targets)
    mean = float(targets.mean())
    of_item = products.mean(axis=0)
    centred = products - of_item - of_item[:, None] + of_item.mean()
    values, vectors = np.linalg.eigh(centred)
    values = np.maximum(values, 0.0)
    turned = vectors.T @ (targets - mean)
    fits = []
    for penalty in sorted(penalties, reverse=True):
        kept = values / (values + penalty)
        residuals = (targets - mean) - vectors @ (kept * turned)
        left_out = targets - residuals / (1 - 1 / n - (vectors**2) @ kept)
        fits.append((float(((targets - left_out) ** 2).mean()), penalty, left_out))
    _, penalty, left_out = min(fits, key=lambda fit: fit[0])
    weights = vectors @ (turned / (values + penalty))
    weights -= weights.mean()
    return Ridge(weights, mean - float(of_item @ weights), left_out, penalty)
