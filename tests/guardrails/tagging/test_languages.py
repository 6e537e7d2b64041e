import pytest

from assessor.domain.text import Language
from assessor.guardrails.tagging.languages import languages_of
from assessor.guardrails.tagging.tokens import blocks


def told(text: str, lang: Language) -> tuple[Language, ...]:
    (block,) = blocks(text)
    return languages_of(block, lang)


@pytest.mark.parametrize("lang", ["en", "de"])
def test_small_words_tell_the_language_of_a_block(lang: Language) -> None:
    assert told("Die Freigabe kam gestern und der Termin ist auf dem Plan.", lang) == ("de",)
    assert told("The approval came yesterday and it is on the plan for us.", lang) == ("en",)


def test_a_foreign_word_or_two_do_not_change_a_block() -> None:
    assert told("The Termin with the customer is in an der Elbe.", "en") == ("en",)


def test_a_block_without_small_words_is_read_in_both_languages_its_own_first() -> None:
    assert told("Jana Petersen, Tom Baker", "de") == ("de", "en")
    assert told("Jana Petersen, Tom Baker", "en") == ("en", "de")
