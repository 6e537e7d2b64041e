"""Which charts are watched with which limits: the one place, and what the study chose.

Charts and limits come from the simulated study (`python -m eval.drift_study`, docs/drift-study.md, decision
32). `limits.json` is written by it and never by hand: for a chart alone, at a volume, after a baseline of so
many ratings, the limit at which it makes false alarms at a given rate a year. A table and no formula, since
ratings of one rater are alike and the reference is estimated, of which the computed run lengths know nothing.

False alarms of all scopes together are what people bear, so that rate is the setting. It is shared out
equally over the scopes; what a scope's two charts make of its part together was measured.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from pydantic import BaseModel, ConfigDict

from assessor.errors import InputError
from assessor.evaluation.arrays import Floats
from assessor.evaluation.drift.charts.checked import within
from assessor.evaluation.drift.charts.cusum import widened_allowance
from assessor.evaluation.drift.charts.ewma import ewma_limit
from assessor.evaluation.drift.charts.reference import LEAST_BASELINE

STUDY = "docs/drift-study.md"
WEEKS = 52
SHARE_OF_EACH = 0.7
"""Of a scope's rate, for each of its two charts. They mostly err together: both make 1.2 to 1.4 times the
false alarms of one, in the study."""


@dataclass(frozen=True)
class Band:
    """The charts for volumes up to a number of ratings a week."""

    ratings_a_week: int
    ewma_weight: float
    cusum_allowance: float
    """For a known reference; `widened_allowance` is charted."""
    baseline: int
    """Ratings that the study took as baseline. More help; fewer, down to 30, widen the limits."""
    change_point_confidence: float
    """ADWIN's delta: at most .1 false alarms a year and scope, however many are watched."""


BANDS = (
    Band(2, ewma_weight=0.02, cusum_allowance=0.25, baseline=30, change_point_confidence=0.5),
    Band(5, ewma_weight=0.02, cusum_allowance=0.25, baseline=60, change_point_confidence=0.2),
    Band(20, ewma_weight=0.02, cusum_allowance=0.25, baseline=120, change_point_confidence=0.01),
    Band(100, ewma_weight=0.01, cusum_allowance=0.25, baseline=480, change_point_confidence=0.002),
)
"""Smallest volume first; one that lies between two takes the larger."""


class LimitRow(BaseModel):
    """Limits of each chart alone, one for each rate of false alarms."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ewma: tuple[float, ...]
    """Multiples, as `ewma_limit` takes them."""
    cusum: tuple[float, ...]
    """In spreads, with the widened allowance."""


class LimitTable(BaseModel):
    """`limits.json`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    alarms_a_year: tuple[float, ...]
    """Rates, largest first."""
    baselines: tuple[int, ...]
    years: int
    """Simulated for each band."""
    seed: int
    bands: dict[int, dict[int, LimitRow]]
    """By ratings a week, then by size of the baseline."""


@dataclass(frozen=True)
class ChartSettings:
    """What a team may set."""

    family_alarms_a_year: float = 1.0
    """False alarms a year that all watched scopes together may make."""


@dataclass(frozen=True)
class ChartLimits:
    """The two charts of one scope."""

    ewma_weight: float
    ewma_limit: float
    """In spreads."""
    cusum_allowance: float
    cusum_limit: float
    alarms_a_year: float
    """False alarms a year of this scope with both charts watched."""

    def run_length(self, ratings_a_week: float) -> float:
        """Mean ratings between false alarms that `alarms_a_year` amounts to."""
        return WEEKS * ratings_a_week / self.alarms_a_year


def band_of(ratings_a_week: float) -> Band:
    """The charts for a volume; above the largest band, that band."""
    return next((one for one in BANDS if ratings_a_week <= one.ratings_a_week), BANDS[-1])


def limits_of(
    *,
    ratings_a_week: float,
    baseline: int,
    scopes: int,
    settings: ChartSettings | None = None,
) -> ChartLimits:
    """Charts and limits of one scope among all that are watched.

    Args:
        ratings_a_week: sealed ratings of this scope, above 0. The table is for the volume of each band; fewer
            or more change the rate at which it is read in proportion.
        baseline: ratings of its reference, at least 30; read at the next smaller size in the table.
        scopes: how many are watched at once, this one included, at least 1.
        settings: the usual ones where none are given.

    Raises:
        InputError: a number out of range (`setting_out_of_range`).
    """
    settings = settings or ChartSettings()
    within("ratings_a_week", ratings_a_week, 0, math.inf)
    within("scopes", scopes, 0, math.inf)
    within("family_alarms_a_year", settings.family_alarms_a_year, 0, math.inf)
    if baseline < LEAST_BASELINE:
        raise InputError(
            f"baseline: expected at least {LEAST_BASELINE} ratings, got {baseline}.",
            code="too_few_ratings",
            hint="Wait for more sealed ratings, or pool the scope with its neighbours.",
        )
    band = band_of(ratings_a_week)
    scope_rate = settings.family_alarms_a_year / scopes
    rate = scope_rate * SHARE_OF_EACH * band.ratings_a_week / ratings_a_week
    multiple, sums = _read(band.ratings_a_week, baseline, rate)
    return ChartLimits(
        ewma_weight=band.ewma_weight,
        ewma_limit=ewma_limit(multiple, weight=band.ewma_weight, baseline=baseline),
        cusum_allowance=widened_allowance(band.cusum_allowance, baseline=baseline),
        cusum_limit=sums,
        alarms_a_year=scope_rate,
    )


def _read(ratings_a_week: int, baseline: int, rate: float) -> tuple[float, float]:
    """Multiple of the EWMA and limit of the CUSUM at a rate of false alarms a year of each alone.

    Between rates, and beyond the smallest, they go straight with the rate's logarithm, as tails that fall
    exponentially do. A rate beyond the largest reads as the largest, which alarms less often.
    """
    table = _table()
    size = max(one for one in table.baselines if one <= baseline)
    rows = table.bands[ratings_a_week][size]
    logs = np.log(np.asarray(table.alarms_a_year, dtype=np.float64))
    wanted = min(math.log(rate), float(logs[0]))
    return _at(logs, rows.ewma, wanted), _at(logs, rows.cusum, wanted)


def _at(logs: Floats, limits: Sequence[float], wanted: float) -> float:
    # The smallest rate is the last.
    if wanted >= logs[-1]:
        return float(np.interp(-wanted, -logs, limits))
    # Over the last three steps, since the last number rests on few simulated years.
    slope = (limits[-1] - limits[-4]) / (logs[-1] - logs[-4])
    return float(limits[-1] + slope * (wanted - logs[-1]))


@cache
def _table() -> LimitTable:
    text = files(__package__ or "").joinpath("limits.json").read_text(encoding="utf-8")
    return LimitTable.model_validate_json(text)
