from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from assessor.errors import RecordError
from assessor.store.engine import open_engine
from assessor.store.schema import upgrade
from assessor.store.tables import metadata


def _differences(engine: sa.Engine) -> list[object]:
    with engine.connect() as connection:
        return compare_metadata(MigrationContext.configure(connection), metadata)


def test_migrated_database_is_what_the_code_describes(engine: sa.Engine) -> None:
    assert _differences(engine) == []


def test_a_missing_column_would_show(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE stops DROP COLUMN verdict")
    assert _differences(engine) != []


def test_migrated_checks_and_partial_indexes_are_those_of_the_code(engine: sa.Engine, tmp_path: Path) -> None:
    """Alembic compares neither, so the tables as created straight from the code serve as the measure."""
    direct = open_engine(f"sqlite:///{tmp_path}/direct.db")
    metadata.create_all(direct)

    def laid_out(of: sa.Engine) -> tuple[list[str], dict[str, object]]:
        found = sa.inspect(of)
        checks: dict[str, object] = {
            table: (
                sorted(str(check) for check in found.get_check_constraints(table)),
                sorted(str(key) for key in found.get_foreign_keys(table)),
            )
            for table in metadata.tables
        }
        with of.connect() as connection:
            indexes = connection.exec_driver_sql(
                "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
            )
            texts = sorted(str(text) for text in indexes.scalars())
        of.dispose()
        return texts, checks

    migrated = laid_out(engine)
    assert migrated == laid_out(direct)
    assert "outcome IN" in str(migrated[1]["ratings"])
    assert any("WHERE source IN" in text for text in migrated[0])


def test_an_older_home_learns_how_far_its_submissions_are(tmp_path: Path) -> None:
    """Version 1 kept all drafts of a submission at once and called it accepted for ever."""
    engine = open_engine(f"sqlite:///{tmp_path}/old.db")
    upgrade(engine, "0001")
    with engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for submission in ("sub_1", "sub_2"):
            connection.exec_driver_sql(
                "INSERT INTO actors (tenant_id, id, name_digest, roles, created_at, created_by) "
                "VALUES ('local', ?, ?, '[]', '', '')",
                (submission, submission),
            )
            connection.exec_driver_sql(
                "INSERT INTO submissions (tenant_id, id, actor_id, assessee_id, rubric_id, rubric_version, "
                "submitted_on, accepted_at, status) VALUES ('local', ?, ?, ?, 'r', '1', '2026-11-02', '', 'accepted')",
                (submission, submission, submission),
            )
        connection.exec_driver_sql(
            "INSERT INTO artefacts (tenant_id, submission_id, artefact_id, position, lang, kind, verdict, segments, "
            "findings, injection, subject_placeholders, submitted_digest, policy_sha256) "
            "VALUES ('local', 'sub_1', 'sha256:1', 0, 'en', 'other', 'allow', '[]', '[]', '{}', '[]', '', '')"
        )
        connection.exec_driver_sql(
            "INSERT INTO drafts (tenant_id, id, submission_id, artefact_id, created_at, created_by) "
            "VALUES ('local', 'drf_1', 'sub_1', 'sha256:1', '', '')"
        )
    upgrade(engine)
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT id, status, destination, handed_in FROM submissions ORDER BY id"
        ).all()
    engine.dispose()
    # Without a draft it stays accepted, so that a server takes it up.
    assert [tuple(row) for row in rows] == [
        ("sub_1", "drafted", "store", "[]"),
        ("sub_2", "accepted", "store", "[]"),
    ]


def test_upgrade_twice_changes_nothing(engine: sa.Engine) -> None:
    upgrade(engine)
    assert _differences(engine) == []


def test_database_of_newer_code_is_refused_and_left_alone(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(RecordError, match="9999") as caught:
        upgrade(engine)
    assert caught.value.code == "schema_newer"
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == "9999"


def test_failed_upgrade_leaves_no_table_behind(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/a.db")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE submissions (in_the_way)")
    with pytest.raises(RecordError):
        upgrade(engine)
    assert sa.inspect(engine).get_table_names() == ["submissions"]
    engine.dispose()


def test_every_table_knows_its_tenant() -> None:
    for table in metadata.tables.values():
        assert table.primary_key.columns[0].name == "tenant_id", table.name


def test_tables_compile_for_postgres() -> None:
    dialect = postgresql.dialect()
    for table in metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            assert "INDEX" in str(CreateIndex(index).compile(dialect=dialect))


def test_older_drafts_say_who_made_them_apart_from_their_content(tmp_path: Path) -> None:
    """A suspension of one drafter must cover drafts from before there were suspensions; erased ones too late."""
    engine = open_engine(f"sqlite:///{tmp_path}/old.db")
    upgrade(engine, "0007")
    with engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.exec_driver_sql(
            "INSERT INTO actors (tenant_id, id, name_digest, roles, created_at, created_by) "
            "VALUES ('local', 'act_1', 'x', '[]', '', '')"
        )
        connection.exec_driver_sql(
            "INSERT INTO submissions (tenant_id, id, actor_id, assessee_id, rubric_id, rubric_version, submitted_on, "
            "accepted_at, status) VALUES ('local', 'sub_1', 'act_1', 'act_1', 'r', '1', '2026-11-02', '', 'drafted')"
        )
        for number, content in ((1, '{"provenance": {"drafter": "llm"}}'), (2, None)):
            connection.exec_driver_sql(
                "INSERT INTO artefacts (tenant_id, submission_id, artefact_id, position, lang, kind, verdict, segments,"
                " findings, injection, subject_placeholders, submitted_digest, policy_sha256) "
                "VALUES ('local', 'sub_1', ?, 0, 'en', 'other', 'allow', '[]', '[]', '{}', '[]', '', '')",
                (f"sha256:{number}",),
            )
            connection.exec_driver_sql(
                "INSERT INTO drafts (tenant_id, id, submission_id, artefact_id, draft, created_at, created_by) "
                "VALUES ('local', ?, 'sub_1', ?, ?, '', '')",
                (f"drf_{number}", f"sha256:{number}", content),
            )
    upgrade(engine)
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT id, drafter FROM drafts ORDER BY id").all()
    engine.dispose()
    assert [tuple(row) for row in rows] == [("drf_1", "llm"), ("drf_2", None)]
