"""`assessor draft explain` and `draft probe`: a look into a draft, and none before the reveal (issue 8)."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from assessor.formats.published import schema_of
from tests.cli.conftest import BRIEF, Cli, written
from tests.drafting.llm.fault_server import FaultServer

GOLD = Path(__file__).parents[2] / "eval" / "gold" / "ai-skills.jsonl"
TRAIN = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def text_of(lang: str) -> str:
    found = (one for one in TRAIN if (one["split"], one["lang"], one["rating"]) == ("train", lang, 3))
    return str(next(found)["text"])


def handed_in(cli: Cli, work: Path, text: str, *more: str) -> str:
    file = written(work, "note.md", text)
    ran = cli("assess", file, "--rubric", "ai-skills", "--assessee", "csm-1", "--json", *more)
    return str(ran.json["artefacts"][0]["draft_id"])


def reveal(cli: Cli, draft_id: str) -> None:
    assert cli("rate", draft_id, "--rating", "2").code == 0
    assert cli("reveal", draft_id).code == 0


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultServer]:
    with FaultServer() as running:
        monkeypatch.setenv("ASSESSOR_MODEL", "openai/good")
        monkeypatch.setenv("ASSESSOR_MODEL_BASE_URL", running.base_url)
        monkeypatch.setenv("ASSESSOR_MODEL_API_KEY", "k-4711")
        yield running


def test_before_the_reveal_both_are_refused_and_say_nothing(cli: Cli, work: Path) -> None:
    draft_id = handed_in(cli, work, text_of("en"))
    for step in (None, ("rate", draft_id, "--rating", "2")):
        if step:
            assert cli(*step).code == 0
        for command in ("explain", "probe"):
            ran = cli("draft", command, draft_id, "--json")
            assert (ran.code, list(ran.json), ran.json["error"]["code"]) == (2, ["error"], "out_of_order")


@pytest.mark.parametrize(("lang", "says"), [("en", "for level 4: Has "), ("de", "for level 4: ")])
def test_a_revealed_draft_explains_itself(cli: Cli, work: Path, lang: str, says: str) -> None:
    draft_id = handed_in(cli, work, text_of(lang))
    reveal(cli, draft_id)
    entries = len(cli("audit", "show", "--json").json)
    found = cli("draft", "explain", draft_id, "--json").json
    Draft202012Validator(schema_of("draft-explanation")).validate(found)
    assert found["asked"] is True
    assert (found["rating"], found["status"]) == (found["rating_again"], found["status_again"])
    shown = cli("draft", "show", draft_id, "--json").json
    cited = {(one["start"], one["end"]) for claim in shown["draft"]["claims"] for one in claim["citations"]}
    assert {(one["citation"]["start"], one["citation"]["end"]) for one in found["cited"]} == cited
    for removal in found["removals"]:
        assert 1 <= len(removal["citations"]) <= 4
        assert removal["rating"] != found["rating"]
        for one in removal["citations"]:
            assert shown["evidence"]["text"][one["start"] : one["end"]] == one["quote"]
    (asked,) = found["next_asks"]
    assert found["lang"] == lang
    assert ("Risiko" in asked or "Team" in asked) if lang == "de" else "risk" in asked
    told = cli("draft", "explain", draft_id)
    assert told.code == 0
    assert says in told.out
    german = cli("draft", "explain", draft_id, "--lang", "de")
    assert "für Stufe" in german.out
    assert len(cli("audit", "show", "--json").json) == entries


def test_probes_of_a_revealed_draft_are_held_against_the_unchanged_text(cli: Cli, work: Path) -> None:
    draft_id = handed_in(cli, work, text_of("en"))
    reveal(cli, draft_id)
    asked = ["--probe", "names", "--probe", "doubled", "--probe", "origin", "--probe", "career_level"]
    found = cli("draft", "probe", draft_id, *asked, "--json").json
    Draft202012Validator(schema_of("draft-probe")).validate(found)
    assert found["rating"] == found["rating_again"]
    assert [one["movement"] for one in found["probes"]] == [None] * len(found["probes"])
    assert {one["probe"] for one in found["probes"]} == {"names", "doubled", "career_level"}
    assert found["not_applicable"] == ["origin"]
    shown = cli("draft", "probe", draft_id, *asked, "--lang", "de")
    assert "0 von 1 Änderungen haben ihn bewegt" in shown.out
    assert "in diesem Text ist nichts zu ändern" in shown.out
    wrong = cli("draft", "probe", draft_id, "--probe", "mood", "--json")
    assert (wrong.code, wrong.json["error"]["code"]) == (2, "unknown_probe")


def test_nobody_elses_and_no_unknown_draft_is_looked_into(cli: Cli, work: Path) -> None:
    draft_id = handed_in(cli, work, BRIEF)
    reveal(cli, draft_id)
    cli("actor", "add", "bob", "--role", "manager")
    for command in ("explain", "probe"):
        assert (
            cli("draft", command, draft_id, "--as", "bob", "--json").json["error"]["code"] == "out_of_order"
        )
        assert cli("draft", command, "drf_none", "--json").json["error"]["code"] == "not_found"


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_model_is_only_asked_again_where_that_is_wanted(cli: Cli, work: Path, server: FaultServer) -> None:
    draft_id = handed_in(cli, work, BRIEF, "--drafter", "llm")
    reveal(cli, draft_id)
    calls = len(server.requests)
    found = cli("draft", "explain", draft_id, "--json").json
    assert (found["asked"], found["cited"], found["next_level"]) == (False, [], 4)
    refused = cli("draft", "probe", draft_id, "--json")
    assert (refused.code, refused.json["error"]["code"]) == (2, "asks_model")
    assert "--ask-model" in cli("draft", "explain", draft_id).out
    assert len(server.requests) == calls
    asked = cli("draft", "explain", draft_id, "--ask-model", "--json").json
    assert asked["asked"] is True
    assert asked["cited"]
    assert len(server.requests) > calls
