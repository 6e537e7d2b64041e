"""`make meaning`: trains the vector models of `assessor/guardrails/meaning`, with figures on held-out folds.

Logistic regression on sentence vectors, one model for each category, by Newton's method in numpy: the same
input gives the same file. `untouched.jsonl` is never read here.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

import assessor.guardrails.meaning
from assessor.domain.artefact import Subject
from assessor.domain.text import Language
from assessor.guardrails.detector import Reading
from assessor.guardrails.meaning.cues import known_categories
from assessor.guardrails.meaning.features import Sentence
from assessor.guardrails.meaning.reader import MeaningReader
from assessor.guardrails.meaning.vectors import MODEL
from assessor.guardrails.personal_data import PersonalDataGuardrail
from assessor.guardrails.presidio import PresidioRecognizers
from assessor.guardrails.view import DetectionView
from assessor.guardrails.windows import paragraphs, sentences
from assessor.retrieval.embedder import UseEmbedder
from eval.benchmarks.corpora import artefacts

from .field import field_texts, near_misses
from .passages import SLOT, carriers, read_rows

TRAINED_ON = ("tuned", "train", "train_field")
FOLDS = 3
"""Few: a fold takes a fifth of a minute for each category."""
RIDGE = 3e-4
STEPS = 8
"""Newton's method settles before."""
LANGUAGES: tuple[Language, ...] = ("en", "de")
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


class Example(NamedTuple):
    """One stretch of text and the category it belongs to, if any."""

    text: str
    category: str | None
    lang: Language
    before: str = ""
    block: str = ""


def examples() -> list[Example]:
    """All that is trained on: passages as they are, harmless artefacts sentence by sentence."""
    known = known_categories()
    found = [
        Example(row["text"].strip(), row["category"] if row["expect"] == "stop" else None, row["lang"])
        for row in read_rows(*TRAINED_ON)
        if row["category"] in known or row["expect"] == "pass"
    ]
    found += [Example(row["text"], None, row.get("lang", "en")) for row in read_rows("harmless")]
    clean = [(lang, text.replace(SLOT, "")) for lang in LANGUAGES for text in carriers(lang)]
    clean += [(one.lang, one.text) for one in field_texts() if one.half == "tuned" and not one.stops]
    clean += [(one.lang, one.text) for one in near_misses() if one.half == "tuned"]
    clean += [(one.lang, one.text) for lang in LANGUAGES for one in artefacts(lang) if one.half == "tuned"]
    for lang, text in clean:
        for _, block in paragraphs(text):
            parts = [part.strip() for _, part in sentences(block)]
            found += [
                Example(part, None, lang, before, block)
                for before, part in zip(["", *parts], parts, strict=False)
                if len(part) >= MIN_CHARS
            ]
    return found


def main() -> None:
    """Train, print out-of-fold figures, write the model."""
    embedder = UseEmbedder()
    shown = examples()
    names = sorted(known_categories())
    reader = MeaningReader(names, None)
    people = PersonalDataGuardrail(PresidioRecognizers())
    given = [
        Sentence(
            one.text, (0, len(one.text)), one.before, one.block or one.text, _names_somebody(people, one)
        )
        for one in shown
    ]
    vectors = np.vstack([embedder.embed([one.text for one in shown])]).astype(float)
    fold = np.arange(len(vectors)) % FOLDS
    weights = []
    for name in names:
        told = np.array([reader.judged(name, one).features for one in given])
        inputs = np.hstack([vectors, told])
        wanted = np.array([float(one.category == name) for one in shown])
        odds = np.zeros(len(inputs))
        for held_out in range(FOLDS):
            found = fitted(inputs[fold != held_out], wanted[fold != held_out])
            odds[fold == held_out] = inputs[fold == held_out] @ found[:-1] + found[-1]
        positive, negative = odds[wanted == 1], odds[wanted == 0]
        print(
            f"{name:18} n={len(positive):3}  found at 1: {(positive > 1).mean():.2f}  "
            f"false at 1: {(negative > 1).mean():.4f}"
        )
        weights.append(fitted(inputs, wanted))
    target = Path(assessor.guardrails.meaning.__file__).parent / MODEL
    with target.open("wb") as out:
        np.savez_compressed(
            out, embedder=embedder.id, categories=np.array(names), weights=np.array(weights, dtype=np.float16)
        )
    print(f"{target.name}: {target.stat().st_size} bytes, {len(shown)} examples")


def _names_somebody(people: PersonalDataGuardrail, one: Example) -> bool:
    reading = Reading(DetectionView(one.text), one.lang, Subject())
    return any(span.type == "PERSON" for span in people.inspect(reading).spans)


if __name__ == "__main__":
    main()
