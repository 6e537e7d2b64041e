"""Beside the stages: exemplars taken back for good, whoever asks for it and why.

Whether a person withdraws one, its time is over, or the submission it copies is erased: text and passages go,
the salts of its audit commitments go, and the log says so. Its labels stay, which are codes.
"""

from collections.abc import Sequence

from assessor.domain.audit import AuditEvent
from assessor.domain.exemplar import Exemplar, ExemplarState
from assessor.domain.likeness import is_same_work
from assessor.ports import UnitOfWork
from assessor.privacy.destroyed import record_destroyed

BY_KEEPER = "keeper"
"""Somebody who keeps exemplars took it back."""


def withdraw_recorded(unit: UnitOfWork, exemplar_id: str, actor_id: str, cause: str) -> None:
    """Withdraw one inside a transaction and record it."""
    destroyed = unit.exemplars.withdraw(exemplar_id, actor_id=actor_id)
    record_destroyed(unit, destroyed, actor_id)
    refs, facts = {"exemplar": exemplar_id}, {"cause": cause}
    unit.record(AuditEvent(event="exemplar.withdrawn", actor=actor_id, refs=refs, facts={**facts}))


def standing(unit: UnitOfWork) -> tuple[Exemplar, ...]:
    """Exemplars whose text is kept, oldest first."""
    return tuple(one for one in unit.exemplars.list_all() if one.state is not ExemplarState.WITHDRAWN)


def copies_of(unit: UnitOfWork, submission_id: str, exemplars: Sequence[Exemplar]) -> tuple[str, ...]:
    """Ids of the exemplars that are a text of this submission, or an edited copy of one.

    An exemplar names neither a submission nor a person, by design, so its text is the only link there is. A
    text that is gone already is like nothing.
    """
    texts = [one.redacted.text for one in unit.submissions.artefacts(submission_id)]
    return tuple(
        one.id
        for one in exemplars
        if one.text is not None and any(text and is_same_work(one.text, text) for text in texts)
    )
