"""Stage 7 of 7 at work: an exported file fixed in the audit log, so that nobody can change it later unseen.

The log records the export's digest. The proof carries that entry, the hashes that lead from it to the root,
and a signed checkpoint of that root: with the public key, anyone can check the file without the log.
"""

import hashlib

from assessor.audit.checkpoint import make_checkpoint, parse_checkpoint, verify_checkpoint
from assessor.audit.leaf import parse_leaf
from assessor.audit.merkle import hash_leaf, inclusion_path, root_from_path
from assessor.domain.audit import AuditEvent
from assessor.domain.base import Frozen
from assessor.errors import InputError, IntegrityError
from assessor.keyring import Keyring
from assessor.ports import Store


class ExportProof(Frozen):
    """What ties a file to the audit log."""

    digest: str
    """`sha256:HEX` of the file."""
    leaf: str
    """The log's entry, the very text that was hashed."""
    seq: int
    path: tuple[str, ...]
    """Hashes from the entry to the root, hex, RFC 6962."""
    checkpoint: str
    """Signed note over size and root."""


def prove_export(
    store: Store, keyring: Keyring, content: bytes, *, tenant: str, rows: int, form: str, actor_id: str
) -> ExportProof:
    """Record an export and tie it to the log.

    Args:
        store: where the log is.
        keyring: signs the checkpoint.
        content: the bytes as they are given away.
        tenant: whose log.
        rows: how many entries they hold.
        form: `json` or `csv`.
        actor_id: who takes them.
    """
    digest = "sha256:" + hashlib.sha256(content).hexdigest()
    with store.begin() as unit:
        seq = unit.audit.head().size
        facts: dict[str, str | int | bool | None] = {"digest": digest, "format": form, "rows": rows}
        unit.record(AuditEvent(event="log.exported", actor=actor_id, facts=facts))
    with store.read() as unit:
        entries = list(unit.audit.entries())
        checkpoint = make_checkpoint(keyring, tenant, unit.audit.head())
    leaves = [hash_leaf(entry.leaf.encode("utf-8")) for entry in entries]
    path = inclusion_path(leaves, seq)
    return ExportProof(
        digest=digest,
        leaf=entries[seq].leaf,
        seq=seq,
        path=tuple(step.hex() for step in path),
        checkpoint=checkpoint.note,
    )


def verify_export(content: bytes, proof: ExportProof, keyring: Keyring) -> None:
    """Hold a file against its proof.

    Raises:
        IntegrityError: codes `export_changed` (not the file that was exported), `export_entry` (the entry
            names another file), `export_root` (the entry is not in the log the checkpoint vouches for), or
            what `verify_checkpoint` raises.
        InputError: the proof is malformed.
    """
    if "sha256:" + hashlib.sha256(content).hexdigest() != proof.digest:
        raise IntegrityError("export: the file is not the one that was exported.", code="export_changed")
    leaf = parse_leaf(proof.leaf)
    if leaf.event != "log.exported" or leaf.facts.get("digest") != proof.digest or leaf.seq != proof.seq:
        raise IntegrityError("export proof: its log entry is about another file.", code="export_entry")
    checkpoint = parse_checkpoint(proof.checkpoint)
    verify_checkpoint(checkpoint, keyring.public_keys())
    try:
        path = [bytes.fromhex(step) for step in proof.path]
    except ValueError:
        raise InputError("export proof: a step of its path is no hex.", code="export_format") from None
    root = root_from_path(hash_leaf(proof.leaf.encode("utf-8")), proof.seq, checkpoint.size, path)
    if root is None or root.hex() != checkpoint.root:
        raise IntegrityError(
            "export proof: the entry is not in the log that its checkpoint vouches for.", code="export_root"
        )
