import pytest

from assessor.errors import GuardrailError
from assessor.guardrails.meaning.cues import CONTEXTS, known_categories, load_category, load_contexts


@pytest.mark.parametrize("name", sorted(known_categories()))
def test_each_file_is_whole(name: str) -> None:
    category = load_category(name)
    assert category.id == name
    # One cue alone, whatever it is, must not stop a text: meaning is several cues together.
    if "person" in category.context:
        strongest = sorted((cue.weight for cue in category.cues), reverse=True)
        assert strongest[0] <= category.threshold + 0.3
    assert sum(cue.weight for cue in category.cues if cue.weight > 0) > category.threshold
    assert any(cue.weight < 0 for cue in category.cues) or "rule" in category.context


def test_contexts_are_read_in_both_languages() -> None:
    contexts = load_contexts()
    assert set(contexts) == set(CONTEXTS)
    for english, german, name in [
        ("our champion", "unsere Kollegin", "person"),
        ("never enter names", "Richtlinie", "rule"),
        ("if a breach is suspected", "bei Verdacht", "hypothetical"),
    ]:
        assert contexts[name].search(english)
        assert contexts[name].search(german)


def test_an_unknown_category_says_so() -> None:
    with pytest.raises(GuardrailError) as caught:
        load_category("astrology")
    assert caught.value.code == "cues_unusable"
