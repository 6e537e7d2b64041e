"""Beside the stages: how long what is kept (S000-83), and the end of it.

A redacted text with its drafts goes after the months of its kind, the ratings made on it stay. A submission
goes as a whole after its own months; examples for a model, stops, marks, receipts and the ledger of model
calls after theirs. The audit log has no end: it holds ids.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from dateutil.relativedelta import relativedelta

from assessor.domain.actor import Actor
from assessor.domain.artefact import ArtefactKind
from assessor.domain.audit import AuditEvent
from assessor.domain.exemplar import Exemplar
from assessor.domain.privacy import Overdue, RetentionKind
from assessor.errors import InputError
from assessor.ports import Clock, Store, UnitOfWork
from assessor.privacy.access import privacy_officer
from assessor.privacy.destroyed import record_destroyed
from assessor.privacy.erasure import BY_RETENTION, ForgetAnswers, erase_recorded, no_answers
from assessor.privacy.exemplars import standing, withdraw_recorded
from assessor.privacy_ports import KeptText

DEFAULT_MONTHS: Mapping[str, int] = {
    RetentionKind.ARTEFACT: 24,
    RetentionKind.SUBMISSION: 36,
    RetentionKind.STOP: 12,
    RetentionKind.PREVIEW: 12,
    RetentionKind.RECEIPT: 3,
    RetentionKind.SPEND: 24,
    RetentionKind.EXEMPLAR: 24,
}
_ENDED_TOGETHER: Mapping[RetentionKind, str] = {
    RetentionKind.PREVIEW: "marks",
    RetentionKind.RECEIPT: "receipts",
    RetentionKind.SPEND: "calls",
}
"""Kinds whose old rows go in one step, with the name of their audit event."""
_QUOTED = (RetentionKind.SUBMISSION, RetentionKind.ARTEFACT, RetentionKind.EXEMPLAR)
"""Kinds whose texts an answer of a model may quote."""
MIN_STOP_MONTHS = 6
"""EU AI Act art. 26: logs of a high-risk system are kept at least so long."""


class Schedule:
    """Months of each kind.

    Args:
        months: by `RetentionKind` or `ArtefactKind`; what is left out takes the default.

    Raises:
        InputError: code `retention_invalid`, a kind is unknown, or months are out of bounds.
    """

    def __init__(self, months: Mapping[str, int]) -> None:
        known = (*RetentionKind, *ArtefactKind)
        for kind, count in months.items():
            least = MIN_STOP_MONTHS if kind == RetentionKind.STOP else 1
            if kind not in known or not least <= count <= 1200:  # noqa: PLR2004 - a hundred years
                raise InputError(
                    f"retention: {kind!r} with {count} months cannot be used.",
                    code="retention_invalid",
                    hint=f"Kinds: {', '.join(known)}; whole months from {least} on.",
                )
        self._months = {**DEFAULT_MONTHS, **months}

    def months(self, kind: str) -> int:
        """Months of a kind; kinds of artefacts without their own take those of `artefact`."""
        return self._months.get(kind, self._months[RetentionKind.ARTEFACT])

    def ends(self, kept: KeptText) -> date:
        """The day from which a text is overdue: its own, where one was set at acceptance."""
        return kept.retain_until or (kept.accepted_at.date() + relativedelta(months=self.months(kept.kind)))

    def example_ends(self, kept: Exemplar) -> date:
        """The day from which an example is overdue: its own, where its item came with one."""
        months = relativedelta(months=self.months(RetentionKind.EXEMPLAR))
        return kept.retain_until or (kept.imported_at.date() + months)

    def as_dict(self) -> dict[str, int]:
        """Months of each retention kind and of each kind of artefact."""
        return {kind.value: self.months(kind) for kind in (*RetentionKind, *ArtefactKind)}


class Retention:
    """Finds what is overdue, and ends it.

    Args:
        store: one tenant's records.
        clock: what day it is.
        schedule: months of each kind.
        forget_answers: deletes kept answers of models; they quote texts.
    """

    def __init__(
        self, store: Store, clock: Clock, schedule: Schedule, forget_answers: ForgetAnswers = no_answers
    ) -> None:
        self._forget_answers = forget_answers
        self._store = store
        self._clock = clock
        self._schedule = schedule

    def overdue(self, actor: Actor) -> tuple[Overdue, ...]:
        """What would go now, whole submissions first.

        Raises:
            PersonError: `actor` may not.
        """
        with self._store.read() as unit:
            privacy_officer(unit, actor)
            return self._overdue(unit)

    def apply(self, actor: Actor) -> tuple[Overdue, ...]:
        """End what is overdue, all of it in one transaction, and its bytes after that.

        Raises:
            PersonError: `actor` may not.
            RecordError: code `busy`: the rows are gone, but another process holds the files.
        """
        with self._store.begin() as unit:
            officer = privacy_officer(unit, actor)
            due = self._overdue(unit)
            for one in due:
                self._end(unit, one, officer.id)
        self._store.compact()
        if any(one.kind in _QUOTED for one in due):
            self._forget_answers()
        return due

    def _overdue(self, unit: UnitOfWork) -> tuple[Overdue, ...]:
        today = self._clock.now().date()
        whole = unit.privacy_log.older(RetentionKind.SUBMISSION, self._before(RetentionKind.SUBMISSION))
        ending = {one.id for one in whole}
        texts = tuple(
            Overdue(
                kind=RetentionKind.ARTEFACT,
                id=kept.submission,
                artefact=kept.artefact,
                since=self._schedule.ends(kept),
            )
            for kept in unit.privacy_log.with_text()
            if kept.submission not in ending and self._schedule.ends(kept) <= today
        )
        rest = (
            one
            for kind in (RetentionKind.STOP, *_ENDED_TOGETHER)
            for one in unit.privacy_log.older(kind, self._before(kind))
        )
        examples = tuple(
            Overdue(kind=RetentionKind.EXEMPLAR, id=one.id, since=ends)
            for one in standing(unit)
            if (ends := self._schedule.example_ends(one)) <= today
        )
        return (*whole, *texts, *rest, *examples)

    def _before(self, kind: RetentionKind) -> datetime:
        day = self._clock.now().date() - relativedelta(months=self._schedule.months(kind))
        return datetime.combine(day, time.min, tzinfo=UTC)

    def _end(self, unit: UnitOfWork, one: Overdue, actor_id: str) -> None:
        if one.kind is RetentionKind.SUBMISSION:
            erase_recorded(unit, one.id, actor_id, BY_RETENTION)
        elif one.kind is RetentionKind.ARTEFACT:
            assert one.artefact is not None
            destroyed = unit.erasure.erase_content(one.id, one.artefact)
            facts: dict[str, str | int | bool | None] = {"drafts": len(destroyed)}
            unit.record(
                AuditEvent(event="artefact.expired", actor=actor_id, refs={"submission": one.id}, facts=facts)
            )
            record_destroyed(unit, destroyed, actor_id)
        elif one.kind is RetentionKind.EXEMPLAR:
            withdraw_recorded(unit, one.id, actor_id, BY_RETENTION)
        elif one.kind is RetentionKind.STOP:
            destroyed = unit.erasure.erase_stop(one.id)
            unit.record(AuditEvent(event="stop.expired", actor=actor_id, refs={"stop": one.id}))
            record_destroyed(unit, destroyed, actor_id)
        else:
            # The first one ends them all; the others then find none.
            count = unit.erasure.erase_older(one.kind, self._before(one.kind))
            if count:
                event = f"{_ENDED_TOGETHER[one.kind]}.expired"
                unit.record(AuditEvent(event=event, actor=actor_id, facts={_ENDED_TOGETHER[one.kind]: count}))
