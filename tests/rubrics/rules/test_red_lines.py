"""Caps, and two people who lift one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.domain.rubric import RedLine, Rubric
from assessor.domain.rule_verdict import RuleOutcome
from assessor.errors import InputError
from assessor.rubrics.load import load_rubric
from assessor.rubrics.rules.red_lines import CapLift, cap_lift, red_line_cap, red_lines_in_force

ASSESSEE = "csm-014"
REASON = "Training done, process changed."
RED_LINES = ("privacy_breach", "invented_commitment", "missing_documentation")
MET, NOT_MET = RuleOutcome.MET, RuleOutcome.NOT_MET


def lift(*by: str, red_line: str = "privacy_breach", reason: str = REASON) -> CapLift:
    return CapLift(red_line=red_line, by=by, reason=reason)


@pytest.mark.parametrize(
    ("by", "reason", "outcome"),
    [
        (("lead-1", "privacy-1"), REASON, MET),
        (("lead-1", "privacy-1", "lead-2"), REASON, MET),
        (
            ("lead-1", "privacy-1", ASSESSEE),
            REASON,
            MET,
        ),  # the assessee's word adds nothing and harms nothing
        (("lead-1", ASSESSEE), REASON, NOT_MET),
        (("lead-1", "lead-1"), REASON, NOT_MET),  # one person twice
        (("lead-1",), REASON, NOT_MET),
        ((ASSESSEE,), REASON, NOT_MET),
        ((), REASON, NOT_MET),
        (("lead-1", "privacy-1"), "", NOT_MET),
        (("lead-1", "privacy-1"), "         x  ", NOT_MET),
        (("lead-1", "privacy-1"), "0123456789", MET),  # ten characters
        (("lead-1", "privacy-1"), "012345678", NOT_MET),
    ],
)
def test_two_people_other_than_the_assessee_lift_a_cap_with_a_reason(
    ai_skills: Rubric, by: tuple[str, ...], reason: str, outcome: RuleOutcome
) -> None:
    """X-18."""
    assert cap_lift(lift(*by, reason=reason), assessee=ASSESSEE, rubric=ai_skills).outcome is outcome


def test_a_lift_of_an_unknown_red_line_is_an_error(ai_skills: Rubric) -> None:
    with pytest.raises(InputError) as caught:
        cap_lift(lift("a", "b", red_line="privacy"), assessee=ASSESSEE, rubric=ai_skills)
    assert caught.value.code == "unknown_red_line"


def test_a_lift_is_explained_with_its_numbers(ai_skills: Rubric) -> None:
    """X-18."""
    alone = cap_lift(lift("lead-1", ASSESSEE), assessee=ASSESSEE, rubric=ai_skills)
    assert alone.numbers == {
        "agreed": 1, "needed": 2, "own_word": 1, "reason_chars": 31, "min_reason_chars": 10,
    }  # fmt: skip
    assert alone.sentence.en == (
        "The cap for privacy_breach stays: 1 person other than the assessee agreed, needed: 2."
    )
    assert alone.sentence.de == (
        "Die Obergrenze wegen privacy_breach bleibt: 1 Person außer der bewerteten hat zugestimmt, nötig sind 2."
    )
    short = cap_lift(lift("a", "b", reason="done"), assessee=ASSESSEE, rubric=ai_skills)
    assert short.sentence.en == "The cap for privacy_breach stays: the reason has 4 characters, needed: 10."
    lifted = cap_lift(lift("a", "b"), assessee=ASSESSEE, rubric=ai_skills)
    assert lifted.sentence.de == (
        "Die Obergrenze wegen privacy_breach ist aufgehoben: 2 Personen außer der bewerteten haben zugestimmt und "
        "es begründet."
    )


def test_a_lift_is_for_its_own_red_line_alone(ai_skills: Rubric) -> None:
    """X-18."""
    lifts = [lift("a", "b"), lift("a", ASSESSEE, red_line="missing_documentation")]
    in_force = red_lines_in_force([*RED_LINES, *RED_LINES], lifts, assessee=ASSESSEE, rubric=ai_skills)
    assert in_force == ("invented_commitment", "missing_documentation")


@pytest.mark.parametrize(
    ("rating", "lines", "lifts", "outcome", "after"),
    [
        (4, ("privacy_breach",), (), NOT_MET, 2),
        (4, ("privacy_breach",), (lift("a", "b"),), MET, 4),
        (4, ("privacy_breach",), (lift("a", ASSESSEE),), NOT_MET, 2),
        (4, ("privacy_breach", "invented_commitment"), (lift("a", "b"),), NOT_MET, 2),
        (1, ("privacy_breach",), (), NOT_MET, 1),
        (4, (), (), MET, 4),
        (4, (), (lift("a", "b"),), MET, 4),
    ],
)
def test_a_cap_holds_until_it_is_lifted(
    ai_skills: Rubric, rating: int, lines: tuple[str, ...], lifts: tuple[CapLift, ...], outcome: RuleOutcome, after: int
) -> None:  # fmt: skip
    """S000-35, S000-36, X-13, X-18."""
    verdict = red_line_cap(rating, lines, ai_skills, assessee=ASSESSEE, lifts=lifts)
    assert (verdict.outcome, verdict.numbers["rating"]) == (outcome, after)


@pytest.mark.parametrize(
    ("rating", "lines", "lifts", "english", "german"),
    [
        (
            4, ("privacy_breach",), (),
            "The rating of 4 is capped at 2 of 5: 1 red line is in force (privacy_breach).",
            "Die Bewertung 4 ist auf 2 von 5 begrenzt: 1 rote Linie gilt (privacy_breach).",
        ),
        (
            1, ("privacy_breach", "invented_commitment"), (),
            "The rating of 1 stays: it does not exceed the cap of 2 of 5 that 2 red lines set (privacy_breach and "
            "invented_commitment).",
            "Die Bewertung 1 bleibt: Sie übersteigt die Obergrenze 2 von 5 nicht, die 2 rote Linien setzen "
            "(privacy_breach und invented_commitment).",
        ),
        (
            4, ("privacy_breach",), (lift("a", "b"),),
            "The rating of 4 stands: no red line is in force, 1 was lifted.",
            "Die Bewertung 4 gilt: Keine rote Linie ist in Kraft, 1 wurde aufgehoben.",
        ),
        (
            4, (), (),
            "The rating of 4 stands: no red line is in force.",
            "Die Bewertung 4 gilt: Keine rote Linie ist in Kraft.",
        ),
    ],
)  # fmt: skip
def test_a_cap_is_explained_with_its_numbers(
    ai_skills: Rubric,
    rating: int,
    lines: tuple[str, ...],
    lifts: tuple[CapLift, ...],
    english: str,
    german: str,
) -> None:
    """S000-35, S000-91."""
    verdict = red_line_cap(rating, lines, ai_skills, assessee=ASSESSEE, lifts=lifts)
    assert (verdict.sentence.en, verdict.sentence.de) == (english, german)


PEOPLE = st.lists(st.sampled_from(["a", "b", "c", ASSESSEE]), max_size=4).map(tuple)
LIFTS = st.lists(
    st.builds(
        CapLift, red_line=st.sampled_from(RED_LINES), by=PEOPLE, reason=st.sampled_from([REASON, "short"])
    ),
    max_size=4,
)


@settings(deadline=None)
@given(
    rating=st.integers(1, 5),
    lines=st.lists(st.sampled_from(RED_LINES), max_size=4),
    caps=st.tuples(st.integers(1, 5), st.integers(1, 5), st.integers(1, 5)),
    lifts=LIFTS,
)
def test_no_cap_raises_a_rating_and_no_lift_raises_it_above_what_it_was(
    rating: int, lines: list[str], caps: tuple[int, int, int], lifts: list[CapLift]
) -> None:
    """S000-35, X-18: and the assessee alone changes nothing."""
    rubric = load_rubric("ai-skills").model_copy(
        update={
            "red_lines": tuple(
                RedLine(id=one, text=one, cap=cap) for one, cap in zip(RED_LINES, caps, strict=True)
            )
        }
    )

    def after(some: list[CapLift]) -> int:
        found = red_line_cap(rating, lines, rubric, assessee=ASSESSEE, lifts=some).numbers["rating"]
        assert isinstance(found, int)
        return found

    assert after([]) <= after(lifts) <= rating
    own = [CapLift(red_line=line, by=(ASSESSEE, "a"), reason=REASON) for line in RED_LINES]
    assert after([*lifts, *own]) == after(lifts)
