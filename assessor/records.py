"""What the pipeline writes down, each step one transaction with its audit entry.

A submission is accepted in one transaction; from then on its drafts are made one by one, each kept as soon as
it exists. Whoever finds a submission unfinished goes on where the last one stopped: `keep_draft` leaves an
artefact alone that has its draft.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from assessor.domain.actor import Actor
from assessor.domain.artefact import RedactedArtefact
from assessor.domain.audit import AuditEvent
from assessor.domain.record import (
    HandedIn,
    NewArtefact,
    NewSubmission,
    Receipt,
    StoredSubmission,
    SubmissionStatus,
)
from assessor.domain.rubric import Rubric
from assessor.domain.submission import AssessedArtefact, Origin
from assessor.domain.vault import VaultValues
from assessor.domain.verdict import Destination
from assessor.errors import OrderError
from assessor.ports import Store, UnitOfWork
from assessor.privacy_ports import Sealer
from assessor.suspended import held_back


@dataclass(frozen=True)
class Received:
    """One artefact after stage 2: what is left of it, where it came from, and which bytes it was."""

    redacted: RedactedArtefact
    origin: Origin
    submitted_digest: str
    """Keyed digest, `hmac-sha256:KEYID:HEX`."""
    older_digests: tuple[str, ...] = ()
    """Those under keys that only verify."""


@dataclass(frozen=True)
class Sealing:
    """What redaction removed, on its way into the vault. Lives in memory only."""

    sealer: Sealer
    values: VaultValues = field(repr=False)


@dataclass(frozen=True)
class Acceptance:
    """Who hands in what about whom."""

    actor: Actor
    assessee_id: str
    rubric: Rubric
    skill_area: str | None
    career_level: str | None
    submitted_on: date
    destination: Destination


def keep_stops(store: Store, received: Sequence[Received], actor: Actor) -> tuple[str | None, ...]:
    """Log artefacts that a guardrail stopped: rule, category, counts and keyed digest, no content.

    Returns:
        The id of each one's log row, null for those that passed.
    """
    if not any(one.redacted.verdict.stops for one in received):
        return (None,) * len(received)
    ids: list[str | None] = []
    with store.begin() as unit:
        for one in received:
            artefact = one.redacted
            if not artefact.verdict.stops:
                ids.append(None)
                continue
            added = unit.stops.add(artefact, one.submitted_digest, actor_id=actor.id)
            stopping = [found for found in artefact.findings if found.action in ("escalate", "refuse")]
            event = AuditEvent(
                event="submission.stopped",
                actor=actor.id,
                refs={"stop": added.id, "digest": one.submitted_digest},
                facts={
                    "verdict": artefact.verdict.value,
                    "category": stopping[0].category,
                    "rule": stopping[0].rule,
                    "findings": len(stopping),
                    "policy": artefact.policy_sha256,
                },
            )
            unit.record(event, {"stop": added.committed})
            ids.append(added.id)
    return tuple(ids)


def keep_acceptance(
    store: Store,
    received: Sequence[Received],
    stop_ids: Sequence[str | None],
    acceptance: Acceptance,
    receipt: Receipt | None = None,
    sealing: Sealing | None = None,
) -> str:
    """Accept a submission: from here on it is durable.

    Args:
        store: where to.
        received: everything handed in, stopped artefacts included.
        stop_ids: from `keep_stops`.
        acceptance: who hands in what about whom.
        receipt: of the request, so that a repeated one accepts nothing twice.
        sealing: what goes into the vault; null where it is off.

    Returns:
        Its id.
    """
    rubric = acceptance.rubric
    passed = [one for one in received if not one.redacted.verdict.stops]
    with store.begin() as unit:
        added = unit.submissions.add(
            NewSubmission(
                actor_id=acceptance.actor.id,
                assessee_id=acceptance.assessee_id,
                rubric_id=rubric.id,
                rubric_version=rubric.version,
                skill_area=acceptance.skill_area,
                career_level=acceptance.career_level,
                submitted_on=acceptance.submitted_on,
                destination=acceptance.destination,
                handed_in=tuple(
                    HandedIn(
                        origin=one.origin,
                        artefact=None if stop_id else one.redacted.artefact_id,
                        stop=stop_id,
                    )
                    for one, stop_id in zip(received, stop_ids, strict=True)
                ),
            ),
            [NewArtefact(redacted=one.redacted, submitted_digest=one.submitted_digest) for one in passed],
        )
        for one in passed:
            unit.preview_marks.carry_over(one.older_digests, one.submitted_digest)
        event = AuditEvent(
            event="submission.accepted",
            actor=acceptance.actor.id,
            refs={"submission": added.id, "assessee": acceptance.assessee_id},
            facts={
                "rubric": rubric.id,
                "rubric_version": rubric.version,
                "artefacts": len(passed),
                "spans": sum(len(one.redacted.spans) for one in passed),
                "policy": passed[0].redacted.policy_sha256,
                "destination": acceptance.destination.value,
            },
        )
        unit.record(event, {"submission": added.committed})
        if sealing is not None:
            _keep_sealed(unit, sealing, added.id, acceptance.actor.id)
        if receipt is not None:
            unit.receipts.add(receipt, made=added.id)
    return added.id


def _keep_sealed(unit: UnitOfWork, sealing: Sealing, submission_id: str, actor_id: str) -> None:
    sealed = sealing.sealer.seal(submission_id, sealing.values)
    if not sealed.values:
        return
    unit.vault.keep(submission_id, sealed, actor_id=actor_id)
    event = AuditEvent(
        event="vault.filled",
        actor=actor_id,
        refs={"submission": submission_id},
        facts={"values": len(sealed.values)},
    )
    unit.record(event)


def undrafted(
    store: Store, submission_id: str, rubric: Rubric, destination: Destination
) -> tuple[StoredSubmission, tuple[RedactedArtefact, ...]]:
    """A submission and its artefacts that still need a draft, in the order handed in.

    Raises:
        NotFoundError: no such submission.
        OrderError: code `rubric_changed` or `destination_changed`; it was accepted under another version of
            the rubric, or redacted for a place nearer than where the drafter would now send it.
    """
    with store.read() as unit:
        submission = unit.submissions.get(submission_id)
        left = unit.submissions.undrafted(submission_id)
        artefacts = tuple(unit.submissions.artefact(submission_id, one).redacted for one in left)
    if submission.rubric_version != rubric.version:
        raise OrderError(
            f"{submission_id} was accepted under {rubric.id} {submission.rubric_version}; this installation "
            f"has {rubric.version}",
            code="rubric_changed",
            hint="Submit the evidence again.",
        )
    if destination.reaches_beyond(submission.destination):
        raise OrderError(
            f"{submission_id} was redacted for {submission.destination}; the drafter of now sends text to "
            f"{destination}",
            code="destination_changed",
            hint="Submit the evidence again, or configure the drafter it was accepted under.",
        )
    return submission, artefacts


def keep_draft(store: Store, submission: StoredSubmission, assessed: AssessedArtefact) -> None:
    """Keep a draft, sealed, unless its artefact has one by now. The log learns nothing of what it says.

    The draft of the last artefact makes the submission `drafted`, any other one `drafting`.
    """
    artefact_id = assessed.redacted.artefact_id
    if assessed.draft is None:
        return
    with store.begin() as unit:
        left = unit.submissions.undrafted(submission.id)
        if artefact_id not in left:
            return  # another process was faster
        # Drafts may have been suspended while this one was made.
        draft = held_back(
            assessed.draft,
            unit.suspensions.standing(submission.rubric_id),
            submission.rubric_id,
            assessed.skill_area,
            assessed.redacted.lang,
        )
        added = unit.drafts.add(
            draft,
            submission_id=submission.id,
            artefact_id=artefact_id,
            skill_area=assessed.skill_area,
            career_level=submission.career_level,
            actor_id=submission.actor_id,
        )
        status = SubmissionStatus.DRAFTED if left == (artefact_id,) else SubmissionStatus.DRAFTING
        unit.submissions.set_status(submission.id, status)
        event = AuditEvent(
            event="draft.created",
            actor=submission.actor_id,
            refs={"draft": added.id, "submission": submission.id},
            facts={
                "rubric": submission.rubric_id,
                "rubric_version": submission.rubric_version,
                "drafter": assessed.draft.provenance.drafter,
            },
        )
        unit.record(event, {"draft": added.committed})


def keep_failure(store: Store, submission_id: str, reason_code: str) -> None:
    """Give up drafting a submission; drafts it has stay, and the evidence can be submitted again.

    Args:
        store: where to.
        submission_id: an accepted submission; one that is drafted meanwhile is left alone.
        reason_code: why, a code such as `rubric_changed`.
    """
    with store.begin() as unit:
        if submission_id not in unit.submissions.unfinished():
            return
        unit.submissions.set_status(submission_id, SubmissionStatus.FAILED, reason_code)
        event = AuditEvent(
            event="submission.failed",
            actor="system",
            refs={"submission": submission_id},
            facts={"reason": reason_code},
        )
        unit.record(event)


def kept_drafts(store: Store, submission_id: str) -> dict[str, tuple[str, AssessedArtefact]]:
    """Every draft of a submission, with its id, by artefact id. For code that must know what drafts say."""
    with store.read() as unit:
        return {
            header.artefact_id: (
                header.id,
                AssessedArtefact(
                    redacted=unit.submissions.artefact(submission_id, header.artefact_id).redacted,
                    skill_area=header.skill_area,
                    draft=unit.drafts.content(header.id),
                ),
            )
            for header in unit.drafts.list_headers(submission_id=submission_id)
        }
