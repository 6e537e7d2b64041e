"""Stage 4, a fitted rater: a frozen value that says what it saw and how it weighs, and gives levels.

It holds weights of features, no text and no vector of a text. It has no effect by itself: what it says is at
most a draft, and drafts are for a reviewer.
"""

import base64
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from assessor.domain.base import Frozen
from assessor.drafting.fitting.cuts import level_at
from assessor.drafting.fitting.features import Features
from assessor.drafting.fitting.scaling import Scaling

Floats = NDArray[np.float64]
_STORED = np.dtype("<f4")


class OwnWeights(Frozen):
    """What one criterion of the labelled texts adds to the common weights."""

    criterion: str
    offset: float
    weights: str
    """Of meaning and wording; see `packed`."""


class FittedRater(Frozen):
    """An ordinal model of one rubric's ratings."""

    version: Literal["ratings-1"] = "ratings-1"
    """Of the features and of how they are weighed; another one is fitted anew."""
    embedder: str
    """Id of the encoder; vectors of another must not be rated."""
    features: tuple[str, ...]
    n: int
    """Labelled texts it was fitted on."""
    seen: tuple[str, ...]
    """Digests of those texts, `sha256:` and 64 hex digits, sorted, each once."""
    levels: tuple[int, ...]
    """Levels of those texts, ascending; it predicts no other."""
    cuts: tuple[float, ...]
    """One below each level but the lowest."""
    penalty: float
    left_out_error: float | None
    """Mean distance, in levels, of the labels from predictions that did not see them; null with one level."""
    intercept: float
    scaling: Scaling
    behaviour_weights: tuple[float, ...]
    """Of the scaled behaviours and, last, of all of them together."""
    shared_weights: str
    """Of meaning and wording; see `packed`."""
    own: tuple[OwnWeights, ...]

    def scores(self, features: Features) -> Floats:
        """A number on the scale's line for each of n texts, shape (n,); only its place among the cuts counts.

        A criterion that no labelled text had is rated by the common weights alone.
        """
        found: Floats = (
            self.intercept
            + features.shared @ self._shared
            + self.scaling.scaled(features.behaviours) @ np.array(self.behaviour_weights)
        )
        for criterion, (offset, weights) in self._own.items():
            of_it = np.array([one == criterion for one in features.criteria], dtype=bool)
            found[of_it] += offset + features.shared[of_it] @ weights
        return found

    def levels_of(self, features: Features) -> tuple[int, ...]:
        """The level of each of n texts."""
        return tuple(level_at(score, self.levels, self.cuts) for score in self.scores(features))

    @cached_property
    def _shared(self) -> Floats:
        return unpacked(self.shared_weights)

    @cached_property
    def _own(self) -> dict[str, tuple[float, Floats]]:
        return {one.criterion: (one.offset, unpacked(one.weights)) for one in self.own}


def packed(weights: Floats) -> str:
    """Weights as base64 of little-endian 32-bit floats: a third of their size in digits.

    >>> packed(np.array([1.0]))
    'AACAPw=='
    """
    return base64.b64encode(weights.astype(_STORED).tobytes()).decode("ascii")


def unpacked(weights: str) -> Floats:
    """The weights that `packed` made, but for rounding to 32 bits."""
    return np.frombuffer(base64.b64decode(weights), dtype=_STORED).astype(np.float64)
