"""Stage 4, fitting a rater: from rated texts to weights and cuts.

What two texts have in common is the sum of: likeness in meaning and in wording, counted again where both
answer one criterion; likeness in behaviours; and having the criterion in common. Ridge regression on that
gives a score, cuts on the left-out scores give a level. Why these: docs/models/ratings.md.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assessor.domain.digests import text_digest
from assessor.drafting.fitting import features as all_features
from assessor.drafting.fitting.behaviours import Reference
from assessor.drafting.fitting.criterion import Criterion, RatedText
from assessor.drafting.fitting.cuts import cuts_between, level_at
from assessor.drafting.fitting.features import Features, features_of
from assessor.drafting.fitting.rater import FittedRater, OwnWeights, packed
from assessor.drafting.fitting.ridge import PENALTIES, Ridge, fit_ridge
from assessor.drafting.fitting.scaling import scaling_of
from assessor.errors import InputError
from assessor.ports import Embedder

Floats = NDArray[np.float64]


def fit(texts: Sequence[RatedText], criteria: Sequence[Criterion], embedder: Embedder) -> FittedRater:
    """A rater fitted on rated texts; the same texts in the same order give the same rater.

    Args:
        texts: at least 1. Which ratings may teach is the caller's part: sealed, blind or adjudicated ones.
        criteria: those of the texts; more do no harm.
        embedder: its id becomes part of the rater.

    Raises:
        InputError: `no_labels`, no texts; `unknown_criterion`, a text's criterion is not among the criteria;
            `invalid_text`, a text holds a lone surrogate.
    """
    known = {criterion.id: criterion for criterion in criteria}
    unknown = sorted({text.criterion for text in texts} - known.keys())
    if unknown:
        raise InputError(
            f"{len(unknown)} criteria of the rated texts are not known, the first: {unknown[0]!r}.",
            code="unknown_criterion",
            hint="Hand in every criterion that a rated text names.",
        )
    ready = {name: Reference(known[name], embedder) for name in sorted({text.criterion for text in texts})}
    found = features_of([one.text for one in texts], [ready[one.criterion] for one in texts], embedder)
    digests = [text_digest(one.text) for one in texts]
    return fit_features(found, [one.rating for one in texts], digests, embedder.id)


def fit_features(
    features: Features, ratings: Sequence[int], digests: Sequence[str], embedder_id: str
) -> FittedRater:
    """A rater fitted on n texts whose features are known.

    Args:
        features: of the texts.
        ratings: their levels, in the same order.
        digests: of their texts, for the record alone.
        embedder_id: of what made the features.

    Raises:
        InputError: `no_labels`; there are no texts.
    """
    labels = np.array(ratings, dtype=np.int64)
    if not len(labels):
        raise InputError(
            "no rated texts: expected at least 1.",
            code="no_labels",
            hint="Rate texts first; from about 50 on a fitted rater is worth comparing.",
        )
    levels = tuple(int(level) for level in np.unique(labels))
    scaling = scaling_of(features.behaviours)
    behaviours = scaling.scaled(features.behaviours)
    ridge = _ridge(features, behaviours, labels)
    cuts = cuts_between(ridge.left_out, labels)
    left_out = np.array([level_at(score, levels, cuts) for score in ridge.left_out])
    return FittedRater(
        embedder=embedder_id,
        features=all_features.NAMES,
        n=len(labels),
        seen=tuple(sorted(set(digests))),
        levels=levels,
        cuts=cuts,
        penalty=ridge.penalty,
        left_out_error=float(np.abs(left_out - labels).mean()) if len(levels) > 1 else None,
        intercept=ridge.intercept,
        scaling=scaling,
        behaviour_weights=tuple((behaviours.T @ ridge.weights).tolist()),
        shared_weights=packed(features.shared.T @ ridge.weights),
        own=_own(features, ridge.weights),
    )


def _ridge(features: Features, behaviours: Floats, labels: NDArray[np.int64]) -> Ridge:
    if len(set(labels.tolist())) == 1:
        # Nothing to tell apart, and with one text nothing to leave out.
        same = labels.astype(np.float64)
        return Ridge(np.zeros(len(labels)), float(same[0]), same, PENALTIES[-1])
    names = np.array(features.criteria, dtype=object)
    common = (names[:, None] == names[None, :]).astype(np.float64)
    likeness = features.shared @ features.shared.T
    return fit_ridge(likeness * (1 + common) + common + behaviours @ behaviours.T, labels.astype(np.float64))


def _own(features: Features, weights: Floats) -> tuple[OwnWeights, ...]:
    own = []
    for criterion in sorted(set(features.criteria)):
        of_it = np.array([one == criterion for one in features.criteria], dtype=bool)
        own.append(
            OwnWeights(
                criterion=criterion,
                offset=float(weights[of_it].sum()),
                weights=packed(features.shared[of_it].T @ weights[of_it]),
            )
        )
    return tuple(own)
