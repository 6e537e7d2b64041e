"""What cues and contexts say of a sentence, as numbers."""

from assessor.guardrails.meaning.cues import known_categories, load_contexts
from assessor.guardrails.meaning.features import (
    OF_CUES,
    OF_SENTENCES,
    Searched,
    Sentence,
    of_cues,
    of_sentence,
    told_of,
)
from assessor.guardrails.meaning.vectors import shipped


def told(text: str, *, before: str = "", block: str = "", named: bool = False) -> dict[str, float]:
    given = Sentence(text, (0, len(text)), before, block or text, named)
    return dict(zip(OF_SENTENCES, of_sentence(given, load_contexts(), Searched()), strict=True))


def test_the_shipped_model_knows_its_passages_by_vector_and_by_each_of_them() -> None:
    weights = shipped()
    assert weights.categories == tuple(sorted(known_categories()))
    numbers = len(weights.categories) * len(OF_CUES) + len(OF_SENTENCES)
    assert weights.known.shape[1] == 512 + numbers
    assert weights.pull.shape == (len(weights.known), len(weights.categories))


def test_each_category_has_its_own_places_and_those_not_opened_are_empty() -> None:
    given = Sentence("x", (0, 1), "", "x", named=False)
    numbers = told_of(("a", "b", "c"), {"b": (1.0, 2.0, 3.0, 4.0)}, given, load_contexts(), Searched())
    assert numbers[:12] == (0, 0, 0, 0, 1.0, 2.0, 3.0, 4.0, 0, 0, 0, 0)
    assert numbers[12:] == of_sentence(given, load_contexts(), Searched())


def test_cues_count_for_and_against_apart() -> None:
    assert of_cues((1.0, 3.0, -1.5), 2.0) == (0.5, 0.25, 0.25, -0.125)
    assert of_cues((), 2.0) == (0, 0, 0, 0)


def test_a_recognised_name_and_the_sentence_before_say_whom_it_is_about() -> None:
    assert told("Back in June.")["person"] == 0
    assert told("Back in June.", named=True)["person"] > 0
    assert told("Back in June.", before="She called.")["person_before"] > 0


def test_a_sentence_of_a_playbook_is_told_by_what_stands_around_it() -> None:
    text = "A stranger in an account."
    assert told(text)["rule_around"] == 0
    block = f"Never note it. {text} Do not write details in a chat, our rule says."
    assert told(text, block=block)["rule_around"] > 0
