"""Stage 3 of 7, what a whole text means: the mean of its sentences' vectors."""

import re

import numpy as np

from assessor.ports import Embedder, Vectors

_ENDS = re.compile(r"(?<=[.!?])\s+|\n+")
_FEWEST_WORDS = 3
"""Shorter pieces are greetings, headings and dates."""


def meaning_of(text: str, embedder: Embedder) -> Vectors:
    """One vector for a redacted text, shape (dims,), L2-normalised; repeated sentences count once.

    A text without a sentence of three words is embedded as it stands.
    """
    pieces = (piece.strip() for piece in _ENDS.split(text))
    sentences = list(dict.fromkeys(piece for piece in pieces if len(piece.split()) >= _FEWEST_WORDS))
    mean = embedder.embed(sentences or [text]).mean(axis=0)
    normalised: Vectors = (mean / max(float(np.linalg.norm(mean)), 1e-12)).astype(np.float32)
    return normalised
