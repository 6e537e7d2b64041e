import pytest

from assessor.guardrails.tagging.lexicon import load_lexicon
from assessor.guardrails.vocabulary import Vocabulary, field_terms

FIELD = Vocabulary(field_terms())


@pytest.mark.parametrize(
    "phrase",
    ["Economic Buyer", "NEXT STEPS", "Health Score", "Customer Success", "QBR", "Salesforce", "Gainsight", "Champion",
     "Rückblick Onboarding", "Renewal: Next Step", "„Erfolgsplan“", "Microsoft Teams"],
)  # fmt: skip
def test_words_of_the_field_are_no_people(phrase: str) -> None:
    assert FIELD.has(phrase)


@pytest.mark.parametrize("phrase", ["Katrin Sommer", "Buyer", "Koch", "Mark", "Champion Katrin", "", "..."])
def test_a_name_is_no_word_of_the_field(phrase: str) -> None:
    assert not FIELD.has(phrase)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Renewal Tom Baker", "Tom Baker"),
        ("Katrin Sommer QBR", "Katrin Sommer"),
        ("Katrin Onboarding Sommer", "Katrin Onboarding Sommer"),
    ],
)
def test_terms_are_cut_from_the_ends_of_a_name_and_not_from_within(text: str, left: str) -> None:
    kept = FIELD.within(text, 0, len(text))
    assert kept is not None
    assert text[slice(*kept)] == left


def test_nothing_is_left_of_a_name_made_of_terms() -> None:
    assert FIELD.within("xx Next Step yy", 3, 12) is None


def test_a_phrase_holds_as_a_whole_only() -> None:
    vocabulary = Vocabulary(["Renewal Radar"])
    assert vocabulary.has("renewal  radar")
    assert not vocabulary.has("Radar")


def test_no_common_name_hides_in_the_list() -> None:
    """A term that many lists know as a name would leave that person's name standing."""
    lexicon = load_lexicon()
    single = [term for term in field_terms() if " " not in term]
    # Three locales or more: what only one of Faker's sixty lists has is a word that one country bears.
    # Sales, a last name in Portugal, is a department in nearly every text here.
    assert [term for term in single if max(lexicon.listed(term)[:2]) >= 3] == ["sales"]
