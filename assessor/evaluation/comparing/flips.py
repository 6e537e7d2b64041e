"""Which items two runs answered differently, and whether that brought them nearer to the label.

To put unlike outcomes in one order, each has a distance to the label, in levels. A rating has its own. No
rating where one was possible counts as one level: worse than a hit, better than a rating two levels off. A
rating on too little evidence counts as two, since it is made up, and text that goes on though it must not as
three, since nothing takes that back.
"""

from collections.abc import Iterable, Iterator

from assessor.domain.comparison import Change, Flip, FlipSide, Moved, Outcome
from assessor.domain.run import RunItem

NOT_RATED = 1.0
MADE_UP = 2.0
LET_THROUGH = 3.0


def flips_of(pairs: Iterable[tuple[RunItem, RunItem]]) -> tuple[Flip, ...]:
    """Items that changed, farthest away from the label first.

    Args:
        pairs: what A and B answered to the same item.
    """
    found = [_flip(a, b, changes) for a, b in pairs if (changes := tuple(_changes(side_of(a), side_of(b))))]
    # What cannot be judged stands after what got worse and before what did not.
    return tuple(sorted(found, key=lambda one: (-0.5 if one.worse_by is None else -one.worse_by, one.id)))


def side_of(item: RunItem) -> FlipSide:
    """What a run answered."""
    draft, failure = item.draft, item.failure
    code = failure.code if failure else draft.reason_code if draft else None
    reason = failure.message if failure else draft.reason if draft else None
    return FlipSide(
        outcome=_outcome(item),
        rating=item.rating,
        status=draft.status.value if draft else None,
        code=code,
        verdict=item.verdict,
        stopped_by=item.stopped_by,
        reason=reason,
        claims=draft.claims if draft else (),
    )


def distance(item: RunItem) -> float | None:
    """How far an answer is from the label, as the module says; None for a failure, which is no answer."""
    labels = item.labels
    if item.failure is not None:
        return None
    if labels.do_not_enter:
        return 0.0 if item.stopped or set(item.stopped_by) & set(labels.do_not_enter) else LET_THROUGH
    if labels.rating is None:
        return 0.0 if item.rating is None else MADE_UP
    return NOT_RATED if item.rating is None else float(abs(item.rating - labels.rating))


def _outcome(item: RunItem) -> Outcome:
    if item.failure is not None:
        return "failed"
    if item.stopped:
        return "stopped"
    return "unrated" if item.rating is None else "rated"


def _changes(a: FlipSide, b: FlipSide) -> Iterator[Change]:
    if "failed" in (a.outcome, b.outcome):
        if a.outcome != b.outcome:
            yield "failure"
        return
    if a.rating != b.rating:
        yield "rated" if a.rating is None else "unrated" if b.rating is None else "rating"
    elif a.rating is None and (a.status, a.code) != (b.status, b.code):
        yield "reason"
    if a.verdict is not b.verdict:
        yield "verdict"


def _flip(a: RunItem, b: RunItem, changes: tuple[Change, ...]) -> Flip:
    before, after = distance(a), distance(b)
    worse = None if before is None or after is None else after - before
    return Flip(
        id=a.id,
        labels=a.labels,
        changes=changes,
        moved=None if worse is None else _direction(worse),
        worse_by=worse,
        a=side_of(a),
        b=side_of(b),
    )


def _direction(worse_by: float) -> Moved:
    if not worse_by:
        return "neither"
    return "away" if worse_by > 0 else "towards"
