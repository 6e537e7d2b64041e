"""Stage 7, the verifier's first half: one entry after the other, each held against what came before.

A position is that of the entry in the log as given, from 0. Where one cause makes every later entry
disagree (a missing entry shifts all positions, a changed leaf changes all roots), only the first is a
fault, so that the next independent one stays in sight.
"""

from collections.abc import Collection, Iterable

from assessor.audit import merkle
from assessor.audit.chain import MAC_PURPOSE, mac_message
from assessor.audit.events import SALT_DESTROYED
from assessor.audit.faults import Faults
from assessor.audit.leaf import parse_leaf
from assessor.domain.audit import AuditEntry, AuditLeaf, TreeHead
from assessor.errors import InputError
from assessor.keyring import Keyring


class Walk:
    """A pass over a log that keeps the tree it recomputes from the leaves, never the one it is told.

    Memory does not grow with the log, except for the commitments where they are wanted.
    """

    def __init__(
        self, *, tenant: str, keyring: Keyring, faults: Faults, sizes: Collection[int], keep_commitments: bool
    ) -> None:
        self.head: TreeHead = merkle.EMPTY_HEAD
        """The tree over the leaves read so far."""
        self.roots: dict[int, str] = {}
        """Recomputed root at each of `sizes` that was reached, in hex."""
        self.commitments: dict[int, dict[str, str]] = {}
        """Commitments by position and name; empty unless they are kept."""
        self.destroyed: set[tuple[int, str]] = set()
        """Position and name of each commitment whose salt the log says was destroyed."""
        self._tenant = tenant
        self._keyring = keyring
        self._faults = faults
        self._sizes = frozenset(sizes)
        self._keep_commitments = keep_commitments
        self._shift = 0
        self._last_at = ""
        self._root_agreed = True
        self._mac_agreed = True
        self._note_root()

    def read(self, entries: Iterable[AuditEntry]) -> None:
        """Check all entries in their order; every fault is noted, none stops the walk."""
        for entry in entries:
            self._read_one(entry)

    def _read_one(self, entry: AuditEntry) -> None:
        if not _is_text(entry.leaf, entry.leaf_hash, entry.root, entry.mac):
            self._fault("entry_format", "a field of the entry is no text")
            entry = AuditEntry.model_construct(leaf="", leaf_hash="", root="", mac="")
        try:
            leaf = parse_leaf(entry.leaf)
        except InputError as error:
            self._fault("leaf_format", error.message)
        else:
            self._verify_seq(leaf)
            self._verify_tenant(leaf)
            self._verify_time(leaf)
            if self._keep_commitments and leaf.commitments:
                self.commitments[self.head.size] = dict(leaf.commitments)
            if leaf.event == SALT_DESTROYED:
                seq, name = leaf.facts.get("seq"), leaf.facts.get("name")
                # Only of what is in the log by then: nobody can excuse a loss in advance.
                if isinstance(seq, int) and isinstance(name, str) and seq < self.head.size:
                    self.destroyed.add((seq, name))
        self._verify_tree(entry)

    def _verify_seq(self, leaf: AuditLeaf) -> None:
        shift = leaf.seq - self.head.size
        if shift not in (0, self._shift):
            self._fault("seq", f"its leaf has seq {leaf.seq}; entries are missing, repeated or out of order")
        self._shift = shift

    def _verify_tenant(self, leaf: AuditLeaf) -> None:
        if leaf.tenant != self._tenant:
            self._fault("tenant", "its leaf belongs to another tenant")

    def _verify_time(self, leaf: AuditLeaf) -> None:
        if leaf.at < self._last_at:  # texts of this form sort by time
            self._fault("time_backwards", f"its time {leaf.at} lies before that of the entry above it")
        self._last_at = leaf.at

    def _verify_tree(self, entry: AuditEntry) -> None:
        # A lone surrogate has no UTF-8; such a leaf is a fault already, and its hash only has to differ.
        leaf_hash = merkle.hash_leaf(entry.leaf.encode("utf-8", "surrogatepass"))
        if leaf_hash.hex() != entry.leaf_hash:
            self._fault("leaf_hash", "its leaf hash is not that of its leaf")
        grown = merkle.append(self.head, leaf_hash)
        root_agrees = merkle.root(grown).hex() == entry.root
        if self._root_agreed and not root_agrees:
            self._fault("root", "its root is not that of the leaves up to it")
        message = mac_message(self._tenant, grown.size, entry.root)
        mac_agrees = self._keyring.verify(message, entry.mac, purpose=MAC_PURPOSE)
        if self._mac_agreed and not mac_agrees:
            self._fault("mac", "its MAC does not fit tenant, position and root: not written by this service")
        self._root_agreed, self._mac_agreed = root_agrees, mac_agrees
        self.head = grown
        self._note_root()

    def _note_root(self) -> None:
        if self.head.size in self._sizes:
            self.roots[self.head.size] = merkle.root(self.head).hex()

    def _fault(self, code: str, wrong: str) -> None:
        self._faults.add(code, self.head.size, f"entry {self.head.size}: {wrong}.")


def _is_text(*values: object) -> bool:
    return all(isinstance(value, str) for value in values)
