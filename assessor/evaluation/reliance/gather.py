"""Cases from the records: who had sealed what, what the draft said, what the same person settled on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assessor.domain.rating import RatingOutcome, RatingSource
from assessor.domain.record import RatingRecord
from assessor.evaluation.reliance.case import Case
from assessor.ports import UnitOfWork
from assessor.usable import usable_ratings

_Text = tuple[str, str | None]
"""Submission and artefact."""


@dataclass(frozen=True)
class Drafted:
    """Whose drafts, under which rubric."""

    rubric: str
    drafter: str


def cases_of(unit: UnitOfWork, rubric_id: str) -> dict[Drafted, list[Case]]:
    """Every case under any version of a rubric, from the first there is, by drafter.

    Left aside: sealed ratings by somebody who had seen a draft of the same bytes; ratings and drafts without
    a level; drafts whose content is gone; confirmations by somebody whom no content was shown, as while
    drafts were suspended.
    """
    ratings = unit.ratings.of_rubric(rubric_id)
    confirmed = [one for one in ratings if _settles_a_level(one)]
    sealed = {(one.draft_id, one.actor_id): one for one in _unmoved(ratings, RatingSource.SEALED)}
    outcomes = _outcomes(ratings)
    shown = {(one.draft_id, one.actor_id): one for one in unit.drafts.shown(rubric_id)}
    found: dict[Drafted, list[Case]] = defaultdict(list)
    for one in confirmed:
        met = (one.draft_id or "", one.actor_id)
        own, draft = sealed.get(met), shown.get(met)
        if own is None or draft is None or draft.scale != one.scale or draft.at > one.at:
            continue
        case = Case(
            rater=one.actor_id,
            assessee=draft.assessee_id,
            at=one.at,
            key=one.id,
            sealed=own.value.level or 0,
            draft=draft.level,
            confirmed=one.value.level or 0,
            outcome=outcome_for(one, outcomes),
        )
        found[Drafted(rubric_id, draft.drafter)].append(case)
    return dict(found)


def outcome_for(rating: RatingRecord, outcomes: Mapping[_Text, Sequence[RatingRecord]]) -> int | None:
    """The level that others settled on for the same text, without having seen a draft of it.

    The newest adjudicated rating counts; without one, blind ratings where all say the same: levels are not
    averaged. Never one of the rater's own.
    """
    others = [
        one
        for one in outcomes.get((rating.submission_id, rating.artefact_id), ())
        if one.actor_id != rating.actor_id
        and (one.scale, one.rubric_version, one.skill_area)
        == (rating.scale, rating.rubric_version, rating.skill_area)
    ]
    adjudicated = [one for one in others if one.source is RatingSource.ADJUDICATED]
    if adjudicated:
        return max(adjudicated, key=lambda one: (one.at, one.id)).value.level
    levels = {one.value.level for one in others}
    return levels.pop() if len(levels) == 1 else None


def _settles_a_level(one: RatingRecord) -> bool:
    return one.source is RatingSource.CONFIRMED and one.value.outcome is RatingOutcome.LEVEL


def _outcomes(ratings: Iterable[RatingRecord]) -> dict[_Text, list[RatingRecord]]:
    found: dict[_Text, list[RatingRecord]] = defaultdict(list)
    for one in _unmoved(ratings, RatingSource.ADJUDICATED, RatingSource.BLIND):
        found[one.submission_id, one.artefact_id].append(one)
    return found


def _unmoved(ratings: Iterable[RatingRecord], *sources: RatingSource) -> list[RatingRecord]:
    """Ratings of these sources that no draft can have moved; each is only held against its own version."""
    by_version: dict[tuple[str, str], list[RatingRecord]] = defaultdict(list)
    for one in ratings:
        if one.source in sources:
            by_version[one.rubric_version, one.scale].append(one)
    return [
        one
        for (version, scale), some in by_version.items()
        for one in usable_ratings(some, rubric_version=version, scale=scale)[0]
    ]
