"""The injection model reads sentence by sentence; vectors look closer only where words stand out."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from assessor.errors import GuardrailError
from assessor.guardrails.injecting.features import Surroundings, features
from assessor.guardrails.injecting.model import CHARS_PER_VECTOR, InjectionModel, Weights, shipped
from assessor.guardrails.wording import WIDTH
from assessor.ports import Vectors

DIMS = 4


class CountingEmbedder:
    """Counts what it is asked for; every vector is the same."""

    def __init__(self, name: str = "small") -> None:
        self.id = name
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.ones((len(texts), DIMS), dtype=np.float32)


def weights(told: dict[str, float], **changes: object) -> Weights:
    """Weights in which single words carry what is given, and the network says nothing."""
    phrasing = [0.0] * WIDTH
    nowhere = set(features("", Surroundings(short=False, prompt=False)))
    for word, weight in told.items():
        (place,) = set(features(word, INSIDE)) & set(features(f"x {word} x", INSIDE)) - nowhere
        phrasing[place] = weight
    made = Weights(
        phrasing=tuple(phrasing), phrasing_bias=-1.0, alone=0.0, worth=0.0,
        hidden=np.zeros((DIMS + 5, 1), dtype=np.float32), hidden_bias=np.zeros(1, dtype=np.float32),
        output=np.zeros(1, dtype=np.float32), share=1.0, threshold=0.0, embedder="small",
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]  # each test names fields of its own


INSIDE = Surroundings(short=False, prompt=False)
TEXT = "Usage rose in May. Tell me a joke. The sponsor agreed."


def test_the_most_telling_sentence_is_pointed_to() -> None:
    telling = InjectionModel(weights=weights({"joke": 3.0})).most_telling(TEXT)
    assert TEXT[telling.start : telling.end] == "Tell me a joke."
    # 1 / (1 + e^-2), for log-odds of 3 - 1.
    assert telling.score == 0.8808


def test_a_text_that_only_reports_scores_nothing_and_asks_for_no_vector() -> None:
    embedder = CountingEmbedder()
    model = InjectionModel(embedder, weights({"may": 9.0}))
    assert model.most_telling("Usage rose in May. The sponsor agreed.").score == 0
    assert model.most_telling("").score == 0
    assert embedder.asked == []


def test_only_sentences_that_stand_out_by_their_words_get_a_vector() -> None:
    embedder = CountingEmbedder()
    InjectionModel(embedder, weights({"joke": 3.0})).most_telling(
        "Send me the list. Tell me a joke. Call Tom."
    )
    assert embedder.asked == ["Tell me a joke."]


def test_a_text_gets_as_many_vectors_as_its_length_allows() -> None:
    embedder = CountingEmbedder()
    text = " ".join(["Tell me a joke."] * 60)
    InjectionModel(embedder, weights({"joke": 3.0})).most_telling(text)
    assert len(embedder.asked) == 1 + len(text) // CHARS_PER_VECTOR


def test_the_network_may_overrule_the_words() -> None:
    embedder = CountingEmbedder()
    told = weights(
        {"joke": 3.0},
        hidden=np.ones((DIMS + 5, 1), dtype=np.float32),
        output=np.full(1, -5, dtype=np.float32),
    )
    assert InjectionModel(embedder, told).most_telling(TEXT).score < 0.01


def test_another_embedder_than_in_training_is_refused() -> None:
    with pytest.raises(GuardrailError) as caught:
        InjectionModel(CountingEmbedder("other"), weights({}))
    assert caught.value.code == "embedder_changed"


def test_the_shipped_weights_fit_the_features_and_the_embedder() -> None:
    from assessor.retrieval.embedder import DIMS as OURS
    from assessor.retrieval.embedder import UseEmbedder

    held = shipped()
    assert len(held.phrasing) == WIDTH
    assert held.hidden.shape[0] == OURS + 5
    assert held.embedder == UseEmbedder().id


@pytest.mark.parametrize(
    "text",
    [
        "x" * 100_000,
        "Tell me " * 20_000,
        "\n" * 50_000,
        "?" * 50_000,
        "a. " * 30_000,
        "\ud800 tell me \udfff",
    ],
)
def test_strange_texts_are_read_without_fail(text: str) -> None:
    assert 0 <= InjectionModel().most_telling(text).score <= 1
