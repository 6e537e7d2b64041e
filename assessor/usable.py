"""Beside the pipeline: which ratings a drafter may learn from, and why the others are left aside.

What a draft may have moved teaches nothing (docs/decisions/0004): never a confirmed rating, and none by
somebody who had seen a draft of the same bytes.
"""

from collections import Counter
from collections.abc import Iterable

from assessor.domain.rating import RatingOutcome, RatingSource, RatingTarget
from assessor.domain.record import RatingRecord

_UNMOVED = frozenset({RatingSource.SEALED, RatingSource.BLIND, RatingSource.ADJUDICATED})


def usable_ratings(
    ratings: Iterable[RatingRecord], *, rubric_version: str | None, scale: str | None
) -> tuple[tuple[RatingRecord, ...], Counter[str]]:
    """Ratings to learn from, in the order given, and how many others there are by the code of the reason.

    Args:
        ratings: of one rubric, of every source.
        rubric_version: the version in effect; a level may mean something else under another one. Null: of
            every version, for those who compare a rating with a draft of the same one.
        scale: its scale; null: of every scale.
    """
    ratings = tuple(ratings)
    settled = {
        (one.submission_id, one.artefact_id)
        for one in ratings
        if one.source is RatingSource.ADJUDICATED and not one.seen_before
    }
    kept, aside = [], Counter[str]()
    for one in ratings:
        reason = _left_aside(one, rubric_version, scale)
        is_settled = (one.submission_id, one.artefact_id) in settled
        if reason is None and is_settled and one.source is not RatingSource.ADJUDICATED:
            reason = "adjudicated"
        if reason is None:
            kept.append(one)
        else:
            aside[reason] += 1
    return tuple(kept), aside


def _left_aside(one: RatingRecord, rubric_version: str | None, scale: str | None) -> str | None:
    """The first reason that holds."""
    reasons = {
        "confirmed": one.source not in _UNMOVED,
        "seen_before": one.seen_before,
        "area": one.target is not RatingTarget.ARTEFACT or one.artefact_id is None,
        "no_level": one.value.outcome is not RatingOutcome.LEVEL,
        "other_scale": scale is not None and one.scale != scale,
        "other_version": rubric_version is not None and one.rubric_version != rubric_version,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)
