"""A text is taken apart into distinct sentences with their places."""

import numpy as np
import pytest

from assessor.drafting.fitting.parts import meaning_of, parts_of
from tests.drafting.fitting.fakes import DIMS, WordEmbedder


def test_places_lead_back_to_the_sentences_and_repetitions_count_once() -> None:
    text = "We met on Monday. Nothing came of it.\n\nWe met  on monday."
    (parts,) = parts_of([text], WordEmbedder())
    assert [text[part.start : part.end] for part in parts] == ["We met on Monday.", "Nothing came of it."]


def test_clauses_have_vectors_of_their_own() -> None:
    (parts,) = parts_of(["I opened the valve, but nobody wrote it down. Done."], WordEmbedder())
    assert [part.vectors.shape for part in parts] == [(3, DIMS), (1, DIMS)]


def test_all_texts_are_embedded_in_one_call() -> None:
    embedder = WordEmbedder()
    assert len(parts_of(["One.", "Two. Three.", "..."], embedder)) == 3
    assert embedder.calls == 1


def test_meaning_is_the_direction_of_the_mean() -> None:
    (parts,) = parts_of(["One. Two."], WordEmbedder())
    mean = (parts[0].vectors[0].astype(float) + parts[1].vectors[0]) / 2
    assert meaning_of(parts, DIMS) == pytest.approx(mean / np.linalg.norm(mean))
    assert not meaning_of((), DIMS).any()
