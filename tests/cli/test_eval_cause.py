"""`assessor eval cause` on real engines: replays are runs of their own, and wrong calls get their code."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from assessor.resources import resource_folder
from assessor.rubrics.shipped import shipped
from tests.cli.conftest import Cli

CONTRAST = Path(__file__).parents[2] / "eval" / "gold" / "contrast.jsonl"
PAIR = [
    one for one in map(json.loads, CONTRAST.read_text("utf-8").splitlines()) if one["twin"] == "s000-21-en"
]


@pytest.fixture
def begun(cli: Cli) -> Cli:
    """A run of two items in the folder `run`, and a person with the role."""
    Path("gold.jsonl").write_text("".join(json.dumps(one) + "\n" for one in PAIR), encoding="utf-8")
    assert cli("eval", "run", "--gold", "gold.jsonl", "--out", "run").code == 0
    assert cli("actor", "add", "erik", "--role", "enablement").code == 0
    return cli


def manifest(folder: Path) -> Any:
    return json.loads((folder / "run.json").read_text("utf-8"))


def test_replays_name_their_parent_and_what_changed_and_are_gone_on_with(begun: Cli) -> None:
    told = (
        "eval",
        "cause",
        "run",
        "--change",
        "retrieval=proposed",
        "--out",
        "replays",
        "--as",
        "erik",
        "--json",
    )
    ran = begun(*told)
    assert ran.code == 0, ran.err
    assert "2 replays of 2 items" in ran.err
    assert [one["changed"] for one in ran.json["replays"]] == [{}, {"retrieval": "proposed"}]
    again, proposed = (Path("replays") / one["folder"] for one in ran.json["replays"])
    assert manifest(proposed)["replay"] == {
        "parent": manifest(Path("run"))["id"], "changed": {"retrieval": "proposed"}, "start": "redacted",
    }  # fmt: skip
    # The embedded drafter says the same of the same text, and no area moves its level.
    assert [one["moved"]["value"] for one in ran.json["factors"]] == [0, 0]
    assert ran.json["first"] is None
    assert begun("eval", "compare", "run", again).code == 0

    lines = (proposed / "items.jsonl").read_bytes().splitlines(keepends=True)
    (proposed / "items.jsonl").write_bytes(lines[0] + lines[1][:40])
    assert begun(*told).json["replays"] == ran.json["replays"]
    assert len((proposed / "items.jsonl").read_bytes().splitlines()) == 2
    german = begun(*told[:-1], "--lang", "de")
    assert "Es lässt sich keine Ursache nennen" in german.out


def test_a_policy_is_tried_from_the_labelled_texts_alone(begun: Cli) -> None:
    policy = Path("policy.yaml")
    policy.write_bytes(files("assessor.guardrails").joinpath("policies/default.yaml").read_bytes())
    called = (
        "eval",
        "cause",
        "run",
        "--change",
        f"policy={policy}",
        "--out",
        "replays",
        "--as",
        "erik",
        "--json",
    )
    assert begun(*called).json["error"]["code"] == "labelled_texts_needed"
    ran = begun(*called, "--gold", "gold.jsonl")
    assert ran.code == 0, ran.err
    assert manifest(Path("replays") / ran.json["replays"][1]["folder"])["replay"]["start"] == "labelled"
    other = PAIR[0] | {"text": PAIR[0]["text"] + " More."}
    Path("other.jsonl").write_text(json.dumps(other) + "\n", encoding="utf-8")
    assert begun(*called, "--gold", "other.jsonl").json["error"]["code"] == "nothing_in_common"


def test_wrong_calls_get_their_code_and_exit_2(begun: Cli) -> None:
    pack = shipped("packs")["csm-matrix"].read_text(encoding="utf-8")
    Path("other.yaml").write_text(pack, encoding="utf-8")
    Path("bad.yaml").write_text("id: [\n", encoding="utf-8")
    Path("p.md").write_bytes((resource_folder("prompts") / "draft-rating.en.md").read_bytes())
    Path("r.csv").write_text("unit,rater,value\nx,a,1\n", encoding="utf-8")
    for arguments, code in (
        (("none",), "no_run"),
        (("run", "--against", "none"), "no_run"),
        (("run", "--change", "weather=fine"), "bad_change"),
        (("run", "--change", "rubric=other.yaml"), "not_of_rubric"),
        (("run", "--change", "rubric=bad.yaml"), "rubric_invalid"),
        (("run", "--change", "prompt=p.md"), "bad_change"),
        (("run", "--change", "learned=none"), "unknown_version"),
        (("run", "--ratings", "none.csv"), "file_not_found"),
        (("run", "--ratings", "r.csv"), "nothing_in_common"),
    ):
        ran = begun("eval", "cause", *arguments, "--out", "replays", "--as", "erik", "--json")
        assert (ran.code, ran.json["error"]["code"]) == (2, code), arguments
    assert not Path("replays").exists(), "a call that cannot be answered must not draft first"
    assert begun("actor", "add", "mara", "--role", "manager").code == 0
    assert begun("eval", "cause", "run", "--as", "mara", "--json").json["error"]["code"] == "role_missing"


def test_text_redacted_to_stay_is_never_sent_to_a_model(begun: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSESSOR_MODEL_BASE_URL", "http://127.0.0.1:9/v1")
    ran = begun(
        "eval", "cause", "run", "--change", "model=openai/x", "--out", "replays", "--as", "erik", "--json"
    )
    assert (ran.code, ran.json["error"]["code"]) == (2, "destination_changed")
    assert not Path("replays").exists()
