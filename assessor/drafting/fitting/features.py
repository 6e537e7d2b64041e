"""Stage 4, texts as numbers: meaning, wording, and how far each covers its criterion's reference.

No number grows with length: each is a mean, a share or part of a direction, and what is repeated counts once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessor.drafting.fitting import behaviours
from assessor.drafting.fitting.behaviours import Reference
from assessor.drafting.fitting.parts import Part, meaning_of, parts_of
from assessor.drafting.fitting.wording import BUCKETS, wording_vector
from assessor.ports import Embedder

Floats = NDArray[np.float64]
NAMES = ("meaning", f"wording[{BUCKETS}]", *behaviours.NAMES, "behaviours.together", "criterion")
"""What a fitted rater looks at; the first two also once more for each criterion of its own."""


@dataclass(frozen=True)
class Features:
    """Numbers of n texts."""

    shared: Floats
    """Meaning and wording side by side, shape (n, dims + `BUCKETS`)."""
    behaviours: Floats
    """Shape (n, 10); `nan` where the criterion has no reference."""
    criteria: tuple[str, ...]
    """Ids of the texts' criteria."""

    def __getitem__(self, places: NDArray[np.intp]) -> "Features":
        """The texts at these places."""
        criteria = tuple(self.criteria[place] for place in places)
        return Features(self.shared[places], self.behaviours[places], criteria)


def features_of_parts(texts: Sequence[Sequence[Part]], references: Sequence[Reference]) -> Features:
    """Numbers of texts already taken apart, each with the reference of its criterion.

    Args:
        texts: n texts.
        references: as many, in the same order.
    """
    rows = [
        np.concatenate([meaning_of(parts, reference.dims), wording_vector(_buckets(parts))])
        for parts, reference in zip(texts, references, strict=True)
    ]
    covered = [reference.covered_by(parts) for parts, reference in zip(texts, references, strict=True)]
    return Features(
        np.array(rows, dtype=np.float64).reshape(len(rows), -1 if rows else 0),
        np.array(covered, dtype=np.float64).reshape(-1, len(behaviours.NAMES)),
        tuple(reference.id for reference in references),
    )


def features_of(texts: Sequence[str], references: Sequence[Reference], embedder: Embedder) -> Features:
    """Numbers of n texts, each with the reference of its criterion.

    Raises:
        InputError: code `invalid_text`; a text holds a lone surrogate.
    """
    return features_of_parts(parts_of(texts, embedder), references)


def _buckets(parts: Sequence[Part]) -> frozenset[int]:
    return frozenset().union(*(part.buckets for part in parts))
