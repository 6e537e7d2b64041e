"""Stage 3 of 7, examples for an artefact: the index proposes, the record decides.

The index may be stale. Whether an exemplar is released is read from the record each time, so one that was
withdrawn a moment ago is never shown.
"""

import numpy as np

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.exemplar import Exemplar
from assessor.domain.likeness import text_key
from assessor.domain.rubric import Rubric
from assessor.exemplar_ports import ExampleIndex
from assessor.ports import Embedder, Store, Vectors
from assessor.retrieval.exemplar_choice import Beside, choose
from assessor.retrieval.text_meaning import meaning_of


class ReleasedExamples:
    """The `Examples` port over a record and an index.

    Args:
        store: one tenant's records.
        index: finds what is near.
        embedder: of the index.
    """

    def __init__(self, store: Store, index: ExampleIndex, embedder: Embedder) -> None:
        self._store = store
        self._index = index
        self._embedder = embedder

    def examples_for(
        self, artefact: RedactedArtefact, rubric: Rubric, *, skill_area: str | None, career_level: str | None
    ) -> tuple[Exemplar, ...]:
        """Up to three, the most fitting first, of at least two ratings; none where that is not to be had."""
        if artefact.text is None:
            return ()
        with self._store.read() as unit:
            if not unit.exemplars.released_ids(rubric.id, rubric.version):
                return ()
        vector = meaning_of(artefact.text, self._embedder)
        scores = self._index.nearest(rubric.id, rubric.version, vector)
        if not scores:
            return ()
        with self._store.read() as unit:
            released = unit.exemplars.released(rubric.id, rubric.version)
            twins = unit.exemplars.twins_of(text_key(artefact.text))
        beside = Beside(
            text=artefact.text,
            lang=artefact.lang,
            skill_area=skill_area,
            career_level=career_level,
            team=artefact.assessee_team,
            twins=twins,
        )
        return choose(beside, released, scores)


class MemoryIndex:
    """The `ExampleIndex` port without an index: embeds what the record holds, once a process.

    For looking at requests; a server has an index that lasts.
    """

    def __init__(self, store: Store, embedder: Embedder) -> None:
        self._store = store
        self._embedder = embedder
        self._vectors: dict[str, Vectors] = {}

    def nearest(self, rubric: str, rubric_version: str, vector: Vectors) -> dict[str, float] | None:
        """Ids of all released exemplars of a rubric version, each with its cosine."""
        with self._store.read() as unit:
            released = unit.exemplars.released(rubric, rubric_version)
        for one in released:
            if one.id not in self._vectors and one.text is not None:
                self._vectors[one.id] = meaning_of(one.text, self._embedder)
        return {one.id: float(np.dot(self._vectors[one.id], vector)) for one in released}
