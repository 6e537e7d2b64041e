"""Beside the stages: the audit entries that make destroyed salts an erasure instead of a loss."""

from collections.abc import Sequence

from assessor.domain.audit import AuditEvent
from assessor.domain.privacy import CommitmentRef
from assessor.ports import UnitOfWork


def record_destroyed(unit: UnitOfWork, destroyed: Sequence[CommitmentRef], actor_id: str) -> None:
    """One entry for each commitment whose salt was destroyed in this transaction."""
    for one in destroyed:
        facts: dict[str, str | int | bool | None] = {"seq": one.seq, "name": one.name}
        unit.record(AuditEvent(event="salt.destroyed", actor=actor_id, facts=facts))
