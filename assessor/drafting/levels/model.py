"""Stage 4, a fitted model of one rubric's levels: a frozen value, weights and digests, no text.

It answers two questions of a text: is there enough to rate, and where on the scale does it stand.
"""

import base64
import hashlib
import math
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from assessor.domain.base import Frozen
from assessor.drafting.fitting.cuts import level_at
from assessor.drafting.fitting.rater import unpacked
from assessor.drafting.levels.features import meaning_of, terms_vector, weights_of
from assessor.drafting.levels.finder import Finder
from assessor.drafting.levels.terms import terms_of

Floats = NDArray[np.float64]


SURE = 0.1
"""Of the rules tried on folds of train and calibration the one that finds most of what lacks evidence: .750
in place of .724, and takes 5 in place of 9 % of texts with a clear level for lacking."""


class Line(Frozen):
    """A weighted sum over a text's features."""

    meaning: str
    terms: str
    """See `fitting.rater.packed`."""
    intercept: float

    def at(self, meaning: Floats, terms: Floats) -> float:
        """The sum for one text."""
        return float(meaning @ self._meaning + terms @ self._terms) + self.intercept

    @cached_property
    def _meaning(self) -> Floats:
        return unpacked(self.meaning)

    @cached_property
    def _terms(self) -> Floats:
        return unpacked(self.terms)


class Ruler(Frozen):
    """From a score to the scale: `cuts` lie halfway between levels, one below each but the lowest."""

    levels: tuple[int, ...]
    cuts: tuple[float, ...]
    slope: float
    """Levels for each unit of score outside the outermost cuts."""

    def position(self, score: float) -> float:
        """A place on the scale, at most half a level beyond its ends; it rounds to the level."""
        low, high = self.levels[0], self.levels[-1]
        if not self.cuts:
            return float(low)
        halves = [(a + b) / 2 for a, b in pairwise(self.levels)]
        if score <= self.cuts[0]:
            return max(low - 0.5, halves[0] - self.slope * (self.cuts[0] - score))
        if score > self.cuts[-1]:
            return min(high + 0.5, halves[-1] + self.slope * (score - self.cuts[-1]))
        return float(np.interp(score, self.cuts, halves))

    def level(self, score: float) -> int:
        """The level of a score."""
        return level_at(score, self.levels, self.cuts)


class Look(Frozen):
    """What the model makes of one text."""

    enough: bool
    level: int
    position: float
    """Where on the scale, before rounding."""
    interval: tuple[int, int]
    moved: tuple[float, ...]
    """For each sentence: the place on the scale with it less the place without it, in levels, unbounded."""
    weight: tuple[float, ...]
    """For each sentence how likely it decides, the likeliest 1."""


class LevelModel(Frozen):
    """Everything needed to rate texts under one rubric."""

    version: Literal["levels-1"] = "levels-1"
    """Of the features; another one is fitted anew."""
    rubric: str
    scale: str
    embedder: str
    n: int
    """Rated texts of this rubric it was fitted on."""
    finder: Finder
    vocabulary: str
    """Digests of terms, ascending, base64 of little-endian 32-bit integers."""
    rarity: str
    score: Line
    ruler: Ruler
    half_width: float | None
    """In levels: so far off at most is a share `coverage` of texts; null with too few to say."""
    coverage: float
    sufficiency: Line
    """Higher where there is less to rate."""
    most_lacking: float
    """Above this there is too little, beside a score (`lacking_beside`)."""

    @cached_property
    def id(self) -> str:
        """Version and content, for a draft's provenance."""
        content = hashlib.sha256(self.model_dump_json().encode()).hexdigest()
        return f"{self.version}/{self.rubric}@{content[:16]}"

    def look(self, sentences: Sequence[str], vectors: NDArray[np.float32]) -> Look:
        """Rate n distinct sentences of one text, at least one.

        Args:
            sentences: redacted, in order.
            vectors: theirs, shape (n, dims), made by the embedder of the model's id.
        """
        exact = vectors.astype(np.float64)
        found = self.finder.scores(exact)
        known = [self._places(sentence) for sentence in sentences]
        lacking = self._of(self.sufficiency, exact, found, known)
        score = self._of(self.score, exact, found, known)
        kept = [np.arange(len(known)) != place for place in range(len(known))]
        others = [
            self._of(
                self.score,
                exact[one],
                found[one],
                [places for places, keep in zip(known, one, strict=True) if keep],
            )
            for one in kept
        ]
        level, position = self.ruler.level(score), self.ruler.position(score)
        half = math.inf if self.half_width is None else self.half_width
        reach = [k for k in self.ruler.levels if k == level or abs(position - k) <= half]
        return Look(
            enough=lacking_beside(lacking, score) <= self.most_lacking,
            level=level,
            position=position,
            interval=(min(reach), max(reach)),
            moved=tuple(self.ruler.slope * (score - other) for other in others),
            weight=tuple(weights_of(found).tolist()),
        )

    def scores_of(self, sentences: Sequence[str], vectors: NDArray[np.float32]) -> tuple[float, float]:
        """Score, and lack beside it, of one text, for whoever fits or measures."""
        exact = vectors.astype(np.float64)
        found = self.finder.scores(exact)
        known = [self._places(sentence) for sentence in sentences]
        score = self._of(self.score, exact, found, known)
        return score, lacking_beside(self._of(self.sufficiency, exact, found, known), score)

    def features_of(self, sentences: Sequence[str], vectors: NDArray[np.float32]) -> tuple[Floats, Floats]:
        """Meaning and terms of one text, for whoever fits its weights anew."""
        exact = vectors.astype(np.float64)
        found = self.finder.scores(exact)
        known = [self._places(sentence) for sentence in sentences]
        return meaning_of(exact, found), terms_vector(known, found, self._rarity)

    def _of(self, line: Line, vectors: Floats, found: Floats, known: Sequence[NDArray[np.intp]]) -> float:
        return line.at(meaning_of(vectors, found), terms_vector(known, found, self._rarity))

    def _places(self, sentence: str) -> NDArray[np.intp]:
        return places_in(self._vocabulary, sentence)

    @cached_property
    def _vocabulary(self) -> NDArray[np.uint32]:
        return np.frombuffer(base64.b64decode(self.vocabulary), dtype="<u4")

    @cached_property
    def _rarity(self) -> Floats:
        return unpacked(self.rarity)


def lacking_beside(lacking: float, score: float) -> float:
    """How much is lacking: what speaks clearly for a high or a low level is evidence in itself."""
    return lacking - SURE * score**2


def places_in(vocabulary: NDArray[np.uint32], sentence: str) -> NDArray[np.intp]:
    """Where a sentence's terms stand in an ascending vocabulary; those it lacks are passed over."""
    terms = np.array(sorted(terms_of(sentence)), dtype=np.uint32)
    if not len(vocabulary) or not len(terms):
        return np.zeros(0, dtype=np.intp)
    places = np.minimum(np.searchsorted(vocabulary, terms), len(vocabulary) - 1)
    known: NDArray[np.intp] = places[vocabulary[places] == terms]
    return known
