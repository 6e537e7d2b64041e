"""Stage 4, the evidence finder: how likely a sentence is to be one that decides a rating.

Least squares with a penalty, from sentence vectors to whether a labelled quote meets the sentence. What it
says only weighs sentences against each other within one text.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assessor.domain.base import Frozen
from assessor.drafting.fitting.rater import packed, unpacked

Floats = NDArray[np.float64]
_PENALTY = 10.0
_FOLDS = 4


class Finder(Frozen):
    """A weight for each dimension of a sentence's vector."""

    weights: str
    """See `fitting.rater.packed`."""

    def scores(self, vectors: Floats) -> Floats:
        """Shape (n, dims) in, (n,) out; only differences within one text mean something."""
        return vectors @ unpacked(self.weights)


def fit_finder(vectors: Sequence[Floats], deciding: Sequence[NDArray[np.bool_]]) -> Finder:
    """A finder fitted on texts, each with a vector and a mark for every sentence."""
    inputs, marks = np.concatenate(list(vectors)), np.concatenate(list(deciding)).astype(np.float64)
    inputs, marks = inputs - inputs.mean(axis=0), marks - marks.mean()
    products = inputs.T @ inputs + _PENALTY * np.eye(inputs.shape[1])
    return Finder(weights=packed(np.linalg.solve(products, inputs.T @ marks)))


def left_out_scores(
    vectors: Sequence[Floats], deciding: Sequence[NDArray[np.bool_]], groups: Sequence[str]
) -> list[Floats]:
    """For each text what a finder says that saw neither it nor its twin; it is too sure of what it saw."""
    names = sorted(set(groups))
    fold = {name: place % _FOLDS for place, name in enumerate(names)}
    if len(names) < _FOLDS:
        return [fit_finder(vectors, deciding).scores(one) for one in vectors]
    found: list[Floats] = [np.zeros(0)] * len(vectors)
    for number in range(_FOLDS):
        inside = [place for place, group in enumerate(groups) if fold[group] != number]
        finder = fit_finder([vectors[place] for place in inside], [deciding[place] for place in inside])
        for place, group in enumerate(groups):
            if fold[group] == number:
                found[place] = finder.scores(vectors[place])
    return found
