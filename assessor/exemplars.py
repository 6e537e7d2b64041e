"""Beside the pipeline: which labelled items may be shown to a model as examples.

    let in     Enablement hands in labelled items of the train split; they pass the entry guardrails, as
               strictly as for an external model, before anything is written
    release    one person for Enablement and another one for privacy: both, or it is never shown
    withdraw   either of the two roles, for good: text and passages go from the record and its files

The rows are the record; an index is made from them and may be lost at any time.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assessor.domain.actor import Actor, Role
from assessor.domain.artefact import ArtefactKind, RedactedArtefact
from assessor.domain.audit import AuditEvent
from assessor.domain.exemplar import LABEL_PATTERN, Exemplar, ExemplarState, NewExemplar
from assessor.domain.likeness import text_key
from assessor.domain.rubric import Rubric
from assessor.domain.text import Language
from assessor.errors import InputError, OrderError, PersonError
from assessor.ports import Store, UnitOfWork
from assessor.privacy.erasure import ForgetAnswers, no_answers
from assessor.privacy.exemplars import BY_KEEPER, withdraw_recorded
from assessor.rubrics.names import find_career_level, find_skill_area

KEEPERS = (Role.ENABLEMENT, Role.PRIVACY)
"""Who may look at exemplars, release and withdraw them."""
_TRAIN = "train"
_LABEL = re.compile(LABEL_PATTERN)


@dataclass(frozen=True)
class Candidate:
    """A labelled item as handed in: unredacted, in memory only."""

    item: str
    split: str
    rubric: str
    skill_area: str
    career_level: str | None
    lang: Language
    kind: ArtefactKind
    rating: int | None
    text: str
    quotes: tuple[str, ...]
    do_not_enter: bool
    """Whether its label says that it must not enter."""
    twin: str | None
    team: str | None
    retain_until: date | None = None


@dataclass(frozen=True)
class LetIn:
    """What became of one item."""

    exemplar: Exemplar
    known: bool
    """Whether it was in the record before; then nothing was written."""


class Exemplars:
    """Keeps exemplars.

    Args:
        store: one tenant's records.
        redact: the entry guardrails for one text, as strictly as for an external model.
        rubrics: finds a rubric as it is in effect here.
        forget_answers: deletes kept answers of models, which may quote an example.
    """

    def __init__(
        self,
        store: Store,
        redact: Callable[[Candidate], RedactedArtefact],
        rubrics: Callable[[str], Rubric],
        forget_answers: ForgetAnswers = no_answers,
    ) -> None:
        self._forget_answers = forget_answers
        self._store = store
        self._redact = redact
        self._rubrics = rubrics

    def let_in(self, candidate: Candidate, actor: Actor) -> LetIn:
        """Keep a labelled item, released by nobody yet.

        Raises:
            PersonError: codes `role_missing`, `actor_revoked`; Enablement lets items in.
            InputError: codes `example_split`, another split than train; `example_label`; `example_unrated`;
                `example_rating`, no level of the scale; `example_stopped`, a guardrail stopped it or its
                label says so; `example_injection`; `example_quote`. Nothing is kept then.
            NotFoundError: rubric, skill area or career level are unknown.
        """
        with self._store.read() as unit:
            _verify_role(unit, actor, (Role.ENABLEMENT,))
        rubric = self._rubrics(candidate.rubric)
        rating = _verified_rating(candidate, rubric)
        skill_area = find_skill_area(rubric, candidate.skill_area).name
        career_level = _career_level(candidate, rubric)
        redacted = self._redact(candidate)
        text = _verified_text(candidate, redacted)
        new = NewExemplar(
            item=candidate.item,
            rubric=rubric.id,
            rubric_version=rubric.version,
            skill_area=skill_area,
            career_level=career_level,
            lang=redacted.lang,
            kind=redacted.kind,
            rating=rating,
            text=text,
            quotes=tuple(_redacted_quote(candidate, quote, redacted, text) for quote in candidate.quotes),
            twin=candidate.twin,
            team=candidate.team,
            retain_until=candidate.retain_until,
            digest=text_key(text),
        )
        with self._store.begin() as unit:
            person = _verify_role(unit, actor, (Role.ENABLEMENT,))
            known = unit.exemplars.find(new.rubric, new.rubric_version, new.digest or "")
            if known is not None:
                return LetIn(known, known=True)
            added = unit.exemplars.add(new, actor_id=person.id)
            event = AuditEvent(
                event="exemplar.imported",
                actor=person.id,
                refs={"exemplar": added.id},
                facts={
                    "rubric": new.rubric,
                    "rubric_version": new.rubric_version,
                    "policy": redacted.policy_sha256,
                },
            )
            unit.record(event, {"exemplar": added.committed})
            return LetIn(unit.exemplars.get(added.id), known=False)

    def release(self, exemplar_ids: Sequence[str], actor: Actor) -> tuple[Exemplar, ...]:
        """Release exemplars in a role of the actor's; all of them or, on any error, none.

        Raises:
            PersonError: codes `role_missing`, `actor_revoked`; `same_person` where the actor gave the other
                release.
            OrderError: codes `withdrawn`; `already_released` where the actor's role has said so before.
            NotFoundError: no such exemplar.
        """
        with self._store.begin() as unit:
            person = _verify_role(unit, actor, KEEPERS)
            for exemplar_id in _distinct(exemplar_ids):
                role = _open_role(unit.exemplars.get(exemplar_id), person)
                unit.exemplars.release(exemplar_id, role, actor_id=person.id)
                event = AuditEvent(
                    event="exemplar.released",
                    actor=person.id,
                    refs={"exemplar": exemplar_id},
                    facts={"role": role.value},
                )
                unit.record(event)
            return tuple(unit.exemplars.get(one) for one in _distinct(exemplar_ids))

    def withdraw(self, exemplar_ids: Sequence[str], actor: Actor) -> tuple[Exemplar, ...]:
        """Take exemplars back for good, text and passages with them; all of them or, on any error, none.

        Raises:
            PersonError: codes `role_missing`, `actor_revoked`.
            OrderError: code `withdrawn`; it was before.
            NotFoundError: no such exemplar.
            RecordError: code `busy`; they are withdrawn, and their bytes leave the files with the next call.
        """
        with self._store.begin() as unit:
            person = _verify_role(unit, actor, KEEPERS)
            for exemplar_id in _distinct(exemplar_ids):
                _verify_standing(unit.exemplars.get(exemplar_id))
                withdraw_recorded(unit, exemplar_id, person.id, BY_KEEPER)
            withdrawn = tuple(unit.exemplars.get(one) for one in _distinct(exemplar_ids))
        self._forget_answers()
        self._store.compact()
        return withdrawn

    def listed(self, actor: Actor, rubric: str | None = None) -> tuple[Exemplar, ...]:
        """Exemplars of one rubric or all, in whatever state, oldest first.

        Raises:
            PersonError: codes `role_missing`, `actor_revoked`.
        """
        with self._store.read() as unit:
            _verify_role(unit, actor, KEEPERS)
            return unit.exemplars.list_all(rubric)

    def shown(self, exemplar_id: str, actor: Actor) -> Exemplar:
        """One exemplar with its text, as whoever releases it must have read it.

        Raises:
            PersonError: codes `role_missing`, `actor_revoked`.
            NotFoundError: no such exemplar.
        """
        with self._store.read() as unit:
            _verify_role(unit, actor, KEEPERS)
            return unit.exemplars.get(exemplar_id)


def _verify_role(unit: UnitOfWork, actor: Actor, roles: Sequence[Role]) -> Actor:
    """The actor as stored now, since roles may have changed since `actor` was read."""
    person = unit.actors.get(actor.id)
    if person.revoked_at is not None:
        raise PersonError(f"{person.id} is revoked", code="actor_revoked")
    if not person.roles & set(roles):
        wanted = " or ".join(roles)
        raise PersonError(
            f"{person.id} lacks the role {wanted}",
            code="role_missing",
            hint=f"Name somebody who has it: --as ACTOR. See: assessor actor add NAME --role {roles[0]}.",
        )
    return person


def _distinct(ids: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(ids))


def _verify_standing(exemplar: Exemplar) -> None:
    if exemplar.state is ExemplarState.WITHDRAWN:
        raise OrderError(
            f"{exemplar.id} is withdrawn, and its text is gone",
            code="withdrawn",
            hint="Import the item again.",
        )


def _open_role(exemplar: Exemplar, person: Actor) -> Role:
    """The role in which this person's release is still wanted."""
    _verify_standing(exemplar)
    given = {Role.ENABLEMENT: exemplar.enablement, Role.PRIVACY: exemplar.privacy}
    mine = [role for role in KEEPERS if role in person.roles]
    wanted = [role for role in mine if given[role] is None]
    if not wanted:
        raise OrderError(
            f"{exemplar.id} is released for {' and '.join(mine)} already",
            code="already_released",
            hint="See: assessor examples list",
        )
    if any(consent is not None and consent.by == person.id for consent in given.values()):
        raise PersonError(
            f"{exemplar.id} was released for {given_by(exemplar)} by {person.id}; it takes two persons",
            code="same_person",
            hint=f"Ask somebody else with the role {wanted[0]}.",
        )
    return wanted[0]


def given_by(exemplar: Exemplar) -> str:
    """The roles that have released it, in words."""
    given = {Role.ENABLEMENT: exemplar.enablement, Role.PRIVACY: exemplar.privacy}
    return " and ".join(role for role, consent in given.items() if consent is not None) or "nobody"


def _verified_rating(candidate: Candidate, rubric: Rubric) -> int:
    if candidate.split != _TRAIN:
        raise InputError(
            f"an item of the split {candidate.split} is no example: what is measured with must not be shown.",
            code="example_split",
            hint='Examples come from items with "split": "train" alone; without the field it is gold.',
        )
    for name, label in (("id", candidate.item), ("twin", candidate.twin), ("team", candidate.team)):
        if label is not None and _LABEL.fullmatch(label) is None:
            raise InputError(
                f"{name}: expected 1 to 100 letters, digits, '.', '_' or '-'.",
                code="example_label",
                hint="Use a code; names of persons have no place in the record.",
            )
    if candidate.do_not_enter:
        raise InputError("the item's own label says that it must not enter.", code="example_stopped")
    if candidate.rating is None:
        raise InputError(
            "the item has no rating, so it shows none.",
            code="example_unrated",
            hint="Import rated items; too little evidence is told to the model in words.",
        )
    levels = [level.value for level in rubric.scale.levels]
    if candidate.rating not in levels:
        raise InputError(
            f"rating {candidate.rating} is no level of {rubric.scale.id}; it has {levels[0]}-{levels[-1]}.",
            code="example_rating",
        )
    return candidate.rating


def _career_level(candidate: Candidate, rubric: Rubric) -> str | None:
    """The role as the rubric calls it, where ratings are relative to it; else none, which could mislead."""
    if not rubric.scale.role_dependent:
        return None
    if candidate.career_level is None:
        raise InputError(
            f"ratings of {rubric.id} are relative to the role, and the item names none.",
            code="example_label",
            hint="Give career_level.",
        )
    return find_career_level(rubric, candidate.career_level).name


def _verified_text(candidate: Candidate, redacted: RedactedArtefact) -> str:
    """The text that may be kept: fail closed."""
    if redacted.text is None or redacted.verdict.stops:
        rules = sorted({one.rule for one in redacted.findings if one.action in ("refuse", "escalate")})
        raise InputError(
            f"stopped by {', '.join(rules) or 'a guardrail'}; nothing of it was kept.",
            code="example_stopped",
            hint="Examples pass the entry guardrails as for an external model.",
        )
    if redacted.injection.flagged:
        raise InputError(
            "the text tries to instruct a model; nothing of it was kept.",
            code="example_injection",
            hint="Take another item of the same rating.",
        )
    if not candidate.quotes:
        raise InputError(
            "no passage is named that decided the rating.",
            code="example_quote",
            hint="Give evidence_quotes, verbatim.",
        )
    return redacted.text


def _redacted_quote(candidate: Candidate, quote: str, redacted: RedactedArtefact, text: str) -> str:
    """The passage as it stands in the redacted text; one cut by a placeholder takes it in whole."""
    start = candidate.text.find(quote)
    if start < 0 or not quote.strip():
        raise InputError("a passage is not verbatim in the text.", code="example_quote")
    moved = [
        _moved(place, redacted, at_end=at_end)
        for place, at_end in ((start, False), (start + len(quote), True))
    ]
    return text[moved[0] : moved[1]]


def _moved(place: int, redacted: RedactedArtefact, *, at_end: bool) -> int:
    """An offset of the submitted text in the redacted one; one inside a removed value goes to its edge."""
    shift = 0
    for span in sorted(redacted.spans, key=lambda one: one.start):
        if span.end <= place:
            shift = span.redacted_end - span.end
        elif span.start < place:
            return span.redacted_end if at_end else span.redacted_start
    return place + shift
