"""Cause, last step: attribution, the conditions nobody tried, and the line in dispute, in one report."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assessor.domain.cause import CauseReport, Dispute, ReplayMade
from assessor.domain.comparison import ConditionChange
from assessor.domain.rubric import Rubric
from assessor.domain.run import RunItem
from assessor.evaluation.cause.attribute import Attribution, Candidate, States, attribute
from assessor.evaluation.cause.cells import Cell, Design
from assessor.evaluation.cause.dispute import Disputed, InLanguages, dispute_of
from assessor.evaluation.cause.ratings import sealed_of
from assessor.evaluation.cause.wording import first_of, headline_of, sentences_of
from assessor.evaluation.comparing.conditions import changed_conditions
from assessor.evaluation.comparing.runs import Run
from assessor.evaluation.table import RatingTable

_CONDITIONS = {
    "model": ("drafter", "model"),
    "prompt": ("prompt",),
    "rubric": ("rubric",),
    "policy": ("policy",),
    "learned": ("fitted",),
}
"""Conditions of a run that each kind of change stands for."""
_BY_AGAIN = ("program", "library", "python")
"""Those that every replay has as they are now."""


@dataclass(frozen=True)
class Replayed:
    """A replay with the name of its folder."""

    folder: str
    run: Run


@dataclass(frozen=True)
class Rubrics:
    """How rubrics are found."""

    now: Callable[[str], Rubric]
    """As in the state that is looked into."""
    languages: InLanguages


def cause_report(
    before: Run,
    now: Run | None,
    replays: Mapping[Cell, Replayed],
    design: Design,
    candidates: Mapping[str, Candidate],
    rubrics: Rubrics,
    *,
    ratings: RatingTable | None = None,
) -> CauseReport:
    """Say why drafts moved.

    Args:
        before: the run.
        now: the one it is held against; null where that is the replay with all changes.
        replays: one for each cell of the design.
        design: of the candidates.
        candidates: by their names in the design.
        rubrics: for the clause in dispute.
        ratings: sealed ratings of today; labels take their place where null.

    Raises:
        InputError: code `nothing_in_common`.
    """
    states = States(
        before=before.items,
        now=None if now is None else now.items,
        cells={cell: replays[cell].run.items for cell in design.cells},
        ratings=ratings,
    )
    found = attribute(states, design, candidates)
    not_tried = () if now is None else _not_tried(before, now, candidates)
    latest = (now or replays[design.everything].run).items
    dispute = dispute_of(_disputed(latest, ratings), rubrics.now, rubrics.languages)
    return _report(before, now, found, design, replays, not_tried, dispute)


def _report(
    before: Run,
    now: Run | None,
    found: Attribution,
    design: Design,
    replays: Mapping[Cell, Replayed],
    not_tried: tuple[ConditionChange, ...],
    dispute: Dispute | None,
) -> CauseReport:
    first = first_of(found.factors)
    return CauseReport(
        run=before.manifest.id,
        against=None if now is None else now.manifest.id,
        items=found.items,
        orders="all" if design.all_orders else "both_ends",
        observed=found.observed,
        factors=found.factors,
        first=None if first is None else f"{first.kind} {first.value}".strip(),
        unexplained=found.unexplained,
        not_tried=not_tried,
        dispute=dispute,
        replays=tuple(_made(replays[cell]) for cell in design.cells),
        headline=headline_of(found.factors),
        sentences=tuple(sentences_of(found, not_tried, dispute)),
    )


def _made(one: Replayed) -> ReplayMade:
    replay = one.run.manifest.replay
    assert replay is not None
    return ReplayMade(folder=one.folder, run=one.run.manifest.id, changed=replay.changed)


def _not_tried(before: Run, now: Run, candidates: Mapping[str, Candidate]) -> tuple[ConditionChange, ...]:
    tried = {name for one in candidates.values() for name in _CONDITIONS.get(one.kind, ())} | set(_BY_AGAIN)
    changed = changed_conditions(before.manifest, before.items, now.manifest, now.items)
    return tuple(one for one in changed if one.what.partition(" ")[0] not in tried)


def _disputed(items: Sequence[RunItem], ratings: RatingTable | None) -> list[Disputed]:
    drafted = [one for one in items if one.rating is not None]
    if ratings is None:
        return [Disputed(one.labels.rating, one) for one in drafted if one.labels.rating is not None]
    sealed = sealed_of(ratings, [one.id for one in drafted])
    return [
        Disputed(float(level), one)
        for one, row in zip(drafted, sealed.given, strict=True)
        for level in row[~np.isnan(row)]
    ]
