"""Reviews fall due by the calendar, and overdue is said plainly (S000-77, S001-19, S002-49, X-09)."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.rubric import ChangelogEntry
from assessor.errors import InputError
from assessor.rubrics.load import list_rubrics, load_rubric
from assessor.rubrics.profiles import list_profiles
from assessor.rubrics.versions.cadence import (
    CADENCE,
    DueReview,
    DueState,
    Part,
    Review,
    due_reviews,
    load_reviews,
    next_review,
)


@pytest.mark.parametrize(
    ("last", "months", "due"),
    [
        ("2027-01-31", 1, "2027-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-02-28", 1, "2027-03-28"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2027-02-28", 12, "2028-02-28"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2027-10-15", 3, "2028-01-15"),
    ],
)
def test_months_end_where_the_calendar_ends_them(last: str, months: int, due: str) -> None:
    """S000-77: 29 February, month ends, the turn of the year."""
    assert next_review(date.fromisoformat(last), months) == date.fromisoformat(due)


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.sampled_from([1, 3, 12]))
def test_a_later_review_never_makes_the_next_one_earlier(last: date, months: int) -> None:
    assert last < next_review(last, months) <= next_review(last + timedelta(days=1), months)


def item(rubric: str, part: Part, on: date, *log: Review) -> DueReview:
    (found,) = [one for one in due_reviews([load_rubric(rubric)], log, on=on).reviews if one.part is part]
    return found


def test_the_day_before_the_day_and_the_day_after() -> None:
    released = load_rubric("ai-skills").date
    due = next_review(released, 3)
    states = [item("ai-skills", Part.ANCHORS, due + timedelta(days=shift)) for shift in (-1, 0, 1)]
    assert [one.state for one in states] == [DueState.UPCOMING, DueState.DUE, DueState.OVERDUE]
    assert [one.days for one in states] == [1, 0, 1]


def test_a_review_counts_from_its_day_and_one_in_the_future_not_yet() -> None:
    """A late review moves those after it."""
    review = Review(rubric="ai-skills", part=Part.PROMPTS, date=date(2027, 1, 31), by="x")
    assert item("ai-skills", Part.PROMPTS, date(2027, 2, 1), review).due == date(2027, 2, 28)
    assert item("ai-skills", Part.PROMPTS, date(2027, 1, 30), review).state is DueState.OVERDUE
    assert item("ai-skills", Part.ANCHORS, date(2027, 2, 1), review).last == load_rubric("ai-skills").date


def test_a_minor_version_counts_for_anchors_and_not_for_structure() -> None:
    rubric = load_rubric("csm-matrix")
    entry = ChangelogEntry(version="1.1.0", date=date(2027, 6, 1), author="x", change="y")
    newer = rubric.model_copy(
        update={"version": "1.1.0", "date": entry.date, "changelog": (*rubric.changelog, entry)}
    )
    found = {one.part: one.last for one in due_reviews([newer], [], on=date(2027, 6, 2)).reviews}
    assert found == {Part.ANCHORS: date(2027, 6, 1), Part.STRUCTURE: rubric.date}


def test_cadence_of_each_source_and_owners() -> None:
    """S000-12, S000-77, S001-19, S002-49, X-09: anchors belong to the owners of their areas."""
    found = due_reviews((*list_rubrics(), *list_profiles()), [], on=date(2027, 1, 1)).reviews
    months = {(one.rubric, one.part.value): one.every_months for one in found}
    assert (
        months["ai-skills", "prompts"]
        == months["ai-skills", "guardrails"]
        == months["ai-skills", "checklists"]
        == 1
    )
    assert (
        months["ai-skills", "anchors"]
        == months["ai-skills", "examples"]
        == months["csm-laufbahn", "anchors"]
        == 3
    )
    assert {
        months[rubric, "structure"] for rubric in ("ai-skills", "csm-matrix", "csm-laufbahn", "csm-role")
    } == {12}
    assert months["csm-matrix", "anchors"] == 12
    (anchors,) = [one for one in found if (one.rubric, one.part) == ("ai-skills", Part.ANCHORS)]
    assert anchors.owners == tuple(dict.fromkeys(area.owner for area in load_rubric("ai-skills").skill_areas))
    assert set(CADENCE) <= {one.rubric for one in found}
    assert [one.due for one in found] == sorted(one.due for one in found)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("reviews: [{rubric: ai-skills, part: everything, date: 2027-01-01, by: x}]", "part"),
        ("reviews: [{rubric: nothing, part: anchors, date: 2027-01-01, by: x}]", "no rubric 'nothing'"),
        ("reviews: [{rubric: ai-skills, part: anchors, date: 2027-02-30, by: x}]", "YAML"),
        ("reviews: [{rubric: ai-skills, part: anchors, date: soon, by: x}]", "date"),
        ("", "mapping"),
    ],
)
def test_a_log_that_is_wrong_is_told(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "reviews.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=told) as caught:
        load_reviews(path, ["ai-skills"])
    assert caught.value.code == "reviews_invalid"


def test_a_log_is_read(tmp_path: Path) -> None:
    path = tmp_path / "reviews.yaml"
    path.write_text(
        "reviews:\n  - {rubric: ai-skills, part: anchors, date: 2027-02-20, by: A}\n", encoding="utf-8"
    )
    (review,) = load_reviews(path, ["ai-skills"])
    assert (review.part, review.date) == (Part.ANCHORS, date(2027, 2, 20))
