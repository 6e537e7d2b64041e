"""Beside the stages: erasure on request (GDPR art. 17), of one submission or of all about one person.

What goes: redacted texts, drafts, ratings, the redaction log of them, marks, cases made from them, examples
for a model that copy one of them, and the salts of the audit log's commitments. What stays: audit entries,
which hold random ids and counts and now say nothing about what they once fixed; stops, which name no
person; other submissions, equal texts included.
"""

from collections.abc import Callable, Sequence

from assessor.domain.actor import Actor
from assessor.domain.audit import AuditEvent
from assessor.domain.privacy import Holdings
from assessor.errors import NotFoundError
from assessor.ports import Store, UnitOfWork
from assessor.privacy.access import privacy_officer
from assessor.privacy.destroyed import record_destroyed
from assessor.privacy.exemplars import copies_of, standing, withdraw_recorded

ForgetAnswers = Callable[[], int]
"""Deletes kept answers of models and says how many there were."""

ON_REQUEST = "request"
BY_RETENTION = "retention"


def no_answers() -> int:
    """Where no answers of models are kept."""
    return 0


class Erasure:
    """Erases, and proves it to the verifier.

    Args:
        store: one tenant's records.
        forget_answers: deletes kept answers of models, all of them: which one quotes which text is not known.
    """

    def __init__(self, store: Store, forget_answers: ForgetAnswers = no_answers) -> None:
        self._store = store
        self._forget_answers = forget_answers

    def planned(self, submission_ids: tuple[str, ...], actor: Actor) -> tuple[Holdings, ...]:
        """What would go.

        Raises:
            PersonError: `actor` may not.
            NotFoundError: no such submission.
        """
        with self._store.read() as unit:
            privacy_officer(unit, actor)
            kept = standing(unit)
            return tuple(_holdings(unit, one, copies_of(unit, one, kept)) for one in submission_ids)

    def standing_examples(self, actor: Actor) -> int:
        """How many examples for a model hold text: no link but their text leads from a person to them.

        Raises:
            PersonError: `actor` may not.
        """
        with self._store.read() as unit:
            privacy_officer(unit, actor)
            return len(standing(unit))

    def submissions_of(self, assessee_id: str, actor: Actor) -> tuple[str, ...]:
        """Ids of all submissions about one person.

        Raises:
            PersonError: `actor` may not.
        """
        with self._store.read() as unit:
            privacy_officer(unit, actor)
            return unit.erasure.submissions_of(assessee_id)

    def erase(self, submission_id: str, actor: Actor) -> Holdings:
        """Erase one submission. Its bytes are gone from the database's files afterwards.

        Raises:
            PersonError: `actor` may not.
            NotFoundError: no such submission.
            RecordError: code `busy`: the rows are gone, but another process holds the files.
        """
        with self._store.begin() as unit:
            held = erase_recorded(unit, submission_id, privacy_officer(unit, actor).id, ON_REQUEST)
        self._forget_answers()
        self._store.compact()
        return held

    def erase_subject(self, assessee_id: str, actor: Actor) -> tuple[Holdings, ...]:
        """Erase everything about one person; their row too, unless it is an account.

        Raises:
            PersonError, RecordError: as for `erase`.
            NotFoundError: nothing is kept about this person.
        """
        with self._store.begin() as unit:
            officer = privacy_officer(unit, actor)
            ids = unit.erasure.submissions_of(assessee_id)
            held = tuple(erase_recorded(unit, one, officer.id, ON_REQUEST) for one in ids)
            was_known = unit.erasure.erase_assessee(assessee_id)
            if not held and not was_known:
                raise NotFoundError(f"nothing is kept about {assessee_id}", hint="Check the id.")
            facts: dict[str, str | int | bool | None] = {"submissions": len(held)}
            unit.record(
                AuditEvent(
                    event="subject.erased", actor=officer.id, refs={"assessee": assessee_id}, facts=facts
                )
            )
        self._forget_answers()
        self._store.compact()
        return held


def erase_recorded(unit: UnitOfWork, submission_id: str, actor_id: str, cause: str) -> Holdings:
    """Erase one submission inside a transaction and record it; the count of what went."""
    # A copy outlives the time of a text, having one of its own; it does not outlive a request.
    copies = copies_of(unit, submission_id, standing(unit)) if cause == ON_REQUEST else ()
    held = _holdings(unit, submission_id, copies)
    for exemplar_id in copies:
        withdraw_recorded(unit, exemplar_id, actor_id, ON_REQUEST)
    destroyed = unit.erasure.erase(submission_id)
    facts: dict[str, str | int | bool | None] = {"cause": cause, **held.model_dump(exclude={"submission"})}
    event = AuditEvent(
        event="submission.erased", actor=actor_id, refs={"submission": submission_id}, facts=facts
    )
    unit.record(event)
    record_destroyed(unit, destroyed, actor_id)
    return held


def _holdings(unit: UnitOfWork, submission_id: str, copies: Sequence[str]) -> Holdings:
    return unit.erasure.holdings(submission_id).model_copy(update={"exemplars": len(copies)})
