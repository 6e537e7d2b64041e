import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assessor.cli.main import run


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Cli = Callable[..., Ran]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, and a working folder that is not the checkout."""
    for name in ("ASSESSOR_DATABASE_URL", "ASSESSOR_POLICY", "ASSESSOR_KEY_FILE", "ASSESSOR_PREVIEWS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ASSESSOR_HOME", str(tmp_path / "home"))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return tmp_path / "home"


@pytest.fixture
def work(home: Path) -> Path:
    """The working folder of the test."""
    return home.parent / "work"


def written(work: Path, name: str, text: str) -> Path:
    """A file in the working folder, by its relative path, as a person would name it."""
    (work / name).write_text(text, encoding="utf-8")
    return Path(name)


@pytest.fixture
def cli(work: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Run a command in this process, as the console script would, on the test's own home."""
    assert Path.cwd() == work

    def call(*arguments: str) -> Ran:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return call


BRIEF = """Renewal brief, 12 October 2026

Hi Jana Petersen,

I checked the login figures against the usage export of 9 October before I wrote this brief, and noted in the
CRM that the outline came from the approved assistant. The export shows 61 percent weekly active users; the
assistant had said 74.

Next step: Tom Baker sends the adoption plan by 19 October.
"""
NOTIZ = """Notiz zum Account, 3. November 2026

Ich habe die Zahlen der KI-Zusammenfassung mit dem Ticketsystem abgeglichen und zwei Werte berichtigt. Der
Einsatz der KI steht im CRM. Nächster Schritt: Termin mit Frau Petersen bis 10. November, verantwortlich bin ich.
"""
CLAUSE = """Hand-over note

7.2 Limitation of liability. The aggregate liability of the Supplier shall not exceed the fees paid. The Customer
shall indemnify the Supplier, notwithstanding the foregoing.
"""


@pytest.fixture
def brief(work: Path) -> Path:
    return written(work, "brief.md", BRIEF)


@pytest.fixture
def notiz(work: Path) -> Path:
    return written(work, "notiz.txt", NOTIZ)


@pytest.fixture
def clause(work: Path) -> Path:
    return written(work, "clause.md", CLAUSE)
