"""Numeric targets against figures: compared like with like, and otherwise not judged."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from assessor.domain.rubric import MetricCheck, MetricDirection, MetricUnit, Rubric
from assessor.domain.rule_verdict import RuleOutcome, RuleVerdict
from assessor.rubrics.figures import targets_of
from assessor.rubrics.load import load_rubric
from assessor.rubrics.names import find_career_level, find_skill_area
from assessor.rubrics.rules.metrics import MetricFigure, metric_target, metric_targets

MET, NOT_MET, NOT_JUDGED = RuleOutcome.MET, RuleOutcome.NOT_MET, RuleOutcome.NOT_JUDGED


@pytest.fixture(scope="module")
def laufbahn() -> Rubric:
    return load_rubric("csm-laufbahn")


def target(
    direction: str = "at_least", value: float = 90, upper: float | None = None, **fields: Any
) -> MetricCheck:
    return MetricCheck.model_validate(
        {
            "id": "on_time", "metric": "on-time go-lives", "direction": direction, "value": value, "upper": upper,
            "unit": "percent", "period": "quarter", "segment": "enterprise", "source": "CRM", **fields,
        }
    )  # fmt: skip


def figure(value: float = 92.5, **fields: Any) -> MetricFigure:
    return MetricFigure.model_validate(
        {
            "check": "on_time", "value": value, "unit": "percent", "period": "quarter", "segment": "enterprise",
            "source": "CRM dashboard", **fields,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("check", "value", "goal", "scope"),
    [
        (target("at_least", 90), 90, MET, MET),
        (target("at_least", 90), 89.999, NOT_MET, NOT_MET),
        (target("at_least", 90), 120, MET, MET),
        (target("at_most", 100), 100, MET, MET),
        (target("at_most", 100), 100.001, NOT_MET, NOT_MET),
        (target("at_most", 100), 0, MET, MET),
        (target("between", 10, 15), 10, MET, MET),
        (target("between", 10, 15), 15, MET, MET),
        (target("between", 10, 15), 9.9, NOT_MET, NOT_MET),
        # 18 % faster where 10 to 15 % were asked for is no failure; 18 accounts where 10 to 15 are usual is another scope
        (target("between", 10, 15), 18, MET, NOT_MET),
    ],
)
def test_a_figure_meets_a_target_at_its_limits(
    check: MetricCheck, value: float, goal: RuleOutcome, scope: RuleOutcome
) -> None:
    """S002-11."""
    assert metric_target(check, figure(value)).outcome is goal
    assert metric_target(check, figure(value), is_scope=True).outcome is scope


@pytest.mark.parametrize(
    ("given_figure", "reason"),
    [
        (None, "there is no figure to compare with at least 90 %"),
        (
            figure(segment="mid-market"),
            "the figure is for the segment “mid-market”, the target for “enterprise”",
        ),
        (figure(period="year"), "the figure is for the period “year”, the target for “quarter”"),
        (figure(unit="accounts"), "the figure is in accounts, the target in percent"),
        (figure(source="  "), "the figure names no source; expected: CRM"),
        (
            figure(0, segment="mid-market"),
            "the figure is for the segment",
        ),  # zero of another segment is no failure
    ],
)
def test_what_cannot_be_compared_is_not_judged_and_says_why(
    given_figure: MetricFigure | None, reason: str
) -> None:
    """S002-11, X-16, S000-63, S000-30."""
    verdict = metric_target(target(), given_figure)
    assert verdict.outcome is NOT_JUDGED
    assert reason in verdict.sentence.en


def test_spelling_of_segment_and_period_does_not_matter() -> None:
    assert metric_target(target(), figure(segment=" Enterprise", period="QUARTER")).outcome is MET


@pytest.mark.parametrize(
    ("check", "given_figure", "is_scope", "english", "german"),
    [
        (
            target(), figure(), False,
            "on-time go-lives: the figure of 92.5 % meets at least 90 % (segment: enterprise; period: quarter; source: "
            "CRM dashboard).",
            "on-time go-lives: Der Wert 92,5 % erreicht mindestens 90 % (Segment: enterprise; Zeitraum: quarter; Quelle: "
            "CRM dashboard).",
        ),
        (
            target("between", 10, 15, unit="accounts"), figure(1, unit="accounts"), True,
            "on-time go-lives: the figure of 1 account misses 10 to 15 accounts (segment: enterprise; period: quarter; "
            "source: CRM dashboard).",
            "on-time go-lives: Der Wert 1 Account verfehlt 10 bis 15 Accounts (Segment: enterprise; Zeitraum: quarter; "
            "Quelle: CRM dashboard).",
        ),
        (
            target("between", 10, 15), figure(segment="SMB"), False,
            "on-time go-lives: not compared with 10 to 15 % or more: the figure is for the segment “SMB”, the target for "
            "“enterprise”.",
            "on-time go-lives: nicht mit 10 bis 15 % oder mehr verglichen: die Kennzahl gilt für das Segment „SMB“, der "
            "Zielwert für „enterprise“.",
        ),
        (
            target("at_most", 100_000, unit="currency"), None, False,
            "on-time go-lives: there is no figure to compare with at most 100,000 in contract currency.",
            "on-time go-lives: Es gibt keine Kennzahl, die sich mit höchstens 100.000 in Vertragswährung vergleichen "
            "lässt.",
        ),
    ],
)  # fmt: skip
def test_the_comparison_is_explained_with_its_numbers(
    check: MetricCheck, given_figure: MetricFigure | None, is_scope: bool, english: str, german: str
) -> None:
    """S002-11."""
    verdict = metric_target(check, given_figure, is_scope=is_scope)
    assert (verdict.sentence.en, verdict.sentence.de) == (english, german)


@pytest.mark.parametrize(
    ("unit", "one", "many"), [("people", "1 person", "2 people"), ("days", "1 day", "1.5 days")]
)
def test_units_are_named_in_their_number(unit: str, one: str, many: str) -> None:
    check = target(value=1, unit=unit)
    value = 1.5 if "1.5" in many else 2
    assert f"of {one} meets" in metric_target(check, figure(1, unit=unit)).sentence.en
    assert f"of {many} meets" in metric_target(check, figure(value, unit=unit)).sentence.en


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_figure_is_a_number(value: float) -> None:
    with pytest.raises(ValidationError):
        figure(value)


def judged(rubric: Rubric, level: str, *figures: MetricFigure) -> dict[str, RuleVerdict]:
    return {one.about: one for one in metric_targets(rubric, find_career_level(rubric, level), figures)}


@pytest.mark.parametrize(
    ("level", "check", "low", "high"),
    [
        # S002-04, S002-05, S002-06, S002-07, S002-08: just missed, and just reached
        ("mid", "onboarding_mid_ttfv", 9.9, 10),
        ("senior", "onboarding_senior_go_live", 89.9, 90),
        ("mid", "scope_mid_accounts", 19, 20),
        ("mid", "scope_mid_accounts", 31, 30),
        ("junior", "scope_junior_accounts", 16, 15),
        ("senior", "renewal_senior_grr", 94.9, 95),
        ("senior", "expansion_senior_arr", 99_999, 100_000),
    ],
)
def test_targets_of_the_career_model_are_judged_against_figures(
    laufbahn: Rubric, level: str, check: str, low: float, high: float
) -> None:
    """S002-04, S002-06, S002-07, S002-08, S002-11."""
    career = find_career_level(laufbahn, level)
    cells = [cell for area in laufbahn.skill_areas for cell in area.cells if cell.career_level == career.name]
    found = next(
        one
        for one in (*career.scope_metrics, *(m for cell in cells for m in cell.metrics))
        if one.id == check
    )
    like = {
        "check": check,
        "unit": found.unit,
        "period": found.period,
        "segment": found.segment,
        "source": "CRM",
    }
    missed = judged(laufbahn, level, MetricFigure(value=low, **like))
    reached = judged(laufbahn, level, MetricFigure(value=high, **like))
    assert (missed[check].outcome, reached[check].outcome) == (NOT_MET, MET)
    assert {one.outcome for name, one in reached.items() if name != check} == {NOT_JUDGED}


def test_every_target_of_the_career_model_is_met_at_its_limit_and_missed_beyond(laufbahn: Rubric) -> None:
    """S002-04, S002-05, S002-06, S002-07, S002-08, S002-11."""
    judged_checks = 0
    for level in laufbahn.career_levels:
        scope = {check.id for check in level.scope_metrics}
        for check in targets_of(laufbahn, level):
            below = check.direction is not MetricDirection.AT_MOST
            cases = [(check.value, MET), (check.value - 0.01 if below else check.value + 0.01, NOT_MET)]
            if check.upper is not None:
                cases += [(check.upper, MET), (check.upper + 0.01, NOT_MET if check.id in scope else MET)]
            for value, outcome in cases:
                given_figure = MetricFigure(
                    check=check.id,
                    value=value,
                    unit=check.unit,
                    period=check.period,
                    segment=check.segment,
                    source="CRM",
                )
                assert judged(laufbahn, level.name, given_figure)[check.id].outcome is outcome, check.id
            judged_checks += 1
    assert judged_checks >= 18


def test_without_figures_no_target_is_failed(laufbahn: Rubric) -> None:
    """S002-11."""
    for level in laufbahn.career_levels:
        verdicts = metric_targets(laufbahn, level, ())
        assert verdicts
        assert {one.outcome for one in verdicts} == {NOT_JUDGED}


def test_of_several_figures_the_one_of_the_right_segment_is_compared(laufbahn: Rubric) -> None:
    """X-16: the mid-market's figure neither fails nor meets the enterprise target."""
    level = find_career_level(laufbahn, "senior")
    check = next(
        one
        for cell in find_skill_area(laufbahn, "onboarding").cells
        for one in cell.metrics
        if one.id == "onboarding_senior_go_live"
    )
    like: dict[str, Any] = {"check": check.id, "unit": check.unit, "period": check.period, "source": "CRM"}
    other = MetricFigure(value=40, segment="Mid-Market", **like)
    own = MetricFigure(value=93, segment=check.segment, **like)
    for figures in ((other, own), (own, other)):
        found = next(one for one in metric_targets(laufbahn, level, figures) if one.about == check.id)
        assert (found.outcome, found.numbers["figure"]) == (MET, 93)


def test_one_area_can_be_looked_at_alone(laufbahn: Rubric) -> None:
    level = find_career_level(laufbahn, "senior")
    area = find_skill_area(laufbahn, "renewal")
    found = metric_targets(laufbahn, level, (), areas=[area])
    assert {one.about for one in found} == {"renewal_senior_contract", "renewal_senior_grr"}


NUMBERS = st.floats(-1e6, 1e6)


@given(
    direction=st.sampled_from(list(MetricDirection)), value=NUMBERS, width=st.floats(0.1, 1e3),
    first=NUMBERS, more=st.floats(0, 1e6), is_scope=st.booleans(),
)  # fmt: skip
def test_a_better_figure_never_makes_a_met_target_missed(
    direction: MetricDirection, value: float, width: float, first: float, more: float, is_scope: bool
) -> None:
    """S002-11: more is better from below a limit, less is better where it is a ceiling; a scope has two ends."""
    upper = value + width if direction is MetricDirection.BETWEEN else None
    check = target(direction.value, value, upper)
    low = metric_target(check, figure(first), is_scope=is_scope).outcome
    high = metric_target(check, figure(first + more), is_scope=is_scope).outcome
    if direction is MetricDirection.AT_MOST:
        low, high = high, low
    if direction is MetricDirection.BETWEEN and is_scope:
        assert (low is MET) == (upper is not None and value <= first <= upper)
    elif low is MET:
        assert high is MET


@given(unit=st.sampled_from(list(MetricUnit)), value=NUMBERS)
def test_a_figure_in_another_unit_is_never_compared(unit: MetricUnit, value: float) -> None:
    verdict = metric_target(target(), figure(value, unit=unit))
    assert (verdict.outcome is NOT_JUDGED) == (unit is not MetricUnit.PERCENT)
