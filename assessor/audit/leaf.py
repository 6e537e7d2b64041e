"""Stage 7: an event becomes a leaf, and a leaf the exact text that is hashed (RFC 8785), and back.

Writing checks the closed list of events; reading checks only form and canonicity, because a log outlives
the list of the program that wrote it.
"""

import re
from datetime import UTC, datetime
from typing import Final

import rfc8785
from pydantic import ValidationError

from assessor.audit.events import verify_event
from assessor.domain.audit import AuditEvent, AuditLeaf
from assessor.errors import InputError

SYSTEM_ACTOR: Final = "system"
_ACTOR = re.compile(rf"{SYSTEM_ACTOR}|act_[0-9a-f]{{32}}")
_TENANT = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)


def leaf_of(event: AuditEvent, *, seq: int, tenant: str, at: datetime) -> AuditLeaf:
    """Give an event its place and time.

    Args:
        event: what to record.
        seq: position in the tenant's log, from 0.
        tenant: 1 to 64 characters of `A-Z a-z 0-9 _ . -`; the name ends up in signed lines.
        at: aware, any zone.

    Raises:
        InputError: `audit_leaf`, something is not on the closed list or not of its form.
    """
    verify_event(event)
    verify_tenant(tenant)
    if _ACTOR.fullmatch(event.actor) is None:
        raise _fault("audit event: actor has the wrong form, expected system or act_ and 32 hex digits.")
    return AuditLeaf(
        seq=seq,
        at=format_time(at),
        tenant=tenant,
        actor=event.actor,
        event=event.event,
        refs=event.refs,
        facts=event.facts,
        commitments=event.commitments,
    )


def verify_tenant(tenant: str) -> None:
    """Check that a tenant's name can stand in leaves, MACs and signed lines.

    Raises:
        InputError: `audit_leaf`.
    """
    if _TENANT.fullmatch(tenant) is None:
        raise _fault("audit log: tenant has the wrong form, expected 1 to 64 of A-Z a-z 0-9 _ . -")


def format_time(at: datetime) -> str:
    """RFC 3339 in UTC with six digits of microseconds and `Z`; such texts sort by time.

    Raises:
        InputError: `audit_leaf`, the time has no zone.

    >>> format_time(datetime(2026, 1, 2, tzinfo=UTC))
    '2026-01-02T00:00:00.000000Z'
    """
    if at.utcoffset() is None:
        raise _fault("audit event: the time has no zone, expected an aware time.")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def canonical_text(leaf: AuditLeaf) -> str:
    """The one text of a leaf, as RFC 8785 orders and writes it.

    Raises:
        InputError: `audit_leaf`, a value has no canonical form (a lone surrogate, a number beyond 2**53).
    """
    try:
        # RFC 8785 sorts names before it checks them, hence the second error.
        return rfc8785.dumps(leaf.model_dump()).decode("utf-8")
    except (rfc8785.CanonicalizationError, UnicodeEncodeError):
        raise _fault("audit leaf: a value has no canonical form.") from None


def parse_leaf(text: str) -> AuditLeaf:
    """Read a leaf back; the text must be the canonical one.

    Raises:
        InputError: `audit_leaf`, no JSON, not version 1, a field missing, unknown or of the wrong type, a
            time that is none, or another spelling of the same leaf.
    """
    try:
        leaf = AuditLeaf.model_validate_json(text, strict=True)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        # Only names of ours: a damaged leaf may call a field anything.
        place = next((part for part in first["loc"][:1] if part in AuditLeaf.model_fields), "text")
        raise _fault(f"audit leaf: {place}: {first['type']}.") from None
    if not _is_time(leaf.at):
        raise _fault("audit leaf: at: expected UTC with microseconds and Z.")
    if canonical_text(leaf) != text:
        raise _fault("audit leaf: the text is not the canonical form of its leaf.")
    return leaf


def _is_time(text: str) -> bool:
    if _TIME.fullmatch(text) is None:
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:  # the 30th of February
        return False
    return True


def _fault(message: str) -> InputError:
    return InputError(message, code="audit_leaf")
