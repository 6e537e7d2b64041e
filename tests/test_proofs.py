"""An exported file is tied to the log: change it, its proof or its place, and it shows."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor.audit.chain import Chain
from assessor.domain.actor import Role
from assessor.errors import IntegrityError
from assessor.keyring import Keyring
from assessor.proofs import ExportProof, prove_export, verify_export
from assessor.store.unit_of_work import SqlStore
from tests.store.fakes import TickingClock, event, new_engine
from tests.store.world import add_account

CONTENT = b"id,rule\n1,ner\n"


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    return Keyring.create(tmp_path / "keys.json")


@pytest.fixture
def store(tmp_path: Path, keyring: Keyring) -> Iterator[SqlStore]:
    engine = new_engine(tmp_path)
    yield SqlStore(engine, Chain(keyring), TickingClock())
    engine.dispose()


def proved(store: SqlStore, keyring: Keyring, *, before: int = 0) -> ExportProof:
    officer = add_account(store, "Petra", Role.PRIVACY)
    for _ in range(before):
        with store.begin() as unit:
            unit.record(event())
    return prove_export(store, keyring, CONTENT, tenant="local", rows=1, form="csv", actor_id=officer.id)


# The log then has 2 to 10 entries: trees of every shape up to that size, the export always the last leaf.
@pytest.mark.parametrize("before", range(9))
def test_the_exported_file_holds_at_every_size_of_the_log(
    store: SqlStore, keyring: Keyring, before: int
) -> None:
    verify_export(CONTENT, proved(store, keyring, before=before), keyring)


def test_a_changed_file_shows(store: SqlStore, keyring: Keyring) -> None:
    with pytest.raises(IntegrityError) as caught:
        verify_export(CONTENT + b"2,x\n", proved(store, keyring), keyring)
    assert caught.value.code == "export_changed"


def test_a_proof_made_to_fit_another_file_shows(store: SqlStore, keyring: Keyring) -> None:
    forged = b"id,rule\n"
    proof = proved(store, keyring)
    digest = "sha256:" + hashlib.sha256(forged).hexdigest()
    with pytest.raises(IntegrityError) as entry:
        verify_export(forged, proof.model_copy(update={"digest": digest}), keyring)
    assert entry.value.code == "export_entry"
    leaf = proof.leaf.replace(proof.digest, digest)
    with pytest.raises(IntegrityError) as root:
        verify_export(forged, proof.model_copy(update={"digest": digest, "leaf": leaf}), keyring)
    assert root.value.code == "export_root"


@pytest.mark.parametrize("path", [(), ("00" * 32,), ("00" * 32, "11" * 32, "22" * 32)])
def test_a_path_that_leads_elsewhere_shows(store: SqlStore, keyring: Keyring, path: tuple[str, ...]) -> None:
    proof = proved(store, keyring, before=2)
    with pytest.raises(IntegrityError) as caught:
        verify_export(CONTENT, proof.model_copy(update={"path": path}), keyring)
    assert caught.value.code == "export_root"


def test_a_checkpoint_of_other_keys_shows(store: SqlStore, keyring: Keyring, tmp_path: Path) -> None:
    other = Keyring.create(tmp_path / "other.json")
    with pytest.raises(IntegrityError) as caught:
        verify_export(CONTENT, proved(store, keyring), other)
    assert caught.value.code == "checkpoint_signature"
