"""The same effect in more than one cycle and over months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.rating import RatingValue
from assessor.domain.rubric import PromotionRule
from assessor.domain.rule_verdict import RuleOutcome
from assessor.rubrics.load import load_rubric
from assessor.rubrics.rules.stability import DatedRating, stability

MET, NOT_MET, NOT_JUDGED = RuleOutcome.MET, RuleOutcome.NOT_MET, RuleOutcome.NOT_JUDGED
RULE = PromotionRule()


def history(*rows: tuple[date, str]) -> list[DatedRating]:
    return [DatedRating(rated_on=day, value=RatingValue.parse(word)) for day, word in rows]


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        # two quarters and three months
        ([(date(2026, 4, 10), "3"), (date(2026, 7, 10), "3")], MET),
        # two quarters, but a day short of three months: the stricter limit holds
        ([(date(2026, 4, 10), "3"), (date(2026, 7, 9), "3")], NOT_MET),
        ([(date(2026, 6, 30), "3"), (date(2026, 7, 1), "3")], NOT_MET),
        # month ends: three months after 30 November is the last of February
        ([(date(2026, 11, 30), "3"), (date(2027, 2, 28), "3")], MET),
        ([(date(2027, 11, 30), "3"), (date(2028, 2, 28), "3")], NOT_MET),
        ([(date(2027, 11, 30), "3"), (date(2028, 2, 29), "3")], MET),
        # three months, but one quarter only counts once: the last rating stands for it
        ([(date(2026, 4, 1), "3"), (date(2026, 6, 30), "3")], NOT_MET),
        # a higher rating shows it too, a lower one in the newest quarter does not
        ([(date(2026, 4, 10), "4"), (date(2026, 7, 10), "3")], MET),
        ([(date(2026, 4, 10), "3"), (date(2026, 7, 10), "2")], NOT_MET),
        # of two ratings in one quarter the last stands
        ([(date(2026, 4, 10), "3"), (date(2026, 7, 10), "2"), (date(2026, 9, 10), "3")], MET),
        ([(date(2026, 4, 10), "3"), (date(2026, 7, 10), "3"), (date(2026, 9, 10), "2")], NOT_MET),
        # a quarter without a rating, or one that could not be rated, ends the run
        ([(date(2026, 1, 10), "3"), (date(2026, 7, 10), "3")], NOT_MET),
        ([(date(2026, 1, 10), "3"), (date(2026, 4, 10), "insufficient"), (date(2026, 7, 10), "3")], NOT_MET),
        ([(date(2026, 4, 10), "3"), (date(2026, 7, 10), "insufficient")], NOT_MET),
        # one in which the area did not apply is passed over
        ([(date(2026, 1, 10), "3"), (date(2026, 4, 10), "NA"), (date(2026, 7, 10), "3")], MET),
        ([(date(2026, 1, 10), "2"), (date(2026, 4, 10), "NA"), (date(2026, 7, 10), "3")], NOT_MET),
        # an old run does not make today stable
        ([(date(2025, 1, 10), "3"), (date(2025, 4, 10), "3"), (date(2026, 7, 10), "3")], NOT_MET),
        # months count from the first rating of the oldest cycle after which none in it fell below
        ([(date(2026, 4, 10), "3"), (date(2026, 6, 30), "3"), (date(2026, 7, 10), "3")], MET),
        ([(date(2026, 4, 10), "3"), (date(2026, 6, 30), "NA"), (date(2026, 7, 10), "3")], MET),
        (
            [
                (date(2026, 4, 10), "3"),
                (date(2026, 5, 5), "2"),
                (date(2026, 6, 30), "3"),
                (date(2026, 7, 10), "3"),
            ],
            NOT_MET,
        ),
        # across new year
        ([(date(2026, 10, 5), "3"), (date(2027, 1, 5), "3")], MET),
        ([(date(2026, 7, 10), "3")], NOT_MET),
        ([(date(2026, 7, 10), "NA")], NOT_JUDGED),
        ([(date(2026, 7, 10), "insufficient")], NOT_JUDGED),
        ([], NOT_JUDGED),
    ],
)
def test_three_months_and_two_cycles_in_a_row_are_needed(
    rows: list[tuple[date, str]], outcome: RuleOutcome
) -> None:
    """S000-46, S002-22, X-05."""
    assert stability(history(*rows), target=3, rule=RULE).outcome is outcome
    assert stability(history(*reversed(rows)), target=3, rule=RULE).outcome is outcome


def test_a_tenant_may_set_half_yearly_cycles_and_other_limits() -> None:
    """X-05, X-08: reviews twice a year are two cycles, though every second quarter is empty."""
    rows = history((date(2026, 3, 10), "3"), (date(2026, 9, 10), "3"))
    assert stability(rows, target=3, rule=RULE).outcome is NOT_MET
    half_yearly = PromotionRule(cycle_months=6)
    assert stability(rows, target=3, rule=half_yearly).outcome is MET
    assert stability(rows, target=3, rule=PromotionRule(cycle_months=6, stable_months=7)).outcome is NOT_MET
    assert stability(rows, target=3, rule=PromotionRule(cycle_months=6, stable_cycles=3)).outcome is NOT_MET


@pytest.mark.parametrize(
    ("rows", "english", "german"),
    [
        (
            [(date(2026, 8, 12), "3"), (date(2026, 11, 5), "3")],
            "Rated 3 or higher in 2 cycles in a row up to the newest, full months from 2026-08-12 to 2026-11-05: 2; "
            "needed: 2 cycles in a row and 3 months.",
            "In 2 Zyklen nacheinander bis zum neuesten mit 3 oder höher bewertet, volle Monate vom 12.08.2026 bis "
            "05.11.2026: 2; nötig sind 2 Zyklen nacheinander und 3 Monate.",
        ),
        (
            [(date(2026, 11, 5), "3")],
            "Rated 3 or higher in 1 cycle up to the newest, full months from 2026-11-05 to 2026-11-05: 0; needed: 2 "
            "cycles in a row and 3 months.",
            "In 1 Zyklus bis zum neuesten mit 3 oder höher bewertet, volle Monate vom 05.11.2026 bis 05.11.2026: 0; "
            "nötig sind 2 Zyklen nacheinander und 3 Monate.",
        ),
        (
            [(date(2026, 11, 5), "2")],
            "The newest cycle does not show 3 or higher; needed: 2 cycles in a row and 3 months.",
            "Der neueste Zyklus zeigt nicht 3 oder höher; nötig sind 2 Zyklen nacheinander und 3 Monate.",
        ),
        (
            [],
            "There is no rating yet; needed: 3 or higher in 2 cycles in a row and over 3 months.",
            "Es gibt noch keine Bewertung; nötig ist 3 oder höher in 2 Zyklen nacheinander und über 3 Monate.",
        ),
    ],
)
def test_stability_is_explained_with_its_numbers(
    rows: list[tuple[date, str]], english: str, german: str
) -> None:
    """S000-46."""
    verdict = stability(history(*rows), target=3, rule=RULE)
    assert (verdict.sentence.en, verdict.sentence.de) == (english, german)


def test_highest_ratings_that_last_are_a_signal() -> None:
    """S002-27: asked with the top of the scale as the target, once is no pattern."""
    highest = load_rubric("csm-laufbahn").scale.highest
    lasting = history((date(2026, 4, 10), "4"), (date(2026, 7, 10), "4"))
    assert stability(lasting, target=highest, rule=RULE).outcome is MET
    assert stability(lasting[1:], target=highest, rule=RULE).outcome is NOT_MET


ROWS = st.lists(
    st.tuples(st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.sampled_from(["1", "2", "3", "4", "NA", "insufficient"])),
    max_size=8, unique_by=lambda row: row[0],
)  # fmt: skip


@given(rows=ROWS, more=st.integers(90, 92))
def test_stable_is_only_what_stays_above_the_target(rows: list[tuple[date, str]], more: int) -> None:
    """S000-46: a lower target is never harder, and a low newest rating ends stability."""
    found = history(*rows)
    if stability(found, target=3, rule=RULE).outcome is MET:
        assert stability(found, target=2, rule=RULE).outcome is MET
        newest = max(day for day, _ in rows) + timedelta(days=more)
        fallen = history(*rows, (newest, "1"))
        assert stability(fallen, target=3, rule=RULE).outcome is NOT_MET
