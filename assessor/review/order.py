"""Stage 6 of 7: who may do what with a draft, and in which order.

The order is: rate (sealed), reveal, confirm. Each step is one person's; a withdrawn draft takes none.
"""

from collections.abc import Iterable

from assessor.domain.actor import Actor, Role
from assessor.domain.rating import RatingSource
from assessor.domain.record import DraftHeader, RatingRecord, StoredSubmission
from assessor.errors import NotFoundError, OrderError, PersonError


def verify_may_look(header: DraftHeader, actor: Actor) -> None:
    """Colleagues' evidence is not for CSMs: they see drafts on what they handed in or on themselves.

    Raises:
        NotFoundError: as for a draft that does not exist, so that ids cannot be probed.
        OrderError: code `actor_revoked`.
    """
    if not is_open_to(header.submission, actor):
        raise NotFoundError(f"no draft with the id {header.id!r}", hint="Check the id.")


def is_open_to(submission: StoredSubmission, actor: Actor) -> bool:
    """Whether the actor may look at a submission and its drafts: CSMs only where they are involved.

    Raises:
        PersonError: code `actor_revoked`.
    """
    _verify_active(actor)
    involved = actor.id in (submission.actor_id, submission.assessee_id)
    return involved or bool(actor.roles - {Role.CSM})


def verify_may_submit(actor: Actor, *, about_self: bool) -> None:
    """Managers hand in anybody's evidence, CSMs their own; nobody else asks for drafts.

    Args:
        actor: who hands in.
        about_self: whether the actor is the assessee.

    Raises:
        PersonError: codes `actor_revoked`, `role_missing`.
    """
    _verify_active(actor)
    if Role.MANAGER in actor.roles or (Role.CSM in actor.roles and about_self):
        return
    if Role.CSM in actor.roles:
        raise PersonError(
            f"{actor.id} has the role csm alone, which hands in evidence of its own work",
            hint="Name your own id as the assessee, or ask a manager.",
        )
    raise PersonError(f"{actor.id} lacks the role manager or csm", hint="Have the role given.")


def verify_may_rate(header: DraftHeader, actor: Actor) -> None:
    """Only a manager rates and confirms, never themselves, and only a standing draft.

    Raises:
        OrderError: codes `actor_revoked`, `role_missing`, `self_confirmation`, `withdrawn`.
    """
    _verify_active(actor)
    verify_manager(actor)
    if actor.id == header.submission.assessee_id:
        raise PersonError(
            f"{header.id} is about {actor.id}; nobody rates or confirms their own work",
            code="self_confirmation",
            hint="Ask another manager.",
        )
    verify_standing(header)


def verify_may_withdraw(header: DraftHeader, ratings: Iterable[RatingRecord], actor: Actor) -> None:
    """A manager withdraws a draft about somebody else, and whoever asked for it their own.

    Raises:
        OrderError: codes `actor_revoked`, `role_missing`, `self_confirmation`, `withdrawn`, or `out_of_order`
            where the rating is settled.
    """
    if actor.id == header.created_by:
        _verify_active(actor)
        verify_standing(header)
    else:
        verify_may_rate(header, actor)
    verify_not_confirmed(header.id, ratings)


def verify_manager(actor: Actor) -> None:
    """Whether the actor holds the role that rates.

    Raises:
        OrderError: code `role_missing`.
    """
    if Role.MANAGER not in actor.roles:
        raise PersonError(
            f"{actor.id} lacks the role {Role.MANAGER.value}",
            code="role_missing",
            hint="Name another actor with --as, or have the role given.",
        )


def verify_standing(header: DraftHeader) -> None:
    """Whether the draft is still in review.

    Raises:
        OrderError: code `withdrawn`.
    """
    if header.withdrawn_at is not None:
        raise OrderError(f"{header.id} was withdrawn", code="withdrawn", hint="Submit the evidence again.")


def sealed_by(actor: Actor, ratings: Iterable[RatingRecord]) -> RatingRecord | None:
    """The actor's own sealed rating, if there is one."""
    return next(
        (each for each in ratings if each.source is RatingSource.SEALED and each.actor_id == actor.id), None
    )


def confirmed_of(ratings: Iterable[RatingRecord]) -> RatingRecord | None:
    """The settled rating, if there is one."""
    return next((each for each in ratings if each.source is RatingSource.CONFIRMED), None)


def verify_unrated(draft_id: str, ratings: Iterable[RatingRecord], actor: Actor) -> None:
    """A seal is broken by a second one.

    Raises:
        OrderError: code `out_of_order`.
    """
    if sealed_by(actor, ratings) is not None:
        raise OrderError(
            f"{draft_id}: the rating of {actor.id} is already sealed",
            hint=f"Next: `assessor reveal {draft_id}`.",
        )


def verify_rated(draft_id: str, ratings: Iterable[RatingRecord], actor: Actor) -> RatingRecord:
    """The actor's own sealed rating.

    Raises:
        OrderError: code `out_of_order`, there is none yet.
    """
    sealed = sealed_by(actor, ratings)
    if sealed is None:
        raise OrderError(
            f"{draft_id}: {actor.id} has not rated yet, and the draft would colour that rating",
            hint=f"First: `assessor rate {draft_id} --rating ...`.",
        )
    return sealed


def verify_not_confirmed(draft_id: str, ratings: Iterable[RatingRecord]) -> None:
    """A rating is settled once.

    Raises:
        OrderError: code `out_of_order`.
    """
    settled = confirmed_of(ratings)
    if settled is not None:
        raise OrderError(f"{draft_id}: the rating is settled already, as {settled.id}")


def _verify_active(actor: Actor) -> None:
    if actor.revoked_at is not None:
        raise PersonError(f"{actor.id} is revoked", code="actor_revoked")
