"""Stage 7, the verifier's last step: the records of today against the commitments in the log."""

import re
from collections.abc import Iterable

from assessor.audit.commitment import verify_commitment
from assessor.audit.faults import Faults
from assessor.audit.walk import Walk
from assessor.domain.record import CommittedValue

_SHOWABLE = re.compile(r"[a-z_]{1,40}")


def verify_records(records: Iterable[CommittedValue], walk: Walk, faults: Faults) -> tuple[int, int]:
    """Hold every record against its commitment, and every commitment against the records.

    Args:
        records: in any order.
        walk: a finished walk that kept the commitments.
        faults: where to note what does not hold.

    Returns:
        How many records were held against their commitment, and how many salts are gone.
    """
    unclaimed = {seq: dict(names) for seq, names in walk.commitments.items()}
    checked = erased = 0
    for record in records:
        if not _is_well_typed(record.seq, record.name, record.salt):
            faults.add("commitment_format", None, "a record's position, name or salt is of a wrong type.")
            continue
        digest = unclaimed.get(record.seq, {}).pop(record.name, None)
        if digest is None:
            seq = record.seq if 0 <= record.seq < walk.head.size else None
            faults.add("commitment_unknown", seq, f"{_place(record)}: not in the log, or given twice.")
        elif record.salt is None:
            erased += 1
            if (record.seq, record.name) not in walk.destroyed:
                wrong = "its salt is gone, and the log knows of no erasure"
                faults.add("salt_missing", record.seq, f"{_place(record)}: {wrong}.")
        elif (record.seq, record.name) in walk.destroyed:
            faults.add("salt_kept", record.seq, f"{_place(record)}: erased by the log, but its salt is here.")
        else:
            checked += 1
            _verify_record(record, record.salt, digest, faults)
    for seq, names in unclaimed.items():
        for name in names:
            wrong = "no record was given for it, and no erasure"
            faults.add("commitment_unaccounted", seq, f"entry {seq}, commitment {_shown(name)}: {wrong}.")
    return checked, erased


def _verify_record(record: CommittedValue, salt: str, digest: str, faults: Faults) -> None:
    if verify_commitment(salt, record.value, digest):
        return
    if record.value is None:
        faults.add("record_missing", record.seq, f"{_place(record)}: the record is gone, its salt is not.")
    else:
        faults.add("record_changed", record.seq, f"{_place(record)}: not the record that was committed to.")


def _is_well_typed(seq: object, name: object, salt: object) -> bool:
    return isinstance(seq, int) and isinstance(name, str) and (salt is None or isinstance(salt, str))


def _place(record: CommittedValue) -> str:
    return f"entry {record.seq}, commitment {_shown(record.name)}"


def _shown(name: str) -> str:
    """A name as messages may repeat it; in a damaged log it can hold anything."""
    return name if _SHOWABLE.fullmatch(name) else "(unprintable)"
