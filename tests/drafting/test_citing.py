from hypothesis import given
from hypothesis import strategies as st

from assessor.drafting.embedded.citing import LONGEST_QUOTE_CHARS, cite
from assessor.drafting.embedded.cues import Find
from assessor.drafting.embedded.sentences import split_sentences

from .fakes import artefact


def test_short_sentence_is_quoted_whole() -> None:
    found = artefact("First.\n\nI checked it in the CRM, but late.")
    sentence = split_sentences(found)[1]
    citation = cite(found, Find("verified", sentence, sentence.clauses[0], sentence.start))
    # "First." and two newlines are 8 characters; the sentence has 34.
    assert (citation.start, citation.end, citation.locator) == (8, 42, "paragraph 2")
    assert citation.quote == "I checked it in the CRM, but late."
    assert citation.artefact == found.artefact_id


def test_clause_stands_for_a_sentence_that_is_too_long() -> None:
    found = artefact("I checked it in the CRM, but " + "very " * 60 + "late.")
    (sentence,) = split_sentences(found)
    citation = cite(found, Find("verified", sentence, sentence.clauses[0], sentence.start))
    assert citation.quote == "I checked it in the CRM,"


@given(st.integers(min_value=0, max_value=1999), st.sampled_from(["word ", "a", "x y\n"]))
def test_long_clause_is_cut_around_the_deed(place: int, filler: str) -> None:
    found = artefact((filler * 2000)[:2000])
    (sentence, *_) = split_sentences(found)
    action = min(sentence.start + place, sentence.end - 1)
    citation = cite(found, Find("verified", sentence, sentence.clauses[0], action))
    assert found.text is not None
    assert 0 < citation.end - citation.start <= LONGEST_QUOTE_CHARS
    assert citation.quote == found.text[citation.start : citation.end] == citation.quote.strip()
