"""The command line with a language model behind it, on a server that listens on loopback."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import BRIEF, CLAUSE, Cli
from tests.cli.leak_scan import files_below, hits
from tests.drafting.llm.fault_server import FaultServer

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
PERSONAL = ("Jana Petersen", "Petersen", "Tom Baker")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultServer]:
    with FaultServer() as running:
        monkeypatch.setenv("ASSESSOR_MODEL", "openai/good")
        monkeypatch.setenv("ASSESSOR_MODEL_BASE_URL", running.base_url)
        monkeypatch.setenv("ASSESSOR_MODEL_API_KEY", "k-4711")
        yield running


def lines(work: Path, *texts: str) -> str:
    content = [
        json.dumps({"id": str(n), "text": text, "rubric": "ai-skills"}) for n, text in enumerate(texts)
    ]
    (work / "in.jsonl").write_text("\n".join(content), encoding="utf-8")
    return "in.jsonl"


def test_assess_keeps_a_draft_that_the_model_made(cli: Cli, server: FaultServer, brief: Path) -> None:
    ran = cli("assess", brief, "--rubric", "ai-skills", "--assessee", "csm-1", "--drafter", "llm", "--json")
    assert ran.code == 0, ran.err
    draft_id = ran.json["artefacts"][0]["draft_id"]
    assert cli("rate", draft_id, "--rating", "2").code == 0
    revealed = cli("reveal", draft_id, "--json").json
    assert revealed["rating"] == 3
    assert revealed["provenance"]["drafter"] == "llm"
    assert revealed["provenance"]["model"] == "openai/good"
    assert len(server.requests) == 1
    created = [one for one in cli("audit", "show", "--json").json if "draft.created" in json.dumps(one)]
    assert '"llm"' in json.dumps(created)


def test_the_drafter_of_the_settings_is_used_where_none_is_named(
    cli: Cli, server: FaultServer, brief: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSESSOR_DRAFTER", "llm")
    assert cli("assess", "--preview", brief, "--rubric", "ai-skills").code == 0
    assert len(server.requests) == 1
    assert cli("assess", "--preview", brief, "--rubric", "ai-skills", "--drafter", "embedded").code == 0
    assert len(server.requests) == 1


def test_jsonl_drafts_line_by_line_and_stopped_ones_are_not_sent(
    cli: Cli, server: FaultServer, work: Path
) -> None:
    ran = cli("assess", "--jsonl", lines(work, BRIEF, CLAUSE, BRIEF + "Again."), "--drafter", "llm")
    assert ran.code == 0, ran.err
    assert [one["draft"] and one["draft"]["rating"] for one in ran.lines] == [3, None, 3]
    assert len(server.requests) == 2
    assert not any(b"indemnify" in seen.raw for seen in server.requests)


def test_workers_are_one_run_under_one_limit(
    cli: Cli, server: FaultServer, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One call sets some 10,000 tokens aside and takes 2,000: eight drafts do not fit in 14,000."""
    monkeypatch.setenv("ASSESSOR_MODEL_RUN_TOKENS", "14000")
    texts = [f"{BRIEF}\nNote {n}." for n in range(8)]
    ran = cli("assess", "--jsonl", lines(work, *texts), "--drafter", "llm", "--workers", "2")
    assert ran.code == 0, ran.err
    outcomes = [one["draft"]["reason_code"] for one in ran.lines]
    assert set(outcomes) == {None, "budget"}
    assert outcomes.count(None) == len(server.requests) <= 3


def test_nothing_removed_reaches_the_wire_or_the_home(
    cli: Cli, server: FaultServer, brief: Path, home: Path
) -> None:
    cli("assess", brief, "--rubric", "ai-skills", "--assessee", "csm-1", "--drafter", "llm")
    cli("assess", "--preview", brief, "--rubric", "ai-skills", "--drafter", "llm", "--as", "other")
    places = files_below(home)
    for number, seen in enumerate(server.requests):
        places |= {f"body {number}": seen.raw, f"headers {number}": str(seen.headers).encode()}
    assert hits(["usage export of 9 October"], places)  # the scan sees what was sent
    assert hits(PERSONAL, places) == set()
    assert hits(["k-4711"], files_below(home)) == set()


def test_a_preview_with_a_model_keeps_no_content(
    cli: Cli, server: FaultServer, brief: Path, home: Path
) -> None:
    assert cli("assess", "--preview", brief, "--rubric", "ai-skills", "--drafter", "llm").code == 0
    assert len(server.requests) == 1
    evidence = ["usage export", "checked against a named source", "weekly active users"]
    assert hits(evidence, files_below(home)) == set()


def test_doctor_tells_the_model_its_destination_and_its_cost(
    cli: Cli, server: FaultServer, brief: Path, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSESSOR_DRAFTER", "llm")
    assert cli("assess", "--preview", brief, "--rubric", "ai-skills").code == 0
    ran = cli("doctor", "--json")
    assert "k-4711" not in ran.out + ran.err
    assert ran.json["settings"]["ASSESSOR_MODEL_API_KEY"] == "set, hidden"
    (line,) = [check for check in ran.json["checks"] if check["name"] == "model"]
    assert line["state"] == "ok"
    for said in ("openai/good by openai", "external-model", "1 calls, 2000 tokens", "answers"):
        assert said in line["message"]


def test_doctor_says_what_is_wrong_with_a_model(
    cli: Cli, server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSESSOR_DRAFTER", "llm")
    for name, value, said in (
        ("ASSESSOR_MODEL_BASE_URL", "http://127.0.0.1:9/v1", "is the server running?"),
        ("ASSESSOR_MODEL", "", "no model is set"),
        ("ASSESSOR_MODEL", "nobody-knows-this", "provider"),
    ):
        with monkeypatch.context() as patched:
            patched.setenv(name, value)
            ran = cli("doctor", "--json")
        (line,) = [check for check in ran.json["checks"] if check["name"] == "model"]
        assert ran.code == 1
        assert line["state"] == "missing"
        assert said in line["message"]


def test_llm_without_a_model_is_a_usage_error(cli: Cli, brief: Path) -> None:
    ran = cli("assess", "--preview", brief, "--rubric", "ai-skills", "--drafter", "llm")
    assert ran.code == 2
    assert "ASSESSOR_MODEL" in ran.err


def test_samples_of_the_command_line_go_before_the_settings_and_reach_the_workers(
    cli: Cli, server: FaultServer, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSESSOR_SAMPLES", "5")
    monkeypatch.setenv("ASSESSOR_MODEL", "openai/by-seed")
    for workers in ("1", "2"):
        command = ("assess", "--jsonl", lines(work, f"{BRIEF}\nNote {workers}."), "--drafter", "llm")
        ran = cli(*command, "--samples", "3", "--workers", workers)
        assert ran.code == 0, ran.err
        draft = ran.lines[0]["draft"]
        assert (draft["rating"], draft["interval"]) == (3, [2, 4])
        assert (draft["provenance"]["samples"], draft["provenance"]["samples_used"]) == (3, 3)
    assert len(server.requests) == 6
    assert cli("assess", "--jsonl", "in.jsonl", "--samples", "2").code == 2
    assert cli("doctor", "--json").json["settings"]["ASSESSOR_SAMPLES"] == "5"


def test_a_measured_run_says_how_often_the_model_was_asked(
    cli: Cli, server: FaultServer, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSESSOR_MODEL", "openai/by-seed")
    text = {"rubric": "ai-skills", "lang": "en", "kind": "crm_note", "text": BRIEF}
    labels = {
        "rating": 3,
        "split": "gold",
        "career_level": None,
        "date": "2026-10-12",
        "evidence_quotes": [],
        "red_lines": [],
    }
    area = "Data, privacy & CRM/CSM hygiene (EU/DACH lens)"
    item = {"id": "one", "skill_area": area, "pii": [], "do_not_enter": [], "twin": None, **text, **labels}
    (work / "gold.jsonl").write_text(json.dumps(item), encoding="utf-8")
    ran = cli("eval", "run", "--gold", "gold.jsonl", "--drafter", "llm", "--samples", "3", "--out", "run")
    assert ran.code == 0, ran.err
    assert "asked 3 times each" in ran.out
    assert json.loads((work / "run" / "run.json").read_text(encoding="utf-8"))["samples"] == 3
    assert len(server.requests) == 3
