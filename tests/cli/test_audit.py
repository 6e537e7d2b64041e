"""`assessor audit` on a real database: whatever is changed is found, and the first bad entry named."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.cli.test_assess import submit


@contextmanager
def opened(home: Path) -> Iterator[sqlite3.Connection]:
    database = sqlite3.connect(home / "assessor.db")
    try:
        with database:
            yield database
    finally:
        database.close()


@pytest.fixture
def recorded(cli: Cli, brief: Path) -> str:
    """A home with a handful of entries; gives the draft's id."""
    draft_id: str = submit(cli, brief).json["artefacts"][0]["draft_id"]
    cli("rate", draft_id, "--rating", "3")
    cli("reveal", draft_id)
    return draft_id


def first_fault(cli: Cli, *options: str) -> dict:
    ran = cli("audit", "verify", "--json", *options)
    assert ran.code == 5
    fault: dict = ran.json["faults"][0]
    return fault


@pytest.mark.usefixtures("recorded")
def test_an_untouched_log_is_sound(cli: Cli) -> None:
    ran = cli("audit", "verify", "--json")
    assert ran.code == 0
    assert ran.json["faults"] == []
    assert ran.json["commitments_checked"] > 0


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize("seq", [0, 2, 4])
def test_a_changed_entry_is_named(cli: Cli, home: Path, seq: int) -> None:
    with opened(home) as database:
        database.execute("UPDATE audit_entries SET leaf = replace(leaf, 'T', 't') WHERE seq = ?", (seq,))
    assert first_fault(cli)["seq"] == seq


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize("column", ["leaf", "leaf_hash", "root", "mac"])
def test_garbage_in_a_column_is_named(cli: Cli, home: Path, column: str) -> None:
    with opened(home) as database:
        database.execute(f"UPDATE audit_entries SET {column} = x'00ff' WHERE seq = 2")  # noqa: S608 - a fixed list
    assert first_fault(cli)["seq"] == 2


@pytest.mark.usefixtures("recorded")
def test_a_dropped_entry_is_named(cli: Cli, home: Path) -> None:
    with opened(home) as database:
        database.execute("DELETE FROM audit_entries WHERE seq = 2")
    assert first_fault(cli)["seq"] == 2


@pytest.mark.usefixtures("recorded")
def test_cutting_the_end_is_seen(cli: Cli, home: Path) -> None:
    with opened(home) as database:
        last = database.execute("SELECT MAX(seq) FROM audit_entries").fetchone()[0]
        database.execute("DELETE FROM audit_entries WHERE seq = ?", (last,))
    assert first_fault(cli)["seq"] == last


def test_a_database_rolled_back_to_an_old_copy_is_seen(cli: Cli, home: Path, recorded: str) -> None:
    """The old copy is consistent in itself; the checkpoint beside the database, or one kept elsewhere, is ahead."""
    cli("audit", "export", "--out", "before.jsonl")
    old = home.parent / "old"
    shutil.copytree(home, old)
    size = cli("audit", "verify", "--json").json["size"]
    cli("draft", "withdraw", recorded, "--reason", "wrong_file")
    cli("audit", "export", "--out", "after.jsonl")
    for name in ("assessor.db", "assessor.db-wal", "assessor.db-shm"):
        (home / name).unlink(missing_ok=True)
        if (old / name).exists():
            shutil.copy(old / name, home / name)
    assert first_fault(cli)["seq"] == size
    # Even with the local checkpoint rolled back as well, one kept elsewhere tells.
    shutil.copy(old / "audit" / "local.checkpoint", home / "audit" / "local.checkpoint")
    assert cli("audit", "verify").code == 0
    assert first_fault(cli, "--checkpoint", "after.checkpoint")["seq"] == size


def test_a_changed_record_is_seen_though_the_log_is_whole(cli: Cli, home: Path, recorded: str) -> None:
    with opened(home) as database:
        changed = database.execute(
            "UPDATE drafts SET draft = replace(draft, 'drafted', 'abstained') WHERE id = ?", (recorded,)
        ).rowcount
    assert changed == 1
    assert cli("audit", "verify").code == 5


@pytest.mark.usefixtures("recorded")
def test_a_log_that_was_rolled_back_and_continued_does_not_move_the_checkpoint(
    cli: Cli, home: Path, brief: Path
) -> None:
    checkpoint = (home / "audit" / "local.checkpoint").read_text(encoding="utf-8")
    with opened(home) as database:
        database.execute("UPDATE audit_entries SET root = leaf_hash")
    cli("actor", "add", "anna", "--role", "csm")
    assert (home / "audit" / "local.checkpoint").read_text(encoding="utf-8") == checkpoint
    assert brief.exists()


@pytest.mark.usefixtures("recorded")
def test_a_checkpoint_file_that_is_none_exits_2(cli: Cli) -> None:
    Path("no.checkpoint").write_text("nothing\n", encoding="utf-8")
    assert cli("audit", "verify", "--checkpoint", "no.checkpoint").code == 2
