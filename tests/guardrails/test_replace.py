import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.text import Segment
from assessor.domain.verdict import DetectedSpan
from assessor.errors import GuardrailError
from assessor.guardrails.replace import move_segments, replace_spans


def span(start: int, end: int) -> DetectedSpan:
    return DetectedSpan(start=start, end=end, type="PERSON", score=1, rule="test")


def segment(start: int, end: int) -> Segment:
    return Segment(start=start, end=end, locator="line 1")


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[DetectedSpan], list[str], list[Segment]]:
    """A text with separate spans, a placeholder for each, and separate segments in order."""
    text = draw(st.text(alphabet="ab <>\n\r_é😀", max_size=40))
    cuts = draw(st.lists(st.integers(0, len(text)), max_size=10, unique=True).map(sorted))
    spans = [span(left, right) for left, right in zip(cuts[::2], cuts[1::2], strict=False)]
    placeholders = [draw(st.sampled_from(["<PERSON_1>", "<ID_22>", "‹X_1›"])) for _ in spans]
    edges = draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True).map(sorted))
    segments = [segment(left, right) for left, right in itertools.pairwise(edges)]
    return text, spans, placeholders, segments


@given(marked_texts())
def test_every_placeholder_stands_where_its_span_says_and_the_rest_is_untouched(
    case: tuple[str, list[DetectedSpan], list[str], list[Segment]],
) -> None:
    text, spans, placeholders, _ = case
    redacted, placed = replace_spans(text, spans, placeholders)
    assert [redacted[one.redacted_start : one.redacted_end] for one in placed] == placeholders
    rebuilt, position = "", 0
    for one in placed:
        rebuilt += redacted[position : one.redacted_start] + text[one.start : one.end]
        position = one.redacted_end
    assert rebuilt + redacted[position:] == text


@given(marked_texts())
def test_segments_stay_ordered_inside_and_apart(
    case: tuple[str, list[DetectedSpan], list[str], list[Segment]],
) -> None:
    text, spans, placeholders, segments = case
    redacted, placed = replace_spans(text, spans, placeholders)
    moved = move_segments(segments, placed)
    assert all(0 <= one.start < one.end <= len(redacted) for one in moved)
    assert all(left.end <= right.start for left, right in itertools.pairwise(moved))


@given(marked_texts())
def test_a_segment_that_no_span_touches_keeps_its_words(
    case: tuple[str, list[DetectedSpan], list[str], list[Segment]],
) -> None:
    text, spans, placeholders, segments = case
    redacted, placed = replace_spans(text, spans, placeholders)
    for one in segments:
        if not any(one.overlaps(other) for other in spans):
            (moved,) = move_segments([one], placed)
            assert redacted[moved.start : moved.end] == text[one.start : one.end]


def test_a_name_at_the_edge_of_a_segment_goes_with_it() -> None:
    text = "Katrin Sommer sees it.\nTom agrees."
    redacted, placed = replace_spans(text, [span(0, 13)], ["<PERSON_1>"])
    moved = move_segments([segment(0, 22), segment(23, 34)], placed)
    assert [redacted[one.start : one.end] for one in moved] == ["<PERSON_1> sees it.", "Tom agrees."]


def test_neighbouring_spans_keep_their_own_placeholders() -> None:
    assert replace_spans("TomAnna", [span(0, 3), span(3, 7)], ["<A_1>", "<B_1>"])[0] == "<A_1><B_1>"


def test_no_spans_leave_the_very_text() -> None:
    assert replace_spans("as it is\r\n", [], []) == ("as it is\r\n", ())


def test_spans_that_overlap_are_refused_rather_than_misplaced() -> None:
    with pytest.raises(GuardrailError):
        replace_spans("Katrin Sommer", [span(0, 8), span(4, 13)], ["<PERSON_1>", "<PERSON_2>"])
