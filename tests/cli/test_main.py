"""The entry of the command line."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

from assessor.cli.main import COMMANDS
from tests.cli.conftest import Cli

CONTRACTED = {
    "demo", "doctor", "redact", "assess", "rate", "reveal", "confirm", "draft", "prompt", "rubric", "audit", "privacy", "actor", "schema", "serve", "precheck", "develop", "hiring",
    "eval", "drafter", "examples", "drill",
}  # fmt: skip


def loaded(name: str) -> click.Command:
    module, _, attribute = COMMANDS[name][0].partition(":")
    command: click.Command = getattr(import_module(module), attribute)
    return command


def all_commands() -> list[tuple[str, click.Command]]:
    found = []
    for name in COMMANDS:
        command = loaded(name)
        found.append((name, command))
        if isinstance(command, click.Group):
            found += [(f"{name} {sub}", one) for sub, one in command.commands.items()]
    return found


def test_the_commands_are_those_of_the_contract_so_far() -> None:
    assert set(COMMANDS) == CONTRACTED


@pytest.mark.parametrize("name", list(COMMANDS))
def test_the_listed_line_is_the_commands_own(name: str) -> None:
    assert loaded(name).short_help == COMMANDS[name][1]


@pytest.mark.parametrize(("name", "command"), all_commands())
def test_every_command_has_help_with_an_example(name: str, command: click.Command) -> None:
    assert command.help
    assert "Example" in (command.epilog or ""), name


def test_help_loads_no_heavy_library() -> None:
    script = (
        "import sys; from assessor.cli.main import run; code = run(['--help']); "
        "heavy = {'pydantic', 'spacy', 'chromadb', 'numpy', 'sqlalchemy', 'credsweeper', 'rich'} & set(sys.modules); "
        "sys.exit(1 if heavy else code)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_unknown_command_exits_2(cli: Cli) -> None:
    ran = cli("predict")
    assert ran.code == 2


def test_a_foreign_failure_exits_1_and_repeats_nothing(
    cli: Cli, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message of an error we did not raise may carry evidence text."""

    def broken(*_: object) -> None:
        raise RuntimeError("Katrin Sommer said so")

    monkeypatch.setattr("assessor.cli.shell.application", broken)
    ran = cli("actor", "list")
    assert ran.code == 1
    assert "Sommer" not in ran.out + ran.err
    assert "RuntimeError" in ran.err
