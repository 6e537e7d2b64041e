"""`make injection`: trains the models of `assessor/guardrails/injecting`; same input, same file.

Logistic regression on hashed words and a small network on sentence vectors, both in numpy. Thresholds come
from folds: each passage of ours is held out once, hidden in artefacts, and harmless artefacts of the tuned
half say where the allowed share would be flagged. `untouched` is never read here.
"""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import assessor.guardrails.injecting
from assessor.evaluation.gold.fitted import write_seen
from assessor.evaluation.gold.splits import Seen
from assessor.guardrails.injecting.features import features
from assessor.guardrails.injecting.form import form_of
from assessor.guardrails.injecting.model import (
    MODEL,
    Candidate,
    Weights,
    candidates,
    inputs,
    network,
    worth_a_look,
)
from assessor.guardrails.wording import WIDTH
from assessor.resources import resource_folder
from assessor.retrieval.embedder import UseEmbedder
from eval.injection import corpus
from eval.injection.corpus import LANGS
from eval.injection.examples import SEED, Example, examples

FOLDS = 4
ALLOWED = 0.01
"""Share of harmless artefacts above a threshold on held-out folds."""
LOOKED_AT = 0.97
"""Share of attack sentences that get a closer look."""
SHARE = 1.0
"""Weight of the phrasing beside the network; .25, .5 and 1 found .53, .63 and .67 on held-out folds."""
RIDGE, ROUNDS, RATE = 2e-4, 400, 0.1
UNITS, NETWORKS, BATCHES, BATCH, SHRINK, DROPPED, STEP = 64, 3, 2500, 512, 1e-3, 0.5, 2e-3

Matrix = NDArray[np.float64]


class Vectors:
    """Sentence vectors, each made once."""

    def __init__(self) -> None:
        self.embedder = UseEmbedder()
        self._made: dict[str, NDArray[np.float32]] = {}

    def of(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (n, 512)."""
        new = sorted({text for text in texts if text not in self._made}, key=lambda text: (len(text), text))
        self._made.update(zip(new, self.embedder.embed(new), strict=True) if new else ())
        return np.array([self._made[text] for text in texts])


class Adam:
    """Adam over some arrays (Kingma and Ba 2015)."""

    def __init__(self, arrays: list[Matrix], rate: float) -> None:
        self._arrays, self._rate, self._step = arrays, rate, 0
        self._mean = [np.zeros_like(one) for one in arrays]
        self._spread = [np.zeros_like(one) for one in arrays]

    def move(self, slopes: Sequence[Matrix]) -> None:
        """One step against the slopes, in place."""
        self._step += 1
        fair_mean, fair_spread = 1 - 0.9**self._step, 1 - 0.999**self._step
        for at, slope in enumerate(slopes):
            self._mean[at] += 0.1 * (slope - self._mean[at])
            self._spread[at] += 0.001 * (slope**2 - self._spread[at])
            size = np.sqrt(self._spread[at] / fair_spread) + 1e-8
            self._arrays[at] -= self._rate * (self._mean[at] / fair_mean) / size


def balanced(known: Sequence[Example]) -> tuple[Matrix, Matrix]:
    """What is wanted of each example and what it weighs; both classes weigh the same."""
    wanted = np.array([float(one.attack) for one in known])
    weight = np.array([one.weight for one in known])
    for label in (0.0, 1.0):
        weight[wanted == label] /= 2 * weight[wanted == label].sum()
    return wanted, weight


def phrasing_of(known: Sequence[Example]) -> tuple[Matrix, float]:
    """Weights of hashed words and the bias."""
    wanted, weight = balanced(known)
    found = [features(one.text, one.around) for one in known]
    rows = np.repeat(np.arange(len(found)), [len(one) for one in found])
    places = np.fromiter((place for one in found for place in one), np.int64)
    weights, bias = np.zeros(WIDTH), np.zeros(1)
    adam = Adam([weights, bias], RATE)
    for _ in range(ROUNDS):
        odds = bias + np.bincount(rows, weights[places], len(wanted))
        missed = (1 / (1 + np.exp(-odds)) - wanted) * weight
        slope = np.bincount(places, missed[rows], WIDTH) + RIDGE * weights
        adam.move([slope, np.array([missed.sum()])])
    return weights.astype(np.float16).astype(float), float(bias[0])


def network_of(known: Sequence[Example], table: Matrix, seed: int) -> tuple[Matrix, Matrix, Matrix]:
    """One network: hidden weights, their bias, output weights."""
    wanted, weight = balanced(known)
    chance = np.random.default_rng(seed)
    width = table.shape[1]
    hidden = chance.normal(0, 6 / np.sqrt(width), (width, UNITS))
    bias, output = np.zeros(UNITS), chance.normal(0, 0.1, UNITS)
    adam = Adam([hidden, bias, output], STEP)
    for _ in range(BATCHES):
        drawn = chance.choice(len(table), BATCH, p=weight / weight.sum())
        rows = table[drawn]
        kept = (chance.random((BATCH, UNITS)) > DROPPED) / (1 - DROPPED)
        before = rows @ hidden + bias
        after = np.maximum(before, 0) * kept
        missed = (1 / (1 + np.exp(-after @ output)) - wanted[drawn]) / BATCH
        back = np.outer(missed, output) * kept * (before > 0)
        adam.move([rows.T @ back + SHRINK * hidden, back.sum(0), after.T @ missed + SHRINK * output])
    return hidden, bias, output


def fitted(known: Sequence[Example], vectors: Vectors, networks: int) -> Weights:
    """Both models, with thresholds at 0. The networks become one with their mean as output."""
    held = [one for one in known if any(form_of(one.text))]
    phrasing, bias = phrasing_of(held)
    made = vectors.of([one.text for one in held])
    told = [[float(one.around.short), float(one.around.prompt), *form_of(one.text)] for one in held]
    table = np.hstack([made, np.array(told)]).astype(np.float32)
    parts = [network_of(held, table, SEED + at) for at in range(networks)]
    return Weights(
        phrasing=tuple(phrasing.tolist()),
        phrasing_bias=bias,
        alone=0.0,
        worth=-100.0,
        hidden=np.hstack([one[0] for one in parts]).astype(np.float16).astype(np.float32),
        hidden_bias=np.hstack([one[1] for one in parts]).astype(np.float16).astype(np.float32),
        output=(np.hstack([one[2] for one in parts]) / networks).astype(np.float16).astype(np.float32),
        share=SHARE,
        threshold=0.0,
        embedder=vectors.embedder.id,
    )


def top_odds(weights: Weights, vectors: Vectors, text: str) -> tuple[float, float]:
    """Highest log-odds in a text: by phrasing alone, and of both models together."""
    found, around = candidates(weights, text)
    chosen: list[Candidate] = worth_a_look(weights, found, len(text))
    if not chosen:
        return -100.0, -100.0
    seen = network(weights, inputs(vectors.of([one.text for one in chosen]), chosen, around))
    both = max(float(odds) + SHARE * one.odds for odds, one in zip(seen, chosen, strict=True))
    return max(one.odds for one in found), both


def held_out(known: Sequence[Example], vectors: Vectors) -> tuple[Matrix, Matrix]:
    """Log-odds of hidden attacks and of harmless artefacts, shape (n, 2), each by models that saw neither."""
    fold_of = {group: at % FOLDS for at, group in enumerate(sorted({one.group for one in known}))}
    attacks, harmless = [], []
    for fold in range(FOLDS):
        weights = fitted([one for one in known if fold_of[one.group] != fold], vectors, 1)
        chance = random.Random(f"{SEED}{fold}")
        for lang in LANGS:
            own = [text for text in corpus.carriers(lang, "tuned") if fold_of[text] == fold]
            passages = [text for text in corpus.passages(lang, "tuned") if fold_of[text] == fold]
            asked = [
                one.text
                for one in corpus.lines("harmless", "tuned")
                if one.lang == lang and one.goal != "template" and fold_of[one.text] == fold
            ]
            texts = own + [corpus.mail_around(one, lang) for one in passages + asked]
            harmless += [top_odds(weights, vectors, text) for text in texts]
            for line in corpus.lines("attacks", "tuned"):
                if line.lang == lang and fold_of[line.text] == fold:
                    hidden = corpus.hidden_in(chance.choice(own), line.filled(chance), chance)
                    attacks.append(top_odds(weights, vectors, hidden))
    return np.array(attacks), np.array(harmless)


def main() -> None:
    """Train, print out-of-fold figures, write the models."""
    vectors = Vectors()
    known = examples()
    attacks, harmless = held_out(known, vectors)
    alone, both = np.quantile(harmless, 1 - ALLOWED, axis=0)
    print(f"held-out folds: {len(attacks)} hidden attacks, {len(harmless)} harmless artefacts")
    for name, at in (("words alone", 0), ("with vectors", 1)):
        for rate in (0.005, 0.01, 0.02):
            found = (attacks[:, at] > np.quantile(harmless[:, at], 1 - rate)).mean()
            print(f"  {name}: {found:.3f} found at {rate:.1%} false")
    weights = fitted(known, vectors, NETWORKS)
    weights = replace(
        weights,
        alone=float(alone),
        threshold=float(both),
        worth=float(np.quantile(attacks[:, 0], 1 - LOOKED_AT)),
    )
    target = Path(assessor.guardrails.injecting.__file__).parent / MODEL
    held = {name: np.array(value) for name, value in vars(weights).items()}
    for name in ("phrasing", "hidden", "hidden_bias", "output"):
        held[name] = held[name].astype(np.float16)
    with target.open("wb") as out:
        np.savez_compressed(out, **held)
    write_seen(resource_folder("models"), Seen.of("injection", (one.text for one in known)))
    print(
        f"{target.name}: {target.stat().st_size} bytes, {len(known)} sentences, "
        f"{sum(one.attack for one in known)} of them in attacks"
    )


if __name__ == "__main__":
    main()
