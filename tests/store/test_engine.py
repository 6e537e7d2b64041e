import stat
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, StatementError

from assessor.errors import InputError
from assessor.store.engine import READ_ONLY, open_engine
from tests.store.fakes import new_engine


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_file_folder_and_wal_are_private(tmp_path: Path) -> None:
    engine = new_engine(tmp_path)
    home = tmp_path / "home"
    assert _mode(home) == 0o700
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x)")
        modes = {path.name: _mode(path) for path in home.iterdir()}
    engine.dispose()
    assert set(modes) == {"assessor.db", "assessor.db-wal", "assessor.db-shm"}
    assert set(modes.values()) == {0o600}


def test_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.touch(mode=0o644)
    open_engine(f"sqlite:///{path}").dispose()
    assert _mode(path) == 0o600


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # 2 is FULL
        ("foreign_keys", 1),
        ("busy_timeout", 10_000),
        ("secure_delete", 1),
    ],
)
def test_connection_is_durable_and_strict(engine: sa.Engine, pragma: str, value: object) -> None:
    with engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_writer_holds_the_lock_from_its_first_moment_and_readers_pass(engine: sa.Engine) -> None:
    with engine.begin(), engine.connect() as reader, engine.connect() as writer:
        reader.execution_options(**{READ_ONLY: True})
        assert reader.execute(sa.text("SELECT count(*) FROM drafts")).scalar() == 0
        cursor = writer.connection.cursor()
        cursor.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(Exception, match="locked"):
            cursor.execute("BEGIN IMMEDIATE")
        cursor.close()
        writer.connection.invalidate()


@pytest.mark.parametrize(
    "url", ["", "sqlite://", "sqlite:///:memory:", "mysql://u:geheim@h/x", "geheim", "sqlite//geheim"]
)
def test_unusable_url_is_named_without_its_content(url: str) -> None:
    with pytest.raises(InputError) as caught:
        open_engine(url)
    assert caught.value.code == "database_url"
    assert "geheim" not in str(caught.value)


def test_postgres_without_its_driver_says_what_to_install() -> None:
    with pytest.raises(InputError, match="psycopg2cffi") as caught:
        open_engine("postgresql+psycopg2cffi://u:geheim@h/x")
    assert caught.value.code == "database_driver"
    assert "geheim" not in str(caught.value)


def test_errors_do_not_repeat_values(engine: sa.Engine) -> None:
    with engine.connect() as connection, pytest.raises(IntegrityError) as caught:
        connection.execute(
            sa.text("INSERT INTO preview_marks VALUES ('local', 'nobody', :digest, '')"),
            {"digest": "geheim"},
        )
    assert "geheim" not in str(caught.value)


def test_nan_is_not_written_as_json(engine: sa.Engine) -> None:
    statement = sa.select(sa.bindparam("x", float("nan"), sa.JSON))
    with engine.connect() as connection, pytest.raises(StatementError):
        connection.execute(statement)
