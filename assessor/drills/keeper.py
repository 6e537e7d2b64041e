"""Makes drills, hands them to trainees, and keeps results that belong to nobody in the records.

make    Enablement, from released exemplars; says nothing of what was planted where
take    a manager, alone; what was planted is told at the end, and a result kept without person and time
result  the trainee by the receipt; Enablement in full groups of five
forget  the trainee, by the receipt
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from assessor.accounts import enablement
from assessor.domain.actor import Actor, Role
from assessor.domain.audit import AuditEvent
from assessor.domain.drill import (
    Drill,
    DrillAnswer,
    DrillCounts,
    DrillSheet,
    NewDrill,
    ShownItem,
)
from assessor.domain.rubric import Rubric
from assessor.drills.composing import composed
from assessor.drills.planting import planted
from assessor.drills.scoring import counts_of, outcome_of
from assessor.errors import InputError, PersonError
from assessor.ports import Store, UnitOfWork
from assessor.review.order import verify_manager

FEWEST_ITEMS = 3

Digests = Callable[[str], tuple[str, ...]]
"""Keyed digests under every key of the keyring, the active one first."""


@dataclass(frozen=True)
class OpenDrill:
    """A drill in a trainee's hands. Lives in memory only: who stops half-way leaves no trace."""

    drill: Drill
    rubric: Rubric
    items: tuple[ShownItem, ...]


class Drills:
    """Drills of one tenant.

    Args:
        store: its records.
        digests: of drill and person, so that one result of each is kept and none names them.
        rubrics: a rubric by id, with or without `@VERSION`.
    """

    def __init__(self, store: Store, digests: Digests, rubrics: Callable[[str], Rubric]) -> None:
        self._store = store
        self._digests = digests
        self._rubrics = rubrics

    def make(self, rubric_id: str, count: int, actor: Actor, chance: Random, lang: str | None) -> Drill:
        """Make a drill of released exemplars.

        Args:
            rubric_id: in effect.
            count: items wanted, at least 3; fewer where there are not so many exemplars.
            actor: of Enablement.
            chance: chooses exemplars and flaws.
            lang: of the texts; null for both.

        Raises:
            PersonError: codes `role_missing`, `actor_revoked`.
            NotFoundError: the rubric is unknown.
            InputError: code `too_few_examples`.
        """
        rubric = self._rubrics(rubric_id)
        with self._store.read() as unit:
            enablement(unit, actor)
            released = [
                one for one in unit.exemplars.released(rubric.id, rubric.version) if lang in (None, one.lang)
            ]
        if len(released) < FEWEST_ITEMS:
            raise InputError(
                f"{rubric.id} {rubric.version}: {len(released)} released examples; a drill takes "
                f"{FEWEST_ITEMS} at least.",
                code="too_few_examples",
                hint="Import labelled items of the train split and release them: assessor examples --help",
            )
        chosen = chance.sample(released, min(count, len(released)))
        new = NewDrill(rubric=rubric.id, rubric_version=rubric.version, items=planted(chosen, rubric, chance))
        with self._store.begin() as unit:
            person = enablement(unit, actor)
            drill = unit.drills.add(new, actor_id=person.id)
            facts: dict[str, str | int | bool | None] = {
                "rubric": new.rubric,
                "rubric_version": new.rubric_version,
                "items": len(new.items),
            }
            unit.record(
                AuditEvent(event="drill.made", actor=person.id, refs={"drill": drill.id}, facts=facts)
            )
        return drill

    def listed(self, actor: Actor) -> tuple[Drill, ...]:
        """Every drill, oldest first, for managers and Enablement.

        Raises:
            PersonError: codes `role_missing`, `actor_revoked`.
        """
        with self._store.read() as unit:
            _trainee(unit, actor, also=Role.ENABLEMENT)
            return unit.drills.list_all()

    def opened(self, drill_id: str, actor: Actor) -> OpenDrill:
        """A drill to be taken; items whose exemplar was withdrawn are left out.

        Raises:
            PersonError: codes `role_missing`, `actor_revoked`.
            NotFoundError: no such drill.
            InputError: code `drill_empty`, the exemplars of all its items are gone.
        """
        with self._store.read() as unit:
            _trainee(unit, actor)
            drill = unit.drills.get(drill_id)
            shown = [
                composed(item, unit.exemplars.get(item.exemplar), number=number, of=len(drill.items))
                for number, item in enumerate(drill.items, start=1)
            ]
        items = tuple(one for one in shown if one is not None)
        if not items:
            raise InputError(
                f"{drill.id}: the examples it was made of are withdrawn.",
                code="drill_empty",
                hint="Make another: assessor drill make --rubric ID",
            )
        return OpenDrill(drill, self._rubrics(f"{drill.rubric}@{drill.rubric_version}"), items)

    def kept(self, opened: OpenDrill, answers: Sequence[DrillAnswer], actor: Actor) -> DrillSheet:
        """The answer sheet. The first result of each trainee is kept, without them; later ones are not.

        Raises:
            PersonError: codes `role_missing`, `actor_revoked`.
        """
        drill = opened.drill
        takers = self._takers(drill.id, actor)
        receipt = None
        with self._store.begin() as unit:
            person = _trainee(unit, actor)
            if not unit.drills.has_taken(drill.id, takers):
                receipt = unit.drills.keep(drill.id, answers, taker=takers[0]).id
            unit.record(AuditEvent(event="drill.taken", actor=person.id, refs={"drill": drill.id}))
        return _sheet(drill, answers, receipt)

    def result(self, receipt: str) -> DrillSheet:
        """The answer sheet of a receipt: whoever has it is the trainee.

        Raises:
            NotFoundError: there is none.
        """
        with self._store.read() as unit:
            attempt = unit.drills.attempt(receipt)
            return _sheet(unit.drills.get(attempt.drill_id), attempt.answers, receipt)

    def counts(self, drill_id: str, actor: Actor) -> DrillCounts:
        """What trainees did, in full groups of five.

        Raises:
            PersonError: codes `role_missing`, `actor_revoked`.
            NotFoundError: no such drill.
        """
        with self._store.read() as unit:
            enablement(unit, actor)
            return counts_of(unit.drills.get(drill_id), unit.drills.attempts(drill_id))

    def forget(self, receipt: str, actor: Actor) -> str:
        """Delete a result for good; the drill can be taken again. Returns the drill's id.

        Raises:
            NotFoundError: there is none of this receipt.
            InputError: code `not_yours`; the receipt is of somebody else's result.
            RecordError: code `busy`; it is deleted, and its bytes leave the files with the next deletion.
        """
        with self._store.begin() as unit:
            person = unit.actors.get(actor.id)
            attempt = unit.drills.attempt(receipt)
            takers = self._takers(attempt.drill_id, person)
            if not unit.drills.has_taken(attempt.drill_id, takers):
                raise InputError(
                    f"{person.id} has no result of this drill.",
                    code="not_yours",
                    hint="Name the trainee: --as ACTOR",
                )
            unit.drills.forget(attempt, takers)
            unit.record(
                AuditEvent(event="drill.forgotten", actor=person.id, refs={"drill": attempt.drill_id})
            )
        self._store.compact()
        return attempt.drill_id

    def _takers(self, drill_id: str, actor: Actor) -> tuple[str, ...]:
        return self._digests(f"{drill_id} {actor.id}")


def _sheet(drill: Drill, answers: Sequence[DrillAnswer], receipt: str | None) -> DrillSheet:
    return DrillSheet(
        id=drill.id,
        receipt=receipt,
        rubric=drill.rubric,
        outcomes=tuple(outcome_of(drill.items[one.number - 1], one) for one in answers),
    )


def _trainee(unit: UnitOfWork, actor: Actor, *, also: Role | None = None) -> Actor:
    """The actor as stored now: somebody who rates, or holds the other role."""
    person = unit.actors.get(actor.id)
    if person.revoked_at is not None:
        raise PersonError(f"{person.id} is revoked", code="actor_revoked")
    if also is None or also not in person.roles:
        verify_manager(person)
    return person
