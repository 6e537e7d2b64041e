import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from assessor.errors import ModelError
from assessor.ports import Vectors
from assessor.retrieval.anchor_index import QUERIES_AT_ONCE, AnchorIndex


def unit_vectors(count: int, *, seed: int) -> Vectors:
    drawn = np.random.default_rng(seed).normal(size=(count, 32))
    scaled: Vectors = (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)
    return scaled


def names(count: int) -> list[str]:
    return [f"row {number}" for number in range(count)]


def test_similarities_are_cosines_in_the_order_of_the_ids() -> None:
    # (0.6, 0.8) . (1, 0) = 0.6 and . (0, 1) = 0.8; (-1, 0) opposes the first row, is square to the second.
    index = AnchorIndex(["b", "a"], np.array([[1, 0], [0, 1]], dtype=np.float32))
    found = index.similarities(np.array([[0.6, 0.8], [-1, 0]], dtype=np.float32))
    assert np.allclose(found, [[0.6, 0.8], [-1, 0]], atol=1e-6)


@pytest.mark.parametrize("count", [1, 72, 400])
def test_the_search_is_exact_at_the_sizes_of_a_rubric(count: int) -> None:
    rows, queries = unit_vectors(count, seed=1), unit_vectors(QUERIES_AT_ONCE + 5, seed=2)
    found = AnchorIndex(names(count), rows).similarities(queries)
    assert found.shape == (QUERIES_AT_ONCE + 5, count)
    assert np.allclose(found, queries @ rows.T, atol=1e-5)


def test_no_query_gives_no_rows() -> None:
    index = AnchorIndex(names(3), unit_vectors(3, seed=3))
    assert index.similarities(np.empty((0, 32), dtype=np.float32)).shape == (0, 3)


def test_the_same_rows_may_be_indexed_again_and_again() -> None:
    """Chroma's in-memory clients share their store, so a second client meets the first one's collections."""
    rows, queries = unit_vectors(20, seed=4), unit_vectors(3, seed=5)
    with ThreadPoolExecutor(4) as pool:
        indexes = list(pool.map(lambda _: AnchorIndex(names(20), rows), range(8)))
    assert {index._collection.count() for index in indexes} == {20}
    assert all(np.allclose(index.similarities(queries), queries @ rows.T, atol=1e-5) for index in indexes)


def test_an_index_left_incomplete_is_completed() -> None:
    rows = unit_vectors(5, seed=11)
    AnchorIndex(names(5), rows)._collection.delete(ids=["row 2"])
    found = AnchorIndex(names(5), rows).similarities(rows)
    assert np.allclose(np.diag(found), 1, atol=1e-5)


def test_rows_of_equal_names_but_other_vectors_never_meet() -> None:
    first, second = unit_vectors(6, seed=6), unit_vectors(6, seed=7)
    old, new = AnchorIndex(names(6), first), AnchorIndex(names(6), second)
    assert old._collection.name != new._collection.name
    assert np.allclose(old.similarities(first), first @ first.T, atol=1e-5)
    assert np.allclose(new.similarities(first), first @ second.T, atol=1e-5)


def test_rows_missing_from_the_answer_are_an_error_not_a_low_score() -> None:
    index = AnchorIndex(names(4), unit_vectors(4, seed=8))
    index._collection.delete(ids=["row 2"])
    with pytest.raises(ModelError, match="got 3 rows, expected 4") as caught:
        index.similarities(unit_vectors(1, seed=9))
    assert caught.value.code == "index_incomplete"


@pytest.mark.parametrize(
    ("ids", "rows"),
    [
        pytest.param(["a"], 2, id="one id for two rows"),
        pytest.param(["a", "b"], 1, id="two ids for one row"),
        pytest.param(["a", "a"], 2, id="the same id twice"),
        pytest.param([], 0, id="nothing"),
    ],
)
def test_ids_that_do_not_fit_the_vectors_are_refused(ids: list[str], rows: int) -> None:
    with pytest.raises(ModelError) as caught:
        AnchorIndex(ids, unit_vectors(rows, seed=10))
    assert caught.value.code == "index_shape"


def test_indexing_writes_no_file_and_opens_no_connection_whatever_an_env_file_says(tmp_path: Path) -> None:
    """Redacted text may become a vector in memory; nothing of it goes to disk or out."""
    work, home = tmp_path / "work", tmp_path / "home"
    work.mkdir()
    home.mkdir()
    (work / ".env").write_text(
        "IS_PERSISTENT=TRUE\nPERSIST_DIRECTORY=leak\nCHROMA_API_IMPL=chromadb.api.fastapi.FastAPI\n"
    )
    code = """
import socket
def refuse(*args, **kwargs): raise SystemExit("a connection was tried")
socket.socket.connect = socket.getaddrinfo = refuse
import numpy as np
from assessor.retrieval.anchor_index import AnchorIndex
rows = np.eye(3, dtype=np.float32)
assert AnchorIndex(["a", "b", "c"], rows).similarities(rows).argmax(axis=1).tolist() == [0, 1, 2]
"""
    env = {**os.environ, "HOME": str(home), "TMPDIR": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-c", code], cwd=work, env=env, check=True)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [".env"]
