"""Stage 4, weights of a model of levels, refitted on what it leaves over.

A ridge regression from a text's features to how far off the model's score was. The prior mean of the new
weights is the shipped ones, so few ratings change little.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessor.domain.fit import WeightChange
from assessor.drafting.calibration.rated import Rated
from assessor.drafting.fitting.rater import packed, unpacked
from assessor.drafting.levels.model import LevelModel, Line, Ruler
from assessor.drafting.levels.regression import Fit, fit_grouped

Floats = NDArray[np.float64]
PENALTIES: tuple[float, ...] = tuple(10 ** (power / 2) for power in range(-1, 7))
"""Up to where hardly anything but a common shift is left."""


@dataclass(frozen=True)
class TextFeatures:
    """What the shipped model makes of one text."""

    score: float
    meaning: Floats
    terms: Floats


def features_of(model: LevelModel, sentences: Sequence[str], vectors: NDArray[np.float32]) -> TextFeatures:
    """Of n distinct sentences of one text, at least one, and their vectors."""
    meaning, terms = model.features_of(sentences, vectors)
    return TextFeatures(model.score.at(meaning, terms), meaning, terms)


def changed(model: LevelModel, change: WeightChange) -> LevelModel:
    """The model with its weights changed; everything else of it stays."""
    score = model.score
    line = Line(
        meaning=packed(unpacked(score.meaning) + unpacked(change.meaning)),
        terms=packed(unpacked(score.terms) + unpacked(change.terms)),
        intercept=score.intercept + change.intercept,
    )
    # Field by field: `model_copy` would carry over what the model remembers of itself, its id among it.
    kept = {name: getattr(model, name) for name in LevelModel.model_fields}
    return LevelModel(**{**kept, "score": line})


def place_under(change: WeightChange, features: TextFeatures, ruler: Ruler) -> float:
    """Where a text stands under changed weights."""
    more = features.meaning @ unpacked(change.meaning) + features.terms @ unpacked(change.terms)
    return ruler.position(features.score + float(more) + change.intercept)


def refitted(ruler: Ruler, rated: Sequence[Rated]) -> WeightChange:
    """The change of weights learned from all of n rated texts, each with features."""
    seen = _Seen.of(ruler, rated)
    fit = seen.fit(range(len(rated)))
    return WeightChange(
        meaning=packed(seen.meaning.T @ fit.weights),
        terms=packed(seen.terms.T @ fit.weights),
        intercept=fit.intercept,
    )


def left_out_places(ruler: Ruler, rated: Sequence[Rated]) -> list[float]:
    """Where each text would stand under weights learned without its assessee, the penalty chosen likewise."""
    seen = _Seen.of(ruler, rated)
    scores = seen.scores.copy()
    for group in dict.fromkeys(seen.groups):
        own = [place for place, one in enumerate(seen.groups) if one == group]
        others = [place for place, one in enumerate(seen.groups) if one != group]
        if others:
            fit = seen.fit(others)
            scores[own] += seen.products[np.ix_(own, others)] @ fit.weights + fit.intercept
    return [ruler.position(score) for score in scores.tolist()]


@dataclass(frozen=True)
class _Seen:
    """Features of the rated texts, and what the model leaves over."""

    groups: list[str]
    scores: Floats
    left_over: Floats
    meaning: Floats
    terms: Floats
    products: Floats

    @classmethod
    def of(cls, ruler: Ruler, rated: Sequence[Rated]) -> "_Seen":
        features = [one.features for one in rated if one.features is not None]
        assert len(features) == len(rated)
        scores = np.array([one.score for one in features])
        meaning = np.array([one.meaning for one in features])
        terms = np.array([one.terms for one in features])
        wanted = np.array([score_at(ruler, one.level) for one in rated])
        return cls(
            groups=[one.group for one in rated],
            scores=scores,
            left_over=wanted - scores,
            meaning=meaning,
            terms=terms,
            products=meaning @ meaning.T + terms @ terms.T,
        )

    def fit(self, places: Sequence[int]) -> Fit:
        keep = list(places)
        return fit_grouped(
            self.products[np.ix_(keep, keep)],
            self.left_over[keep],
            [self.groups[place] for place in keep],
            PENALTIES,
        )


def score_at(ruler: Ruler, level: int) -> float:
    """The score that stands for a level: `ruler.position` gives the level back.

    >>> ruler = Ruler(levels=(1, 2, 3), cuts=(-1.0, 1.0), slope=0.5)
    >>> [ruler.position(score_at(ruler, level)) for level in (1, 2, 3)]
    [1.0, 2.0, 3.0]
    """
    low, high = ruler.levels[0], ruler.levels[-1]
    if level <= low:
        return ruler.cuts[0] - (ruler.levels[1] - low) / 2 / ruler.slope
    if level >= high:
        return ruler.cuts[-1] + (high - ruler.levels[-2]) / 2 / ruler.slope
    halves = [(a + b) / 2 for a, b in zip(ruler.levels, ruler.levels[1:], strict=False)]
    return float(np.interp(level, halves, ruler.cuts))
