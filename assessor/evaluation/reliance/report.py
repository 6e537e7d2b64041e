"""The whole answer: every drafter under every rubric, what may be shown of it, and whether it is too much."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from assessor.domain.reliance import RelianceGroup, RelianceReport, WithheldGroup
from assessor.evaluation.reliance.case import SETTLED, Case, Lesson
from assessor.evaluation.reliance.cells import cells_of, shown_since
from assessor.evaluation.reliance.gather import Drafted
from assessor.evaluation.reliance.measures import DRAWS, SEED, figures_of
from assessor.evaluation.reliance.verdict import RelianceLimits, any_exceeded, held_against


@dataclass(frozen=True)
class Asked:
    """What is asked for."""

    at: datetime
    since: date
    limits: RelianceLimits
    draws: int = DRAWS
    seed: int = SEED


def reliance_report(
    cases: Mapping[Drafted, Iterable[Case]], asked: Asked, lifted: Mapping[Drafted, date] | None = None
) -> RelianceReport:
    """What drafts did to ratings since a day.

    Args:
        cases: every case there is, also from before that day: cells are counted from the first.
        asked: since when, and what is allowed.
        lifted: when a suspension for reliance was last lifted. Cases from before led to it; they must not
            lead to another one.
    """
    groups, withheld = [], []
    for drafted, of_drafter in sorted(cases.items(), key=lambda one: (one[0].rubric, one[0].drafter)):
        since = max(asked.since, (lifted or {}).get(drafted, asked.since))
        shown = shown_since(cells_of(of_drafter), since)
        if shown:
            groups.append(_group(drafted, shown, since, asked))
        else:
            withheld.append(
                WithheldGroup(rubric=drafted.rubric, drafter=drafted.drafter, since=since, why="small_group")
            )
    return RelianceReport(
        at=asked.at,
        since=asked.since,
        draws=asked.draws,
        seed=asked.seed,
        groups=tuple(groups),
        withheld=tuple(withheld),
        exceeded=any_exceeded(one.exceeded for one in groups),
    )


def _group(drafted: Drafted, cases: tuple[Case, ...], since: date, asked: Asked) -> RelianceGroup:
    figures = figures_of(cases, draws=asked.draws, seed=asked.seed)
    limits = held_against(figures, asked.limits)
    return RelianceGroup(
        rubric=drafted.rubric,
        drafter=drafted.drafter,
        since=since,
        cases=len(cases),
        raters=len({one.rater for one in cases}),
        assessees=len({one.assessee for one in cases}),
        agreed=sum(one.lesson is Lesson.NONE for one in cases),
        with_outcome=sum(one.lesson in SETTLED for one in cases),
        figures=figures,
        limits=limits,
        exceeded=any_exceeded(one.exceeded for one in limits),
    )
