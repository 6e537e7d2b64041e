"""Statistics of ours against scikit-learn, krippendorff and scipy, on random tables with missing ratings."""

import math
from itertools import combinations

import krippendorff
import numpy as np
import pytest
from scipy.stats import spearmanr
from sklearn.metrics import accuracy_score, cohen_kappa_score, confusion_matrix, mean_absolute_error

from assessor.domain.agreement import PairAgreement
from assessor.evaluation.agreement import agreement_of
from tests.evaluation.tables import Rows, random_rows, table

_TABLES = 1000
_SLICE = 60
_CLOSE = 1e-9


def test_a_slice_of_random_tables_equals_the_peers() -> None:
    compare(range(_SLICE))


@pytest.mark.slow
def test_a_thousand_random_tables_equal_the_peers() -> None:
    compare(range(_TABLES))


def compare(seeds: range) -> None:
    """Every table of these seeds; at least half must have all statistics, or the comparison says little."""
    whole = sum(equals_peers(random_rows(np.random.default_rng(seed))) for seed in seeds)
    assert whole > len(seeds) / 2


def equals_peers(rows: Rows) -> bool:
    """Assert that ours are the peers'; whether every statistic was defined."""
    found = agreement_of(table(rows), draws=0)
    values = np.array([[np.nan if value is None else value for value in row] for row in rows])
    kappas = [pair_equals_peers(pair, values) for pair in found.pairs]
    defined = [kappa for kappa in kappas if kappa is not None]
    if found.qwk.value is None:
        assert not defined
    else:
        assert found.qwk.value == pytest.approx(np.mean(defined), abs=_CLOSE)
    alpha_equals_peer(found.alpha.value, values)
    equal_pairs(found.exact.value, values)
    return len(defined) == len(kappas) and found.alpha.value is not None


def pair_equals_peers(pair: PairAgreement, values: np.ndarray) -> float | None:
    first, second = (int(name[1:]) for name in pair.raters)
    both = ~np.isnan(values[:, first]) & ~np.isnan(values[:, second])
    x, y = values[both, first].astype(int), values[both, second].astype(int)
    assert pair.n == len(x)
    if len(x) < 2:
        assert pair.qwk.value is pair.exact.value is pair.spearman.value is None
        return None
    assert pair.exact.value == pytest.approx(accuracy_score(x, y), abs=_CLOSE)
    assert pair.mae.value == pytest.approx(mean_absolute_error(x, y), abs=_CLOSE)
    assert pair.confusion is not None
    levels = list(pair.confusion.levels)
    if len(levels) > 1:  # of one label alone scikit-learn warns
        assert np.array_equal(np.array(pair.confusion.counts), confusion_matrix(x, y, labels=levels))
    if len({*x}) > 1 and len({*y}) > 1:
        assert pair.spearman.value == pytest.approx(spearmanr(x, y).statistic, abs=_CLOSE)
    else:
        assert pair.spearman.value is None
    if len({*x, *y}) == 1:
        assert pair.qwk.value is None
        return None
    # All labels between: scikit-learn weighs by place in the list, we by value.
    peer = cohen_kappa_score(x, y, labels=list(range(7)), weights="quadratic")
    assert pair.qwk.value == pytest.approx(peer, abs=_CLOSE)
    return float(peer)


def alpha_equals_peer(ours: float | None, values: np.ndarray) -> None:
    paired = values[(~np.isnan(values)).sum(axis=1) > 1]
    if len(paired) < 2 or len(np.unique(paired[~np.isnan(paired)])) < 2:
        assert ours is None
        return
    peer = krippendorff.alpha(reliability_data=values.T, level_of_measurement="ordinal")
    assert ours == pytest.approx(peer, abs=_CLOSE)


def equal_pairs(ours: float | None, values: np.ndarray) -> None:
    """Counted one by one."""
    pairs = [
        (row[one], row[other])
        for row in values
        for one, other in combinations(range(len(row)), 2)
        if not (math.isnan(row[one]) or math.isnan(row[other]))
    ]
    if ours is not None:
        assert ours == pytest.approx(sum(one == other for one, other in pairs) / len(pairs), abs=_CLOSE)
