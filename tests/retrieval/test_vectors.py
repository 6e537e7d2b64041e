from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assessor.domain.rubric import Rubric
from assessor.errors import ModelError
from assessor.ports import Embedder
from assessor.retrieval import vectors
from assessor.retrieval.embedder import UseEmbedder
from assessor.rubrics.load import list_rubrics

AREAS = {"Data": ["Tags notes.", "Führt Dubletten zusammen."], "Trust": ["Says sorry."]}


def test_saved_vectors_come_back_unchanged(
    make_rubric: Callable[..., Rubric], hash_embedder: Embedder, tmp_path: Path
) -> None:
    rubric = make_rubric(AREAS)
    made = vectors.embed_rows(rubric, hash_embedder)
    path = vectors.path_of(rubric, tmp_path)
    vectors.save(made, path)
    assert path.name == "tiny-1.0.0.npz"
    back = vectors.load(rubric, hash_embedder.id, tmp_path)
    assert back is not None
    assert (back.index_id, back.ids) == (made.index_id, ("tiny/data/1", "tiny/data/2", "tiny/trust/1"))
    assert back.vectors.dtype == np.float32
    assert (back.vectors == made.vectors).all()


def test_equal_vectors_give_equal_bytes(
    make_rubric: Callable[..., Rubric], hash_embedder: Embedder, tmp_path: Path
) -> None:
    made = vectors.embed_rows(make_rubric(AREAS), hash_embedder)
    for name in ("a.npz", "b.npz"):
        vectors.save(made, tmp_path / name)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_absent_or_outdated_vectors_are_none(
    make_rubric: Callable[..., Rubric], hash_embedder: Embedder, tmp_path: Path
) -> None:
    rubric = make_rubric(AREAS)
    assert vectors.load(rubric, hash_embedder.id, tmp_path) is None
    vectors.save(vectors.embed_rows(rubric, hash_embedder), vectors.path_of(rubric, tmp_path))
    reworded = make_rubric({**AREAS, "Trust": ["Says sorry at once."]})
    assert vectors.load(reworded, hash_embedder.id, tmp_path) is None
    assert vectors.load(rubric, "another embedder", tmp_path) is None
    assert vectors.load(rubric, hash_embedder.id, tmp_path) is not None


@pytest.mark.parametrize("damage", ["empty", "no zip", "cut", "array missing", "pickled"])
def test_a_damaged_file_is_an_error_and_never_runs_code(
    make_rubric: Callable[..., Rubric], hash_embedder: Embedder, tmp_path: Path, damage: str
) -> None:
    rubric = make_rubric(AREAS)
    path = vectors.path_of(rubric, tmp_path)
    made = vectors.embed_rows(rubric, hash_embedder)
    vectors.save(made, path)
    whole = path.read_bytes()
    if damage == "array missing":
        np.savez(path, index_id=np.array(made.index_id))
    elif damage == "pickled":
        ids = np.array(list(made.ids), dtype=object)
        np.savez(path, index_id=np.array(made.index_id), ids=ids, vectors=made.vectors)
    else:
        path.write_bytes({"empty": b"", "no zip": b"vectors", "cut": whole[: len(whole) // 2]}[damage])
    with pytest.raises(ModelError, match=r"tiny-1\.0\.0\.npz") as caught:
        vectors.load(rubric, hash_embedder.id, tmp_path)
    assert caught.value.code == "vectors_unreadable"
    assert caught.value.hint == "Build it again: make vectors."


@pytest.mark.parametrize("rubric", list_rubrics(), ids=lambda rubric: rubric.id)
def test_shipped_vectors_are_those_of_the_shipped_pack(rubric: Rubric, use_embedder: UseEmbedder) -> None:
    """Goes red when a pack or the embedder changes and `make vectors` was not run."""
    shipped = vectors.load(rubric, use_embedder.id)
    assert shipped is not None, f"no vectors fit {rubric.id} {rubric.version}; run: make vectors"
    fresh = vectors.embed_rows(rubric, use_embedder)
    assert shipped.ids == fresh.ids
    assert np.abs(shipped.vectors - fresh.vectors).max() < 1e-5


def test_no_vectors_are_shipped_for_a_rubric_that_is_gone() -> None:
    assert {path.name for path in vectors.FOLDER.glob("*")} == {
        vectors.path_of(rubric).name for rubric in list_rubrics()
    }
