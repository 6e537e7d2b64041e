"""Limits, false alarms and delays, measured on streams."""

import math
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assessor.evaluation.arrays import Floats
from eval.drift_study.candidates import Candidate, Detector, standardised
from eval.drift_study.streams import Team, streams

WEEKS = 52
SETTLED_WEEKS = 26
"""Between the baseline and the shift."""
LEAST_AFTER = 600
"""Ratings watched after a shift, where a year has fewer."""
_AT_ONCE = 2_000_000


@dataclass(frozen=True)
class Delay:
    """How soon a shift was found, over the series without a false alarm before it."""

    median: float
    """Ratings; infinite where fewer were found while the study watched."""
    ninetieth: float
    """Likewise, of nine in ten."""
    found: float
    """Share found at all."""


def say(text: str) -> None:
    """Progress, on stderr."""
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def parts(team: Team, ratings: int, series: int, seed: int, shift: Floats | float = 0.0) -> Iterator[Floats]:
    """Streams in parts of bounded size; the same seed gives the same."""
    generator = np.random.default_rng(seed)
    size = max(1, min(series, _AT_ONCE // ratings))
    for begin in range(0, series, size):
        yield streams(team, ratings, min(size, series - begin), generator, shift)


def yearly_maxima(
    charts: Sequence[tuple[Candidate, int]], team: Team, a_week: int, series: int, seed: int
) -> dict[tuple[Candidate, int], Floats]:
    """The largest statistic of a year without drift, for each chart and each series.

    Args:
        charts: candidates, each with the size of its baseline.
        team: who rates.
        a_week: ratings.
        series: how many years.
        seed: of the dice.
    """
    before = max(baseline for _, baseline in charts)
    made: dict[tuple[Candidate, int], list[Floats]] = {one: [] for one in charts}
    for part in parts(team, before + WEEKS * a_week, series, seed):
        for candidate, baseline in charts:
            values = standardised(part, before, baseline)
            made[candidate, baseline].append(candidate.statistic(values, baseline).max(axis=0))
    return {one: np.concatenate(maxima) for one, maxima in made.items()}


def limit_of(maxima: Floats, alarms_a_year: float) -> float:
    """The number that a year's largest statistic passes as often as alarms at that rate have a first one."""
    return float(np.quantile(maxima, np.exp(-alarms_a_year)))


def alarms_a_year(maxima: Sequence[Floats], limits: Sequence[float]) -> float:
    """Rate of false alarms of charts that are watched together.

    Args:
        maxima: of each chart, over the same series.
        limits: of each.
    """
    quiet = np.all([one <= limit for one, limit in zip(maxima, limits, strict=True)], axis=0).mean()
    return rate_of(float(quiet))


def rate_of(quiet: float) -> float:
    """Alarms a year, from the share of years without one."""
    return -math.log(quiet) + 0.0 if quiet else math.inf


def first_signals(
    charts: Sequence[Candidate], limits: Sequence[float], values: Floats, baseline: int
) -> Floats:
    """Place of the first rating at which any chart signals, per series; infinite where none does."""
    beyond = np.zeros(values.shape, dtype=bool)
    for candidate, limit in zip(charts, limits, strict=True):
        beyond |= candidate.statistic(values, baseline) > limit
    return np.where(beyond.any(axis=0), beyond.argmax(axis=0), np.inf)


def signals_after_shift(
    together: Sequence[tuple[Sequence[Candidate], Sequence[float]]],
    team: Team,
    *,
    a_week: int,
    baseline: int,
    shift: float,
    series: int,
    seed: int,
) -> list[Delay]:
    """Delays of charts, or of sets of charts that are watched together."""
    settled = SETTLED_WEEKS * a_week
    after = max(WEEKS * a_week, LEAST_AFTER)
    total = baseline + settled + after
    shifts = np.where(np.arange(total) < baseline + settled, 0.0, shift)[:, np.newaxis]
    found: list[list[Floats]] = [[] for _ in together]
    for part in parts(team, total, series, seed, shifts):
        values = standardised(part, baseline, baseline)
        for place, (charts, limits) in enumerate(together):
            found[place].append(first_signals(charts, limits, values, baseline))
    return [delay_of(np.concatenate(one), settled) for one in found]


def delay_of(signals: Floats, settled: int) -> Delay:
    """From the places of first signals and the place of the shift; 1 is at the first rating after it."""
    delays = signals[signals >= settled] - settled + 1
    if not delays.size:
        return Delay(float("inf"), float("inf"), 0.0)
    # An order statistic, since between a number and never there is nothing to interpolate.
    median, ninetieth = np.quantile(delays, [0.5, 0.9], method="higher")
    return Delay(float(median), float(ninetieth), float(np.isfinite(delays).mean()))


def detector_signals(detector: Detector, part: Floats, begin: int) -> Floats:
    """Place of the first signal of a detector from place `begin` on, per series, fed with all of it."""
    signals = np.full(part.shape[1], np.inf)
    for series, values in enumerate(part.T.tolist()):
        made = detector.make()
        for place, value in enumerate(values):
            made.update(value)  # type: ignore[attr-defined]
            if place >= begin and made.drift_detected:  # type: ignore[attr-defined]
                signals[series] = place - begin
                break
    return signals
