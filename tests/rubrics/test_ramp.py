"""The first year of a new hire beside the outcomes of the role."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.artefact import ArtefactKind
from assessor.domain.coverage import DatedArtefact, RampCheck, RampState
from assessor.errors import InputError
from assessor.rubrics.profiles import load_profile
from assessor.rubrics.ramp import ramp_check

START = date(2026, 1, 1)


def dated(kind: str, day: date) -> DatedArtefact:
    return DatedArtefact(kind=ArtefactKind(kind), evidence_date=day)


def check(on: date, *artefacts: DatedArtefact, started: date = START) -> RampCheck:
    return ramp_check(load_profile("csm-role"), started=started, on=on, artefacts=artefacts)


def states(made: RampCheck) -> list[str]:
    return [row.state.value for row in made.rows]


def test_days_are_counted_from_the_first_day_of_work() -> None:
    """S003-05, S003-13: 1 January and 60 days is 2 March, and in a leap year 1 March."""
    assert [row.due for row in check(START).rows] == [
        date(2026, 3, 2), date(2026, 4, 1), date(2026, 6, 30), date(2027, 1, 1),
    ]  # fmt: skip
    leap = check(date(2028, 1, 1), started=date(2028, 1, 1))
    assert leap.rows[0].due == date(2028, 3, 1)
    assert leap.rows[3].due == date(2028, 12, 31)
    assert check(date(2028, 2, 29), started=date(2028, 2, 29)).rows[3].due == date(2029, 2, 28)


def test_nothing_is_due_at_the_start_and_everything_is_missing_after_a_year() -> None:
    assert states(check(START)) == ["not_due"] * 4
    assert states(check(START + timedelta(days=365))) == ["missing", "missing", "missing", "not_due"]
    assert states(check(START + timedelta(days=366))) == ["missing"] * 4


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (START - timedelta(days=1), RampState.MISSING),  # before the job began
        (START, RampState.EVIDENCE),
        (date(2026, 3, 2), RampState.EVIDENCE),  # the day itself is in time
        (date(2026, 3, 3), RampState.LATE),
        (date(2026, 5, 2), RampState.MISSING),  # after the day of the check
    ],
)
def test_evidence_counts_from_the_start_up_to_the_check(day: date, state: RampState) -> None:
    made = check(date(2026, 5, 1), dated("onboarding_plan", day))
    assert made.rows[0].state is state
    assert made.rows[0].missing_kinds == (
        ("email",) if state is not RampState.MISSING else ("onboarding_plan", "email")
    )


def test_a_kind_that_cannot_show_an_outcome_does_not_count_for_it() -> None:
    made = check(date(2026, 5, 1), dated("crm_note", date(2026, 2, 1)))
    assert states(made) == ["missing", "missing", "not_due", "not_due"]


def test_one_artefact_may_count_for_several_outcomes() -> None:
    made = check(date(2026, 3, 31), dated("feedback", date(2026, 3, 30)))
    assert [row.days for row in made.rows if row.seen] == [90, 365]


def test_a_check_before_the_start_is_refused() -> None:
    with pytest.raises(InputError, match="before the start") as caught:
        check(START - timedelta(days=1))
    assert caught.value.code == "not_started"


ARTEFACTS = st.lists(
    st.builds(
        DatedArtefact,
        kind=st.sampled_from(ArtefactKind),
        evidence_date=st.dates(date(2025, 12, 1), date(2027, 3, 1)),
    ),
    max_size=8,
)


@given(ARTEFACTS, ARTEFACTS, st.dates(START, date(2027, 3, 1)))
def test_more_evidence_never_makes_an_outcome_missing(
    some: list[DatedArtefact], more: list[DatedArtefact], on: date
) -> None:
    before, after = check(on, *some), check(on, *some, *more)
    rank = {RampState.MISSING: 0, RampState.NOT_DUE: 0, RampState.LATE: 1, RampState.EVIDENCE: 2}
    for one, other in zip(before.rows, after.rows, strict=True):
        assert rank[other.state] >= rank[one.state]
        assert set(other.missing_kinds) <= set(one.missing_kinds)
