"""Self-assessment beside the manager's rating: what lies between them, and what is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.domain.gap import GapRow, GapView, Standing
from assessor.domain.rubric import Rubric
from assessor.errors import InputError, NotFoundError
from assessor.rubrics.gap import gap_view
from assessor.rubrics.load import load_rubric
from assessor.rubrics.near import near
from assessor.rubrics.translations import in_language


@pytest.fixture(scope="module")
def evaluation() -> Rubric:
    return load_rubric("csm-evaluation")


def row(view: GapView, area: str) -> GapRow:
    return next(one for one in view.rows if one.skill_area == area)


@pytest.mark.parametrize(
    ("own", "manager", "gap", "standing"),
    [
        ("3", "1", 2, Standing.SELF_HIGHER),
        ("1", "2", -1, Standing.MANAGER_HIGHER),
        ("2", "2", 0, Standing.SAME),
        ("green", "Yellow", 1, Standing.SELF_HIGHER),
        ("3 Green", "GREEN", 0, Standing.SAME),
        ("N/A", "3", None, Standing.NOT_COMPARABLE),
        ("N/A", "na", None, Standing.SAME),
        ("insufficient", "NA", None, Standing.NOT_COMPARABLE),
        ("insufficient evidence", "1", None, Standing.NOT_COMPARABLE),
        ("2", None, None, Standing.ONLY_SELF),
        (None, "2", None, Standing.ONLY_MANAGER),
        (None, None, None, Standing.NEITHER),
    ],
)
def test_two_ratings_and_what_lies_between(
    evaluation: Rubric, own: str | None, manager: str | None, gap: int | None, standing: Standing
) -> None:
    """S004-08; X-02, X-03: N/A and insufficient evidence are no points and make no gap."""
    mine = {} if own is None else {"Written clarity": own}
    theirs = {} if manager is None else {"writing": manager}
    found = row(gap_view(evaluation, mine, theirs), "writing")
    assert (found.gap, found.standing) == (gap, standing)


def test_every_competency_is_there_once_with_its_notes(evaluation: Rubric) -> None:
    """S004-01, S004-05, S004-09: criteria and notes are shown, rated or not."""
    view = gap_view(evaluation, {"Written clarity": "3"}, {})
    assert [one.skill_area for one in view.rows] == [area.id for area in evaluation.skill_areas]
    assert row(view, "writing").coaching_notes == ("Cut your last long mail by half and compare.",)
    assert (view.rubric, view.rubric_version, view.scale) == ("csm-evaluation", "1.0.0", "csm-evaluation-rag")


def test_the_talk_begins_with_the_widest_gap_in_either_direction(evaluation: Rubric) -> None:
    own = {"process": "2", "writing": "1", "voice": "3", "value": "2", "adoption": "N/A"}
    manager = {"process": "1", "writing": "3", "voice": "3", "adoption": "2"}
    # |1-3| = 2, then |2-1| = 1; then what only one side rated or cannot be compared, in the rubric's order.
    assert gap_view(evaluation, own, manager).talk_first == ("writing", "process", "value", "adoption")


def test_a_view_in_german_takes_names_and_colours_of_either_language(evaluation: Rubric) -> None:
    """S002-01."""
    german = in_language(evaluation, "de")
    view = gap_view(german, {"Klarheit beim Schreiben": "Grün"}, {"Written clarity": "gelb"})
    found = row(view, "writing")
    assert (found.name, found.gap, found.own and found.own.label) == ("Klarheit beim Schreiben", 1, "Grün")
    assert view.lang == "de"


def test_an_unknown_competency_is_refused_with_close_names(evaluation: Rubric) -> None:
    with pytest.raises(NotFoundError, match="Did you mean 'Written clarity'") as caught:
        gap_view(evaluation, {"Writen clarty": "3"}, {})
    assert caught.value.code == "unknown_skill_area"
    with pytest.raises(NotFoundError) as caught:
        gap_view(evaluation, {}, {"Zebra": "3"})
    assert "Did you mean" not in caught.value.message


@pytest.mark.parametrize("rating", ["4", "0", "blue", "", "2.5", "-1"])
def test_a_rating_of_no_scale_is_refused(evaluation: Rubric, rating: str) -> None:
    """X-01."""
    with pytest.raises(InputError, match="expected one of: 1 Red, 2 Yellow, 3 Green") as caught:
        gap_view(evaluation, {"Written clarity": rating}, {})
    assert caught.value.code == "unknown_rating"


def test_two_spellings_of_one_competency_are_refused(evaluation: Rubric) -> None:
    with pytest.raises(InputError, match="two ratings") as caught:
        gap_view(evaluation, {"Written clarity": "3", "writing": "2"}, {})
    assert caught.value.code == "rated_twice"


def test_other_rubrics_have_a_gap_view_on_their_own_scale() -> None:
    view = gap_view(load_rubric("csm-matrix"), {"data": "0"}, {"data": "4"})
    assert row(view, "data").gap == -4
    assert view.scale == "csm-matrix-0-4"


RATINGS = st.dictionaries(
    st.sampled_from([area.id for area in load_rubric("csm-evaluation").skill_areas]),
    st.sampled_from(["1", "2", "3", "N/A", "insufficient"]),
)


@settings(max_examples=40, deadline=None)
@given(RATINGS, RATINGS)
def test_changing_sides_turns_each_gap_round(own: dict[str, str], manager: dict[str, str]) -> None:
    rubric = load_rubric("csm-evaluation")
    there, back = gap_view(rubric, own, manager), gap_view(rubric, manager, own)
    for one, other in zip(there.rows, back.rows, strict=True):
        assert (one.gap is None) == (other.gap is None)
        assert one.gap is None or one.gap == -(other.gap or 0)
        assert (one.own, one.manager) == (other.manager, other.own)
    assert set(there.talk_first) == set(back.talk_first)


@settings(max_examples=40, deadline=None)
@given(RATINGS)
def test_nothing_lies_between_a_person_and_themselves(own: dict[str, str]) -> None:
    view = gap_view(load_rubric("csm-evaluation"), own, own)
    assert view.talk_first == ()
    assert {one.standing for one in view.rows} <= {Standing.SAME, Standing.NEITHER}


def test_near_names_come_closest_first_and_at_most_three() -> None:
    names = ["Onboarding", "Onboarding delivery", "On boarding", "Boarding", "Onboardings"]
    assert near("onboardin", names)[0] == "Onboarding"
    assert len(near("onboardin", names)) == 3
