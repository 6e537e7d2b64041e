"""Stage 4, a text taken apart for rating: each distinct sentence with its place, its meaning and its words.

Sentences said twice count once, so that doubling a text changes nothing. What is computed here needs the
encoder; everything after it is cheap, so a rating can be repeated without one sentence to see what it moved.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessor.drafting.embedded.sentences import Sentence, distinct, sentences_in
from assessor.drafting.fitting.wording import buckets_of, terms_of
from assessor.ports import Embedder, Vectors


@dataclass(frozen=True)
class Part:
    """One distinct sentence; `[start:end]` is where it first stands."""

    start: int
    end: int
    vectors: Vectors
    """Of the sentence and, where it has several, of each of its clauses; shape (1 + clauses, dims)."""
    terms: frozenset[str]
    buckets: frozenset[int]


def parts_of(texts: Sequence[str], embedder: Embedder) -> list[tuple[Part, ...]]:
    """The parts of n texts, each in the order of its text; a text without a letter or digit has none.

    All of them are embedded in one call.

    Raises:
        InputError: code `invalid_text`; a text holds a lone surrogate.
    """
    sentences = [distinct(sentences_in(text)) for text in texts]
    pieces = {piece: None for several in sentences for one in several for piece in _pieces(one)}
    vectors = embedder.embed(list(pieces))
    row = {piece: place for place, piece in enumerate(pieces)}
    return [
        tuple(_part(one, vectors[[row[piece] for piece in _pieces(one)]]) for one in several)
        for several in sentences
    ]


def _pieces(sentence: Sentence) -> list[str]:
    clauses = [clause.text.strip() for clause in sentence.clauses]
    return [sentence.text, *clauses] if len(clauses) > 1 else [sentence.text]


def _part(sentence: Sentence, vectors: Vectors) -> Part:
    return Part(sentence.start, sentence.end, vectors, terms_of(sentence.text), buckets_of(sentence.text))


def meaning_of(parts: Sequence[Part], dims: int) -> NDArray[np.float64]:
    """Mean of the sentences' vectors, brought to length 1; all zero for no parts."""
    if not parts:
        return np.zeros(dims)
    mean = np.mean([part.vectors[0] for part in parts], axis=0, dtype=np.float64)
    length = float(np.linalg.norm(mean))
    return np.asarray(mean / length if length else mean)
