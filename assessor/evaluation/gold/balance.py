"""Whether a labelled set is solved by what must not decide: length, or career level on absolute scales."""

from collections.abc import Mapping, Sequence

import numpy as np

from assessor.domain.agreement import Statistic
from assessor.domain.gold import SetBalance
from assessor.domain.rubric import Rubric
from assessor.evaluation.replicates import replicates_of
from assessor.evaluation.statistic import statistic_of
from assessor.evaluation.table import table_of
from assessor.formats.gold import GoldItem

_DRAWS = 500
_SEED = 20_261_127


def balance_of(items: Sequence[GoldItem], rubrics: Mapping[str, Rubric]) -> tuple[SetBalance, ...]:
    """One row for each rubric, in the order of their ids."""
    return tuple(
        _of_rubric([one for one in items if one.rubric == rubric_id], rubrics[rubric_id])
        for rubric_id in sorted({one.rubric for one in items})
    )


def _of_rubric(items: Sequence[GoldItem], rubric: Rubric) -> SetBalance:
    rated = [one for one in items if one.rating is not None]
    steps = {level.name: step for step, level in enumerate(rubric.career_levels)}
    labels = [one.twin for one in items if one.twin is not None]
    by_level = _rank_correlation([(one, float(steps.get(one.career_level or "", 0))) for one in rated])
    return SetBalance(
        rubric=rubric.id,
        items=len(items),
        ratings={
            level.value: sum(one.rating == level.value for one in rated) for level in rubric.scale.levels
        },
        insufficient=sum(one.insufficient for one in items),
        do_not_enter=sum(bool(one.do_not_enter) for one in items),
        twins=len(labels) - len(set(labels)),
        length=_rank_correlation([(one, float(len(one.text.split()))) for one in rated]),
        career_level=None if rubric.scale.role_dependent else by_level,
    )


def _rank_correlation(values: Sequence[tuple[GoldItem, float]]) -> Statistic:
    rows = [
        row
        for item, value in values
        for row in ((item.id, "rating", float(item.rating or 0)), (item.id, "value", value))
    ]
    table = table_of(rows)
    made = replicates_of(table, scale=np.asarray(table.values), draws=_DRAWS, seed=_SEED)
    found = made.pairs[0].values["spearman"] if made.pairs else np.array([np.nan])
    return statistic_of(found, n=len(values), why_nan="one of the two is the same throughout")
