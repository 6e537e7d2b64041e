from collections.abc import Sequence

import numpy as np
import pytest

from assessor.errors import GuardrailError
from assessor.guardrails.meaning.cues import known_categories
from assessor.guardrails.meaning.features import Sentence
from assessor.guardrails.meaning.reader import MeaningReader
from assessor.guardrails.meaning.vectors import MeaningVectors, Question, nearness, scaled, sizes_of
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


def question(text: str) -> Question:
    reader = MeaningReader((), None)
    return Question(text, reader.judged(Sentence(text, (0, len(text)), "", text, named=False)).told)


def test_the_shipped_model_covers_every_category_and_ranks_plain_cases() -> None:
    vectors = MeaningVectors(UseEmbedder())
    ill, plan = vectors.leanings(
        [question("She is in hospital after a heart attack."), question("The training is on Tuesday.")]
    )
    assert set(ill) == known_categories()
    assert max(ill, key=ill.__getitem__) == "health_data"
    assert ill["health_data"] > 0 > max(plan.values())


def test_the_answer_to_a_question_does_not_depend_on_the_others() -> None:
    vectors = MeaningVectors(UseEmbedder())
    asked = [question("She is in hospital."), question("The training is on Tuesday.")]
    alone = [vectors.leanings([one])[0] for one in asked]
    for together, by_itself in zip(vectors.leanings(asked[::-1])[::-1], alone, strict=True):
        assert together == pytest.approx(by_itself, abs=1e-3)


def test_no_sentence_costs_no_vector() -> None:
    assert MeaningVectors(UseEmbedder()).leanings([]) == []


def test_the_wording_alone_says_whether_a_look_is_worth_it() -> None:
    vectors = MeaningVectors(UseEmbedder())
    assert vectors.is_worth_a_look("She told HR that her psychiatrist changed the medication again.")
    assert not vectors.is_worth_a_look("The training is on Tuesday.")


def test_nearness_is_one_for_the_same_and_falls_with_distance() -> None:
    """exp(-steepness * squared distance / 2), by hand for a distance of 2 and of 5."""
    rows = np.array([[0.0, 0.0]], dtype=np.float32)
    known = np.array([[0.0, 0.0], [0.0, 2.0], [3.0, 4.0]], dtype=np.float32)
    assert nearness(rows, known, sizes_of(known), 0.5)[0] == pytest.approx(
        [1.0, np.exp(-1.0), np.exp(-6.25)], rel=1e-5
    )


def test_wording_counts_by_its_rare_places_and_not_by_its_length() -> None:
    rarity = np.array([3.0, 4.0, 0.0], dtype=np.float32)
    assert scaled(rarity, [0, 1]) == pytest.approx([0.6, 0.8])
    assert scaled(rarity, [2]) == pytest.approx([0.0])
    assert len(scaled(rarity, [])) == 0
