"""`assessor eval probe` on real engines (issue 8: cannot be fooled)."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from assessor.formats.published import schema_of
from tests.cli.conftest import Cli

GOLD = Path(__file__).parents[2] / "eval" / "gold" / "ai-skills.jsonl"
TRAIN = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
PAIR = [one for one in TRAIN if one["split"] == "train" and one["rating"] is not None][:2]
SECRET = "Zebrafinkensprache"


@pytest.fixture
def gold(work: Path) -> Path:
    """Two labelled items, in a place of their own."""
    rows = [one | {"text": f"{one['text']}\n\n{SECRET} was nothing to me.\n"} for one in PAIR]
    (work / "gold.jsonl").write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    return Path("gold.jsonl")


def test_a_run_counts_keeps_and_shows_no_text(cli: Cli, gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASSESSOR_DATA", raising=False)
    asked = ["--probe", "names", "--probe", "doubled", "--probe", "injection"]
    ran = cli("eval", "probe", "--gold", gold, *asked, "--out", "kept", "--json")
    assert ran.code in (0, 4), ran.err
    Draft202012Validator(schema_of("probe-report")).validate(ran.json)
    assert ran.json == json.loads(Path("kept/probes.json").read_text(encoding="utf-8"))
    found = {one["probe"]: one for one in ran.json["results"]}
    assert list(found) == ["names", "doubled", "injection"]
    assert [one["pairs"] + one["not_applicable"] for one in found.values()] == [2, 2, 6]
    assert found["doubled"]["moved"]["value"] == 0
    assert ran.code == (0 if ran.json["passed"] else 4)
    assert SECRET not in ran.out + ran.err
    again = cli("eval", "probe", "--gold", gold, *asked, "--out", "kept", "--json")
    assert (again.code, again.json["error"]["code"]) == (2, "folder_in_use")


def test_a_run_that_was_killed_goes_on_and_does_no_item_twice(cli: Cli, gold: Path) -> None:
    """Killed between two items: the first one's line is whole, the second's is half there."""
    asked = ("eval", "probe", "--gold", gold, "--probe", "doubled", "--out", "kept", "--json")
    first = cli(*asked)
    kept = Path("kept/probe-pairs.jsonl")
    whole = kept.read_bytes()
    assert SECRET.encode() not in whole
    line, second = whole.splitlines(keepends=True)
    kept.write_bytes(line + second[:50])
    Path("kept/probes.json").unlink()
    resumed = cli(*asked)
    assert "1 of 2 items are answered already" in resumed.err
    assert kept.read_bytes() == whole
    assert resumed.json["results"] == first.json["results"]
    assert resumed.json == json.loads(Path("kept/probes.json").read_text(encoding="utf-8"))
    # Other probes are other work: nothing of what is there counts for them.
    Path("kept/probes.json").unlink()
    other = cli("eval", "probe", "--gold", gold, "--probe", "tenure", "--out", "kept", "--json")
    assert "answered already" not in other.err
    assert [one["pairs"] for one in other.json["results"]] == [2]


def test_conditions_do_not_mix_in_one_folder(cli: Cli, gold: Path) -> None:
    asked = ["eval", "probe", "--gold", "gold.jsonl", "--probe", "origin", "--out", "kept", "--json"]
    assert cli(*asked).code in (0, 4)
    Path("kept/probes.json").unlink()
    gold.write_text(gold.read_text(encoding="utf-8").replace(SECRET, "Anderes"), encoding="utf-8")
    ran = cli(*asked)
    assert (ran.code, ran.json["error"]["code"]) == (2, "run_differs")
    assert "the gold files" in ran.json["error"]["message"]


def test_a_missed_limit_exits_4_and_says_which_in_both_languages(
    cli: Cli, gold: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A translation that is another artefact moves every draft."""
    rows = [
        {"id": f"t{n}", "of": one["id"], "lang": "de" if one["lang"] == "en" else "en", "text": "Kurz."}
        for n, one in enumerate(PAIR)
    ]
    Path("t.jsonl").write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    for lang, said in (("en", "a limit does NOT hold"), ("de", "eine Grenze ist NICHT eingehalten")):
        ran = cli(
            "eval",
            "probe",
            "--gold",
            gold,
            "--probe",
            "translated",
            "--translations",
            "t.jsonl",
            "--lang",
            lang,
        )
        assert ran.code == 4, ran.err
        assert said in ran.out
        assert f"{PAIR[0]['id']}: {PAIR[0]['rating']}" in ran.out or "-> insufficient_evidence" in ran.out


def test_probes_without_their_file_are_said_not_to_have_run(
    cli: Cli, gold: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ASSESSOR_DATA", str(tmp_path))
    for name, code in (("injection_public", "public_data_missing"), ("translated", "translations_missing")):
        ran = cli("eval", "probe", "--gold", gold, "--probe", name, "--translations", "none.jsonl", "--json")
        assert (ran.code, ran.json["error"]["code"]) == (2, code)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--suite", "authored", "--gold", "gold.jsonl"], "usage"),
        (["--gold", "nowhere.jsonl"], "gold_missing"),
        (["--gold", "gold.jsonl", "--probe", "mood"], "unknown_probe"),
        (["--gold", "gold.jsonl", "--split", "gold"], "nothing_to_run"),
        (["--gold", "gold.jsonl", "--out", "gold.jsonl"], "usage"),
        (["--gold", "."], "file_unreadable"),
    ],
)
def test_bad_arguments_say_what_is_wrong(cli: Cli, gold: Path, arguments: list[str], code: str) -> None:
    ran = cli("eval", "probe", *arguments, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, code)
