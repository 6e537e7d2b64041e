"""Agreement of all raters of a table: every statistic with its interval, or why there is none."""

import numpy as np

from assessor.domain.agreement import (
    Agreement,
    Ceiling,
    PairAgreement,
    PairStatistic,
    RaterAgreement,
    Statistic,
)
from assessor.errors import NotFoundError
from assessor.evaluation.arrays import MISSING, Floats, mean_of_defined, ratio
from assessor.evaluation.ceiling import share_of_ceiling
from assessor.evaluation.confusion import confusion_of
from assessor.evaluation.replicates import PairReplicates, Replicates, replicates_of
from assessor.evaluation.statistic import statistic_of, undefined
from assessor.evaluation.table import RatingTable

DRAWS = 2000
SEED = 20_261_127
_FEWEST = 2
"""Units that a statistic needs: of a single one, nothing is left to chance and nothing to resample."""
_POOLED = ("exact", "within_one", "mae")
_SAME = "the raters gave one and the same value throughout, so no disagreement is expected by chance"
_NO_ORDER = "a rater gave one value throughout, so there is no order to compare"


def agreement_of(
    table: RatingTable,
    *,
    scale: tuple[int, int] | None = None,
    model: str | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Agreement:
    """Every statistic of a table.

    Args:
        table: ratings with gaps. With `model`, that rater stands last.
        scale: lowest and highest level; every rating is a whole number between them. Without it, Gwet's AC2
            takes the values that occur for the whole scale.
        model: the rater who is a model; the others are people.
        draws: bootstrap resamples of units; 0 leaves out intervals.
        seed: of the resamples.

    Raises:
        NotFoundError: code `unknown_rater`: no such rater as `model`.
    """
    if model is not None and model not in table.raters:
        raise NotFoundError(
            "--model: no rater of that name is in the table.",
            code="unknown_rater",
            hint="Write the name as in the column rater.",
        )
    levels = table.values if scale is None else np.arange(scale[0], scale[1] + 1, dtype=np.float64)
    made = replicates_of(table, scale=levels, draws=draws, seed=seed)
    summary = _Summary(table, made)
    return Agreement(
        n_units=len(table.units),
        n_ratings=table.n_ratings,
        raters=table.raters,
        levels=table.levels,
        scale=scale,
        draws=draws,
        seed=seed,
        qwk=summary.mean("qwk", made.pairs, _SAME),
        qwk_pairs=tuple(summary.pair_kappa(one) for one in made.pairs),
        alpha=summary.overall(made.alpha, "all ratings that can be paired have the same value"),
        ac2=summary.overall(made.ac2, "only one value occurs and no scale is given; give --scale"),
        exact=summary.pooled("exact", made.pairs),
        within_one=summary.pooled("within_one", made.pairs),
        mae=summary.pooled("mae", made.pairs),
        bias=summary.bias(model),
        spearman=summary.mean("spearman", made.pairs, _NO_ORDER),
        pairs=tuple(summary.pair(one) for one in made.pairs),
        per_rater=tuple(summary.rater(place) for place in range(len(table.raters))),
        ceiling=None if model is None else summary.ceiling(model),
    )


class _Summary:
    """Turns replicates into statistics, and says why where there are none."""

    def __init__(self, table: RatingTable, made: Replicates) -> None:
        self._table = table
        self._made = made

    def overall(self, values: Floats, why_nan: str) -> Statistic:
        """A statistic of all raters at once."""
        return self._unless(self._too_little(self._made.pairs), values, self._made.pairs, why_nan)

    def pooled(self, name: str, pairs: tuple[PairReplicates, ...]) -> Statistic:
        """A mean over all pairs of ratings of one unit that these pairs of raters gave."""
        signs = [1.0] * len(pairs)
        return self._unless(self._too_little(pairs), self._pool(name, pairs, signs), pairs, "")

    def mean(self, name: str, pairs: tuple[PairReplicates, ...], why_nan: str) -> Statistic:
        """A mean over those of the pairs of raters that have a value."""
        values = self._mean(name, pairs)
        return self._unless(self._too_little(pairs, each=True), values, pairs, why_nan)

    def bias(self, model: str | None) -> Statistic:
        """Second less first, where there is a first and a second."""
        pairs = self._made.pairs
        if model is not None:
            return self.pooled("bias", self._with(self._table.raters.index(model)))
        if len(pairs) > 1:
            why = "with more than two raters no direction is given: see per_rater, or name a --model"
            return undefined(why, self._units(pairs))
        return self.pooled("bias", pairs)

    def pair(self, one: PairReplicates) -> PairAgreement:
        """Two raters."""
        first, second = one.pair
        of_pair = (one,)
        return PairAgreement(
            raters=(self._table.raters[first], self._table.raters[second]),
            n=int(one.n[0]),
            **{name: self.pooled(name, of_pair) for name in (*_POOLED, "bias")},
            qwk=self.mean("qwk", of_pair, _SAME),
            spearman=self.mean("spearman", of_pair, _NO_ORDER),
            confusion=confusion_of(one.cells, self._table.levels),
        )

    def pair_kappa(self, one: PairReplicates) -> PairStatistic:
        """The weighted kappa of two raters."""
        raters = (self._table.raters[one.pair[0]], self._table.raters[one.pair[1]])
        return PairStatistic(raters=raters, **self.mean("qwk", (one,), _SAME).model_dump())

    def rater(self, place: int) -> RaterAgreement:
        """One rater beside all others."""
        pairs = self._with(place)
        # Bias is second less first; here it is this rater less the other.
        signs = [1.0 if one.pair[1] == place else -1.0 for one in pairs]
        bias = self._unless(self._too_little(pairs), self._pool("bias", pairs, signs), pairs, "")
        return RaterAgreement(
            rater=self._table.raters[place],
            n_ratings=int((self._table.codes[:, place] != MISSING).sum()),
            **{name: self.pooled(name, pairs) for name in _POOLED},
            bias=bias,
            qwk=self.mean("qwk", pairs, _SAME),
        )

    def ceiling(self, model: str) -> Ceiling:
        """The model beside what people reach."""
        place = self._table.raters.index(model)
        with_model = self._with(place)
        people = tuple(one for one in self._made.pairs if place not in one.pair)
        human, other = self.mean("qwk", people, _SAME), self.mean("qwk", with_model, _SAME)
        lacking = next((one.why_null for one in (human, other) if one.value is None), None)
        share = share_of_ceiling(self._mean("qwk", with_model), self._mean("qwk", people))
        why_nan = "people do not agree beyond chance, so there is no ceiling to share"
        return Ceiling(
            model=model,
            human_human=human,
            model_human=other,
            share=self._unless(lacking, share, with_model, why_nan),
        )

    def _with(self, place: int) -> tuple[PairReplicates, ...]:
        return tuple(one for one in self._made.pairs if place in one.pair)

    def _unless(
        self, lacking: str | None, values: Floats, pairs: tuple[PairReplicates, ...], why_nan: str
    ) -> Statistic:
        n = self._units(pairs)
        return undefined(lacking, n) if lacking else statistic_of(values, n=n, why_nan=why_nan)

    def _pool(self, name: str, pairs: tuple[PairReplicates, ...], signs: list[float]) -> Floats:
        total, weight = np.zeros(self._made.size), np.zeros(self._made.size)
        for one, sign in zip(pairs, signs, strict=True):
            total += sign * np.where(one.n > 0, one.values[name], 0.0) * one.n
            weight += one.n
        return ratio(total, weight)

    def _mean(self, name: str, pairs: tuple[PairReplicates, ...]) -> Floats:
        rows = [one.values[name] for one in pairs if one.n[0] >= _FEWEST]
        return mean_of_defined(rows, self._made.size)

    def _units(self, pairs: tuple[PairReplicates, ...]) -> int:
        """Units with two ratings by one of these pairs of raters."""
        given = self._table.codes != MISSING
        shared = np.zeros(len(given), dtype=np.bool_)
        for one in pairs:
            shared |= given[:, one.pair[0]] & given[:, one.pair[1]]
        return int(shared.sum())

    def _too_little(self, pairs: tuple[PairReplicates, ...], *, each: bool = False) -> str | None:
        """Why nothing can be said of these pairs of raters; None if something can.

        Args:
            pairs: any number.
            each: whether one pair alone must have units enough, as for a mean over pairs.
        """
        if not self._table.n_ratings:
            return "the table holds no rating"
        if not pairs:
            return (
                "there is only one rater"
                if len(self._table.raters) == 1
                else "there are fewer than two people"
            )
        if not (units := self._units(pairs)):
            return "no unit was rated by two of these raters"
        if units < _FEWEST:
            return "only one unit was rated by two of these raters; two units are needed"
        if each and max(one.n[0] for one in pairs) < _FEWEST:
            return "no two raters have two units in common"
        return None
