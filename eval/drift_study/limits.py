"""Writes the limits that the charts are watched with, for the charts that settings name."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assessor.evaluation.drift import charts
from assessor.evaluation.drift.charts.settings import BANDS, Band
from eval.drift_study.candidates import cusum_candidate, ewma_candidate
from eval.drift_study.measure import limit_of, say, yearly_maxima
from eval.drift_study.streams import USUAL

RATES = (1.0, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002)
"""False alarms a year of one chart, largest first."""
BASELINES = (30, 60, 120, 240, 480)
YEARS = 20_000
"""Simulated for each band: 40 pass the limit of the smallest rate, so that is good to a sixth of its rate."""
SEED = 20261128
PLACE = Path(charts.__path__[0], "limits.json")


def band_limits(band: Band, baselines: Sequence[int], years: int) -> dict[str, dict[str, list[float]]]:
    """Limits of both charts at each rate, by size of the baseline."""
    pair = {
        "ewma": ewma_candidate(band.ewma_weight),
        "cusum": cusum_candidate(band.cusum_allowance),
    }
    asked = [(one, size) for size in baselines for one in pair.values()]
    maxima = yearly_maxima(asked, USUAL, band.ratings_a_week, years, SEED + band.ratings_a_week)
    return {
        str(size): {
            name: [round(limit_of(maxima[one, size], rate), 3) for rate in RATES]
            for name, one in pair.items()
        }
        for size in baselines
    }


def write_limits(years: int = YEARS) -> None:
    """Simulate anew and write the file; the same seed gives the same bytes."""
    bands: dict[str, Any] = {}
    for band in BANDS:
        say(f"limits at {band.ratings_a_week} ratings a week")
        bands[str(band.ratings_a_week)] = band_limits(band, BASELINES, years)
    table = {"alarms_a_year": RATES, "baselines": BASELINES, "years": years, "seed": SEED, "bands": bands}
    text = json.dumps(table, indent=1)
    PLACE.write_text(text + "\n", encoding="utf-8")
