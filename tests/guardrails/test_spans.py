import itertools

from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.spans import separate

KINDS = ("PERSON", "EMAIL_ADDRESS", "SECRET", "CUSTOMER_ORG", "AMOUNT", "NEW_KIND")


def span(start: int, end: int, kind: str = "PERSON", rule: str = "test", score: float = 0.5) -> DetectedSpan:
    return DetectedSpan(start=start, end=end, type=kind, score=score, rule=rule)


spans = st.lists(
    st.builds(
        lambda start, length, kind, score: span(start, start + length, kind, score=score),
        st.integers(0, 40),
        st.integers(0, 12),
        st.sampled_from(KINDS),
        st.floats(0, 1),
    ),
    max_size=14,
)


def test_a_loser_leaves_no_margin_of_its_value_standing() -> None:
    # An e-mail at [5, 20) and a name at [0, 8): nothing of [0, 20) may remain.
    assert separate([span(5, 20, "EMAIL_ADDRESS"), span(0, 8)]) == (span(0, 20, "EMAIL_ADDRESS"),)


def test_the_more_harmful_type_wins_whatever_the_scores() -> None:
    merged = separate([span(0, 5, "PERSON", score=1.0), span(0, 5, "SECRET", score=0.1)])
    assert [one.type for one in merged] == ["SECRET"]


def test_a_rule_that_saw_the_value_itself_explains_more_than_a_sweep() -> None:
    merged = separate(
        [span(0, 5, rule="known.dossier", score=0.9), span(0, 5, rule="people.title", score=0.8)]
    )
    assert merged[0].rule == "people.title"


def test_touching_spans_keep_their_own_placeholders() -> None:
    assert len(separate([span(0, 5), span(5, 9)])) == 2


def test_empty_spans_are_dropped() -> None:
    assert separate([span(3, 3)]) == ()


@given(spans)
def test_result_is_sorted_separate_and_never_empty(given_spans: list[DetectedSpan]) -> None:
    merged = separate(given_spans)
    assert all(one.start < one.end for one in merged)
    assert all(left.end <= right.start for left, right in itertools.pairwise(merged))


@given(spans)
def test_exactly_what_was_detected_is_covered(given_spans: list[DetectedSpan]) -> None:
    def covered(some: "list[DetectedSpan] | tuple[DetectedSpan, ...]") -> set[int]:
        return {index for one in some for index in range(one.start, one.end)}

    assert covered(separate(given_spans)) == covered(given_spans)


@given(spans, st.randoms())
def test_the_order_of_detections_does_not_matter_for_the_ranges(
    given_spans: list[DetectedSpan], random: object
) -> None:
    shuffled = list(given_spans)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis types its Random as object here
    assert [(one.start, one.end) for one in separate(given_spans)] == [
        (one.start, one.end) for one in separate(shuffled)
    ]
