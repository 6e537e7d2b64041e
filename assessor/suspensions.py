"""Beside the pipeline: drafts are taken away, by a person or by a rule, and given back by a person.

A suspension stands from the moment its transaction is committed, for every process, since whoever drafts or
shows a draft asks the records each time. One by a rule is lifted only on a recalibration that was looked at.
"""

from collections.abc import Callable, Iterable

from assessor.accounts import enablement, reason_to_keep
from assessor.domain.actor import Actor
from assessor.domain.audit import AuditEvent
from assessor.domain.rubric import Rubric
from assessor.domain.suspension import (
    Begun,
    Recalibration,
    Suspension,
    SuspensionCause,
    SuspensionRequest,
    SuspensionScope,
    plain_id,
)
from assessor.errors import InputError, NotFoundError, OrderError
from assessor.ports import Store, UnitOfWork
from assessor.rubrics.names import find_skill_area

Examined = Callable[[Suspension], Recalibration]
"""Looks at a recalibration: says what it found, or raises where a suspension may not be lifted on it."""
Facts = dict[str, str | int | bool | None]


class Suspensions:
    """What is suspended in one tenant.

    Args:
        store: the tenant's records.
        redact_reason: the entry guardrails for a person's own words; raises where they must not be kept.
        rubrics: a rubric as it is in effect, by its id.
    """

    def __init__(
        self, store: Store, redact_reason: Callable[[str], str], rubrics: Callable[[str], Rubric]
    ) -> None:
        self._store = store
        self._redact_reason = redact_reason
        self._rubrics = rubrics

    def standing(self, rubric_id: str | None = None) -> tuple[Suspension, ...]:
        """Those in force now, asked of the records each time; of one rubric where given, oldest first.

        Raises:
            RecordError: they cannot be read. Never take that for none.
        """
        with self._store.read() as unit:
            return unit.suspensions.standing(rubric_id)

    def listed(self, rubric_id: str | None = None) -> tuple[Suspension, ...]:
        """Every one, lifted ones included, oldest first."""
        with self._store.read() as unit:
            return unit.suspensions.list_all(rubric_id)

    def find(self, scope: SuspensionScope) -> Suspension:
        """The one that stands for exactly this scope.

        Raises:
            NotFoundError: code `not_suspended`; there is none.
            InputError: code `two_suspensions`: a person's and a rule's.
        """
        wanted = self._known(scope)
        found = [one for one in self.standing(wanted.rubric_id) if _same_scope(one, wanted)]
        if not found:
            raise NotFoundError(
                f"{_named(wanted)}: no suspension of just this stands.",
                code="not_suspended",
                hint="See: assessor drafter list",
            )
        if len(found) > 1:
            raise InputError(
                f"{_named(wanted)}: two suspensions stand: {', '.join(one.id for one in found)}.",
                code="two_suspensions",
                hint="Name the one to lift by its id.",
            )
        return found[0]

    def suspend(self, scope: SuspensionScope, reason: str, actor: Actor) -> Suspension:
        """Take drafts away by a person's decision.

        Args:
            scope: which; the area may be given by name, id or alias.
            reason: at least 10 characters; kept after redaction, and never in the audit log.
            actor: who does so.

        Raises:
            PersonError: codes `role_missing`, `actor_revoked`.
            NotFoundError: codes `unknown_rubric`, `unknown_skill_area`.
            InputError: code `reason_missing`, and what `redact_reason` raises.
            OrderError: code `already_suspended`.
        """
        wanted = self._known(scope)
        with self._store.read() as unit:
            _verify_open(unit, wanted)
        kept_reason = self._kept(reason, actor)
        with self._store.begin() as unit:
            person = enablement(unit, actor)
            _verify_open(unit, wanted)
            request = SuspensionRequest(**wanted.model_dump(), cause=SuspensionCause.HAND)
            return self._begin(unit, request, by_rule=False, reason=kept_reason, actor_id=person.id)

    def carry_out(self, requests: Iterable[SuspensionRequest], actor: Actor | None) -> tuple[Begun, ...]:
        """Take away the drafts that rules asked for, all or none.

        A scope that a rule suspended before stays as it is, with its first cause. One that a person suspended
        is suspended once more, since a person lifts their own without a recalibration.

        Args:
            requests: what rules found.
            actor: the person who ran them; null for a schedule.

        Returns:
            What became of each request, in their order.

        Raises:
            NotFoundError: codes `unknown_rubric`, `unknown_skill_area`.
            InputError: code `not_a_rule`, a request has the cause `hand`.
        """
        known = [(one, self._known(one)) for one in requests]
        if any(one.cause is SuspensionCause.HAND for one, _ in known):
            raise InputError("a rule cannot suspend by hand; expected another cause.", code="not_a_rule")
        if not known:
            return ()
        with self._store.read() as unit:
            standing = [_by_rule(unit, scope) for _, scope in known]
        if all(standing):
            # Nothing to write, and a transaction keeps every other writer waiting.
            return tuple(Begun(suspension=one, new=False) for one in standing if one is not None)
        with self._store.begin() as unit:
            return tuple(self._carried_out(unit, request, scope, actor) for request, scope in known)

    def resume(
        self, suspension_id: str, reason: str, actor: Actor, *, examined: Examined | None = None
    ) -> Suspension:
        """Give drafts back.

        Args:
            suspension_id: which.
            reason: at least 10 characters; kept after redaction, and never in the audit log.
            actor: who does so.
            examined: looks at the recalibration named; without it none was.

        Raises:
            PersonError: codes `role_missing`, `actor_revoked`.
            NotFoundError: no such suspension.
            OrderError: codes `lifted`; `recalibration_missing`: a rule suspended, and none was named.
            InputError: code `reason_missing`, and what `examined` and `redact_reason` raise.
        """
        with self._store.read() as unit:
            enablement(unit, actor)
            suspension = _standing_one(unit, suspension_id)
        if suspension.by_rule and examined is None:
            raise OrderError(
                f"{suspension_id}: a rule suspended these drafts ({suspension.cause}), so it takes a "
                "recalibration to have them back.",
                code="recalibration_missing",
                hint="Name it: --recalibration RUN, the folder of an `assessor eval run` begun since and "
                "passed, or a version fitted since and in effect.",
            )
        recalibration = None if examined is None else examined(suspension)
        kept_reason = self._kept(reason, actor)
        with self._store.begin() as unit:
            person = enablement(unit, actor)
            _standing_one(unit, suspension_id)
            lifted, added = unit.suspensions.lift(
                suspension_id, reason=kept_reason, recalibration=recalibration, actor_id=person.id
            )
            kind = None if recalibration is None else recalibration.kind
            event = AuditEvent(
                event="drafter.resumed",
                actor=person.id,
                refs={"suspension": suspension_id} | _ref_of(recalibration),
                facts=self._facts(lifted) | {"recalibration": kind},
            )
            unit.record(event, {"lifting": added.committed})
        return lifted

    def _carried_out(
        self, unit: UnitOfWork, request: SuspensionRequest, scope: SuspensionScope, actor: Actor | None
    ) -> Begun:
        standing = _by_rule(unit, scope)
        if standing is not None:
            return Begun(suspension=standing, new=False)
        named = request.model_copy(update=scope.model_dump())
        actor_id = None if actor is None else actor.id
        return Begun(
            suspension=self._begin(unit, named, by_rule=True, reason=None, actor_id=actor_id), new=True
        )

    def _begin(
        self,
        unit: UnitOfWork,
        request: SuspensionRequest,
        *,
        by_rule: bool,
        reason: str | None,
        actor_id: str | None,
    ) -> Suspension:
        suspension, added = unit.suspensions.add(request, by_rule=by_rule, reason=reason, actor_id=actor_id)
        event = AuditEvent(
            event="drafter.suspended",
            actor=actor_id or "system",
            refs={"suspension": suspension.id},
            facts=self._facts(suspension),
        )
        unit.record(event, {"suspension": added.committed})
        return suspension

    def _facts(self, suspension: Suspension) -> Facts:
        return {
            "rubric": suspension.rubric_id,
            "skill_area": self._area_id(suspension),
            "drafter": suspension.drafter,
            "cause": suspension.cause.value,
            "by_rule": suspension.by_rule,
        }

    def _area_id(self, suspension: Suspension) -> str | None:
        """The log takes codes alone; an area that the rubric no longer has is named by the row."""
        if suspension.skill_area is None:
            return None
        try:
            return find_skill_area(self._rubrics(suspension.rubric_id), suspension.skill_area).id
        except NotFoundError:
            return "gone"

    def _known(self, scope: SuspensionScope) -> SuspensionScope:
        """The scope with its names as the rubric writes them."""
        rubric = self._rubrics(scope.rubric_id)
        if scope.drafter not in (None, "embedded", "llm"):
            raise InputError(
                "drafter: there is none of this name; there are: embedded, llm.", code="unknown_drafter"
            )
        area = None if scope.skill_area is None else find_skill_area(rubric, scope.skill_area).name
        return SuspensionScope(rubric_id=plain_id(rubric.id), skill_area=area, drafter=scope.drafter)

    def _kept(self, reason: str, actor: Actor) -> str:
        example = "drafts of renewal briefs a level too low since October"
        return reason_to_keep(self._store, reason, actor, self._redact_reason, example=example)


def _same_scope(one: SuspensionScope, other: SuspensionScope) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in SuspensionScope.model_fields)


def _by_rule(unit: UnitOfWork, scope: SuspensionScope) -> Suspension | None:
    """The suspension by a rule that stands for exactly this scope."""
    found = (one for one in unit.suspensions.standing(scope.rubric_id) if one.by_rule)
    return next((one for one in found if _same_scope(one, scope)), None)


def _verify_open(unit: UnitOfWork, scope: SuspensionScope) -> None:
    for one in unit.suspensions.standing(scope.rubric_id):
        if not one.by_rule and _same_scope(one, scope):
            raise OrderError(
                f"{_named(scope)}: drafts are suspended already, by {one.id}.",
                code="already_suspended",
                hint="See: assessor drafter list",
            )


def _standing_one(unit: UnitOfWork, suspension_id: str) -> Suspension:
    suspension = unit.suspensions.get(suspension_id)
    if not suspension.stands:
        raise OrderError(f"{suspension_id} was lifted before.", code="lifted")
    return suspension


def _ref_of(recalibration: Recalibration | None) -> dict[str, str]:
    if recalibration is None:
        return {}
    return {"fit" if recalibration.kind == "fit" else "run": recalibration.ref}


def _named(scope: SuspensionScope) -> str:
    return ", ".join(part for part in (scope.rubric_id, scope.skill_area, scope.drafter) if part)
