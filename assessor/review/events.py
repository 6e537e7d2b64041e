"""Stage 6 of 7: the audit events of review. They name rows and say nothing of any value."""

from assessor.domain.audit import AuditEvent
from assessor.domain.record import RatingRecord

SEAL = "seal"
"""Name of the commitment that serves as a rating's seal."""
RATING = "rating"
"""Name of the commitment to a confirmed rating."""


def rating_sealed(rating: RatingRecord) -> AuditEvent:
    """Somebody rated without having seen the draft."""
    return AuditEvent(
        event="rating.sealed",
        actor=rating.actor_id,
        refs={"draft": str(rating.draft_id), "rating": rating.id},
        facts={"seen_before": rating.seen_before},
    )


def draft_revealed(draft_id: str, actor_id: str, *, withheld: bool = False) -> AuditEvent:
    """Somebody saw the draft for the first time, or that it is withheld."""
    facts: dict[str, str | int | bool | None] = {"withheld": True} if withheld else {}
    return AuditEvent(event="draft.revealed", actor=actor_id, refs={"draft": draft_id}, facts=facts)


def rating_confirmed(rating: RatingRecord) -> AuditEvent:
    """Somebody settled the rating. A count of citations would tell a level from the other outcomes."""
    return AuditEvent(
        event="rating.confirmed",
        actor=rating.actor_id,
        refs={"draft": str(rating.draft_id), "rating": rating.id, "submission": rating.submission_id},
        facts={
            "rubric": rating.rubric_id,
            "rubric_version": rating.rubric_version,
            "target": rating.target.value,
        },
    )


def draft_withdrawn(draft_id: str, reason_code: str, actor_id: str) -> AuditEvent:
    """Somebody took a draft out of review."""
    return AuditEvent(
        event="draft.withdrawn", actor=actor_id, refs={"draft": draft_id}, facts={"reason": reason_code}
    )
