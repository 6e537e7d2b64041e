"""Fixtures of the store's tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from assessor.store.unit_of_work import SqlStore
from tests.store.fakes import new_engine, new_store


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    engine = new_engine(tmp_path)
    yield engine
    engine.dispose()


@pytest.fixture
def store(engine: sa.Engine) -> SqlStore:
    return new_store(engine)
