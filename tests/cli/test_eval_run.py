"""`assessor eval run`, `gate` and `gold` as CONTRACT.md has them, on real engines."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from assessor.domain.digests import seen_digests
from assessor.evaluation.gold.fitted import write_seen
from assessor.evaluation.gold.splits import Seen
from assessor.formats.published import schema_of
from tests.cli.conftest import Cli

CONTRAST = Path(__file__).parents[2] / "eval" / "gold" / "contrast.jsonl"
LINES = [json.loads(line) for line in CONTRAST.read_text(encoding="utf-8").splitlines()]
PAIR = [one for one in LINES if one["twin"] == "s000-21-en"]
CLAUSE = "7.2 Liability. The Customer shall indemnify the Supplier, notwithstanding the foregoing clause."
ASKED = """
id: small
version: 1.0.0
title: Small
about: Of a test.
gold: [{file: gold.jsonl}]
thresholds:
  - {measure: twin_order, at_least: 1, why: of a test}
  - {measure: bias, at_most: LIMIT, why: of a test}
"""


def written(*items: dict[str, object], name: str = "gold.jsonl") -> Path:
    Path(name).write_text("".join(json.dumps(one) + "\n" for one in items), encoding="utf-8")
    return Path(name)


def suite(limit: str) -> str:
    Path("small.yaml").write_text(ASKED.replace("LIMIT", limit), encoding="utf-8")
    return "small.yaml"


def test_a_run_measures_keeps_and_prints_the_contract(cli: Cli) -> None:
    named = PAIR[0] | {"id": "named", "twin": None, "text": PAIR[0]["text"] + "\n\nJana Petersen\n"}
    named["pii"] = [{"value": "Jana Petersen", "type": "PERSON"}]
    clause = PAIR[0] | {"id": "clause", "twin": None, "text": CLAUSE, "rating": None, "evidence_quotes": []}
    clause["do_not_enter"] = ["contract_text"]
    gold = written(*PAIR, named, clause)
    ran = cli("eval", "run", "--gold", gold, "--out", "run", "--json")
    assert ran.code == 0, ran.err
    value = ran.json
    Draft202012Validator(schema_of("run-measures")).validate(value)
    assert (value["n"], value["stopped"], value["failed"]) == (4, 1, 0)
    assert value["twin_order"] == 1
    assert value["citation_validity"] == 1
    assert value["redaction"]["recall"] == {"PERSON": 1}
    assert (value["do_not_enter"]["recall"], value["do_not_enter"]["false_stops"]) == (1, 0)
    assert set(value["by"]) == {"rubric", "skill_area", "lang", "kind", "length"}
    kept = b"".join(one.read_bytes() for one in Path("run").iterdir())
    assert b"Petersen" not in kept
    assert b"indemnify" not in kept

    again = cli("eval", "run", "--gold", gold, "--out", "run", "--json")
    assert "4 of 4 items are answered already" in again.err
    assert again.json == value


def test_a_missed_threshold_exits_4_and_gate_says_the_same(cli: Cli) -> None:
    written(*PAIR)
    met = cli("eval", "run", "--suite", suite("2"), "--out", "met")
    assert met.code == 0
    assert "gate passed: all 5 conditions are met" in met.out
    missed = cli("eval", "gate", "met", "--suite", suite("-3"), "--junit", "gate.xml")
    assert missed.code == 4
    assert "MISS  bias: expected at most -3, got " in missed.out
    assert 'failures="1"' in Path("gate.xml").read_text(encoding="utf-8")
    gated = cli("eval", "gate", "met", "--json")
    assert (gated.code, gated.json["passed"]) == (0, True)
    Draft202012Validator(schema_of("gate")).validate(gated.json)
    run = cli("eval", "run", "--suite", suite("-3"), "--out", "missed", "--json")
    assert run.code == 4
    assert "gate NOT passed: 1 of 5" in run.err


def test_a_leak_into_a_fit_is_told_and_fails_the_gate(cli: Cli) -> None:
    gold = written(*PAIR)
    seen = Seen(model="rater", digests=seen_digests(PAIR[0]["text"]))
    fitted = write_seen(Path.cwd(), seen)
    checked = cli("eval", "gold", gold, "--fitted", fitted)
    assert checked.code == 4
    assert f"SEEN {PAIR[0]['id']} (gold)" in checked.out
    assert cli("eval", "gold", gold).code == 0
    assert cli("eval", "run", "--suite", suite("2"), "--out", "run", "--fitted", fitted).code == 4
    gate = cli("eval", "gate", "run", "--json")
    assert gate.code == 4
    assert [one["name"] for one in gate.json["reasons"] if not one["passed"]] == ["no-overlap"]


def test_what_fails_is_an_item_with_a_reason(cli: Cli) -> None:
    gold = written(PAIR[0] | {"id": "lost", "skill_area": "Chess"}, PAIR[1])
    ran = cli("eval", "run", "--gold", gold, "--out", "run", "--json")
    assert (ran.json["failed"], ran.json["rated"]) == (1, 1)
    assert list(ran.json["failures"]) == ["failed:unknown_skill_area"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("run",), "usage"),
        (("run", "--suite", "contrast", "--gold", "gold.jsonl"), "usage"),
        (("run", "--suite", "nothing"), "unknown_suite"),
        (("run", "--gold", "none.jsonl"), "gold_missing"),
        (("run", "--gold", "."), "file_unreadable"),
        (("gate", "none"), "no_run"),
        (("gold", "none.jsonl"), "gold_missing"),
    ],
)
def test_wrong_calls_get_their_code_and_exit_2(cli: Cli, arguments: tuple[str, ...], code: str) -> None:
    ran = cli("eval", *arguments, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, code)
    assert not list(Path.cwd().iterdir())


def killed_while_running(home: Path, workers: int, after: int) -> None:
    """Start a real run and kill its whole process group once some items are on the disk."""
    command = [sys.executable, "-c", "from assessor.cli.main import main; main()", "eval", "run"]
    started = subprocess.Popen(
        [*command, "--gold", "gold.jsonl", "--out", "run", "--workers", str(workers)],
        env=os.environ | {"ASSESSOR_HOME": str(home)},
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    items = Path("run/items.jsonl")
    deadline = time.monotonic() + 300
    while not (items.exists() and items.read_bytes().count(b"\n") >= after):
        assert started.poll() is None, "the run ended before it was killed"
        assert time.monotonic() < deadline
        time.sleep(0.01)
    os.killpg(started.pid, signal.SIGKILL)
    started.wait()


@pytest.mark.parametrize("workers", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_killed_run_goes_on_and_does_no_item_twice(cli: Cli, home: Path, workers: int) -> None:
    copies = [one | {"id": f"{one['id']}-{at}", "twin": None} for at in range(4) for one in PAIR]
    written(*copies)
    killed_while_running(home, workers, after=2)
    before = Path("run/items.jsonl").read_bytes().splitlines()
    assert cli("eval", "gate", "run").code == 2
    ran = cli("eval", "run", "--gold", "gold.jsonl", "--out", "run", "--json")
    assert (ran.code, ran.json["n"]) == (0, 8)
    after = Path("run/items.jsonl").read_bytes().splitlines()
    assert after[: len(before)] == before
    ids = [json.loads(line)["id"] for line in after]
    assert sorted(ids) == sorted(one["id"] for one in copies)
