import hashlib
import json
from pathlib import Path

import pytest

from assessor.drafting.llm.fence import PUBLIC_KEY
from tests.cli.conftest import BRIEF, CLAUSE, Cli

SUBJECT = {"names": ["Jana Petersen"]}


def lines(work: Path, *items: object) -> str:
    content = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in items)
    (work / "in.jsonl").write_text(content, encoding="utf-8")
    return "in.jsonl"


def item(identity: str = "a", text: str = BRIEF, **more: object) -> dict[str, object]:
    return {"id": identity, "text": text, "rubric": "ai-skills", "subject": SUBJECT} | more


def test_each_line_gets_its_request_in_order(cli: Cli, work: Path) -> None:
    ran = cli("prompt", "render", "--jsonl", lines(work, item("a"), item("b", CLAUSE), item("c")))
    assert ran.code == 0, ran.err
    assert [one["id"] for one in ran.lines] == ["a", "b", "c"]
    assert [one["verdict"] for one in ran.lines] == ["redact", "refuse", "redact"]
    assert ran.lines[1]["request"] is None
    body = ran.lines[0]["request"]
    assert sorted(body) == ["max_tokens", "messages", "response_format", "seed", "temperature"]
    assert [one["role"] for one in body["messages"]] == ["system", "user"]


def test_the_request_holds_redacted_text_behind_the_public_nonce(cli: Cli, work: Path) -> None:
    ran = cli("prompt", "render", "--jsonl", lines(work, item()))
    user = ran.lines[0]["request"]["messages"][1]["content"]
    nonce = user.rsplit("ARTEFACT ", 1)[1].removesuffix(">>>")
    text = user.split(f"<<<ARTEFACT {nonce}\n")[1].removesuffix(f"\nARTEFACT {nonce}>>>")
    assert "<PERSON_1>" in text
    assert "Petersen" not in ran.out
    # As CONTRACT.md says it, over the text and the placeholder that stands for the assessee.
    fields = json.dumps([0, text, "<PERSON_1>"], ensure_ascii=False, separators=(",", ":"))
    assert nonce == hashlib.sha256(PUBLIC_KEY + b"\0" + fields.encode()).hexdigest()[:32]


def test_bad_lines_are_told_in_their_place(cli: Cli, work: Path) -> None:
    bad = [item(rubric="nope"), "no json", item(skill_area="nope"), {"id": "x"}]
    ran = cli("prompt", "render", "--jsonl", lines(work, *bad, item("last")), "--out", "out.jsonl")
    assert ran.code == 2
    answers = [json.loads(line) for line in (work / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    codes = [one["error"]["code"] for one in answers[:4]]
    assert codes == ["unknown_rubric", "not_json", "unknown_skill_area", "invalid_line"]
    assert answers[4]["id"] == "last"


def test_nothing_is_kept(cli: Cli, work: Path, home: Path) -> None:
    assert cli("prompt", "render", "--jsonl", lines(work, item())).code == 0
    assert not home.exists()


def test_the_configured_model_and_language_decide(
    cli: Cli, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSESSOR_MODEL", "openai/m")
    monkeypatch.setenv("ASSESSOR_MODEL_MAX_TOKENS", "321")
    ran = cli("prompt", "render", "--jsonl", lines(work, item(lang="de")))
    body = ran.lines[0]["request"]
    assert (body["model"], body["max_tokens"]) == ("openai/m", 321)
    assert body["messages"][0]["content"].startswith("Du bereitest den Entwurf")
