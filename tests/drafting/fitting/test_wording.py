"""Words become terms and hashed pieces."""

import numpy as np
import pytest

from assessor.drafting.fitting.wording import BUCKETS, buckets_of, terms_of, wording_vector


def test_inflected_words_share_a_term_and_most_pieces() -> None:
    assert terms_of("bestätigt") == terms_of("Bestätigung")
    one, other, unlike = buckets_of("bestätigt"), buckets_of("bestätigen"), buckets_of("Fahrrad")
    assert len(one & other) > 10 > len(one & unlike)


def test_pieces_of_a_short_word_are_worked_out() -> None:
    # <ab>: of three letters <ab, ab>; of four <ab>; of five none.
    assert len(buckets_of("ab")) == 3


@pytest.mark.parametrize("text", ["", " \n", "... !?", "🙂"])
def test_a_text_without_words_has_nothing(text: str) -> None:
    assert not terms_of(text)
    assert not wording_vector(buckets_of(text)).any()


def test_repeating_words_changes_nothing_and_the_length_is_one() -> None:
    once, thrice = (wording_vector(buckets_of(text)) for text in ("we met them", "them we met we met we met"))
    assert np.array_equal(once, thrice)
    assert once.shape == (BUCKETS,)
    assert np.linalg.norm(once) == pytest.approx(1)
