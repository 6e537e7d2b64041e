"""An encoder made by hand, and a question with answers whose level is known by how they were made."""

import hashlib
from collections.abc import Sequence

import numpy as np

from assessor.drafting.fitting.criterion import Criterion, RatedText
from assessor.drafting.fitting.wording import words_of
from assessor.ports import Vectors

DIMS = 24


class WordEmbedder:
    """A text's vector is the sum of its words', each drawn from the word's digest: texts with words in common are alike."""

    id = "words@1"

    def __init__(self) -> None:
        self.calls = 0

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.calls += 1
        vectors = np.zeros((len(texts), DIMS))
        for row, text in enumerate(texts):
            for word in words_of(text):
                seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8])
                vectors[row] += np.random.default_rng(seed).normal(size=DIMS)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return (vectors / np.where(lengths == 0, 1, lengths)).astype(np.float32)


POINTS = (
    "Open the valve slowly.",
    "Write down the pressure.",
    "Tell the shift lead.",
    "Close the outer door.",
)
CRITERION = Criterion(id="valve", question="What do you do at the boiler?", reference="\n\n".join(POINTS))
OTHER = Criterion(id="ladder", question="How do you climb?", reference=None)
_FILLER = (
    "The canteen serves soup on Monday.",
    "My bicycle has a flat tyre.",
    "Rain fell all afternoon.",
    "Somebody left the radio on.",
    "A parcel came for the neighbours.",
)


def answer(level: int, variant: int) -> str:
    """As many of the four points as the level, in an order and among filler that the variant chooses."""
    dice = np.random.default_rng([level, variant])
    said = [*dice.permutation(POINTS)[:level], *dice.permutation(_FILLER)[: 1 + variant % 4]]
    return " ".join(dice.permutation(said).tolist())


def rated(variants: range) -> list[RatedText]:
    """Five levels, 0 to 4, in each of the variants."""
    return [
        RatedText(text=answer(level, variant), criterion="valve", rating=level)
        for variant in variants
        for level in range(5)
    ]
