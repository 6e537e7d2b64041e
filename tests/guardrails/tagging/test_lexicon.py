import pytest

from assessor.guardrails.tagging.lexicon import fold, half_of, letter_groups, load_lexicon


@pytest.mark.parametrize(
    ("writing", "folded"),
    [("Müller", "mueller"), ("MUELLER", "mueller"), ("Weiß", "weiss"), ("Łukasz", "lukasz"), ("Yıldız", "yildiz"),
     ("Nguyễn", "nguyen"), ("Søren", "soren"), ("O’Neil", "o'neil"), ("İbrahim", "ibrahim")],
)  # fmt: skip
def test_all_writings_of_a_name_fold_to_one(writing: str, folded: str) -> None:
    assert fold(writing) == folded


@pytest.mark.parametrize(
    "name", ["Katrin", "KATRIN", "katrins", "Müller", "Mueller", "Yıldız", "Sommers", "Priya"]
)
def test_names_are_known_in_any_case_and_in_the_genitive(name: str) -> None:
    assert load_lexicon().is_name(name)


@pytest.mark.parametrize("word", ["Auswertung", "Freigabe", "dashboard", "Health", "", "x"])
def test_words_are_no_names(word: str) -> None:
    assert not load_lexicon().is_name(word)


def test_lists_tell_places_jobs_and_brands_from_names() -> None:
    lexicon = load_lexicon()
    # Three signs: place, job, brand.
    assert lexicon.listed("Kassel").other == "100"
    assert lexicon.listed("Ikea").other == "001"
    assert lexicon.listed("Katrin").other == "000"


def test_words_used_alike_share_a_cluster() -> None:
    lexicon = load_lexicon()
    anna, lukas, vertrag = (lexicon.use(word) for word in ("Krzysztof", "Lukas", "Vertrag"))
    assert anna is not None
    assert lukas is not None
    assert vertrag is not None
    assert anna.coarse == lukas.coarse != vertrag.coarse
    assert lexicon.use("Iljumschinov") is None


@pytest.mark.parametrize("name", ["Iljumschinov", "Zielinska", "Brandstätter", "Venkataraman"])
def test_unlisted_names_look_more_like_names_than_words_do(name: str) -> None:
    lexicon = load_lexicon()
    words = ("Sozialdezernent", "Ausgangslage", "Rückruf", "Auswertung", "reporting")
    assert all(lexicon.looks(name) > lexicon.looks(word) for word in words)


def test_in_training_a_word_is_scored_by_the_half_that_has_not_learnt_it() -> None:
    lexicon = load_lexicon()
    scores = set()
    for unseen in (False, True):
        lexicon.unseen_halves = unseen
        scores.add(tuple(lexicon.likeness(word) for word in ("katrin", "sommer", "freigabe", "onboarding")))
    lexicon.unseen_halves = False
    assert len(scores) == 2
    assert {half_of(word) for word in ("katrin", "sommer", "freigabe", "onboarding")} == {0, 1}


def test_letter_groups_mark_the_ends_of_a_word() -> None:
    # ^ab$ has three groups of two letters, two of three and one of four; nothing is left of five: one short group.
    assert len(letter_groups("ab")) == 3 + 2 + 1 + 1
    assert letter_groups("ab") != letter_groups("ba")
