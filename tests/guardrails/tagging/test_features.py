from assessor.guardrails.tagging.features import WordCache, features
from assessor.guardrails.tagging.lexicon import load_lexicon
from assessor.guardrails.tagging.tokens import blocks


def rows(text: str) -> list[list[str]]:
    (block,) = blocks(text)
    return features(block, WordCache(load_lexicon()))


def test_a_word_tells_its_letters_shape_and_lists() -> None:
    (row,) = rows("Kassel")
    # No name in any list, but a place; capitalised; alone in its block.
    assert {"w=kassel", "s=Xx", "g=00", "o=100", "e3=sel", "first", "last"} <= set(row)


def test_neighbours_are_told_with_their_side() -> None:
    hallo, comma = rows("Hallo,")
    assert {"+1w=,", ">x"} <= set(hallo)
    assert {"-1w=hallo", "<x"} <= set(comma)
    assert not any(one.startswith("-") for one in hallo)


def test_a_word_after_a_stop_begins_a_sentence() -> None:
    after_stop, after_word = rows("ja. Tom kam Tom")[2], rows("ja. Tom kam Tom")[4]
    assert "begins" in after_stop
    assert "begins" not in after_word


def test_the_same_word_has_the_same_own_features_from_a_warm_cache() -> None:
    cache = WordCache(load_lexicon())
    (block,) = blocks("Der Vertrag von Iljumschinov")
    assert features(block, cache) == features(block, cache)


def test_names_of_the_evidence_are_not_kept() -> None:
    cache = WordCache(load_lexicon())
    (block,) = blocks("Der Vertrag von Xhemajli, Iljumschinov und Ahlgrimm")
    features(block, cache)
    assert "Vertrag" in cache._kept
    assert not {"Xhemajli", "Iljumschinov", "Ahlgrimm"} & set(cache._kept)
