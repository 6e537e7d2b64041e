"""A review desk on a real database, with a rubric, two managers and one drafted submission."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from assessor.store.unit_of_work import SqlStore
from tests.review.desk import Desk, new_desk
from tests.store.fakes import new_engine, new_store


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    engine = new_engine(tmp_path)
    yield engine
    engine.dispose()


@pytest.fixture
def store(engine: sa.Engine) -> SqlStore:
    return new_store(engine)


@pytest.fixture
def desk(store: SqlStore) -> Desk:
    return new_desk(store)
