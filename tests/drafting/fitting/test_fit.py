"""A rater is fitted on rated texts and says what it saw."""

import numpy as np
import pytest
from pydantic import ValidationError

from assessor.domain.digests import text_digest
from assessor.drafting.fitting.criterion import Criterion, RatedText
from assessor.drafting.fitting.fit import fit
from assessor.drafting.fitting.rater import FittedRater, packed, unpacked
from assessor.drafting.fitting.rating import rate
from assessor.errors import InputError
from tests.drafting.fitting.fakes import CRITERION, OTHER, WordEmbedder, answer, rated

EMBEDDER = WordEmbedder()


def _levels(rater: FittedRater, variants: range) -> list[int]:
    return [rate(rater, one.text, CRITERION, EMBEDDER).level for one in rated(variants)]


def test_texts_it_never_saw_get_nearly_their_levels() -> None:
    rater = fit(rated(range(12)), [CRITERION], EMBEDDER)
    distance = np.abs(np.array(_levels(rater, range(20, 26))) - np.tile(np.arange(5), 6))
    # By chance, with five equally frequent levels, the mean distance is 1.6.
    assert distance.mean() < 0.5


def test_labels_in_random_order_teach_nothing() -> None:
    texts = rated(range(12))
    shuffled = np.random.default_rng(1).permutation([one.rating for one in texts])
    wrong = [
        one.model_copy(update={"rating": int(level)}) for one, level in zip(texts, shuffled, strict=True)
    ]
    rater = fit(wrong, [CRITERION], EMBEDDER)
    assert rater.left_out_error is not None
    assert rater.left_out_error > 1.2
    assert np.abs(np.array(_levels(rater, range(20, 26))) - np.tile(np.arange(5), 6)).mean() > 1


def test_it_says_what_it_saw_and_holds_no_text() -> None:
    texts = rated(range(2))
    rater = fit([*texts, texts[0]], [CRITERION, OTHER], EMBEDDER)
    assert rater.n == 11
    assert rater.seen == tuple(sorted({text_digest(one.text) for one in texts}))
    assert (rater.version, rater.embedder, rater.levels) == ("ratings-1", "words@1", (0, 1, 2, 3, 4))
    assert "points.mean" in rater.features
    assert [one.criterion for one in rater.own] == ["valve"]
    assert "valve slowly" not in rater.model_dump_json()


def test_the_same_texts_give_the_same_rater_and_json_keeps_it() -> None:
    one, other = (fit(rated(range(3)), [CRITERION], WordEmbedder()) for _ in range(2))
    assert one.model_dump_json() == other.model_dump_json()
    read = FittedRater.model_validate_json(one.model_dump_json())
    assert read == one
    assert rate(read, answer(3, 50), CRITERION, EMBEDDER) == rate(one, answer(3, 50), CRITERION, EMBEDDER)


def test_it_is_frozen() -> None:
    rater = fit(rated(range(1)), [CRITERION], EMBEDDER)
    with pytest.raises(ValidationError):
        rater.cuts = ()


def test_fewer_labels_than_features_and_even_two_suffice() -> None:
    texts = [rated(range(1))[0], rated(range(1))[4]]
    rater = fit(texts, [CRITERION], EMBEDDER)
    assert rater.levels == (0, 4)
    assert [rate(rater, one.text, CRITERION, EMBEDDER).level for one in texts] == [0, 4]


@pytest.mark.parametrize("count", [1, 6])
def test_labels_of_one_level_predict_that_level(count: int) -> None:
    texts = [RatedText(text=answer(2, variant), criterion="valve", rating=2) for variant in range(count)]
    rater = fit(texts, [CRITERION], EMBEDDER)
    assert (rater.levels, rater.cuts, rater.left_out_error) == ((2,), (), None)
    assert set(_levels(rater, range(30, 32))) == {2}
    assert FittedRater.model_validate_json(rater.model_dump_json()) == rater


def test_without_labels_it_refuses() -> None:
    with pytest.raises(InputError) as raised:
        fit([], [CRITERION], EMBEDDER)
    assert raised.value.code == "no_labels"


def test_an_unknown_criterion_is_named() -> None:
    with pytest.raises(InputError, match="'valve'") as raised:
        fit(rated(range(1)), [OTHER], EMBEDDER)
    assert raised.value.code == "unknown_criterion"


def test_texts_without_a_sentence_or_a_reference_can_teach() -> None:
    texts = [
        RatedText(text=text, criterion="ladder", rating=level)
        for text, level in (
            *(("", 0), ("...", 0), ("-", 0)),
            *(
                (words, 2)
                for words in ("Three points of contact.", "Contact at three points.", "Three points.")
            ),
        )
    ]
    rater = fit(texts, [OTHER], EMBEDDER)
    assert rate(rater, "Three points of contact, always.", OTHER, EMBEDDER).level == 2


def test_criteria_may_rate_the_same_words_apart() -> None:
    # What is right at one question is wrong at the other: only the weights of each criterion's own can tell.
    first, second = (Criterion(id=name, question="Which way?") for name in ("first", "second"))
    texts = [
        RatedText(text=f"{word} {variant}.", criterion=criterion.id, rating=level)
        for variant in ("today", "tomorrow", "again", "later", "soon")
        for criterion, yes in ((first, 1), (second, 0))
        for word, level in (("Open", yes), ("Closed", 1 - yes))
    ]
    rater = fit(texts, [first, second], EMBEDDER)
    found = [
        rate(rater, text, criterion, EMBEDDER).level
        for text in ("Open now.", "Closed now.")
        for criterion in (first, second)
    ]
    assert found == [1, 0, 0, 1]


def test_weights_survive_packing() -> None:
    weights = np.array([0.5, -1.25, 3.0])
    assert unpacked(packed(weights)).tolist() == weights.tolist()
