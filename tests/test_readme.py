"""The README shows nothing that the program does not do."""

import re
from pathlib import Path

import click
import pytest

from assessor.cli import main

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", ["README.md", "docs/instructions-for-use.md"])
def test_it_is_said_to_be_no_legal_advice(file: str) -> None:
    """S000-94."""
    assert "not legal advice" in (Path(__file__).parents[1] / file).read_text(encoding="utf-8").lower()


def shown_output() -> list[str]:
    block = re.search(r"<!-- demo -->\n```\n(.*?)```", README, re.DOTALL)
    assert block is not None
    return [line for line in block.group(1).splitlines() if line.strip()]


def test_the_demo_output_in_the_readme_is_the_demos(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSESSOR_HOME", str(tmp_path / "home"))
    assert main.run(["demo"]) == 0
    printed = capsys.readouterr().out.splitlines()
    for line in shown_output():
        assert line in printed


@pytest.mark.parametrize("line", re.findall(r"^assessor (.+)$|`assessor ([^`]+)`", README, re.MULTILINE))
def test_every_command_and_option_in_the_readme_exists(line: tuple[str, str]) -> None:
    words = " ".join(line).split()
    command = main.cli.get_command(click.Context(main.cli), words[0])
    assert command is not None, words[0]
    if isinstance(command, click.Group) and len(words) > 1:
        command = command.commands[words[1]]
    known = {option for parameter in command.params for option in parameter.opts}
    for option in re.findall(r"--[a-z-]+", " ".join(words)):
        assert option in known, f"{words[0]} has no {option}"
