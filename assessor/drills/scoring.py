"""What came of it: for the trainee item by item, for Enablement in full groups of five."""

from collections import Counter
from collections.abc import Iterable

from assessor.domain.drill import (
    FEWEST_TRAINEES,
    Drill,
    DrillAnswer,
    DrillAttempt,
    DrillCounts,
    DrillItem,
    DrillItemCount,
    DrillOutcome,
)


def outcome_of(item: DrillItem, answer: DrillAnswer) -> DrillOutcome:
    """An item with its answer beside what holds."""
    went_along = item.flaw is not None and _nearer_to_draft(item, answer.final)
    return DrillOutcome(
        number=answer.number,
        flaw=item.flaw,
        settled=item.settled,
        drafted=item.drafted,
        own=answer.own,
        final=answer.final,
        went_along=went_along,
        led=went_along and not _nearer_to_draft(item, answer.own),
        doubted=item.flaw is None and abs(answer.final - item.drafted) > abs(answer.own - item.drafted),
    )


def counts_of(drill: Drill, attempts: Iterable[DrillAttempt]) -> DrillCounts:
    """Counts over full groups of five trainees.

    A group that lost one to deletion is counted no more, and none is filled up again: so the difference of
    two counts is always of five trainees at least.
    """
    attempts = tuple(attempts)
    sizes = Counter(one.batch for one in attempts)
    full = [one for one in attempts if sizes[one.batch] >= FEWEST_TRAINEES]
    by_number: dict[int, list[DrillOutcome]] = {}
    for attempt in full:
        for answer in attempt.answers:
            outcome = outcome_of(drill.items[answer.number - 1], answer)
            by_number.setdefault(answer.number, []).append(outcome)
    return DrillCounts(
        id=drill.id,
        rubric=drill.rubric,
        trainees=len(full),
        items=tuple(
            DrillItemCount(
                number=number,
                flaw=drill.items[number - 1].flaw,
                went_along=sum(one.went_along for one in outcomes),
                led=sum(one.led for one in outcomes),
                doubted=sum(one.doubted for one in outcomes),
            )
            for number, outcomes in sorted(by_number.items())
            # An item whose text went while a group took it was answered by some of them only.
            if len(outcomes) >= FEWEST_TRAINEES
        ),
    )


def _nearer_to_draft(item: DrillItem, level: int) -> bool:
    return abs(level - item.drafted) < abs(level - item.settled)
