"""Stage 2 of 7: how much a sentence resembles what a category means, by its sentence vector.

Words that no list holds ("she went into early labour") still mean the same. One linear model for each category,
trained by `make meaning` on passages of ours (docs/models/meaning.md), reads the vector of the embedder that
the project already has. It is asked for few sentences only: a vector costs milliseconds.
"""

from collections.abc import Sequence
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from assessor.errors import GuardrailError
from assessor.ports import Embedder

MODEL = "meaning.npz"


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

    def resemblance(self, sentences: Sequence[str]) -> list[dict[str, float]]:
        """For each of n sentences the log-odds of each category; 0 is undecided."""
        if not sentences:
            return []
        vectors = self._embedder.embed(sentences)
        odds = vectors @ self._weights[:, :-1].T + self._weights[:, -1]
        return [dict(zip(self._names, map(float, row), strict=True)) for row in odds]


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
