"""Learns how much a word looks like a personal name, from its letters alone.

A logistic regression over letter groups of names (Faker's lists) against words (the encoder's vocabulary, students'
answers, what is no name in the training sentences). Two halves: each word is scored in training by the half that
has not seen it, and by both at run time, so that the tagger learns how far the score can be trusted.
"""

import gzip
from collections.abc import Iterable, Iterator

import numpy as np

from assessor.guardrails.tagging.lexicon import SLOTS, fold, half_of, letter_groups
from assessor.guardrails.tagging.tokens import blocks
from eval.training.texts import SETS, Marked, nameless, public

_ROUNDS, _STEP, _DECAY = 8, 0.5, 2e-6
_SCALE = 24.0


def learn(names: Iterable[str], words: Iterable[str]) -> bytes:
    """Weights of both halves, packed: two times `SLOTS` signed bytes, 24 to the unit."""
    known = {name: 1.0 for name in names if len(name) > 1}
    for word in words:
        known.setdefault(word, 0.0)
    return gzip.compress(b"".join(_fit(known, half).tobytes() for half in (0, 1)), mtime=0)


def plain_words(names: set[str], uses: Iterable[str]) -> Iterator[str]:
    """Folded words that are no names, as far as the training sentences and the vocabulary can tell."""
    for word in uses:
        if word.islower() and len(word) > 2 and word not in names:
            yield fold(word)
    for lang, sets in SETS.items():
        for text in (*nameless(lang, 2000), *(one for name in sets for one in public(name, held_out=False))):
            yield from (fold(word) for word in outside_names(text) if fold(word) not in names)


def outside_names(marked: Marked) -> Iterator[str]:
    """The words of a text, as written, that belong to no name of a person."""
    for block in blocks(marked.text):
        for token in block:
            if token.kind == "word" and not any(
                span[0] < token.end and token.start < span[1] and span[2] == "PER" for span in marked.spans
            ):
                yield token.text


def _fit(known: dict[str, float], half: int) -> np.ndarray:
    rows = sorted(word for word in known if half_of(word) == half and len(word) > 1)
    dice = np.random.default_rng(half)
    weights = np.zeros(SLOTS)
    squares = np.full(SLOTS, 1e-3)
    slots = [np.array(letter_groups(word)) for word in rows]
    wanted = np.array([known[word] for word in rows])
    for _ in range(_ROUNDS):
        for chunk in np.array_split(dice.permutation(len(rows)), max(1, len(rows) // 256)):
            flat = np.concatenate([slots[one] for one in chunk])
            sizes = np.array([len(slots[one]) for one in chunk])
            owner = np.repeat(np.arange(len(chunk)), sizes)
            scores = np.bincount(owner, weights[flat], len(chunk)) / np.sqrt(sizes)
            error = 1 / (1 + np.exp(-scores)) - wanted[chunk]
            slope = np.bincount(flat, (error / np.sqrt(sizes))[owner], SLOTS)
            squares += slope**2
            weights -= _STEP * slope / np.sqrt(squares) + _DECAY * len(chunk) * weights
    return np.clip(np.round(weights * _SCALE), -127, 127).astype(np.int8)
