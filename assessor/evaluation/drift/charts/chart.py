"""What a chart says: a statistic and a limit for each rating, and where the one passed the other first."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from assessor.evaluation.arrays import Floats


class Method(StrEnum):
    """Which chart."""

    EWMA = "ewma"
    CUSUM = "cusum"


class Direction(StrEnum):
    """Which way the differences went."""

    UP = "up"
    """Drafts became too low, or raters milder."""
    DOWN = "down"
    """Drafts became too high, or raters stricter."""


@dataclass(frozen=True, eq=False)
class Chart:
    """One chart of n ratings, in spreads of the reference.

    `upper` is watched against `limit`, `lower` against its negative. An EWMA has one statistic and both are
    it; a CUSUM has two sums, of which the lower is at most 0.
    """

    method: Method
    upper: Floats
    lower: Floats
    limit: Floats
    signal: int | None
    """Place of the first rating beyond a limit; null where there is none."""
    direction: Direction | None
    begun: int | None
    """Place from which the side that signalled stayed off 0: about where the change began."""

    @property
    def state(self) -> tuple[float, float]:
        """Where the chart stands after its last rating; hand it on to go on with later ones."""
        return float(self.upper[-1]), float(self.lower[-1])

    @property
    def statistic(self) -> Floats:
        """For each rating the side that is nearer its limit, with its sign."""
        return np.where(self.upper >= -self.lower, self.upper, self.lower)


def read_off(method: Method, upper: Floats, lower: Floats, limit: float) -> Chart:
    """The chart of statistics that were worked out.

    Args:
        method: of which chart they are.
        upper: shape (n,), n at least 1.
        lower: likewise.
        limit: the same for every rating, above 0.
    """
    beyond = (upper > limit) | (lower < -limit)
    signal = int(np.argmax(beyond)) if beyond.any() else None
    direction = begun = None
    if signal is not None:
        direction = Direction.UP if upper[signal] > limit else Direction.DOWN
        side = upper if direction is Direction.UP else -lower
        at_rest = np.flatnonzero(side[:signal] <= 0)
        begun = int(at_rest[-1]) + 1 if at_rest.size else 0
    return Chart(
        method=method,
        upper=upper,
        lower=lower,
        limit=np.full(len(upper), limit),
        signal=signal,
        direction=direction,
        begun=begun,
    )
