"""Vectors of texts, kept in a folder outside the project, so that a benchmark embeds each text once."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assessor.ports import Embedder, Vectors


class CachedEmbedder:
    """The `Embedder` port over another one. The file holds digests and vectors, no text.

    Args:
        embedder: asked for what the file lacks.
        folder: made if it is not there; None keeps vectors in memory alone.
    """

    def __init__(self, embedder: Embedder, folder: Path | None) -> None:
        self._embedder = embedder
        name = hashlib.sha256(embedder.id.encode()).hexdigest()[:16]
        self._path = folder / f"{name}.npz" if folder else None
        self._row: dict[str, int] = {}
        self._vectors = embedder.embed([])
        if self._path is not None and self._path.is_file():
            with np.load(self._path) as kept:
                self._row = {digest: row for row, digest in enumerate(kept["digests"].tolist())}
                self._vectors = kept["vectors"]

    @property
    def id(self) -> str:
        """That of the embedder behind it."""
        return self._embedder.id

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of n texts; see the port."""
        digests = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() for text in texts]
        missing = {
            digest: text for digest, text in zip(digests, texts, strict=True) if digest not in self._row
        }
        # Texts of like length together: the encoder pads each batch to its longest.
        if missing := dict(sorted(missing.items(), key=lambda item: len(item[1]))):
            self._vectors = np.concatenate([self._vectors, self._embedder.embed(list(missing.values()))])
            for digest in missing:
                self._row[digest] = len(self._row)
        return self._vectors[[self._row[digest] for digest in digests]]

    def save(self) -> None:
        """Write what is known, for the next run."""
        if self._path is not None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            np.savez(self._path, digests=np.array(list(self._row)), vectors=self._vectors)
