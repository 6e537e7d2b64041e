import pytest

from assessor.drafting.levels.neutral import neutral


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Mr <PERSON_1> checked his list himself.", "Ms. <PERSON_1> checked her list herself."),
        ("He asked him.", "She asked him."),
        ("I wrote to him.", "I wrote to her."),
        ("The list is his.", "The list is hers."),
        ("Frau <PERSON_2> hat ihre Liste geprüft.", "Herr <PERSON_2> hat seine Liste geprüft."),
        ("Die Kollegin fragte ihn.", "Die Kollege fragte ihn."),
    ],
)
def test_a_models_sentence_does_not_tell_who_is_a_man(first: str, second: str) -> None:
    assert neutral(first).casefold() == neutral(second).casefold()


def test_a_placeholders_number_says_nothing() -> None:
    assert neutral("<PERSON_2> wrote to <EMAIL_ADDRESS_1>.") == neutral(
        "<PERSON_9> wrote to <EMAIL_ADDRESS_12>."
    )


def test_words_that_only_hold_a_pronoun_stay() -> None:
    assert (
        neutral("The hero heard the error. Der Ertrag sank.") == "The hero heard the error. Der Ertrag sank."
    )


def test_a_woman_at_a_sentence_end_is_no_title() -> None:
    assert neutral("Das sagte eine Frau. Dann ging es weiter.") == "Das sagte eine Frau. Dann ging es weiter."
