"""Krippendorff's alpha for ordinal ratings by any number of raters, with gaps."""

from assessor.evaluation.arrays import Floats, centred_midranks, ratio


def krippendorff_alpha(counts: Floats, weights: Floats) -> Floats:
    """Agreement beyond chance, where a difference weighs as the squared number of ratings between two levels.

    That ordinal distance is the difference of the levels' mean ranks among all ratings, so a resample has
    distances of its own.

    Args:
        counts: how many raters gave a unit of each pattern each level, levels ascending, shape (p, v).
            Units with fewer than two ratings take no part.
        weights: units of each pattern, shape (d, p).

    Returns:
        Shape (d,), at most 1: 1 is full agreement, 0 is chance. `nan` where all ratings that can be paired
        have one value, or there are none.

    Source: Krippendorff (2019), Content Analysis, 4th edition, chapter 12.

    >>> import numpy as np
    >>> krippendorff_alpha(np.array([[2.0, 0.0], [0.0, 2.0]]), np.ones((1, 2))).tolist()
    [1.0]
    """
    given = counts.sum(axis=1)
    paired = given > 1
    counts, weights, given = counts[paired], weights[:, paired], given[paired]
    of_level = weights @ counts
    n = of_level.sum(axis=1)
    ranks = centred_midranks(of_level)
    sums, squares = ranks @ counts.T, ranks**2 @ counts.T
    # Squared differences of all ordered pairs of ratings of a unit, by its number of ratings less one.
    apart = 2 * (given * squares - sums**2) / (given - 1)
    observed = (weights * apart).sum(axis=1)
    # The same over all ratings, whoever and whatever they rate; ranks sum to 0, so only squares remain.
    expected = 2 * n * (of_level * ranks**2).sum(axis=1)
    alpha: Floats = 1 - (n - 1) * ratio(observed, expected)
    return alpha
