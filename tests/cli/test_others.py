"""`actor`, `rubric`, `schema`, `doctor`, `demo`."""

import hashlib
import sqlite3
from pathlib import Path

import pytest

from assessor.formats.published import FORMATS
from tests.cli.conftest import Cli


def test_a_token_is_shown_once_and_kept_as_a_digest(cli: Cli, home: Path) -> None:
    token = cli("actor", "add", "anna", "--role", "manager", "--json").json["token"]
    listed = cli("actor", "list", "--json")
    assert [one["name"] for one in listed.json] == ["anna"]
    assert token not in listed.out
    written = (home / "assessor.db").read_bytes() + (home / "assessor.db-wal").read_bytes()
    assert token.encode() not in written
    assert hashlib.sha256(token.encode()).hexdigest().encode() in written


def test_a_revoked_actor_can_no_longer_act(cli: Cli) -> None:
    cli("actor", "add", "anna", "--role", "manager")
    cli("actor", "add", "boss", "--role", "manager", "--as", "anna")
    assert cli("actor", "revoke", "anna", "--as", "boss").code == 0
    ran = cli("draft", "list", "--as", "anna", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, "actor_revoked")


def test_me_is_made_only_while_nobody_has_an_account(cli: Cli) -> None:
    cli("actor", "add", "anna", "--role", "manager")
    ran = cli("draft", "list", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, "unknown_actor")


def test_the_rubric_is_listed_and_shown(cli: Cli) -> None:
    """S000-02, S000-03."""
    listed = {one["id"]: one["anchors"] for one in cli("rubric", "list", "--json").json}
    assert listed["ai-skills"] == 64
    assert (
        "Datenminimierung" in cli("rubric", "show", "ai-skills").out
        or cli("rubric", "show", "ai-skills").code == 0
    )
    area = cli("rubric", "show", "ai-skills", "--area", "workflow & prompt design for cs")
    assert area.out.count("ai-skills/") == 8


@pytest.mark.parametrize("name", list(FORMATS))
def test_each_schema_is_printed(cli: Cli, name: str) -> None:
    assert cli("schema", name).json["$id"].endswith(name)


def test_doctor_tries_every_engine_and_hides_secrets(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    ran = cli("doctor", "--json")
    assert ran.code == 0
    assert {check["state"] for check in ran.json["checks"]} <= {"ok", "note"}
    monkeypatch.setenv("ASSESSOR_DATABASE_URL", "postgresql+psycopg://anna:hidden-word@127.0.0.1:1/none")
    ran = cli("doctor")
    assert ran.code == 1
    assert "hidden-word" not in ran.out + ran.err
    assert home.exists()


def test_a_bad_setting_is_named_without_its_value(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSESSOR_DRAFTER", "oracle-9")
    ran = cli("doctor", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, "setting_invalid")
    assert "ASSESSOR_DRAFTER" in ran.err
    assert "oracle-9" not in ran.out + ran.err


def test_the_demo_runs_through_and_leaves_a_home_that_verifies(
    cli: Cli, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = cli("demo")
    assert ran.code == 0
    assert ran.out.count("STOPPED") == 2
    assert "sound" in ran.out
    assert "assessor draft list" in ran.out
    monkeypatch.setenv("ASSESSOR_HOME", str(home / "demo"))
    assert cli("audit", "verify").code == 0
    listed = cli("draft", "list", "--as", "demo-manager", "--json").json
    assert len(listed) >= 12
    with sqlite3.connect(home / "demo" / "assessor.db") as database:
        stops = database.execute("SELECT COUNT(*) FROM stops").fetchone()[0]
    assert stops == 2


def test_the_demo_never_deletes_a_folder_that_is_not_its_own(cli: Cli, home: Path) -> None:
    precious = home / "demo" / "precious.txt"
    precious.parent.mkdir(parents=True)
    precious.touch()
    assert cli("demo").code == 2
    assert precious.exists()


def test_a_home_whose_first_account_is_not_the_default_takes_more(cli: Cli) -> None:
    """Nobody is `me` there; the user of the machine still adds and revokes, as the system."""
    cli("actor", "add", "anna", "--role", "manager")
    assert cli("actor", "add", "otto", "--role", "privacy").code == 0
    assert cli("actor", "revoke", "otto").code == 0
    assert cli("rate", "drf_" + "0" * 32, "--rating", "2").code == 2
    assert cli("actor", "add", "me", "--role", "manager").code == 0
    assert [one["name"] for one in cli("actor", "list", "--json").json] == ["anna", "otto", "me"]
