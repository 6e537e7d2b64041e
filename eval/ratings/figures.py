"""How models of levels do on folds of train and calibration: a text's model never saw it."""

import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assessor.drafting.embedded.moving import chosen
from assessor.drafting.levels.fit import LabelledText, fit_levels
from assessor.drafting.levels.model import LevelModel, Look
from assessor.ports import Embedder
from eval.ratings.praise import MEASURED

FOLDS = 8


@dataclass(frozen=True)
class Rated:
    """A text, the model that never saw it, and what the model makes of it."""

    text: LabelledText
    model: LevelModel
    look: Look


def folded(texts: Sequence[LabelledText], embedder_id: str, praise: NDArray[np.float32]) -> list[Rated]:
    """Each text with what the model of the other folds makes of it; twins share a fold.

    Raises:
        InputError: code `no_labels`; without a fold a rubric has no two ratings left.
    """
    found = []
    for number in range(FOLDS):
        outside = [one for one in texts if fold_of(one) != number]
        inside = [one for one in texts if fold_of(one) == number and one.sentences]
        if inside:
            models = fit_levels(outside, embedder_id, praise)
            found += [_rated(one, models[one.rubric]) for one in inside]
    return found


def fold_of(text: LabelledText) -> int:
    """The same for twins, and the same in every run."""
    return zlib.crc32(text.group.encode("utf-8")) % FOLDS


def report(rated: Sequence[Rated], embedder: Embedder) -> Iterator[str]:
    """A line for each rubric, then one for twins and citations, then one for what must not move a level."""
    for rubric in sorted({one.text.rubric for one in rated}):
        yield f"{rubric:16}{_of_rubric([one for one in rated if one.text.rubric == rubric])}"
    yield _twins(rated)
    yield _citations(rated)
    yield _moved(rated, embedder)


def weighted_kappa(labels: Sequence[int], levels: Sequence[int]) -> float:
    """Quadratic weighted kappa of n labels and as many predictions; `nan` where all are one and the same."""
    first, second = np.array(labels, dtype=np.float64), np.array(levels, dtype=np.float64)
    by_chance = float(((first[:, None] - second[None, :]) ** 2).mean())
    return 1 - float(((first - second) ** 2).mean()) / by_chance if by_chance else float("nan")


def _rated(text: LabelledText, model: LevelModel) -> Rated:
    return Rated(text, model, model.look(text.sentences, text.vectors))


def _of_rubric(rated: Sequence[Rated]) -> str:
    sure = [(one.text.rating, one.look) for one in rated if one.text.rating is not None]
    labels = [label for label, _ in sure]
    kappa = weighted_kappa(labels, [look.level for _, look in sure])
    covered = _mean([look.interval[0] <= label <= look.interval[1] for label, look in sure])
    width = _mean([look.interval[1] - look.interval[0] for _, look in sure])
    wrongly = _mean([not look.enough for _, look in sure])
    lacking = [not one.look.enough for one in rated if one.text.rating is None]
    return (
        f"n {len(sure):3}  QWK {kappa:.2f}  covered {covered:.2f}  width {width:.2f}  "
        f"too little: found {_mean(lacking):.2f} of {len(lacking)}, wrongly {wrongly:.2f}"
    )


def _twins(rated: Sequence[Rated]) -> str:
    groups: dict[str, list[Rated]] = defaultdict(list)
    for one in rated:
        if one.text.rating is not None:
            groups[one.text.group].append(one)
    pairs = [sorted(pair, key=lambda one: one.text.rating or 0) for pair in groups.values() if len(pair) == 2]  # noqa: PLR2004 - a pair
    pairs = [pair for pair in pairs if pair[0].text.rating != pair[1].text.rating]
    order = [pair[0].look.level < pair[1].look.level for pair in pairs]
    tied = [pair[0].look.level == pair[1].look.level for pair in pairs]
    return f"twins           n {len(pairs):3}  in order {_mean(order):.2f}  tied {_mean(tied):.2f}"


def _citations(rated: Sequence[Rated]) -> str:
    hits, shares = [], []
    for one in rated:
        if one.text.rating is not None and one.text.deciding.any():
            lengths = [len(sentence) for sentence in one.text.sentences]
            cited = list(chosen(lengths, one.look))
            hits.append(bool(one.text.deciding[cited].any()))
            shares.append(sum(lengths[place] for place in cited) / sum(lengths))
    return f"citations       n {len(hits):3}  hit {_mean(hits):.2f}  cited {_mean(shares):.2f}"


def _moved(rated: Sequence[Rated], embedder: Embedder) -> str:
    sure = [one for one in rated if one.text.rating is not None]
    praise = {lang: embedder.embed(list(said)) for lang, said in MEASURED.items()}
    moved = []
    for one in sure:
        text = replace(
            one.text,
            sentences=(*one.text.sentences, *MEASURED[one.text.lang]),
            vectors=np.concatenate([one.text.vectors, praise[one.text.lang]]),
        )
        moved.append(_rated(text, one.model).look.level - one.look.level)
    up, down = _mean([change > 0 for change in moved]), _mean([change < 0 for change in moved])
    return f"praise added    n {len(sure):3}  raised {up:.2f}  lowered {down:.2f}"


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else float("nan")
