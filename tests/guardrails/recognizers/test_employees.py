import pytest

from assessor.guardrails.recognizers.employees import Employees
from assessor.guardrails.terms import Term

PEOPLE = Employees(
    [Term(name="Katrin Sommer"), Term(name="Mehmet Yıldız", aliases=("Memo",)), Term(name="Will van der Aa")]
)


def found(text: str) -> list[str]:
    return [text[span.start : span.end] for span in PEOPLE.find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("frag katrin sommer", ["katrin sommer"]),
        ("KATRIN SOMMER hat Zeit", ["KATRIN SOMMER"]),
        ("Sommer, Katrin", ["Sommer, Katrin"]),
        ("Katrin Sommers Plan", ["Katrin Sommers"]),
        ("Mehmet Yildiz and Memo", ["Mehmet Yildiz", "Memo"]),
        ("Mehmets Plan, Katrins Idee", ["Mehmets", "Katrins"]),
        ("will van der aa", ["will van der aa"]),
        ("Notiz_Katrin_Sommer.pdf", ["Katrin_Sommer"]),
    ],
)
def test_people_of_the_house_are_found_without_announcement(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text", ["Im Sommer ist es warm.", "the memo was short", "Will it work?", "der Katalog", ""]
)
def test_everyday_words_stay(text: str) -> None:
    assert found(text) == []


def test_without_a_list_nobody_is_found() -> None:
    assert list(Employees([]).find("Katrin Sommer")) == []
