import pytest

from assessor.guardrails.meaning.cues import CategoryCues
from assessor.guardrails.meaning.gate import Gate


def gate_of(*words: str) -> Gate:
    category = CategoryCues("c", "sentence", 1.0, {}, frozenset(words), ())
    return Gate([category])


@pytest.mark.parametrize(
    ("word", "sentence", "opens"),
    [
        pytest.param("diagnos", "She was DIAGNOSED.", True, id="beginning, any letter case"),
        pytest.param("diagnos", "A misdiagnosis.", False, id="not inside a word"),
        pytest.param("~krebs", "Der Brustkrebs.", True, id="inside where marked"),
        pytest.param("op", "Die OP war gut.", True, id="short words whole"),
        pytest.param("op", "The option was good.", False, id="short words do not begin others"),
        pytest.param("op", "Die Knie-OP war gut.", True, id="part of a hyphenated word"),
        pytest.param("§", "Nach § 7.", True, id="sign"),
    ],
)
def test_what_opens(word: str, sentence: str, opens: bool) -> None:
    assert bool(gate_of(word).opened_by(sentence)) is opens


def test_different_words_are_counted_and_repeated_ones_once() -> None:
    gate = gate_of("sick", "leave")
    assert gate.opened_by("sick leave, sick Leave, sickness")["c"] == 3
    assert gate.opened_by("sick sick sick")["c"] == 1
