"""Stage 7, offline: holds a log against itself, its head, signed checkpoints and the records it fixes.

It reads no database and trusts nothing it is given but the keys. In this order:

Each entry
 1. `entry_format`, `leaf_format`: the leaf is canonical JSON of version 1.
 2. `seq`: positions count up from 0 without a gap.
 3. `tenant`: the leaf belongs to this log.
 4. `time_backwards`: no entry is older than the one before it; equal times are fine.
 5. `leaf_hash`: the hash is that of the leaf.
 6. `root`: the root is that of all leaves so far.
 7. `mac`: the MAC fits, so this service wrote it here.
Then the whole
 8. `truncated`, `head_size`, `head_root`: the stored head has this size and these subtrees.
 9. `checkpoint_format`, `checkpoint_fields`, `checkpoint_signature`, `checkpoint_origin`: each checkpoint is
    ours; `rolled_back`: the log is at least as long; `forked`: it had that root at that size.
10. `commitment_format`, `commitment_unknown`, `record_missing`, `record_changed`, `commitment_unaccounted`:
    the records are the ones that were committed to. A salt that an entry `salt.destroyed` names is an
    erasure, counted and no fault; `salt_missing`: none does; `salt_kept`: one does, and it came back.

Whoever holds the keys can write a log that passes 1 to 8 and 10; only a checkpoint kept elsewhere (9) shows
that it is not the log of yesterday.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from assessor.audit import merkle
from assessor.audit.checkpoint import origin_of, verify_checkpoint
from assessor.audit.faults import Faults
from assessor.audit.records import verify_records
from assessor.audit.walk import Walk
from assessor.domain.audit import AuditEntry, Checkpoint, TreeHead, VerificationReport
from assessor.domain.record import CommittedValue
from assessor.errors import InputError, IntegrityError
from assessor.keyring import Keyring


def verify_log(
    entries: Iterable[AuditEntry],
    *,
    tenant: str,
    keyring: Keyring,
    stored_head: TreeHead | None,
    checkpoints: Sequence[Checkpoint],
    commitments: Iterable[CommittedValue] | None,
    checked_at: datetime,
) -> VerificationReport:
    """Verify one tenant's log, as described above. Damaged input becomes a fault, never an exception.

    Args:
        entries: the log from its first entry on, in order; read once, as a stream.
        tenant: whose log it should be.
        keyring: keys for MACs and signatures.
        stored_head: the head the store keeps; null where only an export is at hand.
        checkpoints: kept outside; each must agree. Without one, cutting the end together with the stored
            head cannot show.
        commitments: every record the log committed to, in any order; one not named is a fault. Null where
            the records are not at hand: then none is checked.
        checked_at: time of this check, for the report.

    Returns:
        Size and root as recomputed, what was checked, and at most 20 faults, the lowest position first.

    Raises:
        Exception: only what the iterables themselves raise, e.g. a damaged line of an export.
    """
    faults = Faults()
    signed = _signed_checkpoints(checkpoints, tenant, keyring, faults)
    walk = Walk(
        tenant=tenant,
        keyring=keyring,
        faults=faults,
        sizes={checkpoint.size for checkpoint in signed},
        keep_commitments=commitments is not None,
    )
    walk.read(entries)
    first_bad = next((fault.seq for fault in faults.listed() if fault.seq is not None), None)
    if stored_head is not None:
        _verify_head(stored_head, walk.head, faults)
    _verify_history(signed, walk, first_bad, faults)
    checked = erased = 0
    if commitments is not None:
        checked, erased = verify_records(commitments, walk, faults)
    return VerificationReport(
        tenant=tenant,
        size=walk.head.size,
        root=merkle.root(walk.head).hex(),
        checked_at=checked_at,
        checkpoints=len(signed),
        commitments_checked=checked,
        commitments_erased=erased,
        faults=faults.listed(),
    )


def _signed_checkpoints(
    checkpoints: Sequence[Checkpoint], tenant: str, keyring: Keyring, faults: Faults
) -> list[Checkpoint]:
    """Those that we signed for this tenant, smallest first; only they say anything about the log."""
    signed: list[Checkpoint] = []
    if not checkpoints:
        return signed
    public_keys = keyring.public_keys()
    for number, checkpoint in enumerate(checkpoints, start=1):
        try:
            verify_checkpoint(checkpoint, public_keys)
            expected = origin_of(tenant)
        except (InputError, IntegrityError) as error:
            faults.add(error.code, None, f"checkpoint {number} of {len(checkpoints)}: {error.message}")
            continue
        if checkpoint.origin != expected:
            faults.add("checkpoint_origin", None, f"checkpoint {number}: it is of another tenant's log.")
            continue
        signed.append(checkpoint)
    return sorted(signed, key=lambda checkpoint: checkpoint.size)


def _verify_head(stored: TreeHead, found: TreeHead, faults: Faults) -> None:
    if stored.size > found.size:
        wrong = f"the stored head counts {stored.size} entries, the log ends after {found.size}"
        faults.add("truncated", found.size, f"entry {found.size} is the first one missing: {wrong}.")
    elif stored.size < found.size:
        wrong = f"the stored head counts only {stored.size} entries"
        faults.add(
            "head_size", stored.size, f"entry {stored.size}: {wrong}, the log goes on to {found.size}."
        )
    elif stored.frontier != found.frontier:
        faults.add("head_root", None, "the stored head has the log's size, but not its subtree roots.")


def _verify_history(signed: Sequence[Checkpoint], walk: Walk, first_bad: int | None, faults: Faults) -> None:
    """Hold the log against checkpoints in order of size.

    A fork began somewhere after the last checkpoint that agrees: at the first bad entry, where the walk saw
    one there, else as early as that checkpoint allows.
    """
    trusted = 0
    for checkpoint in signed:
        size, length = checkpoint.size, walk.head.size
        if size > length:
            wrong = f"a checkpoint was signed over {size} entries"
            faults.add("rolled_back", length, f"entry {length} is the first one missing: {wrong}.")
        elif walk.roots[size] != checkpoint.root:
            seq = first_bad if first_bad is not None and trusted <= first_bad < size else trusted
            wrong = f"the first {size} entries are not the ones a checkpoint was signed over"
            faults.add("forked", seq, f"{wrong}; nothing from entry {trusted} to there can be trusted.")
        else:
            trusted = size
