"""The audit leaf, version 1. Final: old logs must stay verifiable, so nothing here ever changes meaning."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from assessor.domain.base import Frozen

Sha256 = str
"""`sha256:` and 64 hex digits."""


class AuditEvent(Frozen):
    """What a stage asks to be recorded, before the log gives it a place and a time."""

    event: str = Field(pattern=r"^[a-z_]+\.[a-z_]+$")
    """Noun and verb from a closed list, e.g. `draft.created`."""
    actor: str
    """Pseudonymous actor id, or `system`."""
    refs: dict[str, str] = Field(default_factory=dict)
    """Random ids of the rows concerned. Never a digest of content: that could be guessed after erasure."""
    facts: dict[str, str | int | bool | None] = Field(default_factory=dict)
    """Codes and counts; no free text and nothing that reveals a sealed draft."""
    commitments: dict[str, Sha256] = Field(default_factory=dict)
    """Salted commitments; the salts live outside the log and are destroyed on erasure."""


class AuditLeaf(Frozen):
    """One entry of the append-only log, hashed as RFC 8785 canonical JSON."""

    v: Literal[1] = 1
    seq: int = Field(ge=0)
    at: str
    """UTC, RFC 3339 with microseconds and `Z`."""
    tenant: str
    actor: str
    event: str
    refs: dict[str, str]
    facts: dict[str, str | int | bool | None]
    commitments: dict[str, Sha256]


class AuditEntry(Frozen):
    """A leaf as stored: its exact bytes, and the state of the tree once it is in."""

    leaf: str
    """Canonical JSON, the very text that was hashed."""
    leaf_hash: str
    """RFC 6962 leaf hash, 64 hex digits."""
    root: str
    """Merkle root after this leaf, 64 hex digits."""
    mac: str
    """`hmac-sha256:KEYID:HEX` over tenant, size and root: names the first bad entry."""


class TreeHead(Frozen):
    """The right edge of the tree: enough to append without reading the log."""

    size: int = Field(ge=0)
    frontier: tuple[str, ...]
    """Roots of the perfect subtrees, largest first, 64 hex digits each."""


class Checkpoint(Frozen):
    """A signed statement of size and root, in the form of C2SP tlog-checkpoint."""

    origin: str
    size: int = Field(ge=0)
    root: str
    """64 hex digits."""
    note: str
    """The signed note as text; this is what is written and verified."""


class VerificationFault(Frozen):
    """One thing that does not hold, with the first entry it concerns."""

    code: str
    seq: int | None
    message: str


class VerificationReport(Frozen):
    """What the offline verifier found. Sound means: no fault."""

    tenant: str
    size: int
    root: str
    checked_at: datetime
    checkpoints: int
    """How many checkpoints the log was held against."""
    commitments_checked: int
    commitments_erased: int
    """Commitments whose salt is gone, as it must be after erasure."""
    faults: tuple[VerificationFault, ...]
