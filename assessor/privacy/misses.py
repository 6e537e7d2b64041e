"""Beside the stages: a value that redaction missed is taken out of everything that still holds it.

text       the value becomes a placeholder in every artefact of each submission that holds the reported one
drafts     quote the old text, so their content goes; those that stood are withdrawn and made anew
ratings    keep their value; places they cite move with the text, and the log commits to them anew
log        says what was found, by whom and how much changed; the old commitments lose their salts
case       the report becomes a regression case, with invented values in the place of everything personal
"""

from collections.abc import Callable, Sequence

from assessor.domain.actor import Actor
from assessor.domain.artefact import RedactedArtefact
from assessor.domain.audit import AuditEvent
from assessor.domain.base import Frozen
from assessor.domain.privacy import CaseKind, RegressionCase
from assessor.domain.record import StoredSubmission
from assessor.domain.submission import AssessedArtefact
from assessor.errors import InputError, NotFoundError
from assessor.ports import Store, UnitOfWork
from assessor.privacy.access import privacy_officer
from assessor.privacy.destroyed import record_destroyed
from assessor.privacy.erasure import ForgetAnswers, no_answers
from assessor.privacy_ports import Rewriting, Rewritten
from assessor.suspended import held_back

REASON = "redaction_miss"
"""Reason code of drafts withdrawn for a miss."""

MissedValue = Callable[[RedactedArtefact, int, int], str]
RedactAgain = Callable[[Sequence[RedactedArtefact], str, str], tuple[tuple[Rewritten, ...], str]]
MakeCase = Callable[[RedactedArtefact, int, int, str, CaseKind], RegressionCase]
DraftAgain = Callable[[StoredSubmission, RedactedArtefact], AssessedArtefact]


class Repaired(Frozen):
    """What a report of a miss changed in one submission."""

    submission: str
    placeholder: str
    artefacts: dict[str, str]
    """New id of each artefact that held the value, by its old one."""
    spans: int
    withdrawn: tuple[str, ...]
    drafts: tuple[str, ...] = ()
    """Drafts made in the place of those withdrawn."""


class Misses:
    """Takes reports of misses and of false hits.

    Args:
        store: one tenant's records.
        missed_value: reads a place of an artefact.
        redact_again: replaces a value in all artefacts of a submission.
        make_case: makes a report into a regression case.
        draft_again: drafts an artefact of a submission anew.
        forget_answers: deletes kept answers of models, which quote the old text.
    """

    def __init__(
        self,
        store: Store,
        *,
        missed_value: MissedValue,
        redact_again: RedactAgain,
        make_case: MakeCase,
        draft_again: DraftAgain,
        forget_answers: ForgetAnswers = no_answers,
    ) -> None:
        self._forget_answers = forget_answers
        self._store = store
        self._missed_value = missed_value
        self._redact_again = redact_again
        self._make_case = make_case
        self._draft_again = draft_again

    def report_miss(
        self, artefact_id: str, start: int, end: int, kind: str, actor: Actor
    ) -> tuple[Repaired, ...]:
        """Take a missed value out of every submission that holds the artefact.

        Args:
            artefact_id: an artefact as it is now.
            start: first character of the missed value in its redacted text.
            end: behind its last.
            kind: what type of value it is, such as `PERSON`.
            actor: who reports it; needs the role privacy.

        Raises:
            PersonError: `actor` may not.
            NotFoundError: nobody holds such an artefact.
            InputError: there is no value at this place, or the type is none.
            RecordError: code `busy`: the rows are changed, but another process holds the files.
        """
        with self._store.begin() as unit:
            officer = privacy_officer(unit, actor)
            held_by = _holders(unit, artefact_id)
            reported = unit.submissions.artefact(held_by[0], artefact_id).redacted
            value = self._missed_value(reported, start, end)
            case = self._make_case(reported, start, end, kind, CaseKind.MISS)
            done = [self._repair(unit, one, value, kind, officer.id) for one in held_by]
            self._keep_case(unit, case, held_by[0], officer.id)
        self._forget_answers()
        self._store.compact()
        return tuple(self._drafted(repaired, rewriting, actor) for repaired, rewriting in done)

    def report_false_hit(
        self, artefact_id: str, placeholder: str, value: str, actor: Actor
    ) -> RegressionCase:
        """Keep a case that says what should have stayed. The artefact stays as it is: its value is gone.

        Args:
            artefact_id: an artefact as it is now.
            placeholder: the placeholder that hides something harmless, such as `<PERSON_2>`.
            value: what stood there; the reporter vouches that it is harmless.
            actor: who reports it; needs the role privacy.

        Raises:
            PersonError: `actor` may not.
            NotFoundError: nobody holds such an artefact.
            InputError: code `placeholder_unknown`.
        """
        with self._store.begin() as unit:
            officer = privacy_officer(unit, actor)
            submission_id = _holders(unit, artefact_id)[0]
            artefact = unit.submissions.artefact(submission_id, artefact_id).redacted
            span = next((one for one in artefact.spans if one.placeholder == placeholder), None)
            if span is None:
                raise InputError(
                    f"{artefact_id} has no placeholder {placeholder!r}.", code="placeholder_unknown"
                )
            case = self._make_case(
                artefact, span.redacted_start, span.redacted_end, value, CaseKind.FALSE_HIT
            ).model_copy(update={"rule": span.rule})
            self._keep_case(unit, case, submission_id, officer.id)
        return case

    def cases(self, actor: Actor) -> tuple[RegressionCase, ...]:
        """Every regression case, oldest first.

        Raises:
            PersonError: `actor` may not.
        """
        with self._store.read() as unit:
            privacy_officer(unit, actor)
            return unit.privacy_log.cases()

    def _repair(
        self, unit: UnitOfWork, submission_id: str, value: str, kind: str, actor_id: str
    ) -> tuple[Repaired, Rewriting]:
        held = [one.redacted for one in unit.submissions.artefacts(submission_id)]
        changed, placeholder = self._redact_again(held, value, kind)
        rewriting = unit.rewriting.rewrite(
            submission_id, changed, value=value, actor_id=actor_id, reason_code=REASON
        )
        spans = sum(len(one.hits) for one in changed)
        event = AuditEvent(
            event="submission.reredacted",
            actor=actor_id,
            refs={"submission": submission_id},
            facts={
                "type": kind,
                "artefacts": len(changed),
                "spans": spans,
                "drafts": len(rewriting.superseded),
                "ratings": len(rewriting.ratings),
            },
        )
        unit.record(event, {"submission": rewriting.submission.committed})
        for rating in rewriting.ratings:
            again = AuditEvent(event="rating.reredacted", actor=actor_id, refs={"rating": rating.id})
            unit.record(again, {"rating": unit.ratings.committed(rating)})
        for draft_id in rewriting.standing:
            withdrawn = AuditEvent(
                event="draft.withdrawn", actor=actor_id, refs={"draft": draft_id}, facts={"reason": REASON}
            )
            unit.record(withdrawn)
        record_destroyed(unit, rewriting.destroyed, actor_id)
        repaired = Repaired(
            submission=submission_id,
            placeholder=placeholder,
            artefacts={one.before: one.after.artefact_id for one in changed},
            spans=spans,
            withdrawn=rewriting.standing,
        )
        return repaired, rewriting

    def _drafted(self, repaired: Repaired, rewriting: Rewriting, actor: Actor) -> Repaired:
        """New drafts for those withdrawn. Drafting takes long, so it happens outside the transaction."""
        made: list[str] = []
        for draft_id in rewriting.standing:
            with self._store.read() as unit:
                header = unit.drafts.header(draft_id)
                artefact = unit.submissions.artefact(header.submission.id, header.artefact_id).redacted
            assessed = self._draft_again(header.submission, artefact)
            if assessed.draft is None:
                continue
            with self._store.begin() as unit:
                rubric_id = header.submission.rubric_id
                standing = unit.suspensions.standing(rubric_id)
                added = unit.drafts.add(
                    held_back(assessed.draft, standing, rubric_id, assessed.skill_area, artefact.lang),
                    submission_id=header.submission.id,
                    artefact_id=header.artefact_id,
                    skill_area=assessed.skill_area,
                    career_level=header.career_level,
                    actor_id=header.created_by,
                )
                event = AuditEvent(
                    event="draft.created",
                    actor=actor.id,
                    refs={"draft": added.id, "submission": header.submission.id},
                    facts={
                        "rubric": header.submission.rubric_id,
                        "rubric_version": header.submission.rubric_version,
                        "drafter": assessed.draft.provenance.drafter,
                    },
                )
                unit.record(event, {"draft": added.committed})
            made.append(added.id)
        return repaired.model_copy(update={"drafts": tuple(made)})

    @staticmethod
    def _keep_case(unit: UnitOfWork, case: RegressionCase, submission_id: str, actor_id: str) -> None:
        unit.privacy_log.add_case(case, submission_id=submission_id, actor_id=actor_id)
        kind = case.spans[0].type if case.spans else None
        event = AuditEvent(
            event="case.reported",
            actor=actor_id,
            refs={"case": case.id},
            facts={"kind": case.kind.value, "type": kind, "rule": case.rule},
        )
        unit.record(event)


def _holders(unit: UnitOfWork, artefact_id: str) -> tuple[str, ...]:
    held_by = unit.rewriting.holders(artefact_id)
    if not held_by:
        raise NotFoundError(
            f"no artefact {artefact_id}",
            hint="Ids of artefacts change when they are redacted again; see: assessor privacy log --json",
        )
    return held_by
