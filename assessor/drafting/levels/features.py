"""Stage 4, a text as two directions: what its likely evidence means, and which terms it uses.

Both are brought to length 1 and made from distinct sentences, so that neither length nor repetition counts.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SHARPNESS = 3.0
"""How much more a sentence weighs that the finder likes: `exp(SHARPNESS * difference in score)`."""
TERMS_WEIGHT = 2.0
"""Of likeness in terms beside likeness in meaning."""


def weights_of(found: Floats) -> Floats:
    """How much each sentence of a text counts, the likeliest 1. Empty for none.

    Args:
        found: the finder's score of each sentence; minus infinity counts for nothing.
    """
    if not np.isfinite(found).any():
        return np.zeros(len(found))
    weights: Floats = np.exp(SHARPNESS * (found - found.max()))
    return weights


def meaning_of(vectors: Floats, found: Floats) -> Floats:
    """Mean of n sentence vectors weighed by the finder's scores, length 1; zero for no sentences."""
    if not len(vectors):
        return np.zeros(vectors.shape[1])
    return _unit(weights_of(found) @ vectors)


def terms_vector(sentences: Sequence[NDArray[np.intp]], found: Floats, rarity: Floats) -> Floats:
    """Every known term, weighed by rarity and by its likeliest sentence; length `TERMS_WEIGHT ** .5` or zero.

    Args:
        sentences: places of each sentence's known terms in the vocabulary.
        found: the finder's score of each sentence.
        rarity: of each term of the vocabulary.
    """
    vector = np.zeros(len(rarity))
    for places, weight in zip(sentences, weights_of(found), strict=True):
        vector[places] = np.maximum(vector[places], weight)
    scaled: Floats = _unit(vector * rarity) * TERMS_WEIGHT**0.5
    return scaled


def _unit(vector: Floats) -> Floats:
    length = float(np.linalg.norm(vector))
    unit: Floats = vector / length if length else vector
    return unit
