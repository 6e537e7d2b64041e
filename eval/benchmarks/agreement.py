"""What `eval agreement` costs: processor time and memory, ours and that of peers called once per resample.

Run: python -m eval.benchmarks.agreement [--units 10000] [--draws 2000]

Ours runs in a process of its own, so that its memory is its own too. scikit-learn and krippendorff know no
resamples, so their bootstrap is a loop over resampled tables; it is run for a few draws and multiplied. It covers
two of the eight statistics.
"""

import argparse
import json
import subprocess
import sys
import time
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np

from assessor.evaluation.agreement import agreement_of
from assessor.evaluation.table import RatingTable, table_of

_PEER_DRAWS = 5


class Size(NamedTuple):
    """One row of the benchmark."""

    units: int
    raters: int
    levels: int
    missing: float


def sizes(units: int) -> list[Size]:
    """From the usual to the unkind: every unit a pattern of its own, or as many values as a percentage."""
    return [Size(units, *rest) for rest in ((2, 5, 0.0), (4, 5, 0.3), (10, 5, 0.3), (3, 101, 0.3))]


def rated(size: Size, *, seed: int = 1) -> RatingTable:
    """Raters who agree up to noise of four fifths of a level in five."""
    generator = np.random.default_rng(seed)
    common = generator.integers(0, size.levels, size=(size.units, 1))
    noise = generator.normal(0, 0.16 * size.levels, size=(size.units, size.raters))
    values = np.clip(np.rint(common + noise), 0, size.levels - 1)
    blank = generator.random(values.shape) < size.missing
    return table_of(
        (f"u{unit}", f"r{rater}", None if blank[unit, rater] else float(values[unit, rater]))
        for unit in range(size.units)
        for rater in range(size.raters)
    )


def ours(size: Size, draws: int) -> dict[str, float]:
    """All statistics with intervals."""
    table = rated(size)
    begun = time.process_time()
    found = agreement_of(table, draws=draws)
    return {
        "cpu_s": round(time.process_time() - begun, 2),
        "memory_mb": round(_peak_mb()),
        "qwk": _shown(found.qwk.value),
    }


def peers(size: Size, draws: int) -> dict[str, float]:
    """Mean weighted kappa by scikit-learn and ordinal alpha by krippendorff, table by table."""
    import krippendorff
    from sklearn.metrics import cohen_kappa_score

    table = rated(size)
    generator = np.random.default_rng(2)
    begun = time.process_time()
    for _ in range(draws):
        codes = table.codes[generator.integers(0, size.units, size.units)]
        for one, other in combinations(range(size.raters), 2):
            both = codes[(codes[:, one] >= 0) & (codes[:, other] >= 0)]
            cohen_kappa_score(both[:, one], both[:, other], labels=range(size.levels), weights="quadratic")
        krippendorff.alpha(np.where(codes < 0, np.nan, codes).T, level_of_measurement="ordinal")
    return {"cpu_s_per_draw": round((time.process_time() - begun) / draws, 4)}


def _shown(value: float | None) -> float:
    return float("nan") if value is None else round(value, 3)


def _peak_mb() -> float:
    """The most memory this process held; `ru_maxrss` would begin with what its parent held."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def ours_apart(size: Size, draws: int) -> dict[str, float]:
    """Ours in a process of its own."""
    arguments = [sys.executable, "-m", "eval.benchmarks.agreement", "--row", json.dumps(size), str(draws)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)  # noqa: S603 - our own module
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def main(arguments: list[str] | None = None) -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=10_000)
    parser.add_argument("--draws", type=int, default=2000)
    parser.add_argument("--row", nargs=2, metavar=("SIZE", "DRAWS"), help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.row:
        print(json.dumps(ours(Size(*json.loads(given.row[0])), int(given.row[1]))))
        return
    print(
        f"{'units':>7}{'raters':>8}{'levels':>8}{'draws':>7}{'CPU s':>8}{'MB':>6}   peers, the same number of draws"
    )
    for size in sizes(given.units):
        own = ours_apart(size, given.draws)
        peer = peers(size, min(_PEER_DRAWS, given.draws))
        told = f"about {peer['cpu_s_per_draw'] * given.draws:.0f} CPU s"
        print(
            f"{size.units:>7}{size.raters:>8}{size.levels:>8}{given.draws:>7}"
            f"{own['cpu_s']:>8}{own['memory_mb']:>6.0f}   {told}"
        )


if __name__ == "__main__":
    main()
