"""Rules on red lines: what a cap leaves of a rating, and who may lift it.

A cap holds until the matter is remediated and two people say so (X-18): both named, neither the assessee,
with a reason. A lift is for one red line; it lifts no other, and an incomplete one lifts nothing.
"""

from collections.abc import Sequence

from assessor.domain.base import Frozen
from assessor.domain.rubric import Rubric
from assessor.domain.rule_verdict import RuleOutcome, RuleVerdict
from assessor.i18n import Values, said, said_n
from assessor.rubrics.caps import apply_caps
from assessor.rubrics.rules.verdicts import outcome_of

CAP = ("S000-35", "S000-36", "X-13")
LIFT = ("X-18",)
LIFTED_BY = 2
"""Persons it takes to lift a cap."""
MIN_REASON_CHARS = 10


class CapLift(Frozen):
    """Persons say that a red line has been remediated."""

    red_line: str
    by: tuple[str, ...]
    """Ids of the actors, each after they agreed."""
    reason: str


def cap_lift(lift: CapLift, *, assessee: str, rubric: Rubric) -> RuleVerdict:
    """Whether a cap is lifted.

    Args:
        lift: who agreed, and why.
        assessee: whose rating it is; their own word does not count.
        rubric: has the red line.

    Raises:
        InputError: code `unknown_red_line`.
    """
    apply_caps(rubric.scale.lowest, [lift.red_line], rubric)  # refuses a red line the rubric does not have
    others = len({actor for actor in lift.by if actor != assessee})
    own_word = assessee in lift.by
    chars = len(lift.reason.strip())
    values: Values = {
        "red_line": lift.red_line,
        "needed": LIFTED_BY,
        "chars": chars,
        "least": MIN_REASON_CHARS,
    }
    if others < LIFTED_BY:
        sentence = said_n(
            "The cap for {red_line} stays: {count} person other than the assessee agreed, needed: {needed}.",
            "The cap for {red_line} stays: {count} persons other than the assessee agreed, needed: {needed}.",
            others,
            **values,
        )
    elif chars < MIN_REASON_CHARS:
        sentence = said(
            "The cap for {red_line} stays: the reason has {chars} characters, needed: {least}.",
            **values,
        )
    else:
        sentence = said_n(
            "The cap for {red_line} is lifted: {count} person other than the assessee agreed and gave a "
            "reason.",
            "The cap for {red_line} is lifted: {count} persons other than the assessee agreed and gave a "
            "reason.",
            others,
            **values,
        )
    return RuleVerdict(
        rule="cap_lift",
        requirements=LIFT,
        about=lift.red_line,
        outcome=outcome_of(others >= LIFTED_BY and chars >= MIN_REASON_CHARS),
        numbers={
            "agreed": others,
            "needed": LIFTED_BY,
            "own_word": int(own_word),
            "reason_chars": chars,
            "min_reason_chars": MIN_REASON_CHARS,
        },
        sentence=sentence,
    )


def red_lines_in_force(
    red_lines: Sequence[str], lifts: Sequence[CapLift], *, assessee: str, rubric: Rubric
) -> tuple[str, ...]:
    """The red lines a person confirmed whose cap nobody has lifted, each once, in the order given."""
    lifted = {
        lift.red_line
        for lift in lifts
        if cap_lift(lift, assessee=assessee, rubric=rubric).outcome is RuleOutcome.MET
    }
    return tuple(dict.fromkeys(line for line in red_lines if line not in lifted))


def red_line_cap(
    rating: int,
    red_lines: Sequence[str],
    rubric: Rubric,
    *,
    assessee: str = "",
    lifts: Sequence[CapLift] = (),
) -> RuleVerdict:
    """What the red lines in force leave of a rating; `numbers["rating"]` is the rating after the cap.

    Met means that no cap holds.

    Args:
        rating: before caps.
        red_lines: those a person confirmed.
        rubric: has scale, red lines and caps.
        assessee: whose rating it is; needed where there are lifts.
        lifts: what persons said of remediation; an incomplete one lifts nothing.

    Raises:
        InputError: as for `apply_caps`.
    """
    in_force = red_lines_in_force(red_lines, lifts, assessee=assessee, rubric=rubric)
    after, cap = apply_caps(rating, in_force, rubric)
    lifted = len(set(red_lines) - set(in_force))
    values: Values = {"before": rating, "after": after, "highest": rubric.scale.highest, "lines": in_force}
    if cap is None and not lifted:
        sentence = said("The rating of {before} stands: no red line is in force.", **values)
    elif cap is None:
        sentence = said_n(
            "The rating of {before} stands: no red line is in force, {count} was lifted.",
            "The rating of {before} stands: no red line is in force, {count} were lifted.",
            lifted,
            **values,
        )
    elif after < rating:
        sentence = said_n(
            "The rating of {before} is capped at {cap} of {highest}: {count} red line is in force ({lines}).",
            "The rating of {before} is capped at {cap} of {highest}: {count} red lines are in force "
            "({lines}).",
            len(in_force),
            cap=cap,
            **values,
        )
    else:
        sentence = said_n(
            "The rating of {before} stays: it does not exceed the cap of {cap} of {highest} that {count} "
            "red line sets ({lines}).",
            "The rating of {before} stays: it does not exceed the cap of {cap} of {highest} that {count} "
            "red lines set ({lines}).",
            len(in_force),
            cap=cap,
            **values,
        )
    return RuleVerdict(
        rule="red_line_cap",
        requirements=CAP,
        outcome=outcome_of(cap is None),
        numbers={
            "rating_before": rating,
            "rating": after,
            "cap": cap,
            "in_force": len(in_force),
            "lifted": lifted,
        },
        sentence=sentence,
    )
