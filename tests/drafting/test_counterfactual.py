"""A text without some of its sentences."""

from assessor.domain.text import Segment, SegmentRole, Span
from assessor.drafting.embedded.counterfactual import sentence_at, without
from assessor.drafting.embedded.sentences import split_sentences
from tests.store.fakes import redacted

TEXT = "I checked it twice. It held.\n\n> It was fine.\n\nIt held. I told them."
PARTS = redacted(TEXT).model_copy(
    update={
        "segments": (
            Segment(start=0, end=28, locator="line 1"),
            Segment(start=30, end=44, locator="line 3", role=SegmentRole.QUOTED),
            Segment(start=46, end=67, locator="line 5"),
        )
    }
)


def test_a_sentence_goes_from_every_place_where_it_stands() -> None:
    left = without(PARTS, [Span(start=22, end=24)])
    assert left.text is not None
    assert [one.text for one in split_sentences(left)] == ["I checked it twice.", "I told them."]
    assert [left.text[one.start : one.end].strip() for one in left.segments] == [
        "I checked it twice.", "> It was fine.", "I told them.",
    ]  # fmt: skip


def test_somebody_elses_words_are_cut_by_their_own_place() -> None:
    left = without(PARTS, [Span(start=32, end=44)])
    assert left.text == TEXT.replace("It was fine.", "")
    assert len(split_sentences(left)) == len(split_sentences(PARTS))


def test_the_sentence_of_a_passage_is_found_and_none_in_a_quotation() -> None:
    found = sentence_at(PARTS, Span(start=3, end=5))
    assert found is not None
    assert found.text == "I checked it twice."
    assert sentence_at(PARTS, Span(start=32, end=44)) is None


def test_nothing_is_left_out_of_nothing() -> None:
    assert without(PARTS, []).text == TEXT
