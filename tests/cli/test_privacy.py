"""`assessor privacy` and `assess --release` as their users call them, on a real home."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli, written
from tests.cli.leak_scan import files_below, hits

MISSED = "Xaveriusborn"
NOTE = f"""Note, 12 October 2026

I checked the login figures against the usage export before I wrote this brief. The plan of {MISSED} stands, and
I noted in the CRM that the outline came from the approved assistant. Mail Tom at tom.baker@pellworth.example.
"""


@pytest.fixture
def petra(cli: Cli) -> str:
    cli("actor", "add", "mara", "--role", "manager")
    cli("actor", "add", "petra", "--role", "privacy", "--as", "mara")
    return "petra"


def submit(cli: Cli, path: Path) -> Any:
    ran = cli("assess", str(path), "--rubric", "ai-skills", "--assessee", "csm-7", "--json", "--as", "mara")
    assert ran.code == 0, ran.err
    return ran.json


def test_the_log_is_read_exported_and_its_export_proved(
    cli: Cli, petra: str, work: Path, clause: Path
) -> None:
    submit(cli, written(work, "note.md", NOTE))
    stopped = cli("assess", str(clause), "--rubric", "ai-skills", "--assessee", "csm-7", "--as", "mara")
    assert stopped.code == 3
    rows = cli("privacy", "log", "--json", "--as", petra).json
    assert {row["kind"] for row in rows} == {"redaction", "stop"}
    mails = cli("privacy", "log", "--type", "EMAIL_ADDRESS", "--format", "json", "--as", petra).json
    assert [row["placeholder"] for row in mails] == ["<EMAIL_ADDRESS_1>"]
    assert "tom.baker" not in json.dumps(rows)
    assert cli("privacy", "log", "--format", "csv", "--out", "log.csv", "--as", petra).code == 0
    assert cli("privacy", "verify-export", "log.csv").code == 0
    changed = Path("log.csv").read_text(encoding="utf-8").replace("EMAIL", "PHONE")
    Path("log.csv").write_text(changed, encoding="utf-8")
    assert cli("privacy", "verify-export", "log.csv").code == 5
    assert cli("audit", "verify").code == 0


def test_erasure_says_what_goes_asks_and_leaves_no_byte(cli: Cli, petra: str, home: Path, work: Path) -> None:
    submission = submit(cli, written(work, "note.md", NOTE))["submission"]
    Path("note.md").unlink()
    asked = cli("privacy", "erase", str(submission), "--as", petra)
    assert (asked.code, "will go" in asked.err, "confirmation_needed" in asked.err) == (2, True, True)
    assert hits([MISSED], files_below(home))
    ran = cli("privacy", "erase", str(submission), "--yes", "--as", petra, "--json")
    assert [one["artefacts"] for one in ran.json] == [1]
    assert hits([MISSED], files_below(home)) == set()
    assert cli("audit", "verify").code == 0
    assert cli("privacy", "erase", "csm-7", "--yes", "--as", petra).code == 0
    gone = cli("privacy", "erase", "csm-7", "--yes", "--as", petra, "--json")
    assert (gone.code, gone.json["error"]["code"]) == (2, "unknown_subject")


def test_a_miss_is_taken_out_and_the_draft_made_anew(cli: Cli, petra: str, home: Path, work: Path) -> None:
    submission = submit(cli, written(work, "note.md", NOTE))
    Path("note.md").unlink()
    (artefact,) = submission["artefacts"]
    start = artefact["text"].index(MISSED)
    place = f"{artefact['artefact']}:{start}-{start + len(MISSED)}"
    (done,) = cli("privacy", "miss", place, "--type", "CUSTOMER_ORG", "--as", petra, "--json").json
    assert done["withdrawn"] == [artefact["draft_id"]]
    assert len(done["drafts"]) == 1
    assert hits([MISSED], files_below(home)) == set()
    assert cli("rate", done["drafts"][0], "--rating", "3", "--as", "mara").code == 0
    assert cli("audit", "verify").code == 0
    (case,) = cli("privacy", "cases", "--as", petra).lines
    assert case["kind"] == "miss"
    assert MISSED not in json.dumps(case)
    shown = cli(
        "privacy",
        "segments",
        done["submission"],
        next(iter(done["artefacts"].values())),
        "--json",
        "--as",
        petra,
    ).json
    assert "miss.reported" in [one["rule"] for one in shown["segments"]]


def test_retention_shows_its_schedule_and_takes_it_from_the_settings(
    cli: Cli, petra: str, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit(cli, written(work, "note.md", NOTE))
    monkeypatch.setenv("ASSESSOR_RETENTION_MONTHS", '{"artefact": 6}')
    assert cli("privacy", "retention", "--schedule", "--json", "--as", petra).json["email"] == 6
    assert cli("privacy", "retention", "--preview", "--json", "--as", petra).json == []
    assert cli("privacy", "retention", "--as", petra).code == 2
    monkeypatch.setenv("ASSESSOR_RETENTION_MONTHS", '{"letters": 6}')
    ran = cli("privacy", "retention", "--preview", "--json", "--as", petra)
    assert (ran.code, ran.json["error"]["code"]) == (2, "retention_invalid")


def test_a_release_lets_the_very_bytes_pass_and_is_on_record(cli: Cli, petra: str, clause: Path) -> None:
    """CONTRACT.md, Verdicts."""
    assess = ("assess", str(clause), "--rubric", "ai-skills", "--assessee", "csm-7", "--json")
    ran = cli(*assess, "--as", "mara")
    assert ran.code == 3
    (stop,) = ran.json["artefacts"]
    rules = sorted({one["rule"] for one in stop["findings"] if one["action"] == "refuse"})
    releases = [part for rule in rules for part in ("--release", rule)]
    reason = ("--reason", "A clause of our own public terms, no customer's contract.")
    by_herself = cli(*assess, *releases, *reason, "--as", "mara")
    assert (by_herself.code, by_herself.json["error"]["code"]) == (2, "role_missing")
    cli("actor", "add", "boss", "--role", "manager", "--role", "privacy", "--as", "mara")
    passed = cli(*assess, *releases, *reason, "--as", "boss")
    assert passed.code == 0, passed.err
    (artefact,) = passed.json["artefacts"]
    assert artefact["verdict"] in ("allow", "redact")
    assert {one["action"] for one in artefact["findings"] if one["rule"] in rules} == {"note"}
    events = [one["event"] for one in cli("audit", "show", "--json").json]
    assert "stop.released" in events
    # Without the release the same bytes are still stopped.
    assert cli(*assess, "--as", "boss").code == 3
    assert cli("audit", "verify").code == 0
    assert petra


def test_a_release_needs_its_reason_and_no_preview(cli: Cli, petra: str, clause: Path) -> None:
    for options in (
        ("--release", "x.y"),
        ("--reason", "because of that"),
        ("--release", "x.y", "--reason", "because of that", "--preview"),
    ):
        assert cli("assess", str(clause), "--rubric", "ai-skills", *options, "--as", petra).code == 2


def test_a_policy_is_tried_out_before_it_counts(cli: Cli, petra: str, clause: Path, work: Path) -> None:
    cli("assess", str(clause), "--rubric", "ai-skills", "--assessee", "csm-7", "--as", "mara")
    written(
        work,
        "new.yaml",
        "id: new\nversion: 1.0.0\nowner: T\ncategories:\n  contract_text:\n    title: C\n    action: note\n    terms: [Nightingale]\n  injection: {title: I, action: note}\n",
    )
    written(work, "texts.jsonl", '{"id": "a", "text": "Nightingale", "do_not_enter": ["contract_text"]}\n')
    command = ("privacy", "policy", "--dry-run", "new.yaml", "--texts", "texts.jsonl", "--as", petra)
    result = cli(*command, "--json").json
    assert [(row["stops"], row["allow"]) for row in result["stops"]] == [(1, 1)] * 3
    # The policy only notes, so the labelled text passes.
    assert [(one["labelled"], one["found"]) for one in result["tried"]] == [(1, 0)]
    assert cli(*command).code == 0
    written(work, "texts.jsonl", "{bad\n")
    assert cli(*command).code == 2


@pytest.mark.parametrize(
    "command",
    [
        ("log",),
        ("erase", "sub_" + "0" * 32, "--yes"),
        ("retention", "--apply"),
        ("miss", "sha256:" + "0" * 64 + ":1-2", "--type", "PERSON"),
        ("false-hit", "sha256:" + "0" * 64, "--placeholder", "<PERSON_1>", "--value", "Buyer"),
        ("cases",),
        ("segments", "sub_" + "0" * 32, "sha256:" + "0" * 64),
        ("policy", "--dry-run", "p.yaml"),
    ],
)
def test_every_command_needs_the_role(cli: Cli, petra: str, work: Path, command: tuple[str, ...]) -> None:
    written(work, "p.yaml", "id: new\nversion: 1.0.0\nowner: T\ncategories: {}\n")
    ran = cli("privacy", *command, "--as", "mara")
    assert (ran.code, "role_missing" in ran.err) == (2, True)
    assert petra


def test_a_place_that_cannot_be_read_says_how_it_is_written(cli: Cli, petra: str) -> None:
    ran = cli("privacy", "miss", "sha256:12:1-2", "--type", "PERSON", "--as", petra, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, "place_invalid")
