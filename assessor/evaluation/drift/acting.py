"""Drift: from signals to the drafts that are to be taken away. What is carried out, a person asked for."""

from collections.abc import Iterable, Iterator

from assessor.domain.drift import DriftRubric, DriftScope, GoldDrift
from assessor.domain.suspension import Figures, SuspensionCause, SuspensionRequest

_DIGITS = 2


def requests_of(rubrics: Iterable[DriftRubric], gold: Iterable[GoldDrift]) -> tuple[SuspensionRequest, ...]:
    """One for each rubric and drafter that signals; where only skill areas do, one for each of these.

    Human against human asks for nothing: where people agree less, taking drafts away helps nobody.
    """
    asked = [*_of_charts(rubrics), *_of_gold(gold)]
    # The first for a scope stands: sealed ratings before gold runs.
    scopes: dict[tuple[str, str | None, str | None], SuspensionRequest] = {}
    for one in asked:
        scopes.setdefault((one.rubric_id, one.skill_area, one.drafter), one)
    return tuple(scopes.values())


def _of_charts(rubrics: Iterable[DriftRubric]) -> Iterator[SuspensionRequest]:
    for one in rubrics:
        whole, *areas = one.scopes
        for scope in (whole,) if whole.signals else areas:
            if scope.signals:
                yield SuspensionRequest(
                    rubric_id=scope.rubric,
                    skill_area=scope.skill_area,
                    drafter=scope.drafter,
                    cause=SuspensionCause.DRIFT,
                    figures=_figures(scope),
                    changed_on=scope.began_on,
                )


def _figures(scope: DriftScope) -> Figures:
    """Those that may be shown; behind few people none."""
    if scope.now is None or scope.now.value is None:
        return {}
    return {"difference": round(scope.now.value, _DIGITS), "ratings": scope.now.n}


def _of_gold(gold: Iterable[GoldDrift]) -> Iterator[SuspensionRequest]:
    for one in gold:
        if not one.signals:
            continue
        step = next(step for step in reversed(one.steps) if step.signals)
        figures: Figures = {"items": step.items}
        if step.moved.value is not None:
            figures["moved"] = round(step.moved.value, _DIGITS)
        if step.shift.value is not None:
            figures["shift"] = round(step.shift.value, _DIGITS)
        yield SuspensionRequest(
            rubric_id=one.rubric,
            drafter=one.drafter,
            cause=SuspensionCause.GOLD_RUN,
            figures=figures,
            changed_on=step.at.date(),
        )
