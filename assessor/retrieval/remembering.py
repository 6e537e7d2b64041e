"""Stage 3 of 7, an embedder that remembers its last texts, so that search and draft embed a sentence once.

It keeps digests and vectors in memory, no text, and no more than `keep` of them.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from assessor.ports import Embedder, Vectors

KEEP = 2_000
"""About 4 MB."""


class RememberingEmbedder:
    """The `Embedder` port over another one.

    Args:
        embedder: asked for what is not remembered.
        keep: texts remembered, the least recently asked for forgotten first.
    """

    def __init__(self, embedder: Embedder, keep: int = KEEP) -> None:
        self._embedder = embedder
        self._keep = keep
        self._lock = threading.Lock()
        self._known: OrderedDict[bytes, Vectors] = OrderedDict()

    @property
    def id(self) -> str:
        """That of the embedder behind it."""
        return self._embedder.id

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of n texts; see the port."""
        # A lone surrogate has a digest too, and is refused by the embedder.
        digests = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest() for text in texts]
        with self._lock:
            known = {digest: self._known[digest] for digest in digests if digest in self._known}
        new = {digest: text for digest, text in zip(digests, texts, strict=True) if digest not in known}
        if not texts or new:
            vectors = self._embedder.embed(list(new.values()))
            known.update(zip(new, vectors, strict=True))
            if not texts:
                return vectors
        with self._lock:
            for digest in digests:
                self._known[digest] = known[digest]
                self._known.move_to_end(digest)
            while len(self._known) > self._keep:
                self._known.popitem(last=False)
        return np.stack([known[digest] for digest in digests])
