"""Previews: a full draft shown to somebody who has not rated, and what that costs.

A preview is never kept and can never be confirmed. Who has seen one no longer rates those bytes unseen, so it
leaves a mark; while a sealed draft on the same bytes awaits the actor's own rating, none is shown.
"""

from collections.abc import Sequence

from assessor.domain.actor import Actor
from assessor.domain.audit import AuditEvent
from assessor.domain.rubric import Rubric
from assessor.errors import OrderError
from assessor.ports import Store


def verify_not_awaiting(store: Store, digests: Sequence[str], actor: Actor) -> None:
    """Refuse a preview of bytes on which a sealed draft awaits this actor's own rating.

    Args:
        store: where drafts are.
        digests: keyed digests of the bytes, under every key.
        actor: who wants to look.

    Raises:
        OrderError: code `out_of_order`, the preview would show what the actor has yet to rate unseen.
    """
    with store.read() as unit:
        waiting = unit.drafts.open_for(digests, actor_id=actor.id)
    if waiting:
        raise OrderError(
            f"draft {waiting[0]} on the same bytes awaits your own rating, so no preview is shown.",
            hint=f"Rate first: assessor rate {waiting[0]} --rating N",
        )


def keep_preview(
    store: Store, digests: Sequence[str], *, actor: Actor, rubric: Rubric, drafter: str, marks: bool
) -> None:
    """Log that somebody saw full drafts of these bytes without rating first.

    Args:
        store: where the log is.
        digests: keyed digests of the submitted bytes.
        actor: who saw them.
        rubric: the rubric they were drafted under.
        drafter: which drafter made them.
        marks: whether a later rating of these bytes by this actor counts as seen before.
    """
    with store.begin() as unit:
        if marks:
            unit.preview_marks.add(digests, actor_id=actor.id)
        for digest in digests:
            facts: dict[str, str | int | bool | None] = {
                "rubric": rubric.id,
                "rubric_version": rubric.version,
                "drafter": drafter,
            }
            unit.record(
                AuditEvent(event="preview.shown", actor=actor.id, refs={"digest": digest}, facts=facts)
            )
