"""Stage 6 of 7: the human rates blind, sees the draft, and settles the rating.

Every method reads the actor's roles anew, holds the rules of `order.py` and `content.py`, and leaves an audit
entry for what it changed, in the same transaction. Nothing but `confirm` makes a confirmed rating.
"""

import re
from collections.abc import Callable, Sequence

from assessor.domain.actor import Actor
from assessor.domain.draft import Draft, DraftStatus
from assessor.domain.rating import (
    CitedSpan,
    ConfirmedRating,
    RatingSource,
    RatingTarget,
    RatingValue,
    SealedRating,
)
from assessor.domain.record import DraftHeader, RatingRecord, Receipt, StoredArtefact
from assessor.domain.rubric import Rubric
from assessor.domain.suspension import LOOK_BACK_DAYS, Suspension, covering
from assessor.errors import InputError, NotFoundError, OrderError
from assessor.ports import Clock, Store, UnitOfWork
from assessor.review import content, events, order
from assessor.review.present import confirmed_rating, revealed_view, sealed_rating, sealed_view, slip
from assessor.review.views import DraftSlip, RevealedDraftView, RevealedEvidence, SealedDraftView
from assessor.suspended import held_back, notice_of

_REASON_CODE = re.compile(r"[a-z][a-z_]{0,39}")


class Review:
    """What reviewers do with drafts.

    Args:
        store: one tenant's records.
        clock: when ratings are made.
        rubrics: a rubric by `ID`, or one of its versions by `ID@VERSION`.
        redact_reason: the entry guardrails for a reviewer's own words; raises where they must not be kept.
        look_back_days: drafts revealed so long before they went wrong are to be looked at again.

    While drafts are suspended, a stored one answers `suspended`; its content is kept, and comes back with the
    drafts. A reveal then shows nothing and counts as none afterwards, but the rating can be settled on the
    evidence alone.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        *,
        rubrics: Callable[[str], Rubric],
        redact_reason: Callable[[str], str],
        look_back_days: int = LOOK_BACK_DAYS,
    ) -> None:
        self._store = store
        self._clock = clock
        self._rubrics = rubrics
        self._redact_reason = redact_reason
        self._look_back_days = look_back_days

    def rate(
        self, draft_id: str, value: RatingValue, actor: Actor, *, receipt: Receipt | None = None
    ) -> SealedRating:
        """Seal the actor's own rating, before the draft is shown.

        Args:
            draft_id: a standing draft.
            value: the rating.
            actor: who rates.
            receipt: of the request, here and below kept in the same transaction: a repeated request can be
                told, and answered with what the first one made.

        Returns:
            The rating with its seal, a salted commitment; `seen_before` says whether the actor had seen a
            full draft on the same bytes, in which case it counts as neither sealed nor blind.

        Raises:
            NotFoundError: no such draft.
            OrderError: codes `role_missing`, `self_confirmation`, `withdrawn`, `rubric_changed`,
                `actor_revoked`, or `out_of_order` where the actor rated before.
            InputError: code `off_scale`.
        """
        with self._store.begin() as unit:
            person, header = _met(unit, draft_id, actor)
            order.verify_may_rate(header, person)
            order.verify_unrated(draft_id, unit.ratings.of_draft(draft_id), person)
            artefact = unit.submissions.artefact(header.submission.id, header.artefact_id)
            record = self._record(unit, header, person, value, RatingSource.SEALED).model_copy(
                update={
                    "seen_before": unit.preview_marks.has_any([artefact.submitted_digest], actor_id=person.id)
                }
            )
            value_committed = {events.SEAL: unit.ratings.committed(record)}
            seal = unit.record(events.rating_sealed(record), value_committed)[events.SEAL]
            sealed = record.model_copy(update={"seal": seal})
            unit.ratings.add(sealed)
            if receipt is not None:
                unit.receipts.add(receipt, made=sealed.id)
        return sealed_rating(sealed)

    def reveal(self, draft_id: str, actor: Actor, *, receipt: Receipt | None = None) -> Draft:
        """Show the draft to somebody who has rated. Only the first time leaves an audit entry; where drafts
        were suspended then, the first time that shows something leaves another.

        From then on the actor has seen a draft on these bytes, so a rating of them under another draft,
        say after a withdrawal, is no longer blind.

        Raises:
            NotFoundError: no such draft, or its content was erased.
            OrderError: as for `rate`, or `out_of_order` where the actor has not rated yet.
        """
        with self._store.begin() as unit:
            person, header = _met(unit, draft_id, actor)
            order.verify_may_rate(header, person)
            order.verify_rated(draft_id, unit.ratings.of_draft(draft_id), person)
            artefact = unit.submissions.artefact(header.submission.id, header.artefact_id)
            draft = _answer(unit, header, artefact)
            withheld = draft.status is DraftStatus.SUSPENDED
            known = unit.drafts.reveal_of(draft_id, actor_id=person.id)
            if known is None or (known.withheld and not withheld):
                unit.drafts.add_reveal(draft_id, actor_id=person.id, withheld=withheld)
                if not withheld:
                    unit.preview_marks.add([artefact.submitted_digest], actor_id=person.id)
                unit.record(events.draft_revealed(draft_id, person.id, withheld=withheld))
            if receipt is not None:
                unit.receipts.add(receipt, made=draft_id)
        return draft

    def confirm(
        self,
        draft_id: str,
        value: RatingValue,
        reason: str,
        cited: Sequence[CitedSpan],
        actor: Actor,
        *,
        receipt: Receipt | None = None,
    ) -> ConfirmedRating:
        """Settle the rating, agreeing with the draft or not.

        Args:
            draft_id: a draft the actor rated and revealed.
            value: the settled value; a level needs a cited span in the draft's own artefact.
            reason: at least 10 characters; kept after redaction, and never in the audit log.
            cited: places in the redacted artefacts of the same submission.
            actor: who settles it.
            receipt: as for `rate`.

        Raises:
            NotFoundError: no such draft.
            OrderError: as for `rate`, or `out_of_order` without the actor's rating and reveal, or where the
                rating is settled already.
            InputError: codes `off_scale`, `reason_missing`, `citation_missing`, `citation_outside`,
                `citation_blank`; and what `redact_reason` raises.
        """
        with self._store.read() as unit:
            self._confirmable(unit, draft_id, value, cited, actor)
        # Redaction takes seconds on a cold start: not while every other writer waits for this transaction.
        kept_reason = content.verify_reason(self._redact_reason(content.verify_reason(reason)))
        with self._store.begin() as unit:
            record = self._confirmable(unit, draft_id, value, cited, actor).model_copy(
                update={"reason": kept_reason}
            )
            unit.record(events.rating_confirmed(record), {events.RATING: unit.ratings.committed(record)})
            unit.ratings.add(record)
            if receipt is not None:
                unit.receipts.add(receipt, made=record.id)
        return confirmed_rating(record)

    def sealed(self, rating_id: str) -> SealedRating:
        """A sealed rating made earlier; `NotFoundError` where there is none of that id."""
        with self._store.read() as unit:
            return sealed_rating(unit.ratings.get(rating_id))

    def confirmed(self, rating_id: str) -> ConfirmedRating:
        """A confirmed rating made earlier; `NotFoundError` where there is none of that id."""
        with self._store.read() as unit:
            return confirmed_rating(unit.ratings.get(rating_id))

    def withdraw(self, draft_id: str, reason_code: str, actor: Actor) -> None:
        """Take a draft out of review for good.

        Args:
            draft_id: a draft that is not settled.
            reason_code: up to 40 lower-case letters and underscores, e.g. `wrong_artefact`; no free text.
            actor: a manager, not the assessee; or whoever asked for the draft.

        Raises:
            NotFoundError: no such draft.
            OrderError: codes `role_missing`, `self_confirmation`, `withdrawn`, `actor_revoked`, or
                `out_of_order` where the rating is settled.
            InputError: code `reason_code`.
        """
        if _REASON_CODE.fullmatch(reason_code) is None:
            raise InputError(
                "the reason for a withdrawal is a code: up to 40 lower-case letters and underscores",
                code="reason_code",
                hint="For example: wrong_artefact.",
            )
        with self._store.begin() as unit:
            person, header = _met(unit, draft_id, actor)
            order.verify_may_withdraw(header, unit.ratings.of_draft(draft_id), person)
            unit.drafts.withdraw(draft_id, reason_code)
            unit.record(events.draft_withdrawn(draft_id, reason_code, person.id))

    def list_drafts(
        self,
        actor: Actor,
        *,
        submission_id: str | None = None,
        assessee_id: str | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> tuple[DraftSlip, ...]:
        """Drafts the actor may look at, oldest first, with where they stand for this actor.

        Args:
            actor: who looks.
            submission_id: only its drafts.
            assessee_id: only drafts about this person.
            after: id of the draft before the first one wanted.
            limit: at most so many; fewer means that there are no more.

        Raises:
            NotFoundError: there is no draft of the id `after`.
        """
        shown: list[DraftSlip] = []
        with self._store.read() as unit:
            person = unit.actors.get(actor.id)
            standing = unit.suspensions.standing()
            while True:
                headers = unit.drafts.list_headers(
                    submission_id=submission_id, assessee_id=assessee_id, after=after, limit=limit
                )
                shown += [
                    self._slip(unit, header, person, standing)
                    for header in headers
                    if _may_look(header, person)
                ]
                if limit is None or len(headers) < limit or len(shown) >= limit:
                    return tuple(shown[:limit])
                after = headers[-1].id

    def show(self, draft_id: str, actor: Actor) -> SealedDraftView | RevealedDraftView:
        """The evidence; with the draft only for an actor who rated and revealed it.

        Raises:
            NotFoundError: no such draft, or none that this actor may look at.
            OrderError: code `actor_revoked`.
        """
        with self._store.read() as unit:
            person, header = _met(unit, draft_id, actor)
            order.verify_may_look(header, person)
            ratings = unit.ratings.of_draft(draft_id)
            artefact = unit.submissions.artefact(header.submission.id, header.artefact_id)
            standing = unit.suspensions.standing(header.submission.rubric_id)
            view = sealed_view(self._slip(unit, header, person, standing), artefact)
            if not _revealed(unit, header, person):
                return view
            return revealed_view(view, _answer(unit, header, artefact), ratings, person)

    def revealed(self, draft_id: str, actor: Actor) -> RevealedEvidence:
        """The draft and what it was made from, to be looked into; before the reveal nothing of it.

        Raises:
            NotFoundError: no such draft, none that this actor may look at, or its content was erased.
            OrderError: codes `actor_revoked`, `rubric_changed`, or `out_of_order` where the actor has not
                revealed it.
            InputError: code `erased`, the text is gone.
        """
        with self._store.read() as unit:
            person, header = _met(unit, draft_id, actor)
            order.verify_may_look(header, person)
            if not _revealed(unit, header, person):
                raise OrderError(
                    f"{draft_id}: {person.id} has not revealed the draft, so nothing of it is shown",
                    hint=f"First: `assessor rate {draft_id} --rating N`, then `assessor reveal {draft_id}`.",
                )
            stored = unit.submissions.artefact(header.submission.id, header.artefact_id)
            draft = _answer(unit, header, stored)
        artefact = stored.redacted
        if artefact.text is None:
            raise InputError(
                f"{draft_id}: its text was erased.", code="erased", hint="Submit the evidence again."
            )
        rubric = content.pinned_rubric(
            self._rubrics, header.submission.rubric_id, header.submission.rubric_version
        )
        content.verify_same_version(header, rubric)
        return RevealedEvidence(header=header, artefact=artefact, draft=draft, rubric=rubric)

    def _confirmable(
        self,
        unit: UnitOfWork,
        draft_id: str,
        value: RatingValue,
        cited: Sequence[CitedSpan],
        actor: Actor,
    ) -> RatingRecord:
        """The confirmed rating as it would be kept, but for its reason."""
        person, header = _met(unit, draft_id, actor)
        order.verify_may_rate(header, person)
        ratings = unit.ratings.of_draft(draft_id)
        sealed = order.verify_rated(draft_id, ratings, person)
        if not _revealed(unit, header, person):
            raise OrderError(
                f"{draft_id}: {person.id} has not seen the draft yet",
                hint=f"First: `assessor reveal {draft_id}`.",
            )
        order.verify_not_confirmed(draft_id, ratings)

        def find(artefact_id: str) -> StoredArtefact | None:
            try:
                return unit.submissions.artefact(header.submission.id, artefact_id)
            except NotFoundError:
                return None

        content.verify_cited(value, cited, own_artefact=header.artefact_id, find=find)
        return self._record(unit, header, person, value, RatingSource.CONFIRMED).model_copy(
            update={
                "cited": tuple(cited),
                "seen_before": sealed.seen_before,
                "overrides_draft": content.is_override(value, _seen(unit, header, person)),
            }
        )

    def _slip(
        self, unit: UnitOfWork, header: DraftHeader, actor: Actor, standing: Sequence[Suspension]
    ) -> DraftSlip:
        """A draft's line for one reader, with what is suspended of its kind."""
        found = _suspension_of(header, standing)
        reveal = None if found is None else unit.drafts.reveal_of(header.id, actor_id=actor.id)
        look_again = (
            found is not None
            and reveal is not None
            and not reveal.withheld
            and found.touches(reveal.at, look_back_days=self._look_back_days)
        )
        return slip(
            header,
            unit.ratings.of_draft(header.id),
            actor,
            revealed=_revealed(unit, header, actor),
            suspension=None if found is None else notice_of(found),
            look_again=look_again,
        )

    def _record(
        self, unit: UnitOfWork, header: DraftHeader, actor: Actor, value: RatingValue, source: RatingSource
    ) -> RatingRecord:
        """A rating of the draft's artefact, once `value` is known to be on the scale."""
        pinned = header.submission
        rubric = content.pinned_rubric(self._rubrics, pinned.rubric_id, pinned.rubric_version)
        content.verify_same_version(header, rubric)
        content.verify_on_scale(value, rubric.scale)
        return RatingRecord(
            id=unit.ratings.new_id(),
            target=RatingTarget.ARTEFACT,
            source=source,
            draft_id=header.id,
            submission_id=header.submission.id,
            artefact_id=header.artefact_id,
            skill_area=header.skill_area,
            actor_id=actor.id,
            value=value,
            scale=rubric.scale.id,
            rubric_id=rubric.id,
            rubric_version=rubric.version,
            at=self._clock.now(),
        )


def _met(unit: UnitOfWork, draft_id: str, actor: Actor) -> tuple[Actor, DraftHeader]:
    """The actor as stored now, since roles may have changed since `actor` was read, and the draft."""
    return unit.actors.get(actor.id), unit.drafts.header(draft_id)


def _revealed(unit: UnitOfWork, header: DraftHeader, actor: Actor) -> bool:
    """Whether the actor has been shown what there is to show: `suspended` counts while it is still so."""
    reveal = unit.drafts.reveal_of(header.id, actor_id=actor.id)
    if reveal is None or not reveal.withheld:
        return reveal is not None
    standing = unit.suspensions.standing(header.submission.rubric_id)
    if _suspension_of(header, standing) is not None:
        return True
    return unit.drafts.content(header.id).status is DraftStatus.SUSPENDED


def _suspension_of(header: DraftHeader, standing: Sequence[Suspension]) -> Suspension | None:
    return covering(standing, header.submission.rubric_id, header.skill_area, header.drafter)


def _answer(unit: UnitOfWork, header: DraftHeader, artefact: StoredArtefact) -> Draft:
    """The stored draft as it may be shown now."""
    rubric_id = header.submission.rubric_id
    standing = unit.suspensions.standing(rubric_id)
    stored = unit.drafts.content(header.id)
    return held_back(stored, standing, rubric_id, header.skill_area, artefact.redacted.lang)


def _seen(unit: UnitOfWork, header: DraftHeader, actor: Actor) -> Draft:
    """The draft as the actor was shown it: what they saw before a suspension may have moved them."""
    if unit.drafts.is_revealed(header.id, actor_id=actor.id):
        return unit.drafts.content(header.id)
    return _answer(unit, header, unit.submissions.artefact(header.submission.id, header.artefact_id))


def _may_look(header: DraftHeader, actor: Actor) -> bool:
    try:
        order.verify_may_look(header, actor)
    except NotFoundError:
        return False
    return True
