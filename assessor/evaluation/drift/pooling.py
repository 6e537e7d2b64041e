"""Drift: means of small groups, pulled towards the mean of all by as much as chance explains.

Random effects: true means of groups vary around a common one. How much is estimated from how far observed
means lie apart beyond their own doubt (DerSimonian and Laird); each group is then a weighted mean of its own
and the common one (empirical Bayes), and its interval counts the doubt of both.

Source: DerSimonian and Laird (1986), Controlled Clinical Trials 7, 177-188; Morris (1983), JASA 78, 47-55.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assessor.evaluation.arrays import Floats
from assessor.evaluation.drift.spread import Mean


@dataclass(frozen=True)
class Pooled:
    """Means of groups, pulled together."""

    common: Mean
    between: float
    """Variance of true means between groups, levels squared."""
    groups: tuple[Mean, ...]
    """In the order given."""


def pool(groups: Sequence[Mean]) -> Pooled:
    """Pull means of groups together.

    Args:
        groups: at least one, each with a variance above zero. A single one stays as it is.
    """
    values = np.array([one.value for one in groups])
    variances = np.array([one.variance for one in groups])
    between = _between(values, variances)
    weights = 1 / (between + variances)
    common = float((weights * values).sum() / weights.sum())
    doubt = float(1 / weights.sum())
    own = np.ones(1) if len(groups) == 1 else between / (between + variances)
    pulled = own * values + (1 - own) * common
    doubts = own * variances + (1 - own) ** 2 * doubt
    return Pooled(
        common=Mean(common, doubt, sum(one.n for one in groups)),
        between=between,
        groups=tuple(
            Mean(float(value), float(variance), one.n)
            for value, variance, one in zip(pulled, doubts, groups, strict=True)
        ),
    )


def _between(values: Floats, variances: Floats) -> float:
    weights = 1 / variances
    mean = (weights * values).sum() / weights.sum()
    excess = (weights * (values - mean) ** 2).sum() - (len(values) - 1)
    scale = weights.sum() - (weights**2).sum() / weights.sum()
    return float(max(0.0, excess / scale)) if scale > 0 else 0.0
