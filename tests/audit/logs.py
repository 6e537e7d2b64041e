"""A small log to attack: made by the real chain, with its records, head and checkpoint."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import JsonValue

from assessor.audit.chain import MAC_PURPOSE, Chain, mac_message
from assessor.audit.merkle import EMPTY_HEAD, append, hash_leaf, root
from assessor.audit.verifier import verify_log
from assessor.domain.audit import AuditEntry, AuditEvent, Checkpoint, TreeHead, VerificationReport
from assessor.domain.record import CommittedValue
from assessor.keyring import Keyring

TENANT = "local"
ACTOR = "act_" + "a" * 32
START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


@cache
def keyring() -> Keyring:
    """One key for all tests."""
    return fresh_keyring()


def fresh_keyring() -> Keyring:
    """A key no other test has."""
    with TemporaryDirectory() as folder:
        return Keyring.create(Path(folder) / "keys.json")


def sealed(number: int, commitment: str) -> AuditEvent:
    """A typical event."""
    return AuditEvent(
        event="rating.sealed",
        actor=ACTOR,
        refs={"draft": f"drf_{number:032x}", "rating": f"rat_{number:032x}"},
        facts={"seen_before": False},
        commitments={"seal": commitment},
    )


@dataclass(frozen=True)
class Log:
    """All an installation holds of a log; `kept` is the checkpoint that someone took away."""

    entries: tuple[AuditEntry, ...]
    head: TreeHead
    records: tuple[CommittedValue, ...]


def small_log(size: int = 6, *, tenant: str = TENANT, keys: Keyring | None = None) -> Log:
    """Entry n, written n minutes after START, commits to the record {"rating": n}."""
    chain = Chain(keys or keyring())
    head, entries, records = EMPTY_HEAD, [], []
    for number in range(size):
        value: JsonValue = {"rating": number}
        salt, commitment = chain.commit(value)
        at = START + timedelta(minutes=number)
        entry, head = chain.extend(head, sealed(number, commitment), tenant=tenant, at=at)
        entries.append(entry)
        records.append(CommittedValue(number, "seal", salt, value))
    return Log(tuple(entries), head, tuple(records))


def head_over(entries: tuple[AuditEntry, ...]) -> TreeHead:
    """The head that a forger who owns the database would store for these leaves."""
    head = EMPTY_HEAD
    for entry in entries:
        head = append(head, hash_leaf(entry.leaf.encode()))
    return head


def rehashed(entries: tuple[AuditEntry, ...], *, keys: Keyring | None = None) -> tuple[AuditEntry, ...]:
    """The entries with leaf hashes and roots made to fit the leaves; MACs too, where keys are given."""
    head, fitted = EMPTY_HEAD, []
    for entry in entries:
        leaf_hash = hash_leaf(entry.leaf.encode())
        head = append(head, leaf_hash)
        root_hex = root(head).hex()
        mac = (
            keys.digest(mac_message(TENANT, head.size, root_hex), purpose=MAC_PURPOSE) if keys else entry.mac
        )
        fitted.append(AuditEntry(leaf=entry.leaf, leaf_hash=leaf_hash.hex(), root=root_hex, mac=mac))
    return tuple(fitted)


def verified(
    entries: tuple[AuditEntry, ...],
    *,
    head: TreeHead | None = None,
    checkpoints: tuple[Checkpoint, ...] = (),
    records: tuple[CommittedValue, ...] | None = None,
    tenant: str = TENANT,
    keys: Keyring | None = None,
) -> VerificationReport:
    """What the verifier says; by default of the entries alone."""
    return verify_log(
        entries,
        tenant=tenant,
        keyring=keys or keyring(),
        stored_head=head,
        checkpoints=checkpoints,
        commitments=records,
        checked_at=START,
    )


def found(report: VerificationReport) -> list[tuple[str, int | None]]:
    """Codes and positions of the faults, in the order reported."""
    return [(fault.code, fault.seq) for fault in report.faults]
