"""Every statistic of a table, on the table itself and on each resample."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from assessor.evaluation.ac2 import gwet_ac2
from assessor.evaluation.alpha import krippendorff_alpha
from assessor.evaluation.arrays import MISSING, Floats, Ints
from assessor.evaluation.cells import PairCells, PairLayout, layout_of
from assessor.evaluation.distance import exact, mean_absolute_error, signed_bias, within_one
from assessor.evaluation.kappa import quadratic_weighted_kappa
from assessor.evaluation.resampling import patterns_of, weights_of
from assessor.evaluation.spearman import spearman
from assessor.evaluation.table import RatingTable

_OF_PAIRS: dict[str, Callable[[Floats, Floats, Floats], Floats]] = {
    "exact": exact,
    "within_one": within_one,
    "mae": mean_absolute_error,
    "bias": signed_bias,
    "qwk": quadratic_weighted_kappa,
    "spearman": spearman,
}


@dataclass(frozen=True)
class PairReplicates:
    """One pair of raters."""

    pair: tuple[int, int]
    cells: PairCells
    """Of the table itself."""
    n: Floats
    """Units both rated, in the table and in each resample."""
    values: dict[str, Floats]
    """Name of the statistic to its values, table first."""


@dataclass(frozen=True)
class Replicates:
    """All pairs, and what is said of all raters at once."""

    size: int
    """Resamples, plus 1 for the table itself, which comes first."""
    pairs: tuple[PairReplicates, ...]
    alpha: Floats
    ac2: Floats


def replicates_of(table: RatingTable, *, scale: Floats, draws: int, seed: int) -> Replicates:
    """Compute everything, in parts of bounded size.

    Args:
        table: of any size, also empty.
        scale: every level, for Gwet's AC2.
        draws: resamples.
        seed: of the resamples.
    """
    patterns, units = patterns_of(table.codes)
    if not len(units):
        nothing = np.full(draws + 1, np.nan)
        return Replicates(draws + 1, (), nothing, nothing)
    counts = _counts(patterns, len(table.values))
    layouts = [layout_of(patterns, table.values, pair) for pair in table.pairs]
    pairs: list[list[tuple[PairCells, Floats, dict[str, Floats]]]] = [[] for _ in layouts]
    alphas, ac2s = [], []
    for weights in weights_of(units, draws=draws, seed=seed):
        alphas.append(krippendorff_alpha(counts, weights))
        ac2s.append(gwet_ac2(counts, table.values, scale, weights))
        for parts, layout in zip(pairs, layouts, strict=True):
            parts.append(_of_pair(layout, weights))
    return Replicates(
        draws + 1,
        tuple(_joined(pair, parts) for pair, parts in zip(table.pairs, pairs, strict=True)),
        np.concatenate(alphas),
        np.concatenate(ac2s),
    )


def _of_pair(layout: PairLayout, weights: Floats) -> tuple[PairCells, Floats, dict[str, Floats]]:
    cells = layout.cells(weights)
    values = {name: of(cells.first, cells.second, cells.weights) for name, of in _OF_PAIRS.items()}
    # Only the table's own cells are wanted later; those of the resamples would fill the memory.
    own = PairCells(cells.first, cells.second, cells.weights[:1].copy())
    return own, cells.weights.sum(axis=1), values


def _joined(
    pair: tuple[int, int], parts: list[tuple[PairCells, Floats, dict[str, Floats]]]
) -> PairReplicates:
    return PairReplicates(
        pair,
        parts[0][0],
        np.concatenate([n for _, n, _ in parts]),
        {name: np.concatenate([values[name] for _, _, values in parts]) for name in _OF_PAIRS},
    )


def _counts(patterns: Ints, levels: int) -> Floats:
    """How many raters gave each value, for each pattern; shape (p, levels)."""
    counts = np.zeros((len(patterns), levels))
    for rater in patterns.T:
        given = np.flatnonzero(rater != MISSING)
        counts[given, rater[given]] += 1
    return counts
