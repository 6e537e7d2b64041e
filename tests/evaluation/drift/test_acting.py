"""Which drafts a report would take away."""

from assessor.domain.drift import DriftReport, DriftRubric
from assessor.domain.suspension import SuspensionCause
from assessor.evaluation.drift.acting import requests_of
from assessor.formats.published import example_of

REPORT = DriftReport.model_validate(example_of("drift-report"))


def rubric(*signals: tuple[str | None, bool]) -> DriftRubric:
    one = REPORT.rubrics[0]
    scopes = [
        one.scopes[0].model_copy(update={"skill_area": area, "signals": told}) for area, told in signals
    ]
    return one.model_copy(update={"scopes": tuple(scopes)})


def areas(*rubrics: DriftRubric) -> list[str | None]:
    return [one.skill_area for one in requests_of(rubrics, ())]


def test_a_rubric_that_signals_goes_as_a_whole() -> None:
    assert areas(rubric((None, True), ("A", True), ("B", False))) == [None]


def test_where_only_areas_signal_only_they_go() -> None:
    assert areas(rubric((None, False), ("A", True), ("B", False), ("C", True))) == ["A", "C"]


def test_nothing_goes_without_a_signal() -> None:
    assert areas(rubric((None, False), ("A", False))) == []


def test_figures_are_those_that_may_be_shown() -> None:
    (request,) = requests_of([rubric((None, True))], ())
    now = REPORT.rubrics[0].scopes[0].now
    assert now is not None
    assert request.figures == {"difference": round(now.value or 0, 2), "ratings": now.n}


def test_a_gold_run_asks_for_its_rubric_and_drafter_unless_sealed_ratings_did() -> None:
    (request,) = requests_of((), REPORT.gold)
    assert (request.cause, request.drafter, request.skill_area) == (
        SuspensionCause.GOLD_RUN,
        "embedded",
        None,
    )
    both = requests_of([rubric((None, True))], REPORT.gold)
    assert [one.cause for one in both] == [SuspensionCause.DRIFT]
