from collections.abc import Sequence

import numpy as np
import pytest

from assessor.errors import GuardrailError
from assessor.guardrails.meaning.cues import known_categories
from assessor.guardrails.meaning.vectors import MeaningVectors
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


def test_the_shipped_model_covers_every_category_and_ranks_plain_cases() -> None:
    vectors = MeaningVectors(UseEmbedder())
    ill, plan = vectors.resemblance(
        ["She is in hospital after a heart attack.", "The training is on Tuesday."]
    )
    assert set(ill) == known_categories()
    assert max(ill, key=ill.__getitem__) == "health_data"
    assert ill["health_data"] > 0 > plan["health_data"]


def test_no_sentence_costs_no_vector() -> None:
    assert MeaningVectors(UseEmbedder()).resemblance([]) == []
