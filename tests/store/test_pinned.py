"""Counting past ratings of a rubric version looks, makes nothing, and shows nothing sealed."""

import sqlite3
from pathlib import Path

import pytest

from assessor.errors import RecordError
from assessor.store.pinned import pinned_ratings
from tests.review.desk import Desk, new_desk
from tests.store.fakes import new_engine, new_store

AREA = "Data, privacy, CRM hygiene"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(new_store(new_engine(tmp_path)))


def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/home/assessor.db"


def counted(
    tmp_path: Path, version: str = "0.1.0", tenant: str = "local"
) -> tuple[dict[str, int], dict[str, int]]:
    found = pinned_ratings(url(tmp_path), tenant_id=tenant, rubric_id="ai-skills", version=version)
    assert found is not None
    return dict(found.areas), dict(found.anchors)


def test_ratings_are_counted_by_area_and_anchors_only_once_confirmed(desk: Desk, tmp_path: Path) -> None:
    """S002-51: each rating pins its version; a sealed draft shows no anchor, not even in a count."""
    assert counted(tmp_path) == ({}, {})
    desk.rate()
    desk.rate(actor=desk.peer)
    assert counted(tmp_path) == ({AREA: 2}, {})
    desk.reveal()
    desk.confirm()
    areas, anchors = counted(tmp_path)
    # Two sealed ratings and one confirmed; the draft of the fakes has one claim.
    assert areas == {AREA: 3}
    assert list(anchors.values()) == [1]


def test_other_versions_and_tenants_are_not_counted(desk: Desk, tmp_path: Path) -> None:
    desk.rate()
    assert counted(tmp_path, version="0.2.0") == ({}, {})
    assert counted(tmp_path, tenant="other") == ({}, {})


def test_without_a_database_nothing_is_made(tmp_path: Path) -> None:
    where = f"sqlite:///{tmp_path}/none/assessor.db"
    assert pinned_ratings(where, tenant_id="local", rubric_id="ai-skills", version="1.0.0") is None
    assert list(tmp_path.iterdir()) == []


def test_a_database_without_ratings_is_none(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "empty #1.db").close()
    where = f"sqlite:///{tmp_path}/empty #1.db"
    assert pinned_ratings(where, tenant_id="local", rubric_id="ai-skills", version="1.0.0") is None


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "bad.db").write_bytes(b"no database" * 200)
    with pytest.raises(RecordError):
        pinned_ratings(f"sqlite:///{tmp_path}/bad.db", tenant_id="local", rubric_id="x", version="1.0.0")
