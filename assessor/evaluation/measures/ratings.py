"""How near drafts come to labels. Scales never mix: each rubric is measured by itself, then averaged.

The average over rubrics weighs each by its rated items; each resample draws items anew within each rubric.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from assessor.domain.agreement import Statistic
from assessor.domain.rubric import Rubric
from assessor.domain.run import RunItem, SliceMeasures
from assessor.evaluation.arrays import Floats, ratio
from assessor.evaluation.replicates import Replicates, replicates_of
from assessor.evaluation.statistic import statistic_of, undefined
from assessor.evaluation.table import table_of

_OF_PAIR = ("qwk", "spearman", "mae", "bias", "exact", "within_one")
_SAME = "labels and drafts have one and the same value throughout, so no disagreement is expected by chance"
_NO_ORDER = "labels or drafts have one value throughout, so there is no order to compare"
_NONE = "no item has both a label and a drafted rating"
_ONE = "only one item has both a label and a drafted rating; two are needed"
_FEWEST = 2


class RatingScorer:
    """Measures sets of items of one run.

    Args:
        rubrics: by id, for their scales.
        medians: what stands for an abstention in `qwk_abstain_as_median`.
        draws: bootstrap resamples.
        seed: of the resamples.
    """

    def __init__(
        self, rubrics: Mapping[str, Rubric], medians: Mapping[str, int], *, draws: int, seed: int
    ) -> None:
        self._rubrics = rubrics
        self._medians = medians
        self._draws = draws
        self._seed = seed

    def measure(self, items: Sequence[RunItem]) -> SliceMeasures:
        """All measures of these items."""
        rated = [one for one in items if one.labels.rating is not None and one.rating is not None]
        pairs = [(one, float(one.rating or 0)) for one in rated]
        filled = [
            (one, float(self._medians[one.labels.rubric] if one.rating is None else one.rating))
            for one in items
            if one.labels.rating is not None and one.failure is None
        ]
        found = self._statistics(pairs, (*_OF_PAIR, "alpha", "ac2"))
        return SliceMeasures(
            n=len(items),
            rated=len(rated),
            abstained=sum(one.rating is None and not one.stopped and one.failure is None for one in items),
            failed=sum(one.failure is not None for one in items),
            qwk_abstain_as_median=self._statistics(filled, ("qwk",))["qwk"],
            **found,
        )

    def _statistics(
        self, pairs: Sequence[tuple[RunItem, float]], names: Sequence[str]
    ) -> dict[str, Statistic]:
        n = len(pairs)
        if n < _FEWEST:
            return {name: undefined(_ONE if n else _NONE, n) for name in names}
        by_rubric: dict[str, list[tuple[RunItem, float]]] = defaultdict(list)
        for item, draft in pairs:
            by_rubric[item.labels.rubric].append((item, draft))
        made = [
            (len(rows), self._replicates(rubric, rows, number))
            for number, (rubric, rows) in enumerate(sorted(by_rubric.items()))
        ]
        return {
            name: statistic_of(
                _weighted([(weight, _values(one, name)) for weight, one in made]),
                n=n,
                why_nan=_NO_ORDER if name == "spearman" else _SAME,
            )
            for name in names
        }

    def _replicates(self, rubric: str, rows: Sequence[tuple[RunItem, float]], number: int) -> Replicates:
        table = table_of(
            (
                row
                for item, draft in rows
                for row in ((item.id, "label", float(item.labels.rating or 0)), (item.id, "draft", draft))
            ),
            last="draft",
        )
        scale = np.array([level.value for level in self._rubrics[rubric].scale.levels], dtype=np.float64)
        return replicates_of(table, scale=scale, draws=self._draws, seed=self._seed + number)


def _values(made: Replicates, name: str) -> Floats:
    if name == "alpha":
        return made.alpha
    return made.ac2 if name == "ac2" else made.pairs[0].values[name]


def _weighted(rows: Sequence[tuple[int, Floats]]) -> Floats:
    """Mean over rubrics that have a value, weighted by items; `nan` where none has."""
    weights = np.array([[weight] for weight, _ in rows], dtype=np.float64)
    values = np.stack([one for _, one in rows])
    defined = np.where(np.isnan(values), 0.0, weights)
    total = defined.sum(axis=0)
    summed = (defined * np.nan_to_num(values)).sum(axis=0)
    return ratio(summed, total)
