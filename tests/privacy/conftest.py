"""A tenant's store as an installation has it, and people in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assessor.audit.chain import Chain
from assessor.auditing import verify_store
from assessor.domain.actor import Actor, Role
from assessor.domain.audit import VerificationReport
from assessor.keyring import Keyring
from assessor.store.unit_of_work import SqlStore
from tests.store.fakes import START, TickingClock, new_engine
from tests.store.world import add_account

Verify = Callable[[], VerificationReport]


@pytest.fixture
def clock() -> TickingClock:
    return TickingClock()


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    return Keyring.create(tmp_path / "keys.json")


@pytest.fixture
def store(tmp_path: Path, keyring: Keyring, clock: TickingClock) -> Iterator[SqlStore]:
    engine = new_engine(tmp_path)
    yield SqlStore(engine, Chain(keyring), clock)
    engine.dispose()


@pytest.fixture
def officer(store: SqlStore) -> Actor:
    return add_account(store, "Petra", Role.PRIVACY)


@pytest.fixture
def verify(store: SqlStore, keyring: Keyring) -> Verify:
    def report() -> VerificationReport:
        return verify_store(store, keyring, tenant="local", checkpoints=[], checked_at=START)

    return report
