from collections.abc import Sequence

import numpy as np

from assessor.ports import Vectors
from assessor.retrieval.remembering import RememberingEmbedder


class Counting:
    """Counts what it is asked for; a text's vector is its length."""

    id = "counting@1"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.array([[len(text)] for text in texts], dtype=np.float32).reshape(-1, 1)


def test_a_text_is_embedded_once_and_answered_in_order() -> None:
    inner = Counting()
    embedder = RememberingEmbedder(inner)
    assert embedder.embed(["aa", "b", "aa"]).tolist() == [[2], [1], [2]]
    assert embedder.embed(["b", "ccc", "aa"]).tolist() == [[1], [3], [2]]
    assert inner.asked == ["aa", "b", "ccc"]
    assert embedder.id == "counting@1"


def test_no_texts_have_a_shape_all_the_same() -> None:
    assert RememberingEmbedder(Counting()).embed([]).shape == (0, 1)


def test_the_longest_unasked_is_forgotten_first() -> None:
    inner = Counting()
    embedder = RememberingEmbedder(inner, keep=2)
    embedder.embed(["a", "bb"])
    embedder.embed(["a"])
    embedder.embed(["ccc"])
    embedder.embed(["a"])
    embedder.embed(["bb"])
    assert inner.asked == ["a", "bb", "ccc", "bb"]


def test_no_text_is_kept() -> None:
    embedder = RememberingEmbedder(Counting())
    embedder.embed(["a private sentence"])
    assert "private" not in repr(vars(embedder))
