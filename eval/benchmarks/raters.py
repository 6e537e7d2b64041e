"""The four approaches of the rating benchmark: each learns from some rated texts and gives levels to others."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessor.domain.digests import text_digest
from assessor.drafting.fitting.behaviours import Reference
from assessor.drafting.fitting.criterion import Criterion
from assessor.drafting.fitting.cuts import cuts_between, level_at
from assessor.drafting.fitting.features import Features, features_of
from assessor.drafting.fitting.fit import fit_features
from assessor.drafting.fitting.ridge import fit_ridge
from assessor.ports import Embedder

Floats = NDArray[np.float64]
Levels = NDArray[np.int64]


@dataclass(frozen=True)
class Prepared:
    """What the approaches look at, for n texts."""

    features: Features
    vectors: Floats
    """Of each text as a whole, shape (n, dims); the embedder cuts long ones."""
    chars: Floats
    digests: tuple[str, ...]
    embedder_id: str

    def __getitem__(self, places: NDArray[np.intp]) -> "Prepared":
        """The texts at these places."""
        digests = tuple(self.digests[place] for place in places)
        return Prepared(
            self.features[places], self.vectors[places], self.chars[places], digests, self.embedder_id
        )


def prepared(texts: list[str], criteria: list[Criterion], embedder: Embedder) -> Prepared:
    """Everything about n texts but their levels."""
    references = {one.id: Reference(one, embedder) for one in criteria}
    return Prepared(
        features_of(texts, [references[one.id] for one in criteria], embedder),
        embedder.embed(texts).astype(np.float64),
        np.array([len(text) for text in texts], dtype=np.float64),
        tuple(text_digest(text) for text in texts),
        embedder.id,
    )


def ours(learnt: Prepared, labels: Levels, rated: Prepared) -> Levels:
    """The fitted rater of `assessor/drafting/fitting`."""
    rater = fit_features(learnt.features, labels.tolist(), learnt.digests, learnt.embedder_id)
    return np.array(rater.levels_of(rated.features), dtype=np.int64)


def ridge(learnt: Prepared, labels: Levels, rated: Prepared) -> Levels:
    """Ridge regression on the vector of the whole text; penalty and cuts as in ours."""
    return _regressed(learnt.vectors, labels, rated.vectors)


def length(learnt: Prepared, labels: Levels, rated: Prepared) -> Levels:
    """The same on the logarithm of the number of characters alone."""
    return _regressed(np.log1p(learnt.chars)[:, None], labels, np.log1p(rated.chars)[:, None])


def majority(learnt: Prepared, labels: Levels, rated: Prepared) -> Levels:  # noqa: ARG001 - the same shape for all
    """The most frequent level, of equals the lowest."""
    levels, counts = np.unique(labels, return_counts=True)
    return np.full(len(rated.chars), levels[counts.argmax()])


APPROACHES: dict[str, Callable[[Prepared, Levels, Prepared], Levels]] = {
    "ours": ours,
    "ridge": ridge,
    "length": length,
    "majority": majority,
}


def _regressed(learnt: Floats, labels: Levels, rated: Floats) -> Levels:
    levels = sorted(set(labels.tolist()))
    if len(levels) == 1:
        return np.full(len(rated), levels[0])
    found = fit_ridge(learnt @ learnt.T, labels.astype(np.float64))
    scores = found.intercept + rated @ (learnt.T @ found.weights)
    cuts = cuts_between(found.left_out, labels)
    return np.array([level_at(score, levels, cuts) for score in scores], dtype=np.int64)
