"""Stage 3 of 7, the vector index of one rubric's rows, in memory only.

- Chroma's in-memory clients share one store in a process. A collection is therefore named by its content:
  the same rows find each other again, different rows never meet.
- A query asks for all rows (a few hundred), which leaves the approximate search nothing to miss. An answer
  with fewer is an error, since a missing row would read as a low score.
"""

import hashlib
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from assessor.errors import ModelError
from assessor.ports import Vectors
from assessor.retrieval.chroma import cosine_collection, in_memory

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

QUERIES_AT_ONCE = 64
_creation = threading.Lock()


class AnchorIndex:
    """Cosine similarity of any sentence to every row.

    Args:
        ids: names of the n rows, unique.
        vectors: their vectors, shape (n, dims), L2-normalised, n at least 1.

    Raises:
        ModelError: code `index_shape`; ids and vectors do not fit each other.
    """

    def __init__(self, ids: Sequence[str], vectors: Vectors) -> None:
        if not ids or len(set(ids)) != len(ids) or vectors.shape != (len(ids), vectors.shape[-1]):
            raise ModelError(
                f"index: {len(ids)} ids ({len(set(ids))} distinct) for vectors of shape {vectors.shape}; "
                "expected one distinct id for each of at least one row.",
                code="index_shape",
                hint="Build the vectors of this rubric again: make vectors.",
            )
        self._column = {row_id: column for column, row_id in enumerate(ids)}
        self._collection = _collection(ids, vectors)

    def similarities(self, queries: Vectors) -> Vectors:
        """Cosine of each query to each row, shape (n queries, n rows), columns in the order of `ids`.

        Args:
            queries: shape (n, dims), L2-normalised; n may be 0.

        Raises:
            ModelError: code `index_incomplete`; the search left rows out.
        """
        result = np.empty((len(queries), len(self._column)), dtype=np.float32)
        for start in range(0, len(queries), QUERIES_AT_ONCE):
            part = queries[start : start + QUERIES_AT_ONCE]
            answer = self._collection.query(
                query_embeddings=part, n_results=len(self._column), include=["distances"]
            )
            distances = answer["distances"] or []
            for offset, (ids, row) in enumerate(zip(answer["ids"], distances, strict=True)):
                if len(ids) != len(self._column):
                    raise ModelError(
                        f"index {self._collection.name}: got {len(ids)} rows, expected {len(self._column)}.",
                        code="index_incomplete",
                        hint="Run it again; if it stays, report it with the output of: assessor doctor.",
                    )
                result[start + offset, [self._column[row_id] for row_id in ids]] = 1 - np.asarray(row)
        clipped: Vectors = np.clip(result, -1, 1)
        return clipped


def _collection(ids: Sequence[str], vectors: Vectors) -> "Collection":
    """The collection of exactly these rows, made or found again."""
    with _creation:
        collection = cosine_collection(in_memory(), _name(ids, vectors))
        # A creation that broke off leaves too few rows behind; upsert mends it and is idempotent.
        if collection.count() != len(ids):
            collection.upsert(ids=list(ids), embeddings=vectors)
    return collection


def _name(ids: Sequence[str], vectors: Vectors) -> str:
    """`anchors-` and 40 hex digits over ids and vectors: within chroma's rules and unique to the content."""
    digest = hashlib.sha256("\n".join(ids).encode("utf-8"))
    digest.update(np.ascontiguousarray(vectors, dtype=np.float32).tobytes())
    return "anchors-" + digest.hexdigest()[:40]
