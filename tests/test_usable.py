"""Which ratings a drafter may learn from."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.rating import RatingOutcome, RatingSource, RatingTarget, RatingValue
from assessor.domain.record import RatingRecord
from assessor.usable import usable_ratings

UNMOVED = [RatingSource.SEALED, RatingSource.BLIND, RatingSource.ADJUDICATED]


def record(number: int = 0, **changes: object) -> RatingRecord:
    base = RatingRecord(
        id=f"rat_{number:032x}",
        target=RatingTarget.ARTEFACT,
        source=RatingSource.SEALED,
        draft_id=f"drf_{number}",
        submission_id=f"sub_{number}",
        artefact_id=f"sha256:{number}",
        skill_area=None,
        actor_id="act_1",
        value=RatingValue(outcome=RatingOutcome.LEVEL, level=3),
        scale="s",
        rubric_id="r",
        rubric_version="1",
        at=datetime(2026, 11, 1, tzinfo=UTC),
    )
    return base.model_copy(update=changes)


def used(*ratings: RatingRecord) -> tuple[list[str], dict[str, int]]:
    kept, aside = usable_ratings(ratings, rubric_version="1", scale="s")
    return [one.id for one in kept], dict(aside)


@pytest.mark.parametrize("source", UNMOVED)
def test_ratings_that_no_draft_can_have_moved_are_used(source: RatingSource) -> None:
    one = record(source=source)
    assert used(one) == ([one.id], {})


@pytest.mark.parametrize(
    ("reason", "changes"),
    [
        ("confirmed", {"source": RatingSource.CONFIRMED}),
        ("seen_before", {"seen_before": True}),
        ("seen_before", {"seen_before": True, "source": RatingSource.ADJUDICATED}),
        ("area", {"target": RatingTarget.AREA, "artefact_id": None}),
        ("no_level", {"value": RatingValue(outcome=RatingOutcome.NOT_APPLICABLE)}),
        ("no_level", {"value": RatingValue(outcome=RatingOutcome.INSUFFICIENT_EVIDENCE)}),
        ("other_scale", {"scale": "t"}),
        ("other_version", {"rubric_version": "2"}),
    ],
)
def test_others_are_left_aside_with_the_reason(reason: str, changes: dict[str, object]) -> None:
    assert used(record(**changes)) == ([], {reason: 1})


def test_an_adjudicated_rating_takes_the_place_of_what_it_settled() -> None:
    first, second, other = record(1), record(1, id="rat_second", actor_id="act_2"), record(2)
    settled = record(1, id="rat_settled", source=RatingSource.ADJUDICATED)
    assert used(first, second, other, settled) == ([other.id, settled.id], {"adjudicated": 2})


RECORDS = st.lists(
    st.builds(
        record,
        st.integers(0, 6),
        source=st.sampled_from(list(RatingSource)),
        seen_before=st.booleans(),
        value=st.integers(1, 5).map(lambda level: RatingValue(outcome=RatingOutcome.LEVEL, level=level)),
    ),
    max_size=20,
)


@given(ratings=RECORDS, confirmed=RECORDS)
def test_confirmed_ratings_change_nothing(ratings: list[RatingRecord], confirmed: list[RatingRecord]) -> None:
    more = [one.model_copy(update={"source": RatingSource.CONFIRMED}) for one in confirmed]
    assert used(*ratings, *more)[0] == used(*more, *ratings)[0] == used(*ratings)[0]


@given(ratings=RECORDS)
def test_every_rating_is_used_or_counted(ratings: list[RatingRecord]) -> None:
    kept, aside = used(*ratings)
    assert len(kept) + sum(aside.values()) == len(ratings)
