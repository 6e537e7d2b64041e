"""Beside the stages: somebody with the right to do so lets stopped bytes pass.

A release names a rule, a reason and a person other than the one whose artefact was stopped. It acts on
exactly the bytes whose stop is in the log, handed in again; credentials are never released.
"""

from collections.abc import Callable

from assessor.domain.actor import Actor
from assessor.domain.audit import AuditEvent
from assessor.domain.record import CountedFinding, StoredStop
from assessor.domain.submission import ReadSubmission
from assessor.domain.verdict import Action
from assessor.errors import InputError, PersonError
from assessor.ports import Store, UnitOfWork
from assessor.privacy.access import privacy_officer

NEVER = frozenset({"credentials", "guardrail_failure"})
"""Categories no release lifts: a live secret harms whoever reads it, a crashed check has decided nothing."""
MIN_REASON_CHARS = 10


class Releases:
    """Grants releases.

    Args:
        store: one tenant's records.
        redact_reason: the entry guardrails for the reason's own words; raises where they must not be kept.
    """

    def __init__(self, store: Store, redact_reason: Callable[[str], str]) -> None:
        self._store = store
        self._redact_reason = redact_reason

    def grant(
        self, read: ReadSubmission, rules: tuple[str, ...], reason: str, actor: Actor
    ) -> ReadSubmission:
        """The submission with the release on it, once it is recorded.

        Args:
            read: what is handed in again; artefacts whose bytes have no logged stop stay as they are.
            rules: names of rules as the stop gave them, such as `contract_text.meaning`.
            reason: at least 10 characters; kept after redaction.
            actor: who releases.

        Raises:
            PersonError: codes `role_missing`, `actor_revoked`, or `same_person` where the actor's own
                artefact was stopped.
            InputError: codes `reason_missing`, `release_never`, `release_unmatched` where no logged stop of
                these bytes names the rule; and what `redact_reason` raises.
        """
        with self._store.read() as unit:
            privacy_officer(unit, actor)
            matched = self._matched(unit, read, rules, actor)
        given = len(reason.strip())
        if given < MIN_REASON_CHARS:
            raise InputError(
                f"--reason: a release needs at least {MIN_REASON_CHARS} characters; got {given}.",
                code="reason_missing",
            )
        kept_reason = self._redact_reason(reason.strip())
        with self._store.begin() as unit:
            officer = privacy_officer(unit, actor)
            for digest, stop, finding in matched:
                added = unit.releases.add(stop.id, finding.rule, kept_reason, actor_id=officer.id)
                event = AuditEvent(
                    event="stop.released",
                    actor=officer.id,
                    refs={"stop": stop.id, "release": added.id, "digest": digest},
                    facts={"rule": finding.rule, "category": finding.category},
                )
                unit.record(event, {"release": added.committed})
        digests = {digest for digest, _, _ in matched}
        return read.model_copy(
            update={
                "artefacts": tuple(
                    one.model_copy(update={"released": frozenset(rules)})
                    if one.submitted_digest in digests
                    else one
                    for one in read.artefacts
                )
            }
        )

    @staticmethod
    def _matched(
        unit: UnitOfWork, read: ReadSubmission, rules: tuple[str, ...], actor: Actor
    ) -> list[tuple[str, StoredStop, CountedFinding]]:
        """Digest, stop and finding of every rule that a logged stop of these bytes names."""
        matched: dict[tuple[str, str], tuple[str, StoredStop, CountedFinding]] = {}
        for one in read.artefacts:
            for stop, stopped_for in unit.releases.find_stops(one.known_digests):
                for finding in stop.findings:
                    if finding.rule not in rules or finding.action not in (Action.ESCALATE, Action.REFUSE):
                        continue
                    _verify_releasable(finding, stop, stopped_for, actor)
                    digest = one.submitted_digest
                    matched.setdefault((digest, finding.rule), (digest, stop, finding))
        missing = sorted(set(rules) - {rule for _, rule in matched})
        if missing:
            raise InputError(
                f"--release: no logged stop of these bytes names {', '.join(missing)}.",
                code="release_unmatched",
                hint="Release exactly the bytes and the rule that were stopped; see: assessor privacy log",
            )
        return list(matched.values())


def _verify_releasable(finding: CountedFinding, stop: StoredStop, stopped_for: str, actor: Actor) -> None:
    if finding.category in NEVER:
        raise InputError(
            f"--release {finding.rule}: {finding.category} can never be released.",
            code="release_never",
            hint="Take the credential out of the file, and change it where it is in use.",
        )
    if stopped_for == actor.id:
        raise PersonError(
            f"{stop.id} stopped what {actor.id} handed in; somebody else must release it",
            code="same_person",
            hint="Ask another privacy officer.",
        )
