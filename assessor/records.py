"""What the pipeline writes down, each step one transaction with its audit entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assessor.domain.actor import Actor
from assessor.domain.artefact import RedactedArtefact
from assessor.domain.audit import AuditEvent
from assessor.domain.record import NewArtefact, NewSubmission
from assessor.domain.rubric import Rubric
from assessor.domain.submission import AssessedArtefact
from assessor.domain.verdict import Destination
from assessor.ports import Store

Digested = tuple[RedactedArtefact, str]
"""A redacted artefact and the keyed digest of its submitted bytes."""


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


def keep_stops(store: Store, stopped: Sequence[Digested], actor: Actor) -> None:
    """Log artefacts that a guardrail stopped: rule, category, counts and keyed digest, no content."""
    if not stopped:
        return
    with store.begin() as unit:
        for artefact, digest in stopped:
            added = unit.stops.add(artefact, digest, actor_id=actor.id)
            stopping = [one for one in artefact.findings if one.action in ("escalate", "refuse")]
            event = AuditEvent(
                event="submission.stopped",
                actor=actor.id,
                refs={"stop": added.id, "digest": digest},
                facts={
                    "verdict": artefact.verdict.value,
                    "category": stopping[0].category,
                    "rule": stopping[0].rule,
                    "findings": len(stopping),
                    "policy": artefact.policy_sha256,
                },
            )
            unit.record(event, {"stop": added.committed})


def keep_acceptance(store: Store, passed: Sequence[Digested], acceptance: Acceptance) -> str:
    """Accept a submission: from here on it is durable. Returns its id."""
    rubric = acceptance.rubric
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
            ),
            [NewArtefact(redacted=artefact, submitted_digest=digest) for artefact, digest in passed],
        )
        event = AuditEvent(
            event="submission.accepted",
            actor=acceptance.actor.id,
            refs={"submission": added.id, "assessee": acceptance.assessee_id},
            facts={
                "rubric": rubric.id,
                "rubric_version": rubric.version,
                "artefacts": len(passed),
                "spans": sum(len(artefact.spans) for artefact, _ in passed),
                "policy": passed[0][0].policy_sha256,
                "destination": acceptance.destination.value,
            },
        )
        unit.record(event, {"submission": added.committed})
    return added.id


def keep_drafts(
    store: Store, submission_id: str, drafted: Sequence[AssessedArtefact], acceptance: Acceptance
) -> dict[str, str]:
    """Keep drafts, sealed. The log learns that a draft exists and nothing of what it says.

    Returns:
        Draft id by artefact id.
    """
    kept: dict[str, str] = {}
    with store.begin() as unit:
        for one in drafted:
            if one.draft is None:
                continue
            added = unit.drafts.add(
                one.draft,
                submission_id=submission_id,
                artefact_id=one.redacted.artefact_id,
                skill_area=one.skill_area,
                career_level=acceptance.career_level,
                actor_id=acceptance.actor.id,
            )
            event = AuditEvent(
                event="draft.created",
                actor=acceptance.actor.id,
                refs={"draft": added.id, "submission": submission_id},
                facts={
                    "rubric": acceptance.rubric.id,
                    "rubric_version": acceptance.rubric.version,
                    "drafter": one.draft.provenance.drafter,
                },
            )
            unit.record(event, {"draft": added.committed})
            kept[one.redacted.artefact_id] = added.id
    return kept
