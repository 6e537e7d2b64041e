"""Drift, first step: what the store knows, as pairs of numbers with opaque ids. No text is read.

Rules of what counts are those of fits (`usable`): sealed, blind or adjudicated, never by somebody who had
seen the draft, an adjudicated rating alone for its text. A rating is held against the draft of its own
version, so every version of a rubric counts. Two ratings of one text by two people are a comparison of
people, apart from that: the adjudicated one is left out there, since it came from the others.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import combinations

from assessor.domain.draft import DraftStatus
from assessor.domain.draft_facts import DraftFacts
from assessor.domain.rating import RatingOutcome, RatingSource, RatingTarget
from assessor.domain.record import RatingRecord
from assessor.ports import UnitOfWork
from assessor.rubrics.rules.calendar import calendar_day
from assessor.usable import usable_ratings

_ALONE = frozenset({RatingSource.SEALED, RatingSource.BLIND})


@dataclass(frozen=True)
class Pair:
    """A sealed rating beside the draft it was made without."""

    at: datetime
    """When it was sealed."""
    sealed: int
    rater: str
    draft: DraftFacts

    @property
    def level(self) -> int:
        """The draft's, before a cap."""
        assert self.draft.level is not None
        return self.draft.level

    @cached_property
    def difference(self) -> int:
        """Sealed rating less draft, in levels: above zero, the draft was too low."""
        return self.sealed - self.level

    @cached_property
    def day(self) -> date:
        """The day it was sealed."""
        return calendar_day(self.at)

    @property
    def version(self) -> str:
        """What drafted, as `drafter / model / prompt / fit`, without what is not there."""
        parts = (self.draft.drafter, self.draft.model, self.draft.prompt, self.draft.fit)
        return " / ".join(part for part in parts if part)


@dataclass(frozen=True)
class PeoplePair:
    """Two people's ratings of one text, neither having seen the draft."""

    at: datetime
    """When the later one was sealed."""
    distance: int
    """Levels between them."""
    raters: tuple[str, str]
    assessee: str

    @property
    def day(self) -> date:
        """The day the later one was sealed."""
        return calendar_day(self.at)


@dataclass(frozen=True)
class DriftSource:
    """Everything there is of one rubric, oldest first."""

    rubric_id: str
    pairs: tuple[Pair, ...]
    people: tuple[PeoplePair, ...]
    drafts: tuple[DraftFacts, ...]
    """Standing ones with their content, rated or not."""
    excluded: Mapping[str, int]
    """Ratings left aside, by the code of the reason."""


def read_source(unit: UnitOfWork, rubric_id: str) -> DriftSource:
    """Read one rubric.

    Args:
        unit: of the store; only looked into.
        rubric_id: under whichever versions.
    """
    ratings = unit.ratings.of_rubric(rubric_id)
    return source_of(rubric_id, ratings, unit.draft_facts.of_rubric(rubric_id))


def source_of(rubric_id: str, ratings: Iterable[RatingRecord], drafts: Iterable[DraftFacts]) -> DriftSource:
    """Match ratings and drafts.

    Args:
        rubric_id: of both.
        ratings: of every source, oldest first.
        drafts: withdrawn and erased ones too.
    """
    ratings, drafts = tuple(ratings), tuple(drafts)
    by_id = {one.id: one for one in drafts}
    standing = {(one.submission_id, one.artefact_id): one for one in drafts if one.withdrawn_at is None}
    usable, excluded = usable_ratings(ratings, rubric_version=None, scale=None)
    pairs = []
    for one in usable:
        assert one.artefact_id is not None
        found = by_id.get(one.draft_id or "") or standing.get((one.submission_id, one.artefact_id))
        reason = _unpaired(one, found)
        if reason is not None:
            excluded[reason] += 1
            continue
        assert found is not None
        assert one.value.level is not None
        pairs.append(Pair(at=one.at, sealed=one.value.level, rater=one.actor_id, draft=found))
    assessees = {one.submission_id: one.assessee_id for one in drafts}
    return DriftSource(
        rubric_id=rubric_id,
        pairs=tuple(sorted(pairs, key=lambda pair: (pair.at, pair.draft.id, pair.rater))),
        people=people_pairs(ratings, assessees),
        drafts=tuple(one for one in drafts if one.withdrawn_at is None and one.status is not None),
        excluded=excluded,
    )


def people_pairs(ratings: Iterable[RatingRecord], assessees: Mapping[str, str]) -> tuple[PeoplePair, ...]:
    """Every two people who rated one text under one scale, in order of time.

    Args:
        ratings: of every source; each person's newest of a text counts.
        assessees: of submissions; a submission without drafts is passed over.
    """
    rated: dict[tuple[str, str | None, str | None, str], dict[str, RatingRecord]] = defaultdict(dict)
    for one in sorted(ratings, key=lambda one: (one.at, one.id)):
        if _alone(one) and one.submission_id in assessees:
            rated[one.submission_id, one.artefact_id, one.skill_area, one.scale][one.actor_id] = one
    found = [
        PeoplePair(
            at=max(first.at, second.at),
            distance=abs((first.value.level or 0) - (second.value.level or 0)),
            raters=(first.actor_id, second.actor_id),
            assessee=assessees[first.submission_id],
        )
        for same in rated.values()
        for first, second in combinations(same.values(), 2)
    ]
    return tuple(sorted(found, key=lambda one: (one.at, one.raters)))


def _alone(one: RatingRecord) -> bool:
    return (
        one.source in _ALONE
        and not one.seen_before
        and one.target is RatingTarget.ARTEFACT
        and one.value.outcome is RatingOutcome.LEVEL
    )


def _unpaired(rating: RatingRecord, draft: DraftFacts | None) -> str | None:
    """Why a rating has no draft to be held against."""
    if draft is None:
        return "no_draft"
    reasons = {
        "withdrawn": draft.withdrawn_at is not None,
        "text_gone": draft.status is None,
        "other_scale": draft.status is not None and draft.scale != rating.scale,
        "not_drafted": draft.level is None or draft.status is not DraftStatus.DRAFTED,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def counted(excluded: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Reasons of several rubrics added up, by name."""
    total = Counter[str]()
    for one in excluded:
        total.update(one)
    return dict(sorted(total.items()))
