"""Where the mean of differences moved, found without a reference.

ADWIN keeps a window of ratings, compares each older part of it with the newer one, and signals where their
means differ by more than chance allows. It needs no baseline, so it also sees what a baseline that was itself
off would hide. What it keeps after a signal is a poor guess of where the change was (it drops the oldest
ratings, in steps of powers of two, until the rest agrees again), so the place is found anew: the split of the
ratings since the last change that sets their means furthest apart.

ADWIN comes from river, which is loaded on the first use: that takes about three seconds of a processor, since
river loads all its detectors and scipy with them.

Sources: Bifet and Gavalda (2007), Proceedings of the 2007 SIAM International Conference on Data Mining,
443-448; Hinkley (1970), Biometrika 57(1), 1-17, for the place.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assessor.evaluation.arrays import Floats
from assessor.evaluation.drift.charts.checked import differences_of, within


@dataclass(frozen=True)
class ChangePoint:
    """One change of the mean."""

    at: int
    """Place of the first rating after the change, the likeliest one."""
    signal: int
    """Place of the rating at which it was found; at least `at`."""
    before: float
    """Mean difference in levels since the change before it."""
    after: float
    """Mean difference in levels from `at` to `signal`."""


@dataclass(frozen=True, eq=False)
class ChangePoints:
    """What the detector held after each of n ratings, and the changes it found."""

    means: Floats
    """Of its window, in levels."""
    widths: Floats
    """Ratings in its window."""
    found: tuple[ChangePoint, ...]

    @property
    def signal(self) -> int | None:
        """Place of the rating at which the first change was found; null where there is none."""
        return self.found[0].signal if self.found else None


def change_points(differences: Sequence[float] | Floats, *, confidence: float) -> ChangePoints:
    """Feed the differences of one scope to ADWIN.

    Args:
        differences: in levels, in the order of time, baseline included, shape (n,). ADWIN's promise is for
            values that differ by at most 1, so `confidence` is no false-alarm rate here; the study says what
            rate it gives.
        confidence: its delta, above 0 and at most 1; smaller finds less.

    Raises:
        InputError: no ratings, a number that is none, or a setting out of range.
    """
    from river.drift import ADWIN

    within("confidence", confidence, 0, 1)
    values = differences_of(differences)
    detector = ADWIN(delta=confidence, clock=1)
    means, widths = np.empty_like(values), np.empty_like(values)
    found: list[ChangePoint] = []
    since = 0
    for place, value in enumerate(values.tolist()):
        detector.update(value)
        means[place], widths[place] = detector.estimation, detector.width
        if detector.drift_detected:
            at = since + _split(values[since : place + 1])
            before, after = values[since:at], values[at : place + 1]
            found.append(ChangePoint(at, place, float(before.mean()), float(after.mean())))
            since = at
    return ChangePoints(means=means, widths=widths, found=tuple(found))


def _split(values: Floats) -> int:
    """How many come before the change; at least 1 and fewer than all."""
    n = len(values)
    first = np.arange(1, n, dtype=np.float64)
    off = np.cumsum(values - values.mean())[:-1]
    return int(np.argmax(off**2 / (first * (n - first)))) + 1
