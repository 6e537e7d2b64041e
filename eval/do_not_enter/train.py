"""`make meaning`: trains the model of `assessor/guardrails/meaning`, with figures on held-out groups.

Takes ten minutes. Kernel ridge regression in numpy, no randomness. What a model without a group says of
that group follows from the one inverse matrix (Rifkin and Lippert 2007, Notes on regularized
least-squares), so the thresholds come from passages and artefacts that were held out. Files of
`passages.MEASURED` are never read here.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

import assessor.guardrails.meaning
from assessor.evaluation.gold.fitted import write_seen
from assessor.evaluation.gold.splits import Seen
from assessor.guardrails.meaning.reader import Candidate, MeaningReader
from assessor.guardrails.meaning.vectors import MODEL, nearness, scaled, sizes_of
from assessor.guardrails.wording import WIDTH, wording
from assessor.resources import resource_folder
from assessor.retrieval.embedder import UseEmbedder

from .examples import Example, as_sentences, examples

STEEPNESS = 2.0
RIDGE = 0.1
WORDS = 2.0
"""Weight of the wording beside the nearness; 0, .5, 1 and 2 found .56, .61, .63, .66 elsewhere."""
KNOWN = 3000
"""Passages that are kept; 1,500 find .01 less, all of them .01 more."""
SEEN_TWICE = 2
STOPPED_BY_ITSELF = 0.006
STOPPED_IN_ALL = 0.012
"""Shares of held-out clean artefacts that the model alone, and with the cues, may stop."""
WORTH = 0.09
"""Above it: a tenth of others' clean sentences, a third of those to stop that no gate word opens."""

Matrix = NDArray[np.float64]
Floats = NDArray[np.float32]


class Wording(NamedTuple):
    """How examples are worded: weights of places, and each example's places and their shares."""

    rarity: Floats
    places: list[list[int]]
    shares: list[Floats]


def worded(texts: Sequence[str]) -> Wording:
    """Rare places weigh more (inverse document frequency, Spärck Jones 1972), those seen once nothing."""
    places = [wording(text) for text in texts]
    seen = np.bincount(np.concatenate(places).astype(np.int64), minlength=WIDTH)
    rarity = np.where(seen >= SEEN_TWICE, np.log(len(texts) / np.maximum(seen, 1)), 0)
    rarity = rarity.astype(np.float16).astype(np.float32)
    return Wording(rarity, places, [scaled(rarity, one) for one in places])


def likeness(told: Wording) -> Floats:
    """Shape (n, n): the cosine of how two examples are worded."""
    with_place: dict[int, tuple[list[int], list[float]]] = {}
    for row, (places, shares) in enumerate(zip(told.places, told.shares, strict=True)):
        for place, share in zip(places, shares.tolist(), strict=True):
            rows, values = with_place.setdefault(place, ([], []))
            rows.append(row)
            values.append(share)
    columns = {place: (np.array(rows), np.array(values)) for place, (rows, values) in with_place.items()}
    like = np.zeros((len(told.places), len(told.places)), dtype=np.float32)
    for row, (places, shares) in enumerate(zip(told.places, told.shares, strict=True)):
        for place, share in zip(places, shares.tolist(), strict=True):
            rows, values = columns[place]
            like[row, rows] += values * share
    return like


def groups_of(shown: Sequence[Example]) -> list[NDArray[np.int64]]:
    """Places of the examples of each group."""
    held: dict[str, list[int]] = {}
    for place, one in enumerate(shown):
        held.setdefault(one.group, []).append(place)
    return [np.array(places) for places in held.values()]


def fitted(kernel: Floats, wanted: Matrix, groups: Sequence[NDArray[np.int64]]) -> tuple[Matrix, Matrix]:
    """Weight of each example for one category, and what the model says of it without its group.

    Both classes weigh the same, however many there are.
    """
    weight = np.where(wanted > 0, 0.5 / (wanted > 0).sum(), 0.5 / (wanted < 0).sum()) * len(wanted)
    inverse = np.linalg.inv(kernel.astype(float) + np.diag(RIDGE / weight))
    pull = inverse @ wanted
    without = np.empty(len(wanted))
    for group in groups:
        without[group] = wanted[group] - np.linalg.solve(inverse[np.ix_(group, group)], pull[group])
    return pull, without


def thresholds(
    shown: Sequence[Example], asked: Sequence[Candidate], names: Sequence[str], without: Matrix
) -> tuple[Matrix, float]:
    """From where on a sentence belongs to each category, and how far below that its cues are still believed.

    Args:
        shown: n examples.
        asked: the same as candidates.
        names: c categories.
        without: shape (n, c); what models that did not see them say.
    """
    looked_at = np.array([one.deserves_vector for one in asked])
    cued = np.array([[one.margins.get(name, -1) >= 0 for name in names] for one in asked])
    documents = sorted({one.document for one in shown if one.document})
    number = {name: place for place, name in enumerate(documents)}
    of_document = np.array([number.get(one.document or "", -1) for one in shown])
    inside = looked_at & (of_document >= 0)

    def highest(values: Matrix) -> Matrix:
        found = np.full(len(documents), -9.0)
        np.maximum.at(found, of_document[inside], values[inside].max(axis=1))
        return found

    likely = float(np.quantile(highest(without), 1 - STOPPED_BY_ITSELF))
    with_cues = highest(np.where(cued, without, -9.0))
    by_itself = highest(without) > likely
    steps = np.arange(0, 1.5, 0.02)
    allowed = [step for step in steps if (by_itself | (with_cues > likely - step)).mean() <= STOPPED_IN_ALL]
    return np.full(len(names), likely), -float(max(allowed, default=0.0))


def thinned(rows: Floats, pull: Matrix) -> tuple[NDArray[np.int64], Matrix]:
    """Which `KNOWN` examples are kept, and their weights, so that nearness adds up as it did with all."""
    strongest = (np.abs(pull) / np.abs(pull).max(axis=0)).max(axis=1)
    kept = np.sort(np.argsort(-strongest, kind="stable")[:KNOWN])
    near = nearness(rows, rows, sizes_of(rows), STEEPNESS).astype(float)
    wanted = near @ pull
    part = near[:, kept]
    return kept, np.linalg.solve(part.T @ part + 1e-3 * np.eye(len(kept)), part.T @ wanted)


def main() -> None:
    """Train, print figures of held-out groups, write the model."""
    embedder = UseEmbedder()
    shown = examples()
    reader = MeaningReader((), None)
    asked = [reader.judged(one) for one in as_sentences(shown)]
    names = sorted({one.category for one in shown if one.category})
    vectors = np.vstack([embedder.embed([one.text for one in shown])]).astype(np.float32)
    step = float(np.abs(vectors).max()) / 127
    small = np.round(vectors / step).astype(np.int8)
    told = np.array([one.told for one in asked], dtype=np.float16)
    rows = np.hstack([small.astype(np.float32) * np.float32(step), told.astype(np.float32)])
    words = worded([one.text for one in shown])
    kernel = nearness(rows, rows, sizes_of(rows), STEEPNESS) + WORDS * likeness(words)
    groups = groups_of(shown)
    print(f"{len(shown)} examples, {len(groups)} groups, {rows.shape[1]} numbers each")
    wanted = np.array([[1.0 if one.category == name else -1.0 for name in names] for one in shown])
    found = [fitted(kernel, wanted[:, place], groups) for place in range(len(names))]
    pull, without = (np.column_stack(part) for part in zip(*found, strict=True))
    likely, doubtful = thresholds(shown, asked, names, without)
    print(f"likely from {likely[0]:.3f}, with cues from {likely[0] + doubtful:.3f}")
    for place, name in enumerate(names):
        own, over = wanted[:, place] > 0, without[:, place] > likely[place]
        figures = f"found: {over[own].mean():.2f}  false: {over[~own].mean():.4f}"
        print(f"{name:18} n={own.sum():4}  held out, {figures}")
    kept, kept_pull = thinned(rows, pull)
    speaks = np.zeros((WIDTH, len(names)))
    for places, shares, one in zip(words.places, words.shares, pull, strict=True):
        speaks[places] += WORDS * np.outer(shares, one)
    target = Path(assessor.guardrails.meaning.__file__).parent / MODEL
    with target.open("wb") as out:
        np.savez_compressed(
            out,
            embedder=embedder.id,
            categories=np.array(names),
            vectors=small[kept],
            vector_step=step,
            told=told[kept],
            pull=kept_pull.astype(np.float32),
            steepness=STEEPNESS,
            rarity=words.rarity.astype(np.float16),
            words=speaks.astype(np.float16),
            likely=likely.astype(np.float32),
            doubtful=doubtful,
            worth=WORTH,
        )
    write_seen(resource_folder("models"), seen(shown))
    print(f"{target.name}: {target.stat().st_size} bytes")


def seen(shown: Sequence[Example]) -> Seen:
    """What the model has seen, so that no run measures with it unnoticed."""
    return Seen.of("do-not-enter", (one.text for one in shown))


if __name__ == "__main__":
    main()
