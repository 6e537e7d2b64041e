"""Stage 3 of 7, at build time: embed every shipped rubric's rows and write them beside this package.

`make vectors` runs it after a pack or the embedder has changed; a test fails while the files are out of date.
"""

import sys
from pathlib import Path

from assessor.ports import Embedder
from assessor.retrieval import vectors
from assessor.retrieval.embedder import UseEmbedder
from assessor.rubrics.load import list_rubrics


def build(embedder: Embedder, folder: Path = vectors.FOLDER) -> tuple[Path, ...]:
    """Write the vectors of every shipped rubric to `folder` and remove those of earlier versions."""
    written = []
    for rubric in list_rubrics():
        path = vectors.path_of(rubric, folder)
        vectors.save(vectors.embed_rows(rubric, embedder), path)
        written.append(path)
    for stale in set(folder.glob("*.npz")) - set(written):
        stale.unlink()
    return tuple(written)


if __name__ == "__main__":
    for path in build(UseEmbedder(threads=2)):
        sys.stderr.write(f"wrote {path}\n")
