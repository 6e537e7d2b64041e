"""Rules on the ratings of all skill areas: what is left out, the least for promotion, the usual band.

Ratings are counted and compared, never averaged (decision 5). What does not apply and what could not be
rated is left out of every count, each for its own reason.
"""

from collections.abc import Mapping

from assessor.domain.rating import RatingOutcome, RatingValue
from assessor.domain.rubric import CareerLevel
from assessor.domain.rule_verdict import RuleVerdict
from assessor.i18n import Values, joined, said, said_n
from assessor.rubrics.rules.verdicts import outcome_of

NOT_APPLICABLE = ("S002-14", "X-02", "X-03")
MINIMUM = ("S002-24",)
BAND = ("S001-08", "S001-09")
Ratings = Mapping[str, RatingValue]
"""Skill area to its rating."""


def counted_ratings(ratings: Ratings) -> dict[str, int]:
    """The areas that have a level, and it; all others are left out."""
    return {area: value.level for area, value in ratings.items() if value.level is not None}


def with_outcome(ratings: Ratings, outcome: RatingOutcome) -> tuple[str, ...]:
    """The areas with one outcome, in the order given."""
    return tuple(area for area, value in ratings.items() if value.outcome is outcome)


def rate_again(ratings: Ratings) -> tuple[str, ...]:
    """Areas to look at afresh at the next career level, where what did not apply may (S002-14)."""
    return with_outcome(ratings, RatingOutcome.NOT_APPLICABLE)


def not_applicable(ratings: Ratings) -> RuleVerdict:
    """What counts and what is left out; met where anything is left to count."""
    counted = len(counted_ratings(ratings))
    without = len(with_outcome(ratings, RatingOutcome.NOT_APPLICABLE))
    insufficient = len(with_outcome(ratings, RatingOutcome.INSUFFICIENT_EVIDENCE))
    return RuleVerdict(
        rule="not_applicable",
        requirements=NOT_APPLICABLE,
        outcome=outcome_of(counted > 0 if ratings else None),
        numbers={
            "areas": len(ratings),
            "counted": counted,
            "not_applicable": without,
            "insufficient": insufficient,
        },
        sentence=said_n(
            "Of {areas} skill areas {count} counts; left out of every figure are those that do not apply "
            "({without}) and those without enough evidence ({insufficient}).",
            "Of {areas} skill areas {count} count; left out of every figure are those that do not apply "
            "({without}) and those without enough evidence ({insufficient}).",
            counted,
            areas=len(ratings),
            without=without,
            insufficient=insufficient,
        ),
    )


def promotion_minimum(ratings: Ratings, least: int) -> RuleVerdict:
    """Whether every area that applies is rated `least` or higher; not judged where one lacks evidence.

    Args:
        ratings: by skill area.
        least: see `Rubric.min_rating`.
    """
    counted = counted_ratings(ratings)
    below = tuple(area for area, level in counted.items() if level < least)
    open_areas = with_outcome(ratings, RatingOutcome.INSUFFICIENT_EVIDENCE)
    values: Values = {"least": least, "counted": len(counted), "below": below, "open": open_areas}
    if below:
        holds: bool | None = False
        sentence = said_n(
            "{count} of {counted} areas that apply is below {least}: {below}.",
            "{count} of {counted} areas that apply are below {least}: {below}.",
            len(below),
            **values,
        )
    elif open_areas or not counted:
        holds = None
        sentence = (
            said_n(
                "No rated area is below {least}, but {count} area lacks evidence: {open}.",
                "No rated area is below {least}, but {count} areas lack evidence: {open}.",
                len(open_areas),
                **values,
            )
            if open_areas
            else said("No area has been rated, so nothing can be compared with {least}.", **values)
        )
    else:
        holds = True
        sentence = said_n(
            "The {count} area that applies is rated {least} or higher.",
            "All {count} areas that apply are rated {least} or higher.",
            len(counted),
            **values,
        )
    return RuleVerdict(
        rule="promotion_minimum",
        requirements=MINIMUM,
        outcome=outcome_of(holds),
        numbers={
            "min_rating": least,
            "counted": len(counted),
            "below": len(below),
            "open": len(open_areas),
        },
        sentence=sentence,
    )


def expected_band(ratings: Ratings, level: CareerLevel) -> RuleVerdict:
    """How the rated areas lie to the band usual at a career level.

    Met where more than half reach it; above the band counts as reaching it. One area below is no failure,
    since the band describes a profile.
    """
    band, counted = level.expected, counted_ratings(ratings)
    if band is None or not counted:
        return RuleVerdict(
            rule="expected_band",
            requirements=BAND,
            about=level.name,
            outcome=outcome_of(None),
            numbers={"counted": len(counted)},
            sentence=said("{level}: the rubric names no usual band.", level=level.name)
            if band is None
            else said("{level}: no area has been rated, so there is no profile.", level=level.name),
        )
    below = sum(rating < band.lowest for rating in counted.values())
    above = sum(rating > band.highest for rating in counted.values())
    within = len(counted) - below - above
    profile = said_n(
        "{level}: of {counted} rated areas {count} lies in the usual band from {lowest} to {highest}, "
        "{below} below and {above} above; it is a profile and no gate for a single area.",
        "{level}: of {counted} rated areas {count} lie in the usual band from {lowest} to {highest}, "
        "{below} below and {above} above; it is a profile and no gate for a single area.",
        within,
        level=level.name,
        counted=len(counted),
        lowest=band.lowest,
        highest=band.highest,
        below=below,
        above=above,
    )
    note = [said("The rubric adds: {note}", note=band.note)] if band.note else []
    return RuleVerdict(
        rule="expected_band",
        requirements=BAND,
        about=level.name,
        outcome=outcome_of(2 * (within + above) > len(counted)),
        numbers={
            "lowest": band.lowest, "highest": band.highest, "counted": len(counted),
            "below": below, "within": within, "above": above,
        },
        sentence=joined([profile, *note]),
    )  # fmt: skip
