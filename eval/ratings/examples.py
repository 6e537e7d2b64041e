"""Labelled items as texts that a model of levels is fitted on."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assessor.domain.rubric import Rubric
from assessor.drafting.embedded.sentences import Sentence, distinct, split_sentences
from assessor.drafting.levels.fit import LabelledText
from assessor.drafting.levels.neutral import neutral
from assessor.formats.gold import Split
from assessor.ports import Embedder
from eval.ratings.corpus import Redacted
from eval.ratings.marks import PRAISE, Marks, digest_of


def labelled_texts(
    items: Iterable[Redacted],
    rubrics: Callable[[str], Rubric],
    embedder: Embedder,
    marks: Mapping[str, Marks] | None = None,
) -> list[LabelledText]:
    """One text for each item, every distinct sentence embedded once.

    Args:
        items: redacted.
        rubrics: gives a rubric by its id.
        embedder: of the models to be fitted.
        marks: by id of the item, where somebody marked its sentences.
    """
    marks = marks or {}
    parts = [(one, distinct(split_sentences(one.artefact))) for one in items]
    # Texts of like length together: the encoder pads each batch to its longest.
    said = sorted({neutral(one.text) for _, several in parts for one in several}, key=lambda s: (len(s), s))
    vectors = embedder.embed(said)
    row = {text: place for place, text in enumerate(said)}
    return [
        LabelledText(
            rubric=one.item.rubric,
            scale=rubrics(one.item.rubric).scale.id,
            lang=one.artefact.lang,
            group=one.item.twin or one.item.id,
            train=one.item.split is Split.TRAIN,
            rating=one.item.rating,
            sentences=tuple(neutral(sentence.text) for sentence in several),
            vectors=vectors[[row[neutral(sentence.text)] for sentence in several]],
            deciding=np.array([_meets(sentence, one.deciding) for sentence in several], dtype=np.bool_),
            praise=_praise(several, marks.get(one.item.id)),
        )
        for one, several in parts
    ]


def _praise(sentences: Sequence[Sentence], marks: Marks | None) -> NDArray[np.bool_] | None:
    if marks is None:
        return None
    return np.array([marks.get(digest_of(one.text)) == PRAISE for one in sentences], dtype=np.bool_)


def _meets(sentence: Sentence, places: Sequence[tuple[int, int]]) -> bool:
    return any(sentence.start < end and start < sentence.end for start, end in places)
