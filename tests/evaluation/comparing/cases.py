"""Items of two raters for the tests: random ones, and slow ways to count."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assessor.domain.comparison import MeasuredDifference, PairedDifferences

Floats = NDArray[np.float64]
NAN = float("nan")


class Items(NamedTuple):
    a: Floats
    b: Floats
    label: Floats


def random_items(seed: int, n: int, *, levels: int = 5, missing: float = 0.0) -> Items:
    """Labels, A two levels off at most, B one; `missing` is the share of gaps in each."""
    generator = np.random.default_rng(seed)
    label = generator.integers(1, levels + 1, n).astype(np.float64)
    sides = []
    for off in (2, 1):
        side = np.clip(label + generator.integers(-off, off + 1, n), 1, levels)
        side[generator.random(n) < missing] = NAN
        sides.append(side)
    label[generator.random(n) < missing / 2] = NAN
    return Items(*sides, label)


def measure(found: PairedDifferences, name: str) -> MeasuredDifference:
    return next(one for one in found.measures if one.name == name)


def value(one: MeasuredDifference) -> float:
    assert one.difference.value is not None, one
    return one.difference.value
