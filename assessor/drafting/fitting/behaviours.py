"""Stage 4, how far a text covers what its criterion's reference says: ten numbers, more is better in each.

Numbers of negations, figures in common, shares of points above a limit, the answer's length and how much of
it repeats the question were tried too and added nothing (docs/models/ratings.md).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assessor.drafting.fitting.criterion import Criterion
from assessor.drafting.fitting.parts import Part, meaning_of, parts_of
from assessor.drafting.fitting.wording import terms_of
from assessor.ports import Embedder

NAMES = (
    "points.mean",
    "points.least",
    "points.most",
    "clauses.mean",
    "clauses.least",
    "whole",
    "terms.found",
    "terms.share",
    "pieces.found",
    "pieces.share",
)


class Reference:
    """What a criterion's reference says, ready to be looked for in texts.

    Args:
        criterion: without a reference, or with one that has no word, every number of a text is `nan`.
        embedder: embeds the reference, once.
    """

    def __init__(self, criterion: Criterion, embedder: Embedder) -> None:
        self.id = criterion.id
        self.dims = embedder.embed([]).shape[1]
        (self._parts,) = parts_of([criterion.reference or ""], embedder)
        if not self._parts:
            return
        self._points = np.stack([part.vectors[0] for part in self._parts])
        self._clauses = np.concatenate(
            [part.vectors[-max(1, len(part.vectors) - 1) :] for part in self._parts]
        )
        self._meaning = meaning_of(self._parts, self._points.shape[1])
        self._asked = terms_of(criterion.question)
        self._terms = _terms(self._parts) - self._asked
        self._buckets = _buckets(self._parts)

    def covered_by(self, parts: Sequence[Part]) -> NDArray[np.float64]:
        """The numbers of `NAMES`, shape (10,), mostly in [0, 1]; all 0 for no parts.

        `points`: for each sentence of the reference the likeness (cosine) of the text's sentence or clause
        that comes closest. `clauses`: the same for each clause of the reference. `whole`: likeness of the two
        as wholes. `terms` are those of the reference that the question does not give away, `pieces` are
        hashed pieces of words: how many of the reference's were `found`, and what `share` of the text's own
        they are.
        """
        if not self._parts:
            return np.full(len(NAMES), np.nan)
        if not parts:
            return np.zeros(len(NAMES))
        said = np.concatenate([part.vectors for part in parts])
        points = (self._points @ said.T).max(axis=1)
        clauses = (self._clauses @ said.T).max(axis=1)
        terms, buckets = _terms(parts) - self._asked, _buckets(parts)
        common_terms, common_buckets = len(terms & self._terms), len(buckets & self._buckets)
        return np.array(
            [
                points.mean(),
                points.min(),
                points.max(),
                clauses.mean(),
                clauses.min(),
                self._meaning @ meaning_of(parts, len(self._meaning)),
                common_terms / max(1, len(self._terms)),
                common_terms / max(1, len(terms)),
                common_buckets / max(1, len(self._buckets)),
                common_buckets / max(1, len(buckets)),
            ],
            dtype=np.float64,
        )


def _terms(parts: Sequence[Part]) -> frozenset[str]:
    return frozenset().union(*(part.terms for part in parts))


def _buckets(parts: Sequence[Part]) -> frozenset[int]:
    return frozenset().union(*(part.buckets for part in parts))
