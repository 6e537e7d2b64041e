"""Bad files at the command line: exit code 2, one sentence, and nothing left behind."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.intake.bad_files import HOSTILE, BadFile

LABELS = (
    *("bomb", "nested-bomb", "office-password", "pdf-password", "xxe-pptx", "laughs-xlsx", "page-tree-loop"),
    *("scan", "nested-mime", "deep-json", "random-bytes", "huge-text", "huge-deck", "unknown", "dots"),
)
CHOSEN = [bad for bad in HOSTILE if bad.label in LABELS]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("bad", CHOSEN, ids=[bad.label for bad in CHOSEN])
def test_a_bad_file_ends_with_its_code_and_leaves_nothing(
    cli: Cli, home: Path, work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bad: BadFile
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("TMPDIR", str(temporary))
    Path(bad.name).write_bytes(bad.build())
    before = set(contents(work))
    ran = cli("redact", bad.name, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, bad.code)
    assert ran.json["error"]["message"].startswith(f"{bad.name}: ")
    assert ran.err.count("\n") == 2  # what is wrong, and what to do
    assert not home.exists()
    assert set(contents(work)) == before
    assert not list(temporary.iterdir())


def test_a_bad_file_is_never_in_the_home(cli: Cli, home: Path) -> None:
    Path("good.md").write_text("# Plan\n\nWe call on Monday.", encoding="utf-8")
    Path("bad.txt").write_bytes(b"MARKER" + bytes(range(256)) * 40)
    cli("assess", "--preview", "good.md", "--rubric", "ai-skills")
    before = set(contents(home))
    for arguments in (("--preview",), ("--assessee", "csm-1")):
        ran = cli("assess", "good.md", "bad.txt", "--rubric", "ai-skills", *arguments)
        assert ran.code == 2
        assert "bad.txt: " in ran.err
    after = contents(home)
    assert set(after) == before
    assert not any(b"MARKER" in content for content in after.values())


def test_an_endless_stream_is_cut_at_the_limit(home: Path) -> None:
    # A process of its own: it must end by itself although its input never does.
    with subprocess.Popen(["yes"], stdout=subprocess.PIPE) as endless:
        ran = subprocess.run(
            [sys.executable, "-c", "from assessor.cli.main import main; main()", "redact", "-", "--json"],
            stdin=endless.stdout,
            capture_output=True,
            timeout=60,
            check=False,
            env={**os.environ, "ASSESSOR_HOME": str(home)},
        )
        endless.kill()
    assert ran.returncode == 2
    assert b'"code": "too_large"' in ran.stdout
