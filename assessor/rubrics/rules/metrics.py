"""Rule on numeric targets: a figure is compared with a target of its unit, period and segment, or not.

A target sets no rating; it says whether a number was reached (S002-11). A figure that is missing, that
belongs to another segment (X-16, S000-63), period or unit, or that names no source (S000-30) is not judged,
and never failed.

A range means two things. As the size of a portfolio it has two ends. As a goal, such as 10 to 15 % faster,
it is reached from its nearer end on, and going beyond it is no failure.
"""

from collections.abc import Mapping, Sequence

from pydantic import Field

from assessor.domain.base import Frozen
from assessor.domain.rubric import CareerLevel, MetricCheck, MetricDirection, MetricUnit, Rubric, SkillArea
from assessor.domain.rule_verdict import RuleVerdict
from assessor.domain.sentences import Sentences
from assessor.i18n import Values, said, said_n
from assessor.rubrics.names import folded
from assessor.rubrics.rules.verdicts import outcome_of

TARGET = ("S002-11", "X-16", "S000-30", "S000-63")


class MetricFigure(Frozen):
    """A number somebody read from a system."""

    check: str
    """Id of the target it is compared with."""
    value: float = Field(allow_inf_nan=False)
    unit: MetricUnit
    period: str
    segment: str
    source: str = ""
    """System or record it was read from."""


def metric_target(check: MetricCheck, figure: MetricFigure | None, *, is_scope: bool = False) -> RuleVerdict:
    """Whether a figure reaches a target.

    Args:
        check: the target.
        figure: None where nobody has one.
        is_scope: whether the target describes the size of a portfolio, whose range has two ends.
    """
    values: Values = {"metric": check.metric, "limit": metric_limit(check, is_scope=is_scope)}
    if figure is None:
        holds, sentence = None, said("{metric}: there is no figure to compare with {limit}.", **values)
    elif (reason := _incomparable(check, figure)) is not None:
        holds, sentence = (
            None,
            said("{metric}: not compared with {limit}: {reason}.", reason=reason, **values),
        )
    else:
        holds = _reaches(check, figure.value, is_scope=is_scope)
        values |= {
            "figure": _amount(figure.value, check.unit),
            "source": figure.source.strip(),
            "segment": check.segment,
            "period": check.period,
        }
        sentence = (
            said(
                "{metric}: the figure of {figure} meets {limit} (segment: {segment}; period: {period}; "
                "source: {source}).",
                **values,
            )
            if holds
            else said(
                "{metric}: the figure of {figure} misses {limit} (segment: {segment}; period: {period}; "
                "source: {source}).",
                **values,
            )
        )
    return RuleVerdict(
        rule="metric_target",
        requirements=TARGET,
        about=check.id,
        outcome=outcome_of(holds),
        numbers={
            "figure": None if figure is None else figure.value, "value": check.value, "upper": check.upper,
        },
        sentence=sentence,
    )  # fmt: skip


def metric_targets(
    rubric: Rubric,
    level: CareerLevel,
    figures: Sequence[MetricFigure],
    *,
    areas: Sequence[SkillArea] | None = None,
) -> tuple[RuleVerdict, ...]:
    """Every target of a career level: first the size of its portfolio, then skill area by skill area.

    Args:
        rubric: has the targets.
        level: one of its career levels.
        figures: at most one counts for a target: the first that can be compared with it.
        areas: only these, and not the portfolio; every area where left out.
    """
    by_check: dict[str, list[MetricFigure]] = {}
    for figure in figures:
        by_check.setdefault(figure.check, []).append(figure)
    scope = () if areas is not None else level.scope_metrics
    goals = [
        check
        for area in (areas if areas is not None else rubric.skill_areas)
        for cell in area.cells
        if cell.career_level == level.name
        for check in cell.metrics
    ]
    return (
        *(metric_target(check, _best(check, by_check), is_scope=True) for check in scope),
        *(metric_target(check, _best(check, by_check)) for check in goals),
    )


def _best(check: MetricCheck, by_check: Mapping[str, Sequence[MetricFigure]]) -> MetricFigure | None:
    figures = by_check.get(check.id, ())
    comparable = (figure for figure in figures if _incomparable(check, figure) is None)
    return next(comparable, figures[0] if figures else None)


def _incomparable(check: MetricCheck, figure: MetricFigure) -> Sentences | None:
    """Why the two numbers do not mean the same; None where they do."""
    if figure.unit is not check.unit:
        return said(
            "the figure is in {unit}, the target in {wanted}",
            unit=_unit(figure.unit),
            wanted=_unit(check.unit),
        )
    if folded(figure.segment) != folded(check.segment):
        return said(
            "the figure is for the segment “{segment}”, the target for “{wanted}”",
            segment=figure.segment,
            wanted=check.segment,
        )
    if folded(figure.period) != folded(check.period):
        return said(
            "the figure is for the period “{period}”, the target for “{wanted}”",
            period=figure.period,
            wanted=check.period,
        )
    if not figure.source.strip():
        return said("the figure names no source; expected: {source}", source=check.source)
    return None


def _reaches(check: MetricCheck, value: float, *, is_scope: bool) -> bool:
    match check.direction:
        case MetricDirection.AT_LEAST:
            return value >= check.value
        case MetricDirection.AT_MOST:
            return value <= check.value
        case MetricDirection.BETWEEN:
            return value >= check.value and (not is_scope or check.upper is None or value <= check.upper)


def metric_limit(check: MetricCheck, *, is_scope: bool = False) -> Sentences:
    """The number of a target with its unit and what it bounds, such as at least 90 %."""
    limit = _amount(check.value, check.unit)
    if check.upper is not None:
        high = _amount(check.upper, check.unit)
        if is_scope:
            return said("{low} to {high}", low=check.value, high=high)
        return said("{low} to {high} or more", low=check.value, high=high)
    if check.direction is MetricDirection.AT_MOST:
        return said("at most {limit}", limit=limit)
    return said("at least {limit}", limit=limit)


def _amount(value: float, unit: MetricUnit) -> Sentences:
    form = 1 if value == 1 else 2  # a plural rule takes whole numbers; 1.5 days are days
    match unit:
        case MetricUnit.PERCENT:
            return said("{value} %", value=value)
        case MetricUnit.CURRENCY:
            return said("{value} in contract currency", value=value)
        case MetricUnit.ACCOUNTS:
            return said_n("{value} account", "{value} accounts", form, value=value)
        case MetricUnit.PEOPLE:
            return said_n("{value} person", "{value} people", form, value=value)
        case MetricUnit.DAYS:
            return said_n("{value} day", "{value} days", form, value=value)


def _unit(unit: MetricUnit) -> Sentences:
    match unit:
        case MetricUnit.PERCENT:
            return said("percent")
        case MetricUnit.CURRENCY:
            return said("currency")
        case MetricUnit.ACCOUNTS:
            return said("accounts")
        case MetricUnit.PEOPLE:
            return said("people")
        case MetricUnit.DAYS:
            return said("days")
