"""Stage 2 of 7: how near a sentence comes to what is known to belong to a category.

Words that no list holds ("she went into early labour") still mean the same. A kernel machine, trained by `make
meaning` on passages of ours (docs/models/meaning.md), adds up two things for each category: how near the sentence
lies to known passages, harmful and harmless ones (Gaussian kernel over the embedder's vector and the numbers of
`features.py`; kernel ridge regression, Saunders, Gammerman and Vovk 1998, with the known passages thinned out), and
a weight for each of its words and pairs of words. It is asked for few sentences only: a vector costs milliseconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assessor.errors import GuardrailError
from assessor.guardrails.meaning.features import Told
from assessor.guardrails.wording import wording
from assessor.ports import Embedder

MODEL = "meaning.npz"

Floats = NDArray[np.float32]


class Question(NamedTuple):
    """A sentence that may belong to a category, and what cues and contexts say of it."""

    sentence: str
    told: Told


@dataclass(frozen=True)
class Weights:
    """What training leaves, for m known passages and c categories.

    Attributes:
        embedder: what made the vectors.
        categories: names, in the order of all columns.
        known: shape (m, d); vector and numbers of each known passage.
        sizes: shape (m,); squared length of each.
        pull: shape (m, c); how much each speaks for a category, or against it.
        steepness: of the kernel, exp(-steepness * squared distance / 2).
        rarity: shape (places,); weight of a place in the wording before its length is set to 1.
        words: shape (places, c); what a place speaks for.
        likely: shape (c,); sum of both from which a sentence belongs to a category by itself.
        doubtful: below `likely`, in the same unit; what is left of it where cues say so, too.
        worth: above `likely`, in the same unit; a sentence whose wording alone says so much is worth a vector.
    """

    embedder: str
    categories: tuple[str, ...]
    known: Floats
    sizes: Floats
    pull: Floats
    steepness: float
    rarity: Floats
    words: Floats
    likely: Floats
    doubtful: float
    worth: float


class MeaningVectors:
    """The model over one embedder.

    Args:
        embedder: makes the vectors; must be the one the model was trained on.

    Raises:
        GuardrailError: code `embedder_changed`.
    """

    def __init__(self, embedder: Embedder, weights: Weights | None = None) -> None:
        self._weights = weights or shipped()
        if embedder.id != self._weights.embedder:
            raise GuardrailError(
                f"meaning vectors were trained on {self._weights.embedder}, got {embedder.id}.",
                code="embedder_changed",
                hint="Run `make meaning`, and check its figures before you ship the result.",
            )
        self._embedder = embedder

    @property
    def doubtful(self) -> float:
        """Leaning above which cues that suffice by themselves are believed; negative."""
        return self._weights.doubtful

    def is_worth_a_look(self, sentence: str) -> bool:
        """Whether the wording speaks for some category; costs no vector."""
        leaning = self._by_wording(sentence) - self._weights.likely
        return bool(leaning.max() > self._weights.worth)

    def leanings(self, questions: Sequence[Question]) -> list[dict[str, float]]:
        """For each of n questions and each category how far it leans there; above 0 it belongs there."""
        if not questions:
            return []
        sentences = sorted({one.sentence for one in questions})
        vectors = dict(zip(sentences, self._embedder.embed(sentences), strict=True))
        rows = np.array([(*vectors[one.sentence], *one.told) for one in questions], dtype=np.float32)
        leaning = (
            nearness(rows, self._weights.known, self._weights.sizes, self._weights.steepness)
            @ self._weights.pull
            + np.array([self._by_wording(one.sentence) for one in questions])
            - self._weights.likely
        )
        return [dict(zip(self._weights.categories, map(float, row), strict=True)) for row in leaning]

    def _by_wording(self, sentence: str) -> Floats:
        places = wording(sentence)
        return scaled(self._weights.rarity, places) @ self._weights.words[places]


def sizes_of(rows: Floats) -> Floats:
    """Squared length of each of n rows, shape (n,)."""
    sizes: Floats = (rows**2).sum(axis=1)
    return sizes


def nearness(rows: Floats, known: Floats, sizes: Floats, steepness: float) -> Floats:
    """Gaussian kernel of n rows and m known ones, shape (n, m), each value in (0, 1]; `sizes` of the known ones."""
    squares = sizes_of(rows)[:, None] + sizes - 2 * rows @ known.T
    near: Floats = np.exp(-steepness / 2 * np.maximum(squares, 0))
    return near


def scaled(rarity: Floats, places: Sequence[int]) -> Floats:
    """Weights of a sentence's places as a vector of length 1; all 0 where no place was seen in training."""
    weights = rarity[places]
    length = float(np.sqrt((weights**2).sum()))
    shares: Floats = weights / length if length else weights
    return shares


@cache
def shipped() -> Weights:
    """The weights that come with the package."""
    with (
        resources.as_file(resources.files("assessor.guardrails.meaning") / MODEL) as path,
        np.load(path) as held,
    ):
        vectors = held["vectors"].astype(np.float32) * np.float32(held["vector_step"])
        known = np.hstack([vectors, held["told"].astype(np.float32)])
        return Weights(
            embedder=str(held["embedder"]),
            categories=tuple(str(name) for name in held["categories"]),
            known=known,
            sizes=sizes_of(known),
            pull=held["pull"].astype(np.float32),
            steepness=float(held["steepness"]),
            rarity=held["rarity"].astype(np.float32),
            words=held["words"].astype(np.float32),
            likely=held["likely"].astype(np.float32),
            doubtful=float(held["doubtful"]),
            worth=float(held["worth"]),
        )
