"""How words, cues and vectors are read together."""

from collections.abc import Iterable, Sequence

import pytest

from assessor.guardrails.meaning.cues import known_categories
from assessor.guardrails.meaning.reader import MeaningReader, Passage
from assessor.guardrails.meaning.vectors import MeaningVectors, Question

ALL = known_categories()


class FakeVectors(MeaningVectors):
    """Every sentence leans as far to every category, and what it was asked is remembered."""

    def __init__(self, leaning: float, telling: str = "-") -> None:
        self.answer = leaning
        self.telling = telling
        self.asked: list[str] = []

    @property
    def doubtful(self) -> float:
        return -0.3

    def is_worth_a_look(self, sentence: str) -> bool:
        return self.telling in sentence

    def leanings(self, questions: Sequence[Question]) -> list[dict[str, float]]:
        self.asked += [one.sentence for one in questions]
        return [dict.fromkeys(sorted(ALL), self.answer) for _ in questions]


def found(
    text: str,
    *,
    leaning: float | None = None,
    people: Sequence[tuple[int, int]] = (),
    names: Iterable[str] = ALL,
) -> list[Passage]:
    vectors = None if leaning is None else FakeVectors(leaning)
    return MeaningReader(names, vectors).passages(text, people)


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


def test_the_model_is_asked_about_candidates_only_and_settles_what_cues_leave_open() -> None:
    vectors = FakeVectors(leaning=0.5)
    text = "Her face was swollen again. The weather was fine. Anna is on sick leave with burnout."
    passages = MeaningReader(ALL, vectors).passages(text)
    assert "The weather was fine." not in vectors.asked
    assert {text[one.start : one.end] for one in passages} == {
        "Her face was swollen again.",
        "Anna is on sick leave with burnout.",
    }


def test_a_telling_wording_is_worth_a_look_though_no_gate_word_opens_it() -> None:
    text = "All is well. She kept her sponsor's coin on the desk, ninety days. The weather was fine."
    silent, telling = FakeVectors(leaning=0.5), FakeVectors(leaning=0.5, telling="coin")
    assert MeaningReader(ALL, silent).passages(text) == []
    assert MeaningReader(ALL, telling).passages(text)
    assert telling.asked == ["She kept her sponsor's coin on the desk, ninety days."]


@pytest.mark.parametrize(("leaning", "hits"), [(0.5, 2), (-0.1, 1), (-0.5, 0)])
def test_cues_are_believed_unless_the_model_doubts_them(leaning: float, hits: int) -> None:
    text = "Her face was swollen again.\n\nAnna is on sick leave with burnout."
    assert len({one.start for one in found(text, leaning=leaning)}) == hits


def test_a_category_that_was_not_asked_for_is_not_told() -> None:
    text = "Anna is on sick leave with burnout."
    assert {one.category for one in found(text, leaning=0.5, names=["minors"])} == {"minors"}
    assert found(text, names=["minors"]) == []


@pytest.mark.parametrize("text", ["", "\n\n", "...", "§", "a" * 100_000, "krank " * 20_000])
def test_odd_texts_are_read_without_fault(text: str) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in found(text, leaning=-9.0))
