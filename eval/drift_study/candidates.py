"""The charts that the study weighs, each as a series' statistic that is held against one number."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from assessor.evaluation.arrays import Floats
from assessor.evaluation.drift.charts.cusum import cusum_paths, widened_allowance
from assessor.evaluation.drift.charts.ewma import ewma_limit, ewma_path
from assessor.evaluation.drift.charts.reference import REACH, references_of

WEIGHTS = (0.01, 0.02, 0.05, 0.1, 0.2)
ALLOWANCES = (0.1, 0.25, 0.5, 0.75)


@dataclass(frozen=True)
class Candidate:
    """One chart."""

    name: str
    kind: str
    """`ewma` or `cusum`."""
    setting: float
    """Weight or allowance."""

    def statistic(self, standardised: Floats, baseline: int) -> Floats:
        """What is held against the multiple (EWMA) or the limit (CUSUM), shape as given, never below 0."""
        if self.kind == "ewma":
            unit = ewma_limit(1.0, weight=self.setting, baseline=baseline)
            return np.abs(ewma_path(standardised, weight=self.setting)) / unit
        allowance = widened_allowance(self.setting, baseline=baseline)
        upper, lower = cusum_paths(standardised, allowance=allowance)
        return np.maximum(upper, -lower)


def ewma_candidate(weight: float) -> Candidate:
    """An EWMA."""
    return Candidate(f"EWMA {weight:g}", "ewma", weight)


def cusum_candidate(allowance: float) -> Candidate:
    """A CUSUM."""
    return Candidate(f"CUSUM {allowance:g}", "cusum", allowance)


CANDIDATES = tuple(ewma_candidate(one) for one in WEIGHTS) + tuple(cusum_candidate(one) for one in ALLOWANCES)


def standardised(differences: Floats, before: int, baseline: int) -> Floats:
    """What comes after place `before`, in spreads off the mean of the `baseline` ratings that end there."""
    middle, mean, spread = references_of(differences[before - baseline : before])
    return (np.clip(differences[before:], middle - REACH, middle + REACH) - mean) / spread


@dataclass(frozen=True)
class Detector:
    """A change-point detector of river with one setting."""

    name: str
    make: Callable[[], object]


def detectors() -> tuple[tuple[Detector, ...], ...]:
    """Families, each from the wary to the eager. KSWIN draws lots and is slow: not weighed."""
    from river.drift import ADWIN, PageHinkley

    adwins = tuple(
        Detector(f"ADWIN {delta:g}", lambda delta=delta: ADWIN(delta=delta, clock=1))
        for delta in (0.002, 0.01, 0.05, 0.2, 0.5)
    )
    # Its `delta` is half the shift to be found soonest, in levels: near that of a CUSUM of .25 spreads.
    hinkleys = tuple(
        Detector(
            f"Page-Hinkley {threshold:g}",
            lambda threshold=threshold: PageHinkley(delta=0.2, threshold=threshold, min_instances=30),
        )
        for threshold in (36, 24, 16, 11, 7)
    )
    return adwins, hinkleys
