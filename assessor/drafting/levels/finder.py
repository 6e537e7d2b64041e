"""Stage 4, the evidence finder: how likely a sentence is to be one that decides a rating.

Least squares with a penalty, from sentence vectors to whether a labelled quote meets the sentence. What it
says only weighs sentences against each other within one text. A second line of the same kind knows praise and
enthusiasm: such a sentence counts for nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessor.domain.base import Frozen
from assessor.drafting.fitting.rater import packed, unpacked

Floats = NDArray[np.float64]
_PENALTY = 10.0
_FOLDS = 4
_WRONGLY_PRAISE = 0.02
"""Share of deciding sentences that may be taken for praise."""


class Finder(Frozen):
    """A weight for each dimension of a sentence's vector, and the same for praise where it was learned."""

    weights: str
    """See `fitting.rater.packed`."""
    praise: str | None = None
    praise_from: float = 0.0
    """A sentence whose praise reaches this counts for nothing."""

    def scores(self, vectors: Floats) -> Floats:
        """Shape (n, dims) in, (n,) out; only differences within one text mean something.

        Praise has minus infinity, unless all n sentences are praise.
        """
        found: Floats = vectors @ unpacked(self.weights)
        if self.praise is not None:
            praise = vectors @ unpacked(self.praise) >= self.praise_from
            if not praise.all():
                found = np.where(praise, -np.inf, found)
        return found


@dataclass(frozen=True)
class Praise:
    """Sentences that praise and sentences that decide, to tell them apart by."""

    praising: Floats
    """Shape (n, dims)."""
    deciding: Floats
    """Shape (m, dims)."""


def fit_finder(
    vectors: Sequence[Floats], deciding: Sequence[NDArray[np.bool_]], praise: Praise | None = None
) -> Finder:
    """A finder fitted on texts, each with a vector and a mark for every sentence."""
    inputs, marks = np.concatenate(list(vectors)), np.concatenate(list(deciding)).astype(np.float64)
    finder = Finder(weights=packed(_line(inputs, marks)))
    if praise is None or not len(praise.praising) or not len(praise.deciding):
        return finder
    both = np.concatenate([inputs, praise.praising])
    line = _line(both, np.concatenate([np.zeros(len(inputs)), np.ones(len(praise.praising))]))
    limit = float(np.quantile(praise.deciding @ line, 1 - _WRONGLY_PRAISE))
    return finder.model_copy(update={"praise": packed(line), "praise_from": limit})


def _line(inputs: Floats, marks: Floats) -> Floats:
    centred = inputs - inputs.mean(axis=0)
    products = centred.T @ centred + _PENALTY * np.eye(inputs.shape[1])
    weights: Floats = np.linalg.solve(products, centred.T @ (marks - marks.mean()))
    return weights


def left_out_scores(
    vectors: Sequence[Floats],
    deciding: Sequence[NDArray[np.bool_]],
    groups: Sequence[str],
    praise: Praise | None = None,
) -> list[Floats]:
    """For each text what a finder says that saw neither it nor its twin; it is too sure of what it saw."""
    names = sorted(set(groups))
    fold = {name: place % _FOLDS for place, name in enumerate(names)}
    if len(names) < _FOLDS:
        return [fit_finder(vectors, deciding, praise).scores(one) for one in vectors]
    found: list[Floats] = [np.zeros(0)] * len(vectors)
    for number in range(_FOLDS):
        inside = [place for place, group in enumerate(groups) if fold[group] != number]
        finder = fit_finder(
            [vectors[place] for place in inside], [deciding[place] for place in inside], praise
        )
        for place, group in enumerate(groups):
            if fold[group] == number:
                found[place] = finder.scores(vectors[place])
    return found
