"""Stage 6 of 7: stored rows become what a reader is shown."""

from collections.abc import Iterable

from assessor.domain.actor import Actor
from assessor.domain.draft import Draft
from assessor.domain.rating import ConfirmedRating, SealedRating
from assessor.domain.record import DraftHeader, RatingRecord, StoredArtefact
from assessor.domain.suspension import SuspensionNotice
from assessor.errors import RecordError
from assessor.review import order
from assessor.review.views import DraftSlip, DraftState, RevealedDraftView, SealedDraftView


def slip(
    header: DraftHeader,
    ratings: Iterable[RatingRecord],
    actor: Actor,
    *,
    revealed: bool,
    suspension: SuspensionNotice | None = None,
    look_again: bool = False,
) -> DraftSlip:
    """A draft's line in a list, as it stands for `actor`."""
    return DraftSlip(
        id=header.id,
        state=_state(header, tuple(ratings), actor, revealed=revealed),
        submission=header.submission.id,
        artefact=header.artefact_id,
        kind=header.kind,
        evidence_date=header.evidence_date,
        rubric=header.submission.rubric_id,
        rubric_version=header.submission.rubric_version,
        skill_area=header.skill_area,
        career_level=header.career_level,
        created_at=header.created_at,
        suspension=suspension,
        look_again=look_again,
    )


def sealed_view(line: DraftSlip, artefact: StoredArtefact) -> SealedDraftView:
    """The evidence to rate by, and nothing of the draft."""
    return SealedDraftView(
        **line.model_dump(), text=artefact.redacted.text, segments=artefact.redacted.segments
    )


def revealed_view(
    evidence: SealedDraftView, draft: Draft, ratings: Iterable[RatingRecord], actor: Actor
) -> RevealedDraftView:
    """Everything, for an actor who has rated.

    Raises:
        RecordError: code `reveal_without_rating`, the rows show a reveal but no rating before it.
    """
    kept = tuple(ratings)
    own = order.sealed_by(actor, kept)
    if own is None:
        raise RecordError(
            f"{evidence.id} is marked as revealed to {actor.id}, who has not rated it",
            code="reveal_without_rating",
            hint="Run `assessor audit verify`.",
        )
    settled = order.confirmed_of(kept)
    return RevealedDraftView(
        evidence=evidence,
        draft=draft,
        own=sealed_rating(own),
        confirmed=None if settled is None else confirmed_rating(settled),
    )


def sealed_rating(record: RatingRecord) -> SealedRating:
    """A stored sealed rating of a draft as a domain value."""
    return SealedRating(
        id=record.id,
        draft_id=str(record.draft_id),
        actor_id=record.actor_id,
        value=record.value,
        scale=record.scale,
        rubric_version=record.rubric_version,
        seal=str(record.seal),
        seen_before=record.seen_before,
        rated_at=record.at,
    )


def confirmed_rating(record: RatingRecord) -> ConfirmedRating:
    """A stored confirmed rating of a draft as a domain value."""
    return ConfirmedRating(
        id=record.id,
        draft_id=str(record.draft_id),
        actor_id=record.actor_id,
        value=record.value,
        scale=record.scale,
        rubric_version=record.rubric_version,
        reason=str(record.reason),
        cited=record.cited,
        overrides_draft=bool(record.overrides_draft),
        confirmed_at=record.at,
    )


def _state(
    header: DraftHeader, ratings: tuple[RatingRecord, ...], actor: Actor, *, revealed: bool
) -> DraftState:
    if header.withdrawn_at is not None:
        return DraftState.WITHDRAWN
    if order.confirmed_of(ratings) is not None:
        return DraftState.CONFIRMED
    if revealed:
        return DraftState.REVEALED
    return DraftState.RATED if order.sealed_by(actor, ratings) is not None else DraftState.SEALED
