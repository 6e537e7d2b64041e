"""Stage 7: the Merkle tree of RFC 6962, section 2.1, grown one leaf at a time.

Leaves and inner nodes are hashed with different first bytes, so neither can pass for the other. A
`TreeHead` keeps the roots of the perfect subtrees along the right edge, one for each 1 in the binary form
of the size, largest first: enough to append without reading the log.
"""

import hashlib
from collections.abc import Sequence
from typing import Final

from assessor.domain.audit import TreeHead
from assessor.errors import InputError

HASH_BYTES: Final = 32
EMPTY_HEAD: Final = TreeHead(size=0, frontier=())
"""The tree before its first leaf."""


def hash_leaf(leaf: bytes) -> bytes:
    """Hash of a leaf, 32 bytes: SHA-256 over 0x00 and the leaf."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def hash_node(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node, 32 bytes: SHA-256 over 0x01 and its two children."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(leaf_hashes: Sequence[bytes]) -> bytes:
    """Root over all leaf hashes, shape (n,), by the definition of RFC 6962; n = 0 gives SHA-256 of nothing.

    >>> root_of([]).hex()[:8]
    'e3b0c442'
    """
    count = len(leaf_hashes)
    if count == 0:
        return hashlib.sha256(b"").digest()
    if count == 1:
        return leaf_hashes[0]
    split = 1 << (count - 1).bit_length() - 1  # the largest power of two below count
    return hash_node(root_of(leaf_hashes[:split]), root_of(leaf_hashes[split:]))


def append(head: TreeHead, leaf_hash: bytes) -> TreeHead:
    """The tree with one leaf more; at most log2(size) hashes.

    Raises:
        InputError: `tree_head`, the head is not well formed.
    """
    subtrees = _subtrees(head)
    merged = leaf_hash
    for _ in range(_trailing_ones(head.size)):
        merged = hash_node(subtrees.pop(), merged)
    return TreeHead(size=head.size + 1, frontier=(*(tree.hex() for tree in subtrees), merged.hex()))


def root(head: TreeHead) -> bytes:
    """Root of the tree, 32 bytes; of the empty tree SHA-256 of nothing.

    Raises:
        InputError: `tree_head`, the head is not well formed.
    """
    subtrees = _subtrees(head)
    if not subtrees:
        return hashlib.sha256(b"").digest()
    merged = subtrees.pop()
    while subtrees:
        merged = hash_node(subtrees.pop(), merged)
    return merged


def _trailing_ones(size: int) -> int:
    """How many perfect subtrees the next leaf completes.

    >>> [_trailing_ones(size) for size in (0, 1, 2, 3, 7)]
    [0, 1, 0, 2, 3]
    """
    return (size ^ (size + 1)).bit_length() - 1


def _subtrees(head: TreeHead) -> list[bytes]:
    expected = head.size.bit_count()
    if len(head.frontier) != expected:
        raise InputError(
            f"tree head of size {head.size} has {len(head.frontier)} subtree roots, expected {expected}.",
            code="tree_head",
        )
    return [_hash_from(text, place) for place, text in enumerate(head.frontier)]


def _hash_from(text: str, place: int) -> bytes:
    try:
        value = bytes.fromhex(text)
    except ValueError:
        value = b""
    if len(value) != HASH_BYTES or value.hex() != text:
        raise InputError(
            f"tree head, subtree root {place}: expected {2 * HASH_BYTES} lower-case hex digits.",
            code="tree_head",
        )
    return value


def inclusion_path(leaf_hashes: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes that lead from one leaf to the root, RFC 6962 section 2.1.1; empty for a tree of one.

    Args:
        leaf_hashes: all of them, shape (n,).
        index: of the leaf, in `0..n-1`.
    """
    count = len(leaf_hashes)
    if count == 1:
        return []
    split = 1 << (count - 1).bit_length() - 1
    if index < split:
        return [*inclusion_path(leaf_hashes[:split], index), root_of(leaf_hashes[split:])]
    return [*inclusion_path(leaf_hashes[split:], index - split), root_of(leaf_hashes[:split])]


def root_from_path(leaf_hash: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that a path leads to; null where the path has the wrong length for its place.

    >>> leaves = [hash_leaf(bytes([n])) for n in range(5)]
    >>> root_from_path(leaves[3], 3, 5, inclusion_path(leaves, 3)) == root_of(leaves)
    True
    """
    if not 0 <= index < size:
        return None
    if size == 1:
        return leaf_hash if not path else None
    if not path:
        return None
    split = 1 << (size - 1).bit_length() - 1
    *inner, outer = path
    if index < split:
        left = root_from_path(leaf_hash, index, split, inner)
        return None if left is None else hash_node(left, outer)
    right = root_from_path(leaf_hash, index - split, size - split, inner)
    return None if right is None else hash_node(outer, right)
