"""Stage 3 of 7, the index of exemplars that lasts: one collection for each tenant and rubric version.

It is made from the record and can be made again: what is missing is added, a folder that cannot be read is
thrown away. It holds ids and vectors, no text. One process owns it, by a lock held for as long as it lives;
the kernel lets go of the lock when that process ends, however that happens.
"""

import hashlib
import json
import secrets
import shutil
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import numpy as np

from assessor.errors import ModelError
from assessor.file_lock import FileLock
from assessor.ports import Embedder, Store, Vectors
from assessor.retrieval import chroma
from assessor.retrieval.text_meaning import meaning_of

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

MOST_ANSWERED = 300
"""Nearest exemplars that are named: far more than are left out by area, language, role or team."""
_COLLECTION = "exemplars"


class IndexLock(FileLock):
    """The right to open an index folder: two processes at once would damage it.

    Args:
        folder: of the index; made where missing.

    Raises:
        OrderError: on entering, code `index_locked`.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(
            folder / "lock",
            "the index of examples is open in another process; two at once would damage it.",
            code="index_locked",
            hint="The server owns it; stop that first.",
        )


class PersistentExampleIndex:
    """The `ExampleIndex` port over chromadb's files. A context: the lock is held inside.

    Usable from threads, one question at a time.

    Args:
        folder: of the index.
        store: the record it is made from.
        embedder: of texts that are not in the index yet; loads on first use.
        tenant: whose exemplars.
    """

    def __init__(self, folder: Path, store: Store, embedder: Embedder, *, tenant: str) -> None:
        self._folder = folder
        self._store = store
        self._embedder = embedder
        self._tenant = tenant
        self._lock = IndexLock(folder)
        self._guard = threading.Lock()
        self._open: dict[str, tuple[Client, Collection]] = {}

    def __enter__(self) -> Self:
        """Take the index.

        Raises:
            OrderError: code `index_locked`.
        """
        self._lock.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._guard:
            for name in tuple(self._open):
                self._close(name)
        self._lock.__exit__(kind, error, trace)

    def nearest(self, rubric: str, rubric_version: str, vector: Vectors) -> dict[str, float] | None:
        """Ids of the nearest released exemplars of a rubric version, at most 300, each with its cosine.

        Raises:
            ModelError: code `index_failed`; the index could neither be read nor made again.
        """
        with self._guard:
            wanted = self._released_ids(rubric, rubric_version)
            if not wanted:
                self._drop(self._name(rubric, rubric_version))
                return {}
            collection = self._current(rubric, rubric_version, wanted)
            answer = collection.query(
                query_embeddings=vector[None, :],
                n_results=min(len(wanted), MOST_ANSWERED),
                include=["distances"],
            )
            (ids,), (distances,) = answer["ids"], answer["distances"] or [[]]
            return {one: float(1 - distance) for one, distance in zip(ids, distances, strict=True)}

    def refresh(self) -> None:
        """Bring everything in line with the record: what was withdrawn leaves the files.

        Raises:
            ModelError: code `index_failed`.
        """
        with self._guard:
            with self._store.read() as unit:
                kept = {(one.rubric, one.rubric_version) for one in unit.exemplars.list_all()}
            wanted = {pair: ids for pair in kept if (ids := self._released_ids(*pair))}
            named = {self._name(*pair) for pair in wanted}
            for stale in [one.name for one in self._folder.iterdir() if one.is_dir()]:
                if stale not in named:
                    self._drop(stale)
            for pair, ids in sorted(wanted.items()):
                self._current(*pair, ids)

    def _released_ids(self, rubric: str, rubric_version: str) -> frozenset[str]:
        with self._store.read() as unit:
            return unit.exemplars.released_ids(rubric, rubric_version)

    def _name(self, rubric: str, rubric_version: str) -> str:
        """Of the folder: 40 hex digits over all that vectors of two indexes must share."""
        shared = json.dumps([self._tenant, rubric, rubric_version, self._embedder.id])
        return hashlib.sha256(shared.encode()).hexdigest()[:40]

    def _current(self, rubric: str, rubric_version: str, wanted: frozenset[str]) -> "Collection":
        """The collection with exactly the exemplars that are released now."""
        name = self._name(rubric, rubric_version)
        try:
            return self._synced(name, rubric, rubric_version, wanted)
        except Exception:  # noqa: BLE001 - chromadb raises what its engine says; a folder that is amiss goes
            self._drop(name)
        try:
            return self._synced(name, rubric, rubric_version, wanted)
        except Exception as error:
            raise ModelError(
                f"index of examples, {rubric} {rubric_version}: cannot be made ({type(error).__name__}).",
                code="index_failed",
                hint="Check the disk; drafts go on without examples.",
            ) from error

    def _synced(self, name: str, rubric: str, rubric_version: str, wanted: frozenset[str]) -> "Collection":
        collection = self._opened(name)
        held = frozenset(collection.get(include=[])["ids"])
        if held - wanted:
            collection = self._without(name, collection, sorted(held & wanted))
            held &= wanted
        if missing := wanted - held:
            with self._store.read() as unit:
                released = unit.exemplars.released(rubric, rubric_version)
            new = [(one.id, one.text) for one in released if one.id in missing and one.text is not None]
            vectors = [meaning_of(text, self._embedder) for _, text in new]
            _fill(collection, [one for one, _ in new], vectors)
        return collection

    def _without(self, name: str, collection: "Collection", kept: Sequence[str]) -> "Collection":
        """The collection made anew in an empty folder, since deleted vectors stay in the files of the old."""
        vectors: list[Vectors] = []
        if kept:
            found = collection.get(ids=list(kept), include=["embeddings"])
            embeddings = found["embeddings"]
            assert embeddings is not None
            kept = found["ids"]
            vectors = [np.asarray(one, dtype=np.float32) for one in embeddings]
        self._drop(name)
        fresh = self._opened(name)
        _fill(fresh, kept, vectors)
        return fresh

    def _opened(self, name: str) -> "Collection":
        if name not in self._open:
            place = self._folder / name
            # A folder made anew has a new name: chromadb remembers a client that failed by its path.
            made = next(iter(sorted(place.iterdir())), None) if place.is_dir() else None
            client = chroma.in_folder(made or place / secrets.token_hex(8))
            self._open[name] = (client, chroma.cosine_collection(client, _COLLECTION))
        return self._open[name][1]

    def _close(self, name: str) -> None:
        if name in self._open:
            client, _ = self._open.pop(name)
            client.close()

    def _drop(self, name: str) -> None:
        self._close(name)
        shutil.rmtree(self._folder / name, ignore_errors=True)


def _fill(collection: "Collection", ids: Sequence[str], vectors: Sequence[Vectors]) -> None:
    if ids:
        collection.upsert(ids=list(ids), embeddings=np.stack(vectors))


def forget(folder: Path) -> None:
    """Remove an index that no process has open; the next owner makes it from the record.

    Raises:
        OrderError: code `index_locked`.
    """
    if not folder.is_dir():
        return
    with IndexLock(folder):
        for one in folder.iterdir():
            if one.is_dir():
                shutil.rmtree(one)
