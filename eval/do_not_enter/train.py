"""`make meaning`: trains the vector models of `assessor/guardrails/meaning`, with figures on held-out folds.

Logistic regression on sentence vectors, one model for each category, by Newton's method in numpy: the same
input gives the same file. `untouched.jsonl` is never read here.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import assessor.guardrails.meaning
from assessor.guardrails.meaning.cues import known_categories
from assessor.guardrails.meaning.vectors import MODEL
from assessor.guardrails.windows import sentences
from assessor.retrieval.embedder import UseEmbedder

from .passages import SLOT, carriers, read_rows

TRAINED_ON = ("tuned", "train")
FOLDS = 5
RIDGE = 3e-4
STEPS = 12
"""Newton's method on 513 weights settles well before."""
MIN_CHARS = 25
"""Shorter stretches of a carrier say nothing."""

Matrix = NDArray[np.float64]


def fitted(vectors: Matrix, wanted: Matrix) -> Matrix:
    """Weights and bias of one category; both classes weigh the same, however many there are."""
    inputs = np.hstack([vectors, np.ones((len(vectors), 1))])
    weight = np.where(wanted == 1, 0.5 / max(wanted.sum(), 1), 0.5 / max((1 - wanted).sum(), 1))
    ridge = np.diag(np.r_[np.full(inputs.shape[1] - 1, RIDGE), 1e-9])
    found = np.zeros(inputs.shape[1])
    for _ in range(STEPS):
        guess = 1 / (1 + np.exp(-inputs @ found))
        slope = inputs.T @ ((guess - wanted) * weight) + ridge @ found
        curve = (inputs * (weight * guess * (1 - guess))[:, None]).T @ inputs + ridge
        found -= np.linalg.solve(curve, slope)
    return found


def main() -> None:
    """Train, print out-of-fold figures, write the model."""
    embedder = UseEmbedder()
    rows = [row for row in read_rows(*TRAINED_ON) if row["category"] in known_categories()]
    harmless = [
        part.strip()
        for lang in ("en", "de")
        for text in carriers(lang)
        for _, part in sentences(text.replace(SLOT, ""))
        if len(part.strip()) >= MIN_CHARS
    ] + [row["text"] for row in read_rows("harmless")]
    vectors = np.vstack([embedder.embed([row["text"] for row in rows]), embedder.embed(harmless)]).astype(
        float
    )
    fold = np.arange(len(vectors)) % FOLDS
    names = sorted(known_categories())
    weights = []
    for name in names:
        wanted = np.r_[
            [float(row["category"] == name and row["expect"] == "stop") for row in rows],
            np.zeros(len(harmless)),
        ]
        odds = np.zeros(len(vectors))
        for held_out in range(FOLDS):
            found = fitted(vectors[fold != held_out], wanted[fold != held_out])
            odds[fold == held_out] = vectors[fold == held_out] @ found[:-1] + found[-1]
        positive, negative = odds[wanted == 1], odds[wanted == 0]
        print(
            f"{name:18} n={len(positive):3}  found at 0: {(positive > 0).mean():.2f}  "
            f"false at 0: {(negative > 0).mean():.3f}"
        )
        weights.append(fitted(vectors, wanted))
    target = Path(assessor.guardrails.meaning.__file__).parent / MODEL
    with target.open("wb") as out:
        np.savez_compressed(
            out, embedder=embedder.id, categories=np.array(names), weights=np.array(weights, dtype=np.float16)
        )
    size = target.stat().st_size
    print(f"{target.name}: {size} bytes, {len(rows)} passages, {len(harmless)} harmless sentences")


if __name__ == "__main__":
    main()
