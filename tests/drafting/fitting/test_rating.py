"""A rating names the sentences that moved it, and is not moved by what should not move it."""

import pytest

from assessor.drafting.fitting.criterion import Criterion, RatedText
from assessor.drafting.fitting.fit import fit
from assessor.drafting.fitting.rating import rate
from assessor.errors import InputError, ModelError
from assessor.retrieval.embedder import UseEmbedder
from tests.drafting.fitting.fakes import CRITERION, OTHER, POINTS, WordEmbedder, answer, rated

EMBEDDER = WordEmbedder()
RATER = fit(rated(range(12)), [CRITERION], EMBEDDER)


@pytest.mark.parametrize("level", range(5))
def test_doubling_a_text_changes_nothing(level: int) -> None:
    text = answer(level, 40)
    once, twice = (rate(RATER, one, CRITERION, EMBEDDER) for one in (text, f"{text}\n\n{text}"))
    assert twice == once


def test_every_sentence_is_named_and_the_telling_one_lifts_the_score() -> None:
    text = f"Rain fell all afternoon. {POINTS[1]} {POINTS[3]} Somebody left the radio on."
    found = rate(RATER, text, CRITERION, EMBEDDER)
    change = {text[one.start : one.end]: one.change for one in found.moved}
    assert set(change) == {"Rain fell all afternoon.", POINTS[1], POINTS[3], "Somebody left the radio on."}
    assert min(change[POINTS[1]], change[POINTS[3]]) > 0
    assert max(change["Rain fell all afternoon."], change["Somebody left the radio on."]) < change[POINTS[1]]
    sizes = [abs(one.change) for one in found.moved]
    assert sizes == sorted(sizes, reverse=True)


def test_a_change_is_the_score_with_less_the_score_without() -> None:
    sentences = ("Rain fell all afternoon.", POINTS[1], "Somebody left the radio on.")
    text = " ".join(sentences)
    found = rate(RATER, text, CRITERION, EMBEDDER)
    for moved in found.moved:
        others = " ".join(one for one in sentences if one != text[moved.start : moved.end])
        without = rate(RATER, others, CRITERION, EMBEDDER)
        assert moved.change == pytest.approx(found.score - without.score)


def test_a_criterion_without_labels_is_rated_by_what_all_have_in_common() -> None:
    stranger = CRITERION.model_copy(update={"id": "another boiler"})
    low, high = (rate(RATER, answer(level, 41), stranger, EMBEDDER) for level in (0, 4))
    assert high.level > low.level


@pytest.mark.parametrize("text", ["", "  \n", "--- ..."])
def test_a_text_without_a_sentence_is_no_low_level(text: str) -> None:
    with pytest.raises(InputError) as raised:
        rate(RATER, text, CRITERION, EMBEDDER)
    assert raised.value.code == "nothing_to_rate"


def test_another_encoder_is_refused() -> None:
    class Other(WordEmbedder):
        id = "words@2"

    with pytest.raises(ModelError) as raised:
        rate(RATER, "Any text.", CRITERION, Other())
    assert raised.value.code == "vectors_stale"


def test_with_the_real_encoder_other_words_for_the_same_deed_count_in_both_languages() -> None:
    asked = Criterion(
        id="summary",
        question="What did you do with the AI's summary?",
        reference="I checked each figure against the CRM record.\n\nI corrected what was wrong before sending it.",
    )
    embedder = UseEmbedder()
    good = (
        "I compared every number with the CRM and fixed two mistakes.",
        "Each value was verified in the CRM first.",
    )
    poor = ("I sent it to the customer straight away.", "It looked fine, so I forwarded it unread.")
    texts = [
        RatedText(text=text, criterion="summary", rating=level)
        for level, several in ((3, good), (1, poor))
        for text in several
    ]
    rater = fit(texts, [asked], embedder)
    deed = rate(rater, "Alle Zahlen habe ich im CRM nachgeprüft und Fehler korrigiert.", asked, embedder)
    none = rate(rater, "Ich habe es sofort an die Kundin weitergeleitet.", asked, embedder)
    assert (deed.level, none.level) == (3, 1)


def test_the_other_criterion_needs_no_reference() -> None:
    assert rate(RATER, "Hold on with both hands.", OTHER, EMBEDDER).level in RATER.levels
