"""How long charting takes: 100,000 sealed ratings in 500 scopes, with references, both charts and change points.

Run: python -m eval.benchmarks.drift_charts [--ratings 100000] [--scopes 500]

Prints seconds of a processor, and of the clock for all; river's import is left out, since it is paid once.
"""

import argparse
import time
from typing import NamedTuple

import numpy as np

from assessor.evaluation.arrays import Floats
from assessor.evaluation.drift.charts.change_points import change_points
from assessor.evaluation.drift.charts.reference import LEAST_BASELINE
from assessor.evaluation.drift.charts.settings import band_of
from assessor.evaluation.drift.charts.watched import watch


class Charted(NamedTuple):
    """What it took, and what was seen."""

    charts_s: float
    change_points_s: float
    signalled: int
    changed: int


def scopes_of(ratings: int, scopes: int, *, seed: int = 1) -> list[Floats]:
    """Scopes of unlike size, as teams are; in one of ten drafts become half a level too low half way.

    Args:
        ratings: of all scopes together.
        scopes: how many; each gets enough for a baseline and one rating more.
        seed: of the dice.
    """
    generator = np.random.default_rng(seed)
    least = LEAST_BASELINE + 1
    shares = generator.dirichlet(np.full(scopes, 2.0))
    sizes = least + generator.multinomial(ratings - least * scopes, shares)
    made = []
    for place, size in enumerate(sizes.tolist()):
        shift = np.where(np.arange(size) < size // 2, 0.0, 0.5 if place % 10 == 0 else 0.0)
        made.append(np.clip(np.rint(generator.normal(shift, 0.7)), -4, 4))
    return made


def charted(series: list[Floats]) -> Charted:
    """Everything `eval drift` charts, on series in memory."""
    import river.drift  # noqa: F401 - paid before the clock runs

    begun = time.process_time()
    made = [
        watch(one[:LEAST_BASELINE], one[LEAST_BASELINE:], ratings_a_week=len(one) / 52, scopes=len(series))
        for one in series
    ]
    between = time.process_time()
    changes = [
        change_points(one, confidence=band_of(len(one) / 52).change_point_confidence) for one in series
    ]
    return Charted(
        charts_s=between - begun,
        change_points_s=time.process_time() - between,
        signalled=sum(one.signal is not None for one in made),
        changed=sum(one.signal is not None for one in changes),
    )


def main(arguments: list[str] | None = None) -> None:
    """Print one line for each part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ratings", type=int, default=100_000)
    parser.add_argument("--scopes", type=int, default=500)
    given = parser.parse_args(arguments)
    series = scopes_of(given.ratings, given.scopes)
    import river.drift  # noqa: F401 - paid before the clock runs

    begun = time.perf_counter()
    made = charted(series)
    wall = time.perf_counter() - begun
    print(f"{given.ratings} ratings in {given.scopes} scopes")
    print(f"references, EWMA and CUSUM  {made.charts_s:6.2f} s   {made.signalled} scopes signal")
    print(f"change points               {made.change_points_s:6.2f} s   {made.changed} scopes have one")
    print(
        f"together                    {made.charts_s + made.change_points_s:6.2f} s   {wall:.2f} s by the clock"
    )


if __name__ == "__main__":
    main()
