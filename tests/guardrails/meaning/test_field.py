"""The whole artefacts that do-not-enter is measured on."""

from collections import Counter

from eval.do_not_enter.field import FOLDER, SECRET, field_texts


def test_every_category_has_artefacts_to_stop_and_to_let_pass_in_both_languages() -> None:
    counted = Counter((one.half, one.category, one.lang, one.stops) for one in field_texts())
    assert sum(counted.values()) == 156
    for half, category, lang, _ in list(counted):
        assert counted[half, category, lang, True] >= 1
        assert counted[half, category, lang, True] == counted[half, category, lang, False]


def test_no_artefact_stands_twice_and_none_is_shorter_than_the_real_ones() -> None:
    texts = [one.text for one in field_texts()]
    assert len(set(texts)) == len(texts)
    assert min(len(text.split()) for text in texts) >= 65


def test_the_credential_is_made_when_it_is_read() -> None:
    made = [one for one in field_texts() if one.category == "credentials" and one.stops]
    kept = "".join(file.read_text(encoding="utf-8") for file in FOLDER.glob("*.txt"))
    assert len(made) == kept.count(SECRET) == 2
    assert all(SECRET not in one.text for one in made)
