from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.domain.draft import AreaMatch
from assessor.domain.rubric import EvidenceRule, Rubric
from assessor.domain.submission import AreaSufficiency
from assessor.errors import NotFoundError
from assessor.rubrics.load import load_rubric
from assessor.rubrics.sufficiency import DatedArtefact, area_sufficiency, evidence_window

TODAY = date(2026, 11, 22)
RENEWALS = "AI in renewals, expansion & QBRs"
AREA_IDS = ("guardrails", "onboarding", "health", "renewals", "data", "prompts", "collaboration", "trust")


def artefact(name: str, day: date | None, *areas: str, **scores: float) -> DatedArtefact:
    """An artefact serving `areas` with score 0.5, or areas by keyword with a score."""
    matches = [AreaMatch(skill_area=area, score=0.5) for area in areas]
    matches += [AreaMatch(skill_area=area, score=score) for area, score in scores.items()]
    return DatedArtefact(artefact=name, evidence_date=day, areas=tuple(matches))


def judged(rubric: Rubric, *artefacts: DatedArtefact, on: date = TODAY) -> dict[str, AreaSufficiency]:
    found = area_sufficiency(artefacts, rubric, submitted_on=on)
    return {area.id: result for area, result in zip(rubric.skill_areas, found, strict=True)}


@pytest.mark.parametrize(
    ("submitted_on", "first_day"),
    [
        (date(2026, 11, 22), date(2026, 5, 22)),
        (date(2026, 8, 31), date(2026, 2, 28)),  # February 2026 has 28 days
        (date(2026, 8, 29), date(2026, 2, 28)),
        (date(2026, 8, 28), date(2026, 2, 28)),
        (date(2028, 8, 31), date(2028, 2, 29)),  # 2028 is a leap year
        (date(2028, 8, 29), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2027, 8, 29)),
        (date(2027, 2, 28), date(2026, 8, 28)),  # the end of February does not stretch to 31 August
        (date(2026, 5, 31), date(2025, 11, 30)),
        (date(2026, 3, 31), date(2025, 9, 30)),
        (date(2026, 1, 1), date(2025, 7, 1)),
    ],
)
def test_the_window_is_six_calendar_months(submitted_on: date, first_day: date) -> None:
    """S000-25, X-15."""
    assert evidence_window(submitted_on, 6) == (first_day, submitted_on)


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2026, 5, 22), True),  # first day
        (date(2026, 5, 21), False),  # day before
        (date(2026, 11, 22), True),  # day of the submission
        (date(2026, 11, 23), False),  # day after: the future is no evidence
        (date(2026, 8, 1), True),
        (date(2025, 11, 22), False),
        (None, False),
    ],
)
def test_only_dates_inside_the_window_count_both_ends_included(
    ai_skills: Rubric, day: date | None, counts: bool
) -> None:
    """S000-24, S000-25, X-15."""
    result = judged(ai_skills, artefact("1", TODAY, "renewals"), artefact("2", day, "renewals"))["renewals"]
    assert result.sufficient is counts


def test_two_artefacts_make_an_area_sufficient_and_nothing_is_missing(ai_skills: Rubric) -> None:
    """S000-24."""
    found = judged(ai_skills, artefact("1", TODAY, renewals=0.4), artefact("2", TODAY, renewals=0.7))
    assert found["renewals"] == AreaSufficiency(skill_area=RENEWALS, score=0.7, sufficient=True, missing=())
    assert [area for area, result in found.items() if result.sufficient] == ["renewals"]


def test_every_area_is_judged_in_the_rubrics_order(ai_skills: Rubric) -> None:
    found = area_sufficiency((), ai_skills, submitted_on=TODAY)
    assert [result.skill_area for result in found] == [area.name for area in ai_skills.skill_areas]
    assert {result.missing for result in found} == {("2 more artefacts dated 2026-05-22 to 2026-11-22",)}
    assert {(result.score, result.sufficient) for result in found} == {(0.0, False)}


def test_one_missing_artefact_is_named_with_its_dates(ai_skills: Rubric) -> None:
    found = judged(ai_skills, artefact("1", TODAY, "renewals"))
    assert found["renewals"].missing == ("1 more artefact dated 2026-05-22 to 2026-11-22",)


def test_artefacts_that_do_not_count_are_explained_with_their_number(ai_skills: Rubric) -> None:
    early, late = date(2026, 5, 21), date(2026, 11, 23)
    found = judged(
        ai_skills,
        artefact("1", early, "renewals"),
        artefact("2", early - timedelta(days=300), "renewals"),
        artefact("3", late, "renewals"),
        artefact("4", None, "renewals"),
    )
    assert found["renewals"].missing == (
        "2 more artefacts dated 2026-05-22 to 2026-11-22",
        "2 artefacts dated before 2026-05-22 do not count",
        "1 artefact dated after the submission on 2026-11-22 does not count",
        "1 artefact without an evidence date does not count",
    )
    assert found["trust"].missing == ("2 more artefacts dated 2026-05-22 to 2026-11-22",)


@pytest.mark.parametrize("day", [date(2026, 5, 22), date(2026, 11, 22)])
def test_an_artefact_at_either_end_of_the_window_is_not_called_left_out(ai_skills: Rubric, day: date) -> None:
    found = judged(ai_skills, artefact("1", day, "renewals"))
    assert found["renewals"].missing == ("1 more artefact dated 2026-05-22 to 2026-11-22",)


def test_the_same_artefact_twice_counts_once(ai_skills: Rubric) -> None:
    found = judged(ai_skills, artefact("1", TODAY, renewals=0.2), artefact("1", TODAY, renewals=0.9))
    assert not found["renewals"].sufficient
    assert found["renewals"].score == 0.9


@pytest.mark.parametrize("days", [(date(2026, 1, 1), TODAY), (TODAY, date(2026, 1, 1))])
def test_of_two_dates_for_one_artefact_the_earlier_counts(ai_skills: Rubric, days: tuple[date, date]) -> None:
    found = judged(
        ai_skills, artefact("other", TODAY, "renewals"), *(artefact("1", day, "renewals") for day in days)
    )
    assert not found["renewals"].sufficient


def test_a_date_given_once_holds_for_an_artefact_given_twice(ai_skills: Rubric) -> None:
    found = judged(
        ai_skills,
        artefact("other", TODAY, "renewals"),
        artefact("1", None, "renewals"),
        artefact("1", TODAY, "renewals"),
    )
    assert found["renewals"].sufficient


def test_two_areas_sharing_the_same_two_artefacts_are_not_both_sufficient(ai_skills: Rubric) -> None:
    """X-17: an artefact may count twice, but each area needs one of its own."""
    found = judged(
        ai_skills, artefact("1", TODAY, "health", "renewals"), artefact("2", TODAY, "health", "renewals")
    )
    assert found["health"].sufficient
    assert not found["renewals"].sufficient
    assert found["renewals"].missing == (
        "1 more artefact dated 2026-05-22 to 2026-11-22 that serves no other skill area",
    )


def test_a_third_shared_artefact_makes_both_sufficient(ai_skills: Rubric) -> None:
    """X-17: one own each, the third counts for both."""
    shared = [artefact(name, TODAY, "health", "renewals") for name in "123"]
    found = judged(ai_skills, *shared)
    assert found["health"].sufficient
    assert found["renewals"].sufficient


def test_an_area_with_only_a_shared_artefact_is_told_it_needs_its_own(ai_skills: Rubric) -> None:
    found = judged(ai_skills, artefact("1", TODAY, "health", "renewals"), artefact("2", TODAY, "health"))
    assert found["health"].sufficient
    assert found["renewals"].missing == (
        "1 more artefact dated 2026-05-22 to 2026-11-22 that serves no other skill area",
    )


def test_an_area_whose_shared_artefact_went_to_another_is_told_it_needs_its_own(ai_skills: Rubric) -> None:
    # Onboarding makes the one it shares with health its own; health keeps an own one, but has no second.
    found = judged(
        ai_skills,
        artefact("1", TODAY, "guardrails"),
        artefact("2", TODAY, "guardrails", "onboarding"),
        artefact("3", TODAY, "onboarding", "health"),
        artefact("4", TODAY, "health"),
    )
    assert [area for area, result in found.items() if result.sufficient] == ["guardrails", "onboarding"]
    assert found["health"].missing == (
        "1 more artefact dated 2026-05-22 to 2026-11-22 that serves no other skill area",
    )


def test_an_artefact_counts_for_its_two_best_areas_only(ai_skills: Rubric) -> None:
    """X-17: twice, not three times."""
    found = judged(
        ai_skills,
        artefact("1", TODAY, trust=0.9, health=0.8, data=0.7),
        artefact("2", TODAY, "data"),
        artefact("3", TODAY, "health"),
    )
    assert found["health"].sufficient
    assert not found["data"].sufficient
    assert found["data"].score == 0.7  # what it resembles is still told


def test_areas_may_be_named_by_id_name_or_alias(ai_skills: Rubric) -> None:
    found = judged(
        ai_skills, artefact("1", TODAY, RENEWALS, "renewals"), artefact("2", TODAY, "4) " + RENEWALS)
    )
    assert found["renewals"].sufficient


def test_an_unknown_area_is_an_error(ai_skills: Rubric) -> None:
    with pytest.raises(NotFoundError, match="no skill area 'juggling'"):
        area_sufficiency([artefact("1", TODAY, "juggling")], ai_skills, submitted_on=TODAY)


def test_the_numbers_come_from_the_rubric(ai_skills: Rubric) -> None:
    strict = ai_skills.model_copy(update={"evidence": EvidenceRule(min_artefacts=3, max_age_months=1)})
    found = judged(strict, artefact("1", TODAY, "data"), artefact("2", date(2026, 10, 21), "data"))
    assert found["data"].missing == (
        "2 more artefacts dated 2026-10-22 to 2026-11-22",
        "1 artefact dated before 2026-10-22 does not count",
    )


DAYS = st.none() | st.dates(date(2026, 4, 1), date(2026, 12, 31))
AREAS = st.lists(
    st.builds(AreaMatch, skill_area=st.sampled_from(AREA_IDS[:4]), score=st.floats(0, 1)), max_size=3
)
SUBMISSIONS = st.lists(st.tuples(DAYS, AREAS), max_size=8).map(
    lambda rows: [
        DatedArtefact(artefact=str(number), evidence_date=day, areas=tuple(areas))
        for number, (day, areas) in enumerate(rows)
    ]
)


@settings(deadline=None)
@given(submission=SUBMISSIONS, day=DAYS, areas=AREAS)
def test_adding_evidence_never_lowers_sufficiency(
    submission: list[DatedArtefact], day: date | None, areas: list[AreaMatch]
) -> None:
    """The number of sufficient areas never falls, nor does an area that alone gains the evidence lose it."""
    rubric = load_rubric("ai-skills")
    more = DatedArtefact(artefact="more", evidence_date=day, areas=tuple(areas))
    before, after = judged(rubric, *submission), judged(rubric, *submission, more)
    assert sum(found.sufficient for found in after.values()) >= sum(
        found.sufficient for found in before.values()
    )
    served = {match.skill_area for match in areas}
    for area in served if len(served) == 1 else ():
        assert after[area].sufficient >= before[area].sufficient
        assert after[area].score >= before[area].score


@settings(deadline=None)
@given(rows=st.lists(st.tuples(DAYS, st.sampled_from(AREA_IDS)), max_size=8), day=DAYS)
def test_without_sharing_no_area_loses_anything(
    rows: list[tuple[date | None, str]], day: date | None
) -> None:
    rubric = load_rubric("ai-skills")
    submission = [artefact(str(number), found, area) for number, (found, area) in enumerate(rows)]
    before = judged(rubric, *submission)
    after = judged(rubric, *submission, artefact("more", day, "renewals"))
    assert all(after[area].sufficient >= before[area].sufficient for area in AREA_IDS)


@settings(deadline=None)
@given(submission=SUBMISSIONS, data=st.data())
def test_the_order_of_artefacts_changes_nothing(submission: list[DatedArtefact], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(submission))
    rubric = load_rubric("ai-skills")
    assert judged(rubric, *shuffled) == judged(rubric, *submission)


@settings(deadline=None)
@given(submission=SUBMISSIONS)
def test_an_area_is_sufficient_or_told_what_is_missing(submission: list[DatedArtefact]) -> None:
    for found in judged(load_rubric("ai-skills"), *submission).values():
        assert found.sufficient == (not found.missing)
