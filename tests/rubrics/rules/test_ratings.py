"""What is left out, the least for promotion, and the usual band."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.rating import RatingValue
from assessor.domain.rubric import CareerLevel, ExpectedBand, PromotionRule
from assessor.domain.rule_verdict import RuleOutcome
from assessor.rubrics.checks_ratings import promotion
from assessor.rubrics.load import load_rubric
from assessor.rubrics.names import find_career_level
from assessor.rubrics.rules.ratings import (
    Ratings,
    counted_ratings,
    expected_band,
    not_applicable,
    promotion_minimum,
    rate_again,
)

MET, NOT_MET, NOT_JUDGED = RuleOutcome.MET, RuleOutcome.NOT_MET, RuleOutcome.NOT_JUDGED
MID = CareerLevel(name="CSM (Mid)", expected=ExpectedBand(lowest=2, highest=3))


def ratings(*words: str) -> Ratings:
    return {f"area {number}": RatingValue.parse(word) for number, word in enumerate(words, start=1)}


def test_what_does_not_apply_and_what_lacks_evidence_enter_no_count() -> None:
    """S002-14, X-02, X-03: 0 is a level and counts."""
    given_ratings = ratings("0", "3", "NA", "insufficient", "NA")
    assert counted_ratings(given_ratings) == {"area 1": 0, "area 2": 3}
    verdict = not_applicable(given_ratings)
    assert verdict.numbers == {"areas": 5, "counted": 2, "not_applicable": 2, "insufficient": 1}
    assert verdict.sentence.en == (
        "Of 5 skill areas 2 count; left out of every figure are those that do not apply (2) and those without enough "
        "evidence (1)."
    )
    assert verdict.sentence.de == (
        "Von 5 Bereichen zählen 2; aus jeder Zahl herausgelassen sind nicht anwendbare (2) und nicht ausreichend "
        "belegte (1)."
    )


@pytest.mark.parametrize(
    ("words", "outcome"),
    [(("NA", "NA"), NOT_MET), (("insufficient",), NOT_MET), (("0",), MET), ((), NOT_JUDGED)],
)
def test_nothing_left_to_count_is_said(words: tuple[str, ...], outcome: RuleOutcome) -> None:
    """S002-14."""
    assert not_applicable(ratings(*words)).outcome is outcome


def test_what_did_not_apply_is_looked_at_afresh_at_the_next_level() -> None:
    """S002-14."""
    assert rate_again(ratings("3", "NA", "insufficient", "NA")) == ("area 2", "area 4")


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        (("2", "4", "3"), MET),
        (("2",), MET),
        (("1", "4", "4"), NOT_MET),  # one low area is not made good by others
        (("2", "NA", "NA"), MET),
        (("2", "insufficient"), NOT_JUDGED),
        (("1", "insufficient"), NOT_MET),
        (("NA", "NA"), NOT_JUDGED),
        ((), NOT_JUDGED),
    ],
)
def test_promotion_needs_two_in_every_area_that_applies(words: tuple[str, ...], outcome: RuleOutcome) -> None:
    """S002-24."""
    assert promotion_minimum(ratings(*words), 2).outcome is outcome


@pytest.mark.parametrize(
    ("lowest", "highest", "own", "least"),
    [(1, 5, None, 2), (0, 4, None, 2), (1, 3, None, 2), (0, 1, None, 1), (3, 5, None, 3), (1, 5, 3, 3)],
)
def test_the_least_is_two_or_the_nearest_the_scale_has(
    lowest: int, highest: int, own: int | None, least: int
) -> None:
    """S002-24: a matrix of one's own may have two ratings only, and still loads."""
    rubric = load_rubric("csm-matrix")
    levels = tuple(
        rubric.scale.levels[0].model_copy(update={"value": value}) for value in range(lowest, highest + 1)
    )
    other = rubric.model_copy(
        update={
            "scale": rubric.scale.model_copy(update={"levels": levels}),
            "promotion": PromotionRule(min_rating=own),
        }
    )
    assert other.min_rating == least
    assert not list(promotion(other))


@pytest.mark.parametrize(
    ("words", "english", "german"),
    [
        (
            ("1", "3", "NA"),
            "1 of 2 areas that apply is below 2: area 1.",
            "1 von 2 anwendbaren Bereichen liegt unter 2: area 1.",
        ),
        (
            ("1", "1", "3"),
            "2 of 3 areas that apply are below 2: area 1 and area 2.",
            "2 von 3 anwendbaren Bereichen liegen unter 2: area 1 und area 2.",
        ),
        (
            ("2", "3"),
            "All 2 areas that apply are rated 2 or higher.",
            "Alle 2 anwendbaren Bereiche sind mit 2 oder höher bewertet.",
        ),
        (
            ("2", "insufficient"),
            "No rated area is below 2, but 1 area lacks evidence: area 2.",
            "Kein bewerteter Bereich liegt unter 2, aber für 1 Bereich reichen die Belege nicht: area 2.",
        ),
        (
            (),
            "No area has been rated, so nothing can be compared with 2.",
            "Kein Bereich ist bewertet, also lässt sich nichts mit 2 vergleichen.",
        ),
    ],
)
def test_the_minimum_is_explained_with_its_numbers(words: tuple[str, ...], english: str, german: str) -> None:
    """S002-24."""
    verdict = promotion_minimum(ratings(*words), 2)
    assert (verdict.sentence.en, verdict.sentence.de) == (english, german)


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        (("2", "3", "2"), MET),
        (("1", "2", "3"), MET),  # one area below is a profile, no failure
        (("4", "4", "1"), MET),  # above the band reaches it
        (("1", "1", "3"), NOT_MET),
        (("1", "2"), NOT_MET),  # half is not most
        (("1", "2", "NA", "NA", "insufficient"), NOT_MET),
        (("2", "NA"), MET),
        (("NA",), NOT_JUDGED),
        ((), NOT_JUDGED),
    ],
)
def test_most_areas_in_the_band_are_enough(words: tuple[str, ...], outcome: RuleOutcome) -> None:
    """S001-08, S001-09."""
    assert expected_band(ratings(*words), MID).outcome is outcome


def test_the_band_is_explained_as_a_profile() -> None:
    """S001-09."""
    verdict = expected_band(ratings("1", "2", "3", "4", "NA"), MID)
    assert verdict.numbers == {"lowest": 2, "highest": 3, "counted": 4, "below": 1, "within": 2, "above": 1}
    assert verdict.sentence.en == (
        "CSM (Mid): of 4 rated areas 2 lie in the usual band from 2 to 3, 1 below and 1 above; it is a profile and no "
        "gate for a single area."
    )
    assert verdict.sentence.de == (
        "CSM (Mid): Von 4 bewerteten Bereichen liegen 2 in der üblichen Spanne von 2 bis 3, 1 darunter und 1 darüber; "
        "sie beschreibt ein Profil und ist keine Hürde für einen einzelnen Bereich."
    )


@pytest.mark.parametrize(
    ("level", "lowest", "highest"),
    [("Junior", 1, 2), ("Mid", 2, 3), ("Senior", 3, 4), ("Lead", 4, 4)],
)
def test_the_bands_of_the_matrix_are_those_of_its_source(level: str, lowest: int, highest: int) -> None:
    """S001-08."""
    found = find_career_level(load_rubric("csm-matrix"), level)
    verdict = expected_band(ratings("3"), found)
    assert (verdict.numbers["lowest"], verdict.numbers["highest"]) == (lowest, highest)


def test_what_a_lead_must_show_beside_the_band_is_said() -> None:
    """S001-08, S001-13."""
    lead = find_career_level(load_rubric("csm-matrix"), "Lead")
    assert expected_band(ratings("4"), lead).sentence.en.endswith(
        "The rubric adds: And evidence of developing others."
    )


def test_a_rubric_without_bands_is_not_judged() -> None:
    verdict = expected_band(ratings("4"), CareerLevel(name="Any"))
    assert verdict.outcome is NOT_JUDGED
    assert verdict.sentence.de == "Any: Die Matrix nennt keine übliche Spanne."


WORDS = st.sampled_from(["0", "1", "2", "3", "4", "insufficient"])


@given(words=st.lists(WORDS, max_size=6), extra=st.integers(1, 4), place=st.integers(0, 6))
def test_not_applicable_never_changes_what_is_said_of_the_others(
    words: list[str], extra: int, place: int
) -> None:
    """S002-14: with any number of areas that do not apply, anywhere among the others."""
    values = [(f"area {number}", RatingValue.parse(word)) for number, word in enumerate(words)]
    without = [(f"na {number}", RatingValue.parse("NA")) for number in range(extra)]
    more = dict([*values[:place], *without, *values[place:]])
    assert promotion_minimum(more, 2) == promotion_minimum(dict(values), 2)
    assert expected_band(more, MID) == expected_band(dict(values), MID)
    assert counted_ratings(more) == counted_ratings(dict(values))


@given(words=st.lists(WORDS, min_size=1, max_size=6), data=st.data())
def test_a_higher_rating_never_makes_the_minimum_or_the_band_worse(
    words: list[str], data: st.DataObject
) -> None:
    rank = {NOT_MET: 0, NOT_JUDGED: 1, MET: 2}
    levels = [number for number, word in enumerate(words) if word.isdigit() and word != "4"]
    if not levels:
        return
    raised = data.draw(st.sampled_from(levels))
    better = [str(int(word) + 1) if number == raised else word for number, word in enumerate(words)]
    for judge in (
        lambda given_ratings: promotion_minimum(given_ratings, 2),
        lambda given_ratings: expected_band(given_ratings, MID),
    ):
        assert rank[judge(ratings(*better)).outcome] >= rank[judge(ratings(*words)).outcome]
