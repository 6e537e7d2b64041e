from collections.abc import Sequence

import numpy as np
import pytest

from assessor.errors import GuardrailError
from assessor.guardrails.meaning.cues import known_categories
from assessor.guardrails.meaning.features import Sentence
from assessor.guardrails.meaning.reader import MeaningReader
from assessor.guardrails.meaning.vectors import MeaningVectors, Question
from assessor.ports import Vectors
from assessor.retrieval.embedder import UseEmbedder


class OtherEmbedder:
    id = "another-model/1"

    def embed(self, texts: Sequence[str]) -> Vectors:
        return np.zeros((len(texts), 512), dtype=np.float32)


def test_vectors_of_another_embedder_are_refused() -> None:
    with pytest.raises(GuardrailError) as caught:
        MeaningVectors(OtherEmbedder())
    assert caught.value.code == "embedder_changed"


def questions(sentence: str) -> list[Question]:
    reader = MeaningReader(known_categories(), None)
    given = Sentence(sentence, (0, len(sentence)), "", sentence, named=False)
    return [
        Question(name, sentence, reader.judged(name, given).features) for name in sorted(known_categories())
    ]


def test_the_shipped_model_covers_every_category_and_ranks_plain_cases() -> None:
    vectors = MeaningVectors(UseEmbedder())
    names = sorted(known_categories())
    ill, plan = (
        dict(zip(names, vectors.odds(questions(text)), strict=True))
        for text in ("She is in hospital after a heart attack.", "The training is on Tuesday.")
    )
    assert max(ill, key=ill.__getitem__) == "health_data"
    assert ill["health_data"] > 0 > plan["health_data"]


def test_the_answer_to_a_question_does_not_depend_on_the_others() -> None:
    vectors = MeaningVectors(UseEmbedder())
    asked = [*questions("She is in hospital."), *questions("The training is on Tuesday.")]
    alone = [vectors.odds([one])[0] for one in asked]
    assert vectors.odds(asked[::-1])[::-1] == pytest.approx(alone, abs=1e-3)


def test_no_sentence_costs_no_vector() -> None:
    assert MeaningVectors(UseEmbedder()).odds([]) == []
