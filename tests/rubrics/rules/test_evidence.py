"""Evidence as verdicts with their numbers, in both languages."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.domain.draft import AreaMatch
from assessor.domain.rubric import EvidenceRule, Rubric
from assessor.domain.rule_verdict import RuleOutcome, RuleVerdict
from assessor.rubrics.load import load_rubric
from assessor.rubrics.rules.evidence import evidence_age, evidence_amount, evidence_own
from assessor.rubrics.sufficiency import DatedArtefact, area_sufficiency

TODAY = date(2026, 11, 22)
SIX_MONTHS = EvidenceRule(min_artefacts=2, max_age_months=6)
RENEWALS = "AI in renewals, expansion & QBRs"
MET, NOT_MET, NOT_JUDGED = RuleOutcome.MET, RuleOutcome.NOT_MET, RuleOutcome.NOT_JUDGED


def artefact(name: str, day: date | None, *areas: str) -> DatedArtefact:
    matches = tuple(AreaMatch(skill_area=area, score=0.5) for area in areas)
    return DatedArtefact(artefact=name, evidence_date=day, areas=matches)


def about(verdicts: tuple[RuleVerdict, ...], name: str) -> RuleVerdict:
    return next(verdict for verdict in verdicts if verdict.about == name)


def test_two_dated_artefacts_meet_the_rule_and_the_sentence_says_the_numbers(ai_skills: Rubric) -> None:
    """S000-24, S002-20."""
    given_artefacts = [artefact("1", TODAY, "renewals"), artefact("2", date(2026, 5, 22), "renewals")]
    verdict = about(evidence_amount(given_artefacts, ai_skills, submitted_on=TODAY), RENEWALS)
    assert verdict.outcome is MET
    assert verdict.requirements == ("S000-24", "S002-20")
    assert verdict.numbers == {
        "counted": 2, "needed": 2, "more": 0, "too_old": 0, "after_submission": 0, "undated": 0,
        "first_day": date(2026, 5, 22), "last_day": TODAY,
    }  # fmt: skip
    assert verdict.sentence.en == f"{RENEWALS}: 2 artefacts dated 2026-05-22 to 2026-11-22 count, needed: 2."
    assert verdict.sentence.de == (
        f"{RENEWALS}: 2 Artefakte vom 22.05.2026 bis 22.11.2026 zählen, nötig sind 2."
    )


def test_what_is_missing_and_why_something_does_not_count_is_said(ai_skills: Rubric) -> None:
    """S000-24, S000-25."""
    handed_in = [
        artefact("1", TODAY, "renewals"),
        artefact("2", date(2026, 5, 21), "renewals"),
        artefact("3", date(2026, 11, 23), "renewals"),
        artefact("4", None, "renewals"),
    ]
    verdict = about(evidence_amount(handed_in, ai_skills, submitted_on=TODAY), RENEWALS)
    assert verdict.outcome is NOT_MET
    counts = ("counted", "more", "too_old", "after_submission", "undated")
    assert [verdict.numbers[name] for name in counts] == [1, 1, 1, 1, 1]
    assert verdict.sentence.en == (
        f"{RENEWALS}: 1 artefact dated 2026-05-22 to 2026-11-22 counts, needed: 2. "
        "Missing: 1 more artefact dated 2026-05-22 to 2026-11-22. "
        "1 artefact dated before 2026-05-22 does not count. "
        "1 artefact dated after the submission on 2026-11-22 does not count. "
        "1 artefact without an evidence date does not count."
    )
    assert verdict.sentence.de == (
        f"{RENEWALS}: 1 Artefakt vom 22.05.2026 bis 22.11.2026 zählt, nötig sind 2. "
        "Es fehlt: 1 weiteres Artefakt vom 22.05.2026 bis 22.11.2026. "
        "1 Artefakt aus der Zeit vor dem 22.05.2026 zählt nicht. "
        "1 Artefakt, das jünger als die Einreichung am 22.11.2026 ist, zählt nicht. "
        "1 Artefakt ohne Datum zählt nicht."
    )


def test_verdicts_and_sufficiency_agree_area_by_area(ai_skills: Rubric) -> None:
    """S000-24: one place counts, two places tell."""
    handed_in = [artefact("1", TODAY, "health", "renewals"), artefact("2", TODAY, "health", "renewals")]
    verdicts = evidence_amount(handed_in, ai_skills, submitted_on=TODAY)
    told = area_sufficiency(handed_in, ai_skills, submitted_on=TODAY)
    assert [(one.about, one.outcome is MET) for one in verdicts] == [
        (one.skill_area, one.sufficient) for one in told
    ]
    for verdict, one in zip(verdicts, told, strict=True):
        assert all(sentence in verdict.sentence.en for sentence in one.missing)


@pytest.mark.parametrize(
    ("day", "rated_on", "outcome"),
    [
        (date(2026, 5, 22), TODAY, MET),  # first day of the window
        (date(2026, 5, 21), TODAY, NOT_MET),
        (TODAY, TODAY, MET),
        (date(2026, 11, 23), TODAY, NOT_MET),  # dated after the rating
        (None, TODAY, NOT_JUDGED),
        (date(2028, 2, 29), date(2028, 8, 31), MET),  # six months before 31 August end with February
        (date(2028, 2, 28), date(2028, 8, 31), NOT_MET),
        (date(2028, 2, 29), date(2028, 8, 29), MET),
        (date(2027, 8, 29), date(2028, 2, 29), MET),  # six months before 29 February
        (date(2027, 8, 28), date(2028, 2, 29), NOT_MET),
        (date(2025, 11, 30), date(2026, 5, 31), MET),  # November has no 31st
        (date(2025, 11, 29), date(2026, 5, 31), NOT_MET),
    ],
)
def test_evidence_is_at_most_six_calendar_months_old(
    day: date | None, rated_on: date, outcome: RuleOutcome
) -> None:
    """S000-25, X-15."""
    assert evidence_age(day, rated_on, SIX_MONTHS).outcome is outcome


@pytest.mark.parametrize(
    ("day", "english", "german"),
    [
        (
            date(2026, 9, 1),
            "The artefact of 2026-09-01 counts: it lies between 2026-05-22 and 2026-11-22.",
            "Das Artefakt vom 01.09.2026 zählt: Es liegt zwischen dem 22.05.2026 und dem 22.11.2026.",
        ),
        (
            date(2026, 5, 21),
            "The artefact of 2026-05-21 is too old: only what is dated 2026-05-22 to 2026-11-22 counts.",
            "Das Artefakt vom 21.05.2026 ist zu alt: Nur was vom 22.05.2026 bis 22.11.2026 stammt, zählt.",
        ),
        (
            date(2026, 11, 23),
            "The artefact of 2026-11-23 is dated after the submission: only what is dated 2026-05-22 to "
            "2026-11-22 counts.",
            "Das Artefakt vom 23.11.2026 ist jünger als die Einreichung: Nur was vom 22.05.2026 bis 22.11.2026 "
            "stammt, zählt.",
        ),
        (
            None,
            "The artefact has no evidence date, so it does not count; it would have to be dated 2026-05-22 to "
            "2026-11-22.",
            "Das Artefakt hat kein Datum und zählt deshalb nicht; es müsste vom 22.05.2026 bis 22.11.2026 "
            "stammen.",
        ),
    ],
)
def test_the_age_is_explained_with_its_days(day: date | None, english: str, german: str) -> None:
    """S000-25."""
    verdict = evidence_age(day, TODAY, SIX_MONTHS)
    assert (verdict.sentence.en, verdict.sentence.de) == (english, german)
    assert verdict.numbers["evidence_date"] == day


@given(
    day=st.dates(date(2024, 1, 1), date(2029, 12, 31)),
    rated_on=st.dates(date(2024, 1, 1), date(2029, 12, 31)),
    later=st.integers(0, 800),
    months=st.integers(1, 24),
)
def test_what_is_too_old_stays_too_old(day: date, rated_on: date, later: int, months: int) -> None:
    """S000-25: rating later never makes evidence younger, and a longer window never takes evidence away."""
    rule = EvidenceRule(min_artefacts=1, max_age_months=months)
    now, then = evidence_age(day, rated_on, rule), evidence_age(day, rated_on + timedelta(days=later), rule)
    if day <= rated_on and now.outcome is NOT_MET:
        assert then.outcome is NOT_MET
    if now.outcome is MET:
        longer = EvidenceRule(min_artefacts=1, max_age_months=months + 1)
        assert evidence_age(day, rated_on, longer).outcome is MET


@pytest.mark.parametrize(
    ("areas", "outcomes"),
    [
        # both artefacts serve both areas: health gets one of its own, renewals is left with one it must share
        ((("health", "renewals"), ("health", "renewals")), (MET, NOT_MET)),
        # a third one is enough for both
        ((("health", "renewals"),) * 3, (MET, MET)),
        ((("health",), ("renewals",)), (MET, MET)),
        ((("health", "renewals"), ("health",)), (MET, NOT_MET)),
        ((), (NOT_JUDGED, NOT_JUDGED)),
    ],
)
def test_each_area_needs_an_artefact_of_its_own(
    ai_skills: Rubric, areas: tuple[tuple[str, ...], ...], outcomes: tuple[RuleOutcome, RuleOutcome]
) -> None:
    """X-17."""
    handed_in = [artefact(str(number), TODAY, *served) for number, served in enumerate(areas)]
    verdicts = evidence_own(handed_in, ai_skills, submitted_on=TODAY)
    names = {area.id: area.name for area in ai_skills.skill_areas}
    assert (about(verdicts, names["health"]).outcome, about(verdicts, names["renewals"]).outcome) == outcomes


def test_an_area_without_its_own_artefact_is_told_what_to_do(ai_skills: Rubric) -> None:
    """X-17."""
    handed_in = [artefact(name, TODAY, "health", "renewals") for name in "12"]
    verdict = about(evidence_own(handed_in, ai_skills, submitted_on=TODAY), RENEWALS)
    assert verdict.numbers == {"counted": 2, "own": 0}
    assert verdict.sentence.en == (
        f"{RENEWALS}: the 2 artefacts that count are needed by other areas too; hand in one that serves this area "
        "alone."
    )
    assert verdict.sentence.de == (
        f"{RENEWALS}: Die 2 Artefakte, die zählen, brauchen auch andere Bereiche; bitte eines einreichen, das nur "
        "diesem Bereich dient."
    )


ROWS = st.lists(
    st.tuples(
        st.none() | st.dates(date(2026, 4, 1), date(2026, 12, 1)),
        st.sets(st.sampled_from(["health", "renewals", "data"]), max_size=2),
    ),
    max_size=6,
)


@settings(deadline=None, max_examples=60)
@given(rows=ROWS, more=ROWS)
def test_more_evidence_never_lowers_the_number_of_areas_that_can_be_rated(
    rows: list[tuple[date | None, set[str]]], more: list[tuple[date | None, set[str]]]
) -> None:
    """S000-24."""
    rubric = load_rubric("ai-skills")
    every = [artefact(str(number), day, *sorted(areas)) for number, (day, areas) in enumerate([*rows, *more])]
    before = evidence_amount(every[: len(rows)], rubric, submitted_on=TODAY)
    after = evidence_amount(every, rubric, submitted_on=TODAY)
    assert sum(one.outcome is MET for one in after) >= sum(one.outcome is MET for one in before)
    for one, other in zip(before, after, strict=True):
        assert isinstance(one.numbers["counted"], int)
        assert isinstance(other.numbers["counted"], int)
        assert other.numbers["counted"] >= one.numbers["counted"]
