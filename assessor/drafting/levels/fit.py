"""Stage 4, fitting models of levels: from labelled texts of several rubrics to one model for each rubric.

The rubrics share what they have in common (a check is a check on every scale) and each keeps a part of its
own. Weights come from the train split alone; the calibration split and left-out train texts say how far
off the model is. docs/models/drafter.md has what else was tried.
"""

import base64
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessor.drafting.fitting.cuts import cuts_between
from assessor.drafting.fitting.rater import packed
from assessor.drafting.levels.features import meaning_of, terms_vector
from assessor.drafting.levels.finder import Finder, Praise, fit_finder, left_out_scores
from assessor.drafting.levels.model import LevelModel, Line, Ruler, lacking_beside, places_in
from assessor.drafting.levels.regression import Fit, fit_grouped
from assessor.drafting.levels.terms import terms_of
from assessor.errors import InputError

Floats = NDArray[np.float64]
OWN = 0.5
"""How much more two texts of one rubric have in common than two of different ones."""
FEWEST_TEXTS = 3
"""A term of fewer texts is more likely a name or a topic than conduct."""
COVERAGE = 0.9
WRONGLY = 0.1
"""Share of rateable texts that may be left unrated for too little evidence."""
_MOST_SLOPE = 10.0
_REPEATED = 5
"""How often each further sentence of praise counts: there are few, and they are plain."""


@dataclass(frozen=True)
class LabelledText:
    """A labelled text, taken apart and embedded."""

    rubric: str
    scale: str
    lang: str
    group: str
    """Twins share one; they are left out together."""
    train: bool
    """Whether weights may be learned from it; the others say how far off the model is."""
    rating: int | None
    """None: too little evidence."""
    sentences: tuple[str, ...]
    vectors: NDArray[np.float32]
    deciding: NDArray[np.bool_]
    """For each sentence whether a quote that decides the rating meets it."""
    praise: NDArray[np.bool_] | None = None
    """For each sentence whether it is nothing but praise or enthusiasm; None where nobody looked."""


@dataclass(frozen=True)
class _Seen:
    """Features of the texts that weights are learned from."""

    texts: Sequence[LabelledText]
    meaning: Floats
    terms: Floats

    def of(self, keep: Sequence[int]) -> "_Seen":
        return _Seen([self.texts[place] for place in keep], self.meaning[keep], self.terms[keep])

    @property
    def groups(self) -> list[str]:
        return [one.group for one in self.texts]

    @property
    def rubrics(self) -> NDArray[np.str_]:
        return np.array([one.rubric for one in self.texts])

    def products(self) -> Floats:
        likeness = self.meaning @ self.meaning.T + self.terms @ self.terms.T
        same = self.rubrics[:, None] == self.rubrics[None, :]
        return np.asarray(likeness * (1 + OWN * same))

    def line(self, fit: Fit, rubric: str, intercept: float = 0.0) -> Line:
        weights = fit.weights * (1 + OWN * (self.rubrics == rubric))
        return Line(
            meaning=packed(self.meaning.T @ weights),
            terms=packed(self.terms.T @ weights),
            intercept=fit.intercept + intercept,
        )


def fit_levels(
    texts: Sequence[LabelledText], embedder_id: str, praise: NDArray[np.float32] | None = None
) -> Mapping[str, LevelModel]:
    """A model for each rubric that has rated texts to learn from; the same texts give the same models.

    Args:
        texts: train and calibration.
        embedder_id: of the embedder that made their vectors.
        praise: vectors of more sentences of nothing but praise, shape (n, dims).

    Raises:
        InputError: code `no_labels`; a rubric among the texts has no two ratings to learn from.
    """
    usable = [one for one in texts if one.sentences]
    train = [one for one in usable if one.train]
    for rubric in sorted({one.rubric for one in usable}):
        if len({one.rating for one in train if one.rubric == rubric and one.rating is not None}) < 2:  # noqa: PLR2004 - two levels make a difference
            raise InputError(
                f"rubric {rubric}: its train texts have fewer than two ratings.",
                code="no_labels",
                hint="Label texts of at least two levels.",
            )
    rated = [place for place, one in enumerate(train) if one.rating is not None]
    vectors = [one.vectors.astype(np.float64) for one in train]
    finder, found = _finders(train, vectors, rated, _praise_of(train, praise))
    vocabulary, rarity = _vocabulary(train)
    known = [[places_in(vocabulary, sentence) for sentence in one.sentences] for one in train]
    seen = _Seen(
        train,
        np.array([meaning_of(one, scores) for one, scores in zip(vectors, found, strict=True)]),
        np.array([terms_vector(one, scores, rarity) for one, scores in zip(known, found, strict=True)]),
    )
    raters = _Raters(seen.of(rated))
    lacks = np.array([float(one.rating is None) for one in train])
    sufficiency = fit_grouped(seen.products(), lacks - lacks.mean(), seen.groups)
    models = {}
    for rubric in sorted({one.rubric for one in train}):
        blank = LevelModel(
            rubric=rubric,
            scale=next(one.scale for one in train if one.rubric == rubric),
            embedder=embedder_id,
            n=int((raters.seen.rubrics == rubric).sum()),
            finder=finder,
            vocabulary=base64.b64encode(vocabulary.astype("<u4").tobytes()).decode("ascii"),
            rarity=packed(rarity),
            score=raters.seen.line(raters.fit, rubric),
            ruler=raters.rulers[rubric],
            half_width=None,
            coverage=COVERAGE,
            sufficiency=seen.line(sufficiency, rubric, float(lacks.mean())),
            most_lacking=0.0,
        )
        models[rubric] = _measured(blank, usable, raters, sufficiency.left_out + lacks.mean(), seen)
    return models


class _Raters:
    """The shared regression on ratings, and each rubric's ruler."""

    def __init__(self, seen: _Seen) -> None:
        self.seen = seen
        self.labels = np.array([one.rating for one in seen.texts], dtype=np.int64)
        targets = np.zeros(len(self.labels))
        for rubric in set(seen.rubrics.tolist()):
            of_it = seen.rubrics == rubric
            targets[of_it] = (self.labels[of_it] - self.labels[of_it].mean()) / self.labels[of_it].std()
        self.fit = fit_grouped(seen.products(), targets, seen.groups)
        self.rulers = {rubric: self._ruler(rubric) for rubric in set(seen.rubrics.tolist())}

    def _ruler(self, rubric: str) -> Ruler:
        of_it = self.seen.rubrics == rubric
        labels, left_out = self.labels[of_it], self.fit.left_out[of_it]
        spread = float(left_out.std())
        slope = min(_MOST_SLOPE, float(labels.std()) / spread) if spread else _MOST_SLOPE
        levels = tuple(int(level) for level in np.unique(labels))
        return Ruler(levels=levels, cuts=cuts_between(left_out, labels), slope=slope)


def _finders(
    train: Sequence[LabelledText], vectors: Sequence[Floats], rated: Sequence[int], praise: Praise | None
) -> tuple[Finder, list[Floats]]:
    """The finder, and what finders that did not see a text say of it."""
    of_rated = [vectors[place] for place in rated]
    marks = [train[place].deciding for place in rated]
    finder = fit_finder(of_rated, marks, praise)
    found = [finder.scores(one) for one in vectors]
    apart = left_out_scores(of_rated, marks, [train[place].group for place in rated], praise)
    for place, scores in zip(rated, apart, strict=True):
        found[place] = scores
    return finder, found


def _praise_of(train: Sequence[LabelledText], more: NDArray[np.float32] | None) -> Praise | None:
    looked = [one for one in train if one.praise is not None]
    praising = [one.vectors[one.praise] for one in looked]
    praising += [] if more is None else [more] * _REPEATED
    if not praising:
        return None
    return Praise(
        np.concatenate(praising).astype(np.float64),
        np.concatenate([one.vectors[one.deciding] for one in train]).astype(np.float64),
    )


def _vocabulary(train: Sequence[LabelledText]) -> tuple[NDArray[np.uint32], Floats]:
    counts = Counter(
        term for one in train for term in frozenset().union(*(terms_of(said) for said in one.sentences))
    )
    texts = len(train)
    kept = sorted(term for term, count in counts.items() if count >= FEWEST_TEXTS)
    rarity = np.array([math.log(texts / counts[term]) for term in kept], dtype=np.float64)
    return np.array(kept, dtype=np.uint32), rarity


def _measured(
    blank: LevelModel, texts: Sequence[LabelledText], raters: _Raters, lacking: Floats, seen: _Seen
) -> LevelModel:
    """The model with its two limits, from texts that it did not see: left-out train texts and the others."""
    rubric, ruler = blank.rubric, blank.ruler
    of_it = raters.seen.rubrics == rubric
    off = [
        abs(ruler.position(score) - label)
        for score, label in zip(
            raters.fit.left_out[of_it].tolist(), raters.labels[of_it].tolist(), strict=True
        )
    ]
    # Of the same texts in the same order: those that are rated.
    of_rated = lacking[[one.rating is not None for one in seen.texts]]
    lacks = [
        lacking_beside(lack, score)
        for lack, score in zip(of_rated[of_it].tolist(), raters.fit.left_out[of_it].tolist(), strict=True)
    ]
    for one in texts:
        if not one.train and one.rubric == rubric and one.rating is not None:
            score, lack = blank.scores_of(one.sentences, one.vectors)
            off.append(abs(ruler.position(score) - one.rating))
            lacks.append(lack)
    limit = sorted(lacks)[max(0, math.ceil((1 - WRONGLY) * len(lacks)) - 1)]
    return blank.model_copy(update={"half_width": conformal_width(off, COVERAGE), "most_lacking": limit})


def conformal_width(off: Sequence[float], coverage: float) -> float | None:
    """What at least a share `coverage` of texts to come is off by at most; None with too few to say.

    Source: Lei, G'Sell, Rinaldo, Tibshirani, Wasserman (2018), JASA 113(523), 1094-1111, algorithm 2.

    >>> conformal_width([0.1, 0.2, 0.3], 0.5), conformal_width([0.1], 0.9)
    (0.2, None)
    """
    rank = math.ceil((len(off) + 1) * coverage)
    return sorted(off)[rank - 1] if rank <= len(off) else None
