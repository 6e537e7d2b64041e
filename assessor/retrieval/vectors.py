"""Stage 3 of 7, a rubric's vectors as a file of the pack, so that a process need not embed anchors at start.

The file is `vectors/<rubric id>-<version>.npz`: float32, row ids, and the index id they were made under. Half
precision would save 70 kB and move scores in their fourth decimal, so shipped and fresh vectors could answer
differently. `python -m assessor.retrieval.build_vectors` writes it; nothing in it can run code (no pickle).
"""

import zipfile
from pathlib import Path
from typing import NamedTuple

import numpy as np

from assessor.domain.rubric import Rubric
from assessor.errors import ModelError
from assessor.ports import Embedder, Vectors
from assessor.retrieval.rows import index_id_of, rows_of

FOLDER = Path(__file__).parent / "vectors"


class AnchorVectors(NamedTuple):
    """Vectors of all rows of one rubric version."""

    index_id: str
    """What they were made from (`rows.index_id_of`)."""
    ids: tuple[str, ...]
    vectors: Vectors
    """Shape (len(ids), dims), L2-normalised."""


def embed_rows(rubric: Rubric, embedder: Embedder) -> AnchorVectors:
    """Embed all rows of `rubric`, in the order of `rows_of`."""
    rows = rows_of(rubric)
    vectors = embedder.embed([row.text for row in rows])
    return AnchorVectors(index_id_of(rubric, embedder.id), tuple(row.id for row in rows), vectors)


def path_of(rubric: Rubric, folder: Path = FOLDER) -> Path:
    """Where the vectors of this rubric version belong."""
    return folder / f"{rubric.id}-{rubric.version}.npz"


def save(made: AnchorVectors, path: Path) -> None:
    """Write vectors to `path`; equal vectors give equal bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, index_id=np.array(made.index_id), ids=np.array(made.ids), vectors=made.vectors)


def load(rubric: Rubric, embedder_id: str, folder: Path = FOLDER) -> AnchorVectors | None:
    """The shipped vectors of `rubric`, or None where there are none for exactly these rows and this embedder.

    Raises:
        ModelError: code `vectors_unreadable`; the file exists but is damaged.
    """
    path = path_of(rubric, folder)
    if not path.is_file():
        return None
    try:
        # Given a path, numpy leaves the file open when it turns out to be damaged.
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            made = AnchorVectors(str(stored["index_id"]), tuple(map(str, stored["ids"])), stored["vectors"])
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise ModelError(
            f"{path.name}: not a readable vector file ({type(error).__name__}).",
            code="vectors_unreadable",
            hint="Build it again: make vectors.",
        ) from error
    return made if made.index_id == index_id_of(rubric, embedder_id) else None
