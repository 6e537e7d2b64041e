"""Stage 3 of 7, the search: redacted sentences in, skill areas and anchors out. It never decides a level.

How an area's score is made, from the cosine of every sentence to every row:

1. A sentence speaks to an area as much as to the two closest of its rows, averaged.
2. The area's score is the mean over the better half of the sentences, so that greetings and logistics do not
   drown the sentences that count. Repeated sentences count once: doubling a text changes nothing.

Measured with the pack `ai-skills` 1.0.0 (8 areas; by chance .12 come first and .38 among the first three):

| labelled by us | n | first | first three |
|---|---|---|---|
| sentences, tests/retrieval/labelled_sentences.jsonl | 64 | .75 (EN .81, DE .69) | .91 (EN .94, DE .88) |
| whole artefacts of eval/demo with a known area | 12 | .67 | .83 |

The rule was chosen on these very items among some 70 (one to three rows; all, half or a quarter of the
sentences; with and without area name, goal and outcomes), so expect a little less elsewhere. Most of the 70
lie within .05 of each other, which is less than 64 sentences can tell apart. With the area's name before each
anchor it was .69 and .92 for sentences, .50 and .75 for artefacts. Weakest are minutes and prompt templates,
whose sentences speak of accounts.
"""

import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessor.domain.draft import AnchorMatch, AreaMatch
from assessor.domain.rubric import Rubric
from assessor.errors import ModelError
from assessor.ports import Embedder, Vectors
from assessor.retrieval import vectors as stored_vectors
from assessor.retrieval.anchor_index import AnchorIndex
from assessor.retrieval.rows import Row, index_id_of, rows_of
from assessor.retrieval.vectors import AnchorVectors
from assessor.rubrics.names import find_skill_area

ROWS_PER_AREA = 2
SENTENCE_SHARE = 0.5
ANCHORS_SHOWN = 10
_DIGITS = 4

Matches = tuple[tuple[AreaMatch, ...], tuple[AnchorMatch, ...]]


@dataclass(frozen=True)
class SearchRule:
    """The two numbers of the rule above; a replay may try others."""

    rows: int = ROWS_PER_AREA
    """Closest rows of an area that a sentence is held against, at least 1."""
    share: float = SENTENCE_SHARE
    """Share of the sentences that count, the best first, above 0 and at most 1."""


class AnchorRetrieval:
    """The `AreaRetrieval` port for one rubric. The index is built on the first match, once.

    Args:
        rubric: the rubric whose anchors are searched; needs at least one anchor.
        embedder: embeds the sentences, and the anchors where no vectors fit.
        vectors: ready vectors of exactly this rubric and embedder. By default those shipped with the pack;
            where none fit, the anchors are embedded.
        rule: how an area's score is made.

    Raises:
        ModelError: code `vectors_stale`; `vectors` were made from another rubric version or embedder.
    """

    def __init__(
        self,
        rubric: Rubric,
        embedder: Embedder,
        vectors: AnchorVectors | None = None,
        rule: SearchRule = SearchRule(),
    ) -> None:
        self._rule = rule
        self._rubric = rubric
        self._embedder = embedder
        self._rows = rows_of(rubric)
        self._index_id = index_id_of(rubric, embedder.id)
        if vectors is not None and vectors.index_id != self._index_id:
            raise ModelError(
                f"vectors for rubric {rubric.id} {rubric.version}: made as {vectors.index_id}, "
                f"expected {self._index_id}.",
                code="vectors_stale",
                hint="Build them again: make vectors.",
            )
        self._vectors = vectors
        self._lock = threading.Lock()
        self._index: AnchorIndex | None = None

    @property
    def index_id(self) -> str:
        """Digest of rubric id and version, anchor ids and texts, and embedder."""
        return self._index_id

    def match(self, sentences: Sequence[str], skill_area: str | None = None) -> Matches:
        """Areas and anchors that the sentences resemble, best first.

        Args:
            sentences: redacted text, a sentence each. Blank ones and repetitions are passed over; if none is
                left, both tuples are empty.
            skill_area: name, id or alias; restricts the anchors to this area. All areas are listed anyway.

        Returns:
            Every skill area with its score, and the 10 anchors closest to any one sentence; ties in the
            rubric's order. Scores are cosines in [-1, 1], rounded to 4 digits.

        Raises:
            NotFoundError: the rubric has no such skill area.
            ModelError: the index could not answer.
        """
        only = None if skill_area is None else find_skill_area(self._rubric, skill_area).name
        distinct = list(dict.fromkeys(text for sentence in sentences if (text := sentence.strip())))
        if not distinct:
            return (), ()
        similarities = self._ready_index().similarities(self._embedder.embed(distinct))
        return self._areas(similarities), self._anchors(similarities, only)

    def _ready_index(self) -> AnchorIndex:
        with self._lock:
            if self._index is None:
                made = (
                    self._vectors
                    or stored_vectors.load(self._rubric, self._embedder.id)
                    or stored_vectors.embed_rows(self._rubric, self._embedder)
                )
                self._index = AnchorIndex(made.ids, made.vectors)
            return self._index

    def _areas(self, similarities: Vectors) -> tuple[AreaMatch, ...]:
        matches = []
        for area in self._rubric.skill_areas:
            columns = _columns(self._rows, area.name)
            if columns:
                per_sentence = _mean_of_best(similarities[:, columns], self._rule.rows, axis=1)
                kept = math.ceil(len(per_sentence) * self._rule.share)
                score = float(_mean_of_best(per_sentence, kept, axis=0))
                matches.append(AreaMatch(skill_area=area.name, score=round(score, _DIGITS)))
        return tuple(sorted(matches, key=lambda match: -match.score))

    def _anchors(self, similarities: Vectors, only: str | None) -> tuple[AnchorMatch, ...]:
        best = similarities.max(axis=0)
        matches = [
            AnchorMatch(id=row.id, score=round(float(best[column]), _DIGITS))
            for column, row in enumerate(self._rows)
            if row.is_anchor and only in (None, row.skill_area)
        ]
        return tuple(sorted(matches, key=lambda match: -match.score)[:ANCHORS_SHOWN])


def _columns(rows: Sequence[Row], skill_area: str) -> list[int]:
    return [column for column, row in enumerate(rows) if row.skill_area == skill_area]


def _mean_of_best(values: NDArray[np.floating], count: int, *, axis: int) -> NDArray[np.float64]:
    """Mean of the `count` largest values along `axis`, or of all where there are fewer."""
    ordered = -np.sort(-values.astype(np.float64), axis=axis)
    mean: NDArray[np.float64] = ordered.take(range(min(count, values.shape[axis])), axis=axis).mean(axis=axis)
    return mean
