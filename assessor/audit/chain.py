"""Stage 7: gives events their place in the log; pure, the store writes what this returns.

The MAC over tenant, size and root is what a thief of the database cannot make: whoever changes an entry
may recompute every hash after it, but the first MAC that fails still names the entry.
"""

from datetime import datetime
from typing import Final

from pydantic import JsonValue

from assessor.audit import commitment, merkle
from assessor.audit.leaf import canonical_text, leaf_of
from assessor.domain.audit import AuditEntry, AuditEvent, TreeHead
from assessor.keyring import Keyring

MAC_PURPOSE: Final = "audit"


def mac_message(tenant: str, size: int, root: str) -> bytes:
    r"""What the MAC of an entry covers: tenant, size of the log with the entry in, root in hex.

    >>> mac_message("local", 1, "ab")
    b'local\n1\nab'
    """
    return f"{tenant}\n{size}\n{root}".encode("utf-8", "surrogatepass")


class Chain:
    """The `AuditChain` of ports.py, over the keys of one installation."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def commit(self, value: JsonValue) -> tuple[str, str]:
        """A fresh random salt (32 hex digits) and the commitment `sha256:HEX` to `value` under it.

        Raises:
            InputError: `commitment_value`, the value has no canonical JSON form.
        """
        return commitment.commit(value)

    def verify_commitment(self, salt: str, value: JsonValue, digest: str) -> bool:
        """Whether `digest` commits to `value` under `salt`; False for anything malformed."""
        return commitment.verify_commitment(salt, value, digest)

    def extend(
        self, head: TreeHead, event: AuditEvent, *, tenant: str, at: datetime
    ) -> tuple[AuditEntry, TreeHead]:
        """The entry for `event` at position `head.size`, and the tree with it in.

        Args:
            head: the tenant's log so far.
            event: what to record, from the closed list.
            tenant: whose log; becomes part of leaf and MAC.
            at: aware time; must not lie before that of the last entry, which this cannot see and the
                verifier would report.

        Raises:
            InputError: `audit_leaf`, the event is not on the closed list or holds anything but ids, codes,
                counts and commitments; `tree_head`, the head is not well formed.
        """
        leaf = canonical_text(leaf_of(event, seq=head.size, tenant=tenant, at=at))
        leaf_hash = merkle.hash_leaf(leaf.encode("utf-8"))
        grown = merkle.append(head, leaf_hash)
        root = merkle.root(grown).hex()
        mac = self._keyring.digest(mac_message(tenant, grown.size, root), purpose=MAC_PURPOSE)
        return AuditEntry(leaf=leaf, leaf_hash=leaf_hash.hex(), root=root, mac=mac), grown
