"""Tables of ratings for the tests: published ones, random ones, and a slow way to count."""

from collections.abc import Sequence

import numpy as np

from assessor.evaluation.table import RatingTable, table_of

Rows = Sequence[Sequence[float | None]]


def table(rows: Rows, *, last: str | None = None) -> RatingTable:
    """Units u00, u01, ... by raters r0, r1, ...; None is missing."""
    return table_of(
        [(f"u{at:02}", f"r{place}", value) for at, row in enumerate(rows) for place, value in enumerate(row)],
        last=last,
    )


def random_rows(generator: np.random.Generator) -> list[list[float | None]]:
    """Two to five raters, up to 30 units, 2 to 6 levels, up to half missing; raters lean on a common value."""
    units, raters = int(generator.integers(2, 31)), int(generator.integers(2, 6))
    levels = int(generator.integers(2, 7))
    noise, missing = generator.uniform(0, 2), generator.uniform(0, 0.5)
    common = generator.integers(0, levels, size=(units, 1))
    rated = np.clip(np.rint(common + generator.normal(0, noise, size=(units, raters))), 0, levels - 1)
    blank = generator.random((units, raters)) < missing
    return [
        [None if hole else float(value) for value, hole in zip(row, holes, strict=True)]
        for row, holes in zip(rated, blank, strict=True)
    ]


# Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition, page 120: 12 subjects, 4 raters; it is
# Krippendorff's own example too. As data set cac.raw4raters in irrCAC, whose vignette "weighting" gives, for
# quadratic weights, pa 0.9753788, pe 0.7137044 and AC2 0.914.
FOUR_RATERS: Rows = [
    [1, 1, None, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4],
    [1, 1, 2, 1], [2, 2, 2, 2], [None, 5, 5, 5], [None, None, 1, 1], [None, None, 3, None],
]  # fmt: skip

# The same book and vignette, data set cont3x3abstractors: 100 patients by two abstractors, rows the first's.
# Quadratic weights: kappa 0.8921569, AC2 0.9402369.
TWO_ABSTRACTORS = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]

# Fleiss (1971), Psychological Bulletin 76, 378-382: 15 patients, 6 psychiatrists, how many chose each of 5
# diagnoses. As distrib.6raters in the same vignette: AC2 0.4837438 (pa 0.8544444, pe 0.7180556).
SIX_PSYCHIATRISTS = [
    [0, 0, 0, 6, 0], [0, 3, 0, 0, 3], [0, 1, 4, 0, 1], [0, 0, 0, 0, 6], [0, 3, 0, 3, 0], [2, 0, 4, 0, 0],
    [0, 0, 4, 0, 2], [2, 0, 3, 1, 0], [2, 0, 0, 4, 0], [0, 0, 0, 0, 6], [1, 0, 0, 5, 0], [1, 1, 0, 4, 0],
    [0, 3, 3, 0, 0], [1, 0, 0, 5, 0], [0, 2, 0, 3, 1],
]  # fmt: skip


def of_cross_table(counts: Sequence[Sequence[int]]) -> Rows:
    """A line for each unit of a cross-table of two raters, levels 1 upwards."""
    return [
        [first + 1, second + 1]
        for first, row in enumerate(counts)
        for second, count in enumerate(row)
        for _ in range(count)
    ]


def of_distribution(counts: Sequence[Sequence[int]]) -> Rows:
    """A line for each unit of which it is known only how many raters chose each level, levels 1 upwards."""
    return [[level + 1 for level, count in enumerate(row) for _ in range(count)] for row in counts]
