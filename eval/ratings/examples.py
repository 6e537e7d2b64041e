"""Labelled items as texts that a model of levels is fitted on."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from assessor.domain.rubric import Rubric
from assessor.drafting.embedded.sentences import Sentence, distinct, split_sentences
from assessor.drafting.levels.fit import LabelledText
from assessor.formats.gold import Split
from assessor.ports import Embedder
from eval.ratings.corpus import Redacted


def labelled_texts(
    items: Iterable[Redacted], rubrics: Callable[[str], Rubric], embedder: Embedder
) -> list[LabelledText]:
    """One text for each item, every distinct sentence embedded once."""
    parts = [(one, distinct(split_sentences(one.artefact))) for one in items]
    # Texts of like length together: the encoder pads each batch to its longest.
    said = sorted({sentence.text for _, several in parts for sentence in several}, key=lambda s: (len(s), s))
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
            sentences=tuple(sentence.text for sentence in several),
            vectors=vectors[[row[sentence.text] for sentence in several]],
            deciding=np.array([_meets(sentence, one.deciding) for sentence in several], dtype=np.bool_),
        )
        for one, several in parts
    ]


def _meets(sentence: Sentence, places: Sequence[tuple[int, int]]) -> bool:
    return any(sentence.start < end and start < sentence.end for start, end in places)
