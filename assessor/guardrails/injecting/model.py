"""Stage 2 of 7: how much a sentence reads like an order to a model, by models trained by us (docs/models/injection.md).

An attack is a few sentences in a long artefact, so a text counts as much as its most telling sentence:

    form      what merely reports is done (most sentences are)
    phrasing  a linear model of hashed words puts the others in order
    meaning   the few that stand out get a sentence vector, and a small network reads it

Without an embedder the phrasing decides alone, at a threshold of its own.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from assessor.errors import GuardrailError
from assessor.guardrails.injecting.features import Surroundings, features
from assessor.guardrails.injecting.form import form_of
from assessor.guardrails.injecting.stretches import stretches
from assessor.ports import Embedder

MODEL = "injection.npz"
CHARS_PER_VECTOR = 600
"""A text gets one closer look, and a further one for each so many characters: a vector costs milliseconds."""
_MAX_ODDS = 30.0
_NOTHING = -_MAX_ODDS

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Telling:
    """The sentence of a text that reads most like an order to a model, with its score in [0, 1]."""

    score: float
    start: int
    end: int


@dataclass(frozen=True)
class Weights:
    """What training leaves.

    Attributes:
        phrasing: one weight for each place of a feature; the log-odds start at `phrasing_bias`.
        alone: log-odds of the phrasing from which a text is flagged where no vector is to be had.
        worth: log-odds of the phrasing below which no closer look is taken.
        hidden, hidden_bias, output: the network over vector, surroundings and form.
        share: weight of the phrasing beside the network.
        threshold: sum of both from which a text is flagged.
        embedder: what made the vectors.
    """

    phrasing: tuple[float, ...]
    phrasing_bias: float
    alone: float
    worth: float
    hidden: Floats
    hidden_bias: Floats
    output: Floats
    share: float
    threshold: float
    embedder: str


@dataclass(frozen=True)
class Candidate:
    """A sentence that may be an order, and what its words say."""

    text: str
    start: int
    form: tuple[float, ...]
    odds: float


def candidates(weights: Weights, text: str) -> tuple[list[Candidate], Surroundings]:
    """The sentences of a text that have the form of an order, and what surrounds them."""
    parts = list(stretches(text))
    around = Surroundings.of(text, len(parts))
    found = []
    for start, part in parts:
        form = form_of(part)
        if any(form):
            odds = weights.phrasing_bias + sum(weights.phrasing[at] for at in features(part, around))
            found.append(Candidate(part, start, form, odds))
    return found, around


def worth_a_look(weights: Weights, found: Sequence[Candidate], chars: int) -> list[Candidate]:
    """The candidates that stand out by their words, as many as a text of this length may have."""
    most = 1 + chars // CHARS_PER_VECTOR
    return sorted((one for one in found if one.odds >= weights.worth), key=lambda one: -one.odds)[:most]


def inputs(vectors: Floats, chosen: Sequence[Candidate], around: Surroundings) -> Floats:
    """What the network reads: the vector, what surrounds the sentence, its form."""
    told = [[float(around.short), float(around.prompt), *one.form] for one in chosen]
    return np.hstack([vectors, np.array(told, dtype=np.float32)])


def network(weights: Weights, rows: Floats) -> Floats:
    """Log-odds by the network alone."""
    hidden: Floats = np.maximum(rows @ weights.hidden + weights.hidden_bias, 0) @ weights.output
    return hidden


class InjectionModel:
    """The models over one embedder, or over none.

    Raises:
        GuardrailError: code `embedder_changed`; the vectors would mean something else than in training.
    """

    def __init__(self, embedder: Embedder | None = None, weights: Weights | None = None) -> None:
        self._weights = weights or shipped()
        self._embedder = embedder
        if embedder is not None and embedder.id != self._weights.embedder:
            raise GuardrailError(
                f"the injection model was trained on {self._weights.embedder}, got {embedder.id}.",
                code="embedder_changed",
                hint="Run `make injection`, and check its figures before you ship the result.",
            )

    def most_telling(self, text: str) -> Telling:
        """The sentence with the highest score; a text in which nothing has the form of an order scores 0."""
        found, around = candidates(self._weights, text)
        if not found:
            return Telling(0.0, 0, 0)
        scored = self._by_phrasing(found) if self._embedder is None else self._by_meaning(found, around, text)
        odds, best = max(scored, key=lambda one: one[0])
        return Telling(_as_score(odds), best.start, best.start + len(best.text))

    def _by_phrasing(self, found: Sequence[Candidate]) -> list[tuple[float, Candidate]]:
        return [(one.odds - self._weights.alone, one) for one in found]

    def _by_meaning(
        self, found: Sequence[Candidate], around: Surroundings, text: str
    ) -> list[tuple[float, Candidate]]:
        weights = self._weights
        chosen = worth_a_look(weights, found, len(text))
        if not chosen or self._embedder is None:
            return [(_NOTHING, max(found, key=lambda one: one.odds))]
        vectors = self._embedder.embed([one.text for one in chosen])
        seen = network(weights, inputs(vectors, chosen, around))
        return [
            (float(odds) + weights.share * one.odds - weights.threshold, one)
            for odds, one in zip(seen, chosen, strict=True)
        ]


def _as_score(odds: float) -> float:
    bounded = min(max(odds, -_MAX_ODDS), _MAX_ODDS)
    return round(1 / (1 + math.exp(-bounded)), 4)


@cache
def shipped() -> Weights:
    """The weights that come with the package."""
    with (
        resources.as_file(resources.files("assessor.guardrails.injecting") / MODEL) as path,
        np.load(path) as held,
    ):
        return Weights(
            phrasing=tuple(held["phrasing"].astype(np.float64).tolist()),
            hidden=held["hidden"].astype(np.float32),
            hidden_bias=held["hidden_bias"].astype(np.float32),
            output=held["output"].astype(np.float32),
            embedder=str(held["embedder"]),
            **{name: float(held[name]) for name in ("phrasing_bias", "alone", "worth", "share", "threshold")},
        )
