"""How words, cues and vectors are read together."""

from collections.abc import Sequence

import pytest

from assessor.guardrails.meaning.cues import known_categories
from assessor.guardrails.meaning.reader import MeaningReader, Passage
from assessor.guardrails.meaning.vectors import MeaningVectors

ALL = known_categories()


class FakeVectors(MeaningVectors):
    """Gives every sentence the same odds, and remembers what it was asked."""

    def __init__(self, odds: float) -> None:
        self.odds = odds
        self.asked: list[str] = []

    def resemblance(self, sentences: Sequence[str]) -> list[dict[str, float]]:
        self.asked += sentences
        return [dict.fromkeys(ALL, self.odds) for _ in sentences]


def found(text: str, *, odds: float | None = None, people: Sequence[tuple[int, int]] = ()) -> list[Passage]:
    return MeaningReader(ALL, None if odds is None else FakeVectors(odds)).passages(text, people)


def test_a_passage_is_the_sentence_without_its_white_space() -> None:
    text = "All went well. \n\n  Anna is on sick leave with burnout.  Next step: the import."
    (passage,) = found(text)
    assert passage.category == "health_data"
    assert text[passage.start : passage.end] == "Anna is on sick leave with burnout."


@pytest.mark.parametrize(
    ("stops", "passes"),
    [
        ("Anna is on sick leave with burnout.", "The sick leave policy stands in the handbook."),
        ("Er ist Mitglied des Betriebsrats.", "Unser Betriebsrat hat dem Werkzeug zugestimmt."),
        ("HR gave Frank a written warning.", "I saw warning signs on the account."),
        ("She is expecting her second child in May.", "I am expecting her second draft in May."),
        (
            "7.2 The Supplier shall indemnify the Customer, notwithstanding the foregoing.",
            "The customer renewed the contract.",
        ),
        (
            "The attacker used a stolen token and downloaded 4,200 customer records.",
            "Rule: no host names and no details of an attacker in prompts.",
        ),
    ],
)
def test_words_alone_decide_nothing(stops: str, passes: str) -> None:
    """The issue's own examples."""
    assert found(stops)
    assert found(passes) == []


def test_the_person_may_stand_in_the_sentence_before() -> None:
    assert found("Our champion called. Depression, back in June.")
    assert found("The queue is long. Depression, back in June.") == []


def test_a_recognised_name_is_a_person() -> None:
    text = "Note on Xqz: depression, back in June."
    assert found(text) == []
    assert found(text, people=[(8, 11)])


def test_a_vector_settles_what_cues_leave_open_and_is_asked_for_nothing_else() -> None:
    vectors = FakeVectors(odds=3.0)
    text = "Her face was swollen again. The weather was fine. Anna is on sick leave with burnout."
    passages = MeaningReader(ALL, vectors).passages(text)
    assert vectors.asked == ["Her face was swollen again."]
    assert {text[one.start : one.end] for one in passages} == {
        "Her face was swollen again.",
        "Anna is on sick leave with burnout.",
    }


def test_a_vector_that_leans_away_leaves_an_open_sentence_alone() -> None:
    assert found("Her face was swollen again.", odds=-3.0) == []


def test_what_speaks_against_a_category_weighs_against_its_vector_too() -> None:
    # The rule weighs -3: odds of 2 do not outweigh it, odds of 5 do.
    text = "Rule: a note that her face was swollen must never be written."
    assert found(text, odds=2.0) == []
    assert found(text, odds=5.0)


@pytest.mark.parametrize("text", ["", "\n\n", "...", "§", "a" * 100_000, "krank " * 20_000])
def test_odd_texts_are_read_without_fault(text: str) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in found(text, odds=-9.0))
