"""What cues and contexts say of a sentence, as numbers."""

from assessor.guardrails.meaning.cues import load_contexts
from assessor.guardrails.meaning.features import FEATURES, Sentence, features
from assessor.guardrails.meaning.vectors import _load


def told(
    text: str, *, cues: tuple[float, ...] = (), before: str = "", block: str = "", named: bool = False
) -> dict[str, float]:
    given = Sentence(text, (0, len(text)), before, block or text, named)
    return dict(zip(FEATURES, features(cues, 2.0, given, load_contexts()), strict=True))


def test_the_shipped_model_has_a_weight_for_each_of_them() -> None:
    _, names, weights = _load()
    assert weights.shape == (len(names), 512 + len(FEATURES) + 1)


def test_cues_count_for_and_against_apart() -> None:
    both = told("x", cues=(1.0, 3.0, -1.5))
    assert (both["for"], both["any"], both["several"], both["against"]) == (1.0, 0.5, 0.5, -0.25)
    assert told("x")["any"] == 0


def test_a_recognised_name_and_the_sentence_before_say_whom_it_is_about() -> None:
    assert told("Back in June.")["person"] == 0
    assert told("Back in June.", named=True)["person"] > 0
    assert told("Back in June.", before="She called.")["person_before"] > 0


def test_a_sentence_of_a_playbook_is_told_by_what_stands_around_it() -> None:
    text = "A stranger in an account."
    assert told(text)["rule_around"] == 0
    block = f"Never note it. {text} Do not write details in a chat, our rule says."
    assert told(text, block=block)["rule_around"] > 0
