"""The parts of the study, each as rows of figures."""

import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import numpy as np

from assessor.evaluation.arrays import Floats
from assessor.evaluation.drift.charts.cusum import cusum_paths
from assessor.evaluation.drift.charts.ewma import ewma_limit, ewma_path
from assessor.evaluation.drift.charts.run_length import (
    cusum_run_length,
    ewma_run_length,
    limit_for,
)
from assessor.evaluation.drift.charts.settings import BANDS, Band, limits_of
from eval.drift_study.candidates import (
    CANDIDATES,
    Candidate,
    Detector,
    cusum_candidate,
    detectors,
    ewma_candidate,
    standardised,
)
from eval.drift_study.measure import (
    LEAST_AFTER,
    SETTLED_WEEKS,
    WEEKS,
    Delay,
    alarms_a_year,
    delay_of,
    detector_signals,
    limit_of,
    parts,
    rate_of,
    say,
    signals_after_shift,
    yearly_maxima,
)
from eval.drift_study.streams import OTHERS, USUAL, Team

SHIFTS = (0.25, 0.5, 1.0)
SCOPES = 10
"""Watched at once where nothing else is said."""
ALARMS = 1 / SCOPES
"""False alarms a year of one scope."""
PAIR = "both, as set"


@dataclass(frozen=True)
class Size:
    """How much is simulated."""

    years: int
    """Without drift, to set and measure false alarms."""
    shifts: int
    """Series for each delay."""
    detector: int
    """Series for the change-point detectors, which take them one by one."""


FULL = Size(years=8000, shifts=2000, detector=300)
QUICK = Size(years=400, shifts=60, detector=20)


@dataclass(frozen=True)
class Row:
    """One chart at one volume, against one shift."""

    a_week: int
    baseline: int
    chart: str
    alarms_a_year: float
    """Measured on years that set no limit."""
    shift: float
    median: float
    """Ratings, likewise the next."""
    ninetieth: float
    found: float

    @property
    def weeks(self) -> tuple[float, float]:
        """Median and nine in ten."""
        return self.median / self.a_week, self.ninetieth / self.a_week

    def stored(self) -> dict[str, float | str | None]:
        """For a file; null for never, since JSON has no infinity."""
        made = asdict(self)
        return {key: None if one == math.inf else one for key, one in made.items()}


def pair_of(band: Band) -> tuple[Candidate, Candidate]:
    """The two charts that settings name."""
    return ewma_candidate(band.ewma_weight), cusum_candidate(band.cusum_allowance)


def pair_limits(band: Band, baseline: int, scopes: int = SCOPES) -> tuple[float, float]:
    """Their limits in the unit of `Candidate.statistic`."""
    limits = limits_of(ratings_a_week=band.ratings_a_week, baseline=baseline, scopes=scopes)
    unit = ewma_limit(1.0, weight=band.ewma_weight, baseline=baseline)
    return limits.ewma_limit / unit, limits.cusum_limit


def chart_rows(band: Band, size: Size, seed: int) -> Iterator[Row]:
    """Every candidate at the same rate of false alarms, and the pair with the limits in use."""
    a_week, baseline = band.ratings_a_week, band.baseline
    asked = [(one, baseline) for one in CANDIDATES]
    learned = yearly_maxima(asked, USUAL, a_week, size.years, seed)
    limits = [limit_of(learned[one], ALARMS) for one in asked]
    fresh = yearly_maxima(asked, USUAL, a_week, size.years, seed + 1)
    sets = [((one,), (limit,)) for one, limit in zip(CANDIDATES, limits, strict=True)]
    sets.append((pair_of(band), pair_limits(band, baseline)))  # type: ignore[arg-type] - one and two
    names = [*(one.name for one in CANDIDATES), PAIR]
    rates = [alarms_a_year([fresh[one, baseline] for one in charts], held) for charts, held in sets]
    for shift in SHIFTS:
        delays = signals_after_shift(
            sets, USUAL, a_week=a_week, baseline=baseline, shift=shift, series=size.shifts, seed=seed + 2
        )
        for name, rate, delay in zip(names, rates, delays, strict=True):
            yield _row(band, name, rate, shift, delay)


def detector_rows(band: Band, size: Size, seed: int) -> Iterator[Row]:
    """Of each detector the most eager setting that makes no more false alarms than the charts may."""
    for family in detectors():
        rated = [(one, _detector_alarms(one, band, size.detector, seed)) for one in family]
        # The wariest where even that makes more.
        kept, rate = next((one for one in reversed(rated) if one[1] <= ALARMS), rated[0])
        for shift in SHIFTS:
            yield _row(band, kept.name, rate, shift, _detector_delay(kept, band, shift, size, seed + 2))


def _row(band: Band, name: str, rate: float, shift: float, delay: Delay) -> Row:
    return Row(
        a_week=band.ratings_a_week,
        baseline=band.baseline,
        chart=name,
        alarms_a_year=rate,
        shift=shift,
        median=delay.median,
        ninetieth=delay.ninetieth,
        found=delay.found,
    )


def _detector_alarms(detector: Detector, band: Band, series: int, seed: int) -> float:
    total = band.baseline + WEEKS * band.ratings_a_week
    signals = [detector_signals(detector, part, band.baseline) for part in parts(USUAL, total, series, seed)]
    return rate_of(float(np.isinf(np.concatenate(signals)).mean()))


def _detector_delay(detector: Detector, band: Band, shift: float, size: Size, seed: int) -> Delay:
    settled = SETTLED_WEEKS * band.ratings_a_week
    total = band.baseline + settled + max(WEEKS * band.ratings_a_week, LEAST_AFTER)
    shifts = np.where(np.arange(total) < band.baseline + settled, 0.0, shift)[:, np.newaxis]
    signals = [
        detector_signals(detector, part, band.baseline)
        for part in parts(USUAL, total, size.detector, seed, shifts)
    ]
    return delay_of(np.concatenate(signals), settled)


@dataclass(frozen=True)
class Estimated:
    """What a limit computed for a known reference and independent ratings gives in truth."""

    a_week: int
    chart: str
    computed_run_length: float
    """Ratings; the rate that is wanted, as a run length."""
    baseline: int
    alarms_a_year: float
    """Measured; the wanted one is `ALARMS`."""


def estimated_rows(size: Size, seed: int) -> Iterator[Estimated]:
    """The charts of settings with computed limits, and baselines of 30 to 480 ratings, none of it widened."""
    for band in BANDS[1:3]:
        say(f"{band.ratings_a_week} ratings a week: what estimating the reference does")
        a_week = band.ratings_a_week
        wanted = WEEKS * a_week / ALARMS
        weight, allowance = band.ewma_weight, band.cusum_allowance
        ewma_at = limit_for(
            lambda limit, weight=weight: ewma_run_length(weight=weight, limit=limit), wanted, low=0.1, high=1
        )
        cusum_at = limit_for(
            lambda limit, allowance=allowance: cusum_run_length(allowance=allowance, limit=limit),
            wanted,
            low=3,
            high=30,
        )
        for baseline in (30, 60, 120, 480):
            maxima: list[list[Floats]] = [[], []]
            for part in parts(USUAL, baseline + WEEKS * a_week, size.years, seed + baseline):
                values = standardised(part, baseline, baseline)
                upper, lower = cusum_paths(values, allowance=allowance)
                maxima[0].append(np.abs(ewma_path(values, weight=weight)).max(axis=0))
                maxima[1].append(np.maximum(upper, -lower).max(axis=0))
            for name, held, limit in zip(
                (ewma_candidate(weight).name, cusum_candidate(allowance).name),
                maxima,
                (ewma_at, cusum_at),
                strict=True,
            ):
                rate = alarms_a_year([np.concatenate(held)], [limit])
                yield Estimated(a_week, name, wanted, baseline, rate)


@dataclass(frozen=True)
class Elsewhere:
    """The pair as set, at a team that it was not set for."""

    a_week: int
    baseline: int
    team: str
    alarms_a_year: float
    half_level_median: float
    """Ratings until half a level is found."""


def elsewhere_rows(size: Size, seed: int) -> Iterator[Elsewhere]:
    """Other spreads and other ways to rate; and the usual team with the smallest baseline."""
    for band in BANDS:
        say(f"{band.ratings_a_week} ratings a week: other teams")
        asked: list[tuple[Team, int]] = [(one, band.baseline) for one in (USUAL, *OTHERS)]
        if band.baseline > 30:  # noqa: PLR2004 - the smallest of the table
            asked.append((USUAL, 30))
        for team, baseline in asked:
            charts, limits = pair_of(band), pair_limits(band, baseline)
            fresh = yearly_maxima(
                [(one, baseline) for one in charts], team, band.ratings_a_week, size.years // 4, seed + 3
            )
            delay = signals_after_shift(
                [(charts, limits)],
                team,
                a_week=band.ratings_a_week,
                baseline=baseline,
                shift=0.5,
                series=size.shifts // 4,
                seed=seed + 4,
            )[0]
            rate = alarms_a_year([fresh[one, baseline] for one in charts], limits)
            yield Elsewhere(band.ratings_a_week, baseline, team.name, rate, delay.median)


def all_rows(bands: tuple[Band, ...], size: Size, seed: int) -> Iterator[Row]:
    """Charts and detectors at every volume."""
    for band in bands:
        say(f"{band.ratings_a_week} ratings a week: charts")
        yield from chart_rows(band, size, seed)
        say(f"{band.ratings_a_week} ratings a week: change points")
        yield from detector_rows(band, size, seed)
