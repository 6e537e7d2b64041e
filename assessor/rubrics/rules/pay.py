"""Rule on pay: with the link off, nothing is judged; with it on, a signal for a talk and never an amount.

The source's example asks for the second-highest level in four of five areas, while its matrix has six
(S002-55, X-07): so the share counts, of the areas that apply.
"""

from assessor.domain.pay_link import PayLink
from assessor.domain.rubric import Scale
from assessor.domain.rule_verdict import RuleVerdict
from assessor.i18n import said, said_n
from assessor.rubrics.rules.ratings import Ratings, counted_ratings
from assessor.rubrics.rules.verdicts import outcome_of

PAY = ("X-14", "X-07", "S002-55", "S002-56", "S002-70")
SHARE = (4, 5)
"""Four of five."""


def pay_signal(ratings: Ratings, scale: Scale, link: PayLink) -> RuleVerdict:
    """Whether enough areas are rated high for a talk about pay.

    Args:
        ratings: confirmed ratings by area.
        scale: tells which level is the second-highest.
        link: not judged while it is off; then no number of any rating is given either.
    """
    if not link.enabled:
        return RuleVerdict(
            rule="pay_signal",
            requirements=PAY,
            outcome=outcome_of(None),
            numbers={},
            sentence=said("The pay link is off; it takes a works agreement to switch it on."),
        )
    counted = counted_ratings(ratings)
    high = scale.highest - 1
    reached = sum(level >= high for level in counted.values())
    # Rounded up: 4/5 of six areas are 4.8, so five.
    needed = -(-SHARE[0] * len(counted) // SHARE[1])
    return RuleVerdict(
        rule="pay_signal",
        requirements=PAY,
        outcome=outcome_of(reached >= needed if counted else None),
        numbers={"counted": len(counted), "reached": reached, "needed": needed, "level": high},
        sentence=said_n(
            "{count} of {counted} areas that apply is rated {level} or higher, needed: {needed}; a "
            "signal for a talk, no decision on pay (agreement: {agreement}).",
            "{count} of {counted} areas that apply are rated {level} or higher, needed: {needed}; a "
            "signal for a talk, no decision on pay (agreement: {agreement}).",
            reached,
            counted=len(counted),
            level=high,
            needed=needed,
            agreement=link.agreement,
        ),
    )
