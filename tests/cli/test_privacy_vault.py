"""`assessor privacy vault` as its users call it, on a real home: off by default, two persons, a terminal only."""

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli, written
from tests.cli.leak_scan import files_below, hits
from tests.cli.test_privacy import NOTE, submit

MAIL = "tom.baker@pellworth.example"
PLACEHOLDER = "<EMAIL_ADDRESS_1>"
REASON = "The sponsor asks whose address the note gave."


@pytest.fixture
def people(cli: Cli) -> None:
    cli("actor", "add", "mara", "--role", "manager")
    for name in ("petra", "paul"):
        cli("actor", "add", name, "--role", "privacy", "--as", "mara")


@pytest.fixture
def switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSESSOR_VAULT", "on")


def asked(cli: Cli, submission: str, who: str = "mara") -> Any:
    ran = cli(
        "privacy", "vault", "request", submission, PLACEHOLDER, "--reason", REASON, "--as", who, "--json"
    )
    assert ran.code == 0, ran.err
    return ran.json["id"]


@pytest.mark.usefixtures("people", "switched_on")
def test_a_value_is_opened_by_two_persons_on_a_terminal_and_nowhere_else(
    cli: Cli, home: Path, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    submission = submit(cli, written(work, "note.md", NOTE))["submission"]
    Path("note.md").unlink()
    request = asked(cli, submission)
    assert cli("privacy", "vault", "approve", request, "--as", "mara").code == 2
    assert cli("privacy", "vault", "approve", request, "--hours", "4", "--as", "petra").code == 0
    piped = cli("privacy", "vault", "open", request, "--as", "mara")
    assert (piped.code, "terminal_needed" in piped.err, MAIL in piped.out + piped.err) == (2, True, False)
    other = cli_on_terminal(cli, monkeypatch, "privacy", "vault", "open", request, "--as", "petra")
    assert (other.code, MAIL in other.out) == (2, False)
    shown = cli_on_terminal(cli, monkeypatch, "privacy", "vault", "open", request, "--as", "mara")
    assert (shown.code, shown.out.strip()) == (0, MAIL)
    (row,) = cli("privacy", "vault", "requests", "--as", "petra", "--json").json
    assert (row["opened"], row["placeholder"]) == (1, PLACEHOLDER)
    assert hits([MAIL], files_below(home)) == set()
    assert cli("audit", "verify").code == 0
    (gone,) = cli("privacy", "erase", submission, "--yes", "--as", "petra", "--json").json
    assert gone["vault"] >= 1
    after = cli_on_terminal(cli, monkeypatch, "privacy", "vault", "open", request, "--as", "mara")
    assert (after.code, MAIL in after.out) == (2, False)
    assert cli("audit", "verify").code == 0


def cli_on_terminal(cli: Cli, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Any:
    """Run a command as if stdout were a terminal."""
    with monkeypatch.context() as patched:
        patched.setattr(type(sys.stdout), "isatty", lambda _: True, raising=False)
        return cli(*arguments)


@pytest.mark.usefixtures("people", "switched_on")
def test_nobody_approves_what_they_asked_for(cli: Cli, work: Path) -> None:
    submission = submit(cli, written(work, "note.md", NOTE))["submission"]
    request = asked(cli, submission, "petra")
    refused = cli("privacy", "vault", "approve", request, "--as", "petra", "--json")
    assert (refused.code, refused.json["error"]["code"]) == (2, "same_person")
    assert cli("privacy", "vault", "approve", request, "--as", "paul").code == 0


@pytest.mark.usefixtures("people")
def test_off_by_default_nothing_is_sealed_and_nothing_opened(
    cli: Cli, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    submission = submit(cli, written(work, "note.md", NOTE))["submission"]
    assert cli("doctor", "--json").json["settings"]["ASSESSOR_VAULT"] == "off"
    ask = (
        "privacy",
        "vault",
        "request",
        submission,
        PLACEHOLDER,
        "--reason",
        REASON,
        "--as",
        "mara",
        "--json",
    )
    off = cli(*ask)
    assert (off.code, off.json["error"]["code"]) == (2, "vault_off")
    monkeypatch.setenv("ASSESSOR_VAULT", "on")
    late = cli(*ask)
    assert (late.code, late.json["error"]["code"]) == (2, "not_found")
