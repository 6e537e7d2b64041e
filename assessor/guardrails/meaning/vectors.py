"""Stage 2 of 7: how likely a sentence belongs to a category, by its vector and by what its cues say.

Words that no list holds ("she went into early labour") still mean the same. One linear model for each category,
trained by `make meaning` on passages of ours (docs/models/meaning.md), reads the vector of the embedder that
the project already has, and the numbers of `features.py` beside it. It is asked for few sentences only: a
vector costs a millisecond.
"""

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assessor.errors import GuardrailError
from assessor.ports import Embedder

MODEL = "meaning.npz"


class Question(NamedTuple):
    """A sentence that may belong to a category."""

    category: str
    sentence: str
    features: tuple[float, ...]


class MeaningVectors:
    """The linear models over one embedder.

    Args:
        embedder: makes the vectors; must be the one the models were trained on.

    Raises:
        GuardrailError: code `embedder_changed`.
    """

    def __init__(self, embedder: Embedder) -> None:
        trained_on, self._names, self._weights = _load()
        if embedder.id != trained_on:
            raise GuardrailError(
                f"meaning vectors were trained on {trained_on}, got {embedder.id}.",
                code="embedder_changed",
                hint="Run `make meaning`, and check its figures before you ship the result.",
            )
        self._embedder = embedder

    def odds(self, questions: Sequence[Question]) -> list[float]:
        """For each of n questions the log-odds that the sentence belongs to the category; 0 is undecided."""
        if not questions:
            return []
        sentences = sorted({one.sentence for one in questions})
        vectors = dict(zip(sentences, self._embedder.embed(sentences), strict=True))
        inputs = np.array(
            [(*vectors[one.sentence], *one.features, 1.0) for one in questions], dtype=np.float32
        )
        weights = self._weights[[self._names.index(one.category) for one in questions]]
        return [float(one) for one in (inputs * weights).sum(axis=1)]


@cache
def _load() -> tuple[str, tuple[str, ...], NDArray[np.float32]]:
    with (
        resources.as_file(resources.files("assessor.guardrails.meaning") / MODEL) as path,
        np.load(path) as held,
    ):
        return (
            str(held["embedder"]),
            tuple(str(name) for name in held["categories"]),
            held["weights"].astype(np.float32),
        )
