import hashlib
import hmac
from datetime import UTC, datetime

import pytest

from assessor.audit.chain import Chain
from assessor.audit.leaf import parse_leaf
from assessor.audit.merkle import EMPTY_HEAD, hash_leaf, root
from assessor.domain.audit import AuditEvent, TreeHead
from assessor.errors import InputError
from assessor.ports import AuditChain

from .logs import START, TENANT, fresh_keyring, keyring, sealed

COMMITMENT = "sha256:" + "0" * 64


def test_chain_is_the_port() -> None:
    port: AuditChain = Chain(keyring())
    salt, digest = port.commit({"rating": 3})
    assert Chain(keyring()).verify_commitment(salt, {"rating": 3}, digest)
    assert not Chain(keyring()).verify_commitment(salt, {"rating": 4}, digest)


def test_first_entry_is_leaf_zero_and_its_hash_is_the_root() -> None:
    entry, head = Chain(keyring()).extend(EMPTY_HEAD, sealed(0, COMMITMENT), tenant=TENANT, at=START)
    leaf = parse_leaf(entry.leaf)
    assert (leaf.seq, leaf.tenant, leaf.at) == (0, "local", "2026-03-01T09:00:00.000000Z")
    assert (leaf.event, leaf.commitments) == ("rating.sealed", {"seal": COMMITMENT})
    assert entry.leaf_hash == entry.root == hash_leaf(entry.leaf.encode()).hex()
    assert head == TreeHead(size=1, frontier=(entry.root,))


def test_mac_covers_tenant_size_and_root_under_its_own_purpose() -> None:
    keys = keyring()
    first, head = Chain(keys).extend(EMPTY_HEAD, sealed(0, COMMITMENT), tenant=TENANT, at=START)
    second, head = Chain(keys).extend(head, sealed(1, COMMITMENT), tenant=TENANT, at=START)
    assert first.mac == keys.digest(f"local\n1\n{first.root}".encode(), purpose="audit")
    assert second.mac == keys.digest(f"local\n2\n{root(head).hex()}".encode(), purpose="audit")


def test_entries_of_two_installations_differ_in_the_mac_alone() -> None:
    ours, _ = Chain(keyring()).extend(EMPTY_HEAD, sealed(0, COMMITMENT), tenant=TENANT, at=START)
    theirs, _ = Chain(fresh_keyring()).extend(EMPTY_HEAD, sealed(0, COMMITMENT), tenant=TENANT, at=START)
    assert ours.model_copy(update={"mac": ""}) == theirs.model_copy(update={"mac": ""})
    assert not hmac.compare_digest(ours.mac, theirs.mac)


def test_equal_events_make_unequal_entries() -> None:
    chain = Chain(keyring())
    first, head = chain.extend(EMPTY_HEAD, sealed(0, COMMITMENT), tenant=TENANT, at=START)
    second, _ = chain.extend(head, sealed(0, COMMITMENT), tenant=TENANT, at=START)
    assert first.leaf_hash != second.leaf_hash


def test_event_off_the_list_and_broken_head_leave_no_entry() -> None:
    chain = Chain(keyring())
    note = AuditEvent(event="draft.noted", actor="system")
    with pytest.raises(InputError, match="closed list"):
        chain.extend(EMPTY_HEAD, note, tenant=TENANT, at=START)
    with pytest.raises(InputError, match="subtree roots"):
        chain.extend(TreeHead(size=5, frontier=()), sealed(0, COMMITMENT), tenant=TENANT, at=START)


def test_nothing_of_a_committed_record_is_in_the_entry() -> None:
    chain = Chain(keyring())
    _, commitment = chain.commit({"reason": "Renewal saved"})
    entry, _ = chain.extend(
        EMPTY_HEAD, sealed(0, commitment), tenant=TENANT, at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    assert "Renewal" not in entry.model_dump_json()
    assert hashlib.sha256(b'{"reason":"Renewal saved"}').hexdigest() not in entry.leaf
