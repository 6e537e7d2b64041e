"""Stage 7: the closed list of what the log may record, and under which names.

A log entry is kept for years and read by people who may not see the evidence, so nothing a person typed
can get into one: every name must be listed here, every value is a random id, a keyed digest, a code, a
count, a flag or a salted commitment. To record a new event, add a row to `EVENTS`; rows are never removed.
"""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from assessor.domain.audit import AuditEvent
from assessor.errors import InputError


class FactKind(StrEnum):
    """What a fact may hold; null is allowed for each."""

    CODE = "code"
    """Up to 80 characters of `A-Z a-z 0-9 _ . : - /`."""
    COUNT = "count"
    """A whole number from 0 to 2**53 - 1, the largest that every JSON reader keeps exactly."""
    FLAG = "flag"


class EventShape(NamedTuple):
    """What one event may carry. Everything is optional; nothing else is allowed."""

    refs: frozenset[str] = frozenset()
    facts: Mapping[str, FactKind] = {}
    commitments: frozenset[str] = frozenset()


DIGEST_REF: Final = "digest"
"""The one reference that is a keyed digest of submitted bytes instead of a random id."""
MAX_COUNT: Final = 2**53 - 1
SALT_DESTROYED: Final = "salt.destroyed"
"""The event that makes a missing salt an erasure."""

_ID = re.compile(r"[a-z]+_[0-9a-f]{32}")
_KEYED_DIGEST = re.compile(r"hmac-sha256:[A-Za-z0-9_-]{1,32}:[0-9a-f]{64}")
_CODE = re.compile(r"[A-Za-z0-9_.:\-/]{0,80}")
_COMMITMENT = re.compile(r"sha256:[0-9a-f]{64}")


def _codes(*names: str) -> dict[str, FactKind]:
    return dict.fromkeys(names, FactKind.CODE)


def _counts(*names: str) -> dict[str, FactKind]:
    return dict.fromkeys(names, FactKind.COUNT)


def _flags(*names: str) -> dict[str, FactKind]:
    return dict.fromkeys(names, FactKind.FLAG)


EVENTS: Final[Mapping[str, EventShape]] = {
    # `roles` joins several with `/`.
    "actor.added": EventShape(refs=frozenset({"actor"}), facts=_codes("roles")),
    "actor.revoked": EventShape(refs=frozenset({"actor"})),
    "submission.accepted": EventShape(
        refs=frozenset({"submission", "assessee"}),
        facts=_codes("rubric", "rubric_version", "policy", "destination") | _counts("artefacts", "spans"),
        commitments=frozenset({"submission"}),
    ),
    # One entry for each stopped artefact: a release looks for the digest of exactly these bytes.
    "submission.stopped": EventShape(
        refs=frozenset({"stop", DIGEST_REF}),
        facts=_codes("verdict", "rule", "category", "policy", "destination") | _counts("findings"),
        commitments=frozenset({"stop"}),
    ),
    "submission.failed": EventShape(refs=frozenset({"submission"}), facts=_codes("reason")),
    # One entry for each previewed artefact, for the same reason.
    "preview.shown": EventShape(
        refs=frozenset({DIGEST_REF}),
        facts=_codes("rubric", "rubric_version", "drafter") | _counts("artefacts"),
    ),
    # Says nothing of status, rating, prompt or model answer: the reviewer has yet to rate unseen.
    "draft.created": EventShape(
        refs=frozenset({"draft", "submission"}),
        facts=_codes("rubric", "rubric_version", "drafter"),
        commitments=frozenset({"draft"}),
    ),
    "rating.sealed": EventShape(
        refs=frozenset({"draft", "rating"}),
        facts=_flags("seen_before"),
        commitments=frozenset({"seal"}),
    ),
    # `withheld`: drafts were suspended, so nothing of the content was shown.
    "draft.revealed": EventShape(refs=frozenset({"draft"}), facts=_flags("withheld")),
    # No count of citations (only a level needs one) and no word on agreement: both narrow the value down.
    "rating.confirmed": EventShape(
        refs=frozenset({"draft", "rating", "submission"}),
        facts=_codes("rubric", "rubric_version", "target"),
        commitments=frozenset({"rating"}),
    ),
    "draft.withdrawn": EventShape(refs=frozenset({"draft"}), facts=_codes("reason")),
    "draft.returned": EventShape(refs=frozenset({"draft"}), facts=_codes("reason")),
    "audit.exported": EventShape(facts=_codes("key") | _counts("size")),
    # A release lets bytes pass that were stopped before; who did so and under which rule is the point of it.
    "stop.released": EventShape(
        refs=frozenset({"stop", "release", DIGEST_REF}),
        facts=_codes("rule", "category"),
        commitments=frozenset({"release"}),
    ),
    # One for each commitment whose salt was destroyed: what tells an erasure from a loss.
    SALT_DESTROYED: EventShape(facts=_codes("name") | _counts("seq")),
    "submission.erased": EventShape(
        refs=frozenset({"submission"}),
        facts=_codes("cause")
        | _counts("artefacts", "drafts", "ratings", "redactions", "marks", "cases", "vault", "exemplars"),
    ),
    "subject.erased": EventShape(refs=frozenset({"assessee"}), facts=_counts("submissions")),
    "artefact.expired": EventShape(refs=frozenset({"submission"}), facts=_counts("drafts", "redactions")),
    "stop.expired": EventShape(refs=frozenset({"stop"})),
    "marks.expired": EventShape(facts=_counts("marks")),
    "receipts.expired": EventShape(facts=_counts("receipts")),
    "calls.expired": EventShape(facts=_counts("calls")),
    # Redacted once more after a report: ids of artefacts change with their text, so records are fixed anew.
    "submission.reredacted": EventShape(
        refs=frozenset({"submission"}),
        facts=_codes("type") | _counts("artefacts", "spans", "drafts", "ratings"),
        commitments=frozenset({"submission"}),
    ),
    "rating.reredacted": EventShape(refs=frozenset({"rating"}), commitments=frozenset({"rating"})),
    "case.reported": EventShape(refs=frozenset({"case"}), facts=_codes("kind", "type", "rule")),
    # The placeholder without its angle brackets, `PERSON_1`: a type and a number.
    "vault.filled": EventShape(refs=frozenset({"submission"}), facts=_counts("values")),
    "vault.requested": EventShape(refs=frozenset({"request", "submission"}), facts=_codes("placeholder")),
    "vault.approved": EventShape(
        refs=frozenset({"request", "submission"}), facts=_codes("placeholder") | _counts("hours")
    ),
    "vault.opened": EventShape(refs=frozenset({"request", "submission"}), facts=_codes("placeholder")),
    # How many ratings it learned from, never what they say.
    "drafter.fitted": EventShape(
        refs=frozenset({"fit"}),
        facts=_codes("rubric", "rubric_version", "drafter", "kind", "state") | _counts("number", "ratings"),
        commitments=frozenset({"fit"}),
    ),
    # Without a reference to a fit, the drafter as it comes is in effect again.
    "drafter.activated": EventShape(
        refs=frozenset({"activation", "fit"}),
        facts=_codes("rubric", "drafter") | _counts("number"),
        commitments=frozenset({"activation"}),
    ),
    "drafter.rolled_back": EventShape(
        refs=frozenset({"activation", "fit"}),
        facts=_codes("rubric", "drafter") | _counts("number"),
        commitments=frozenset({"activation"}),
    ),
    # An area by its id in the rubric; without one, the whole rubric. Without a drafter, every one. The actor
    # is the person under whom a rule ran, or `system` for a schedule.
    "drafter.suspended": EventShape(
        refs=frozenset({"suspension"}),
        facts=_codes("rubric", "skill_area", "drafter", "cause") | _flags("by_rule"),
        commitments=frozenset({"suspension"}),
    ),
    # `recalibration` is the kind of what it was lifted on; which one, is committed to.
    "drafter.resumed": EventShape(
        refs=frozenset({"suspension", "fit", "run"}),
        facts=_codes("rubric", "skill_area", "drafter", "cause", "recalibration") | _flags("by_rule"),
        commitments=frozenset({"lifting"}),
    ),
    # `role` says on whose behalf: a release takes both, from two persons.
    "exemplar.imported": EventShape(
        refs=frozenset({"exemplar"}),
        facts=_codes("rubric", "rubric_version", "policy"),
        commitments=frozenset({"exemplar"}),
    ),
    "exemplar.released": EventShape(refs=frozenset({"exemplar"}), facts=_codes("role")),
    "exemplar.withdrawn": EventShape(refs=frozenset({"exemplar"}), facts=_codes("cause")),
    # That training took place, and not how it went: results are kept apart, without person and time.
    "drill.made": EventShape(
        refs=frozenset({"drill"}), facts=_codes("rubric", "rubric_version") | _counts("items")
    ),
    "drill.taken": EventShape(refs=frozenset({"drill"})),
    "drill.forgotten": EventShape(refs=frozenset({"drill"})),
    # The digest is of exported codes and random ids; an inclusion proof shows when the export was made.
    "log.exported": EventShape(facts=_codes("digest", "format") | _counts("rows")),
}


def verify_event(event: AuditEvent) -> None:
    """Check an event against the closed list. Messages name places, never the values found there.

    Raises:
        InputError: `audit_leaf`, unknown event, a name its row does not list, or a value of the wrong form.
    """
    shape = EVENTS.get(event.event)
    if shape is None:
        raise _fault(event.event, "is not on the closed list", "Add a row to assessor/audit/events.py.")
    _verify_names(event.event, "refs", event.refs, shape.refs)
    _verify_names(event.event, "facts", event.facts, shape.facts)
    _verify_names(event.event, "commitments", event.commitments, shape.commitments)
    for name, ref in event.refs.items():
        _verify_ref(f"{event.event}, refs.{name}", name, ref)
    for name, fact in event.facts.items():
        if not _is_of_kind(fact, shape.facts[name]):
            raise _fault(f"{event.event}, facts.{name}", f"is no {shape.facts[name]}")
    for name, commitment in event.commitments.items():
        if _COMMITMENT.fullmatch(commitment) is None:
            raise _fault(f"{event.event}, commitments.{name}", "is no salted commitment, expected sha256:HEX")


def _verify_names(event: str, part: str, given: Iterable[str], listed: Iterable[str]) -> None:
    unlisted = len(set(given) - set(listed))
    if unlisted:
        allowed = ", ".join(sorted(listed)) or "none"
        raise _fault(f"{event}, {part}", f"has {unlisted} name(s) that the list lacks; allowed: {allowed}")


def _verify_ref(place: str, name: str, ref: str) -> None:
    if name == DIGEST_REF:
        if _KEYED_DIGEST.fullmatch(ref) is None:
            raise _fault(place, "is no keyed digest, expected hmac-sha256:KEYID:HEX")
    elif _ID.fullmatch(ref) is None:
        raise _fault(place, "is no random id, expected a prefix, _ and 32 hex digits")


def _is_of_kind(fact: str | int | bool | None, kind: FactKind) -> bool:
    if fact is None:
        return True
    match kind:
        case FactKind.CODE:
            return isinstance(fact, str) and _CODE.fullmatch(fact) is not None
        case FactKind.COUNT:
            return isinstance(fact, int) and not isinstance(fact, bool) and 0 <= fact <= MAX_COUNT
        case FactKind.FLAG:
            return isinstance(fact, bool)


def _fault(place: str, wrong: str, hint: str | None = None) -> InputError:
    return InputError(f"audit event: {place} {wrong}.", code="audit_leaf", hint=hint)
