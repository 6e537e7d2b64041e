"""`assessor eval watch` on real engines (issue 9: probes over time)."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from assessor.formats.published import schema_of
from tests.cli.conftest import Cli

GOLD = Path(__file__).parents[2] / "eval" / "gold" / "ai-skills.jsonl"
ITEMS = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
PAIR = [one for one in ITEMS if one["split"] == "train" and one["rating"] is not None][:2]
SECRET = "Zebrafinkensprache"
ASKED = ("eval", "watch", "--gold", "gold.jsonl", "--probe", "doubled", "--as", "erik")


@pytest.fixture
def gold(cli: Cli, work: Path) -> Path:
    """Two labelled items, and somebody who may watch."""
    rows = [one | {"text": f"{one['text']}\n\n{SECRET} was nothing to me.\n"} for one in PAIR]
    (work / "gold.jsonl").write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    for name, role in (("erik", "enablement"), ("mara", "manager")):
        assert cli("actor", "add", name, "--role", role).code == 0
    return work / "gold.jsonl"


def test_rounds_are_kept_without_text_held_against_each_other_and_made_once_for_a_slot(
    cli: Cli, gold: Path, home: Path
) -> None:
    first = cli(*ASKED, "--every", "4w", "--once", "--json")
    assert first.code == 0, first.err
    Draft202012Validator(schema_of("watch-report")).validate(first.json)
    (own,) = first.json["record"]["rubrics"]
    assert (own["items"], own["retested"], own["other"]) == (2, 2, 0)
    assert [one["pairs"] for one in own["probes"]] == [2]
    again = cli(*ASKED, "--every", "4w", "--once", "--json")
    assert (again.code, again.json["record"]) == (0, None)
    assert again.json["next_due"] == first.json["next_due"]
    by_hand = cli(*ASKED, "--json")
    assert by_hand.json["record"] is not None
    (probes,) = by_hand.json["probes"]
    assert (probes["rounds"], probes["signals"]) == (2, False)
    (gold_run,) = by_hand.json["gold"]
    assert gold_run["steps"][0]["moved"]["value"] == 0
    for path in home.rglob("*"):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes()
    for lang, said in (("en", "no chart signals in 2 rounds"), ("de", "Keine Karte schlägt an, 2 Runden")):
        shown = cli("eval", "watch", "--show", "--lang", lang, "--as", "erik")
        assert (shown.code, said in " ".join(shown.out.split())) == (0, True), shown.out
    drift = cli("eval", "drift", "--since", "2026-01-01", "--json", "--as", "erik")
    assert [one["rounds"] for one in drift.json["probes"]] == [2]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--once"], "usage"),
        (["--show", "--act"], "usage"),
        (["--every", "soon"], "bad_every"),
        (["--every", "0d"], "bad_every"),
        (["--suite", "nowhere"], "unknown_suite"),
        (["--suite", "authored", "--gold", "gold.jsonl"], "usage"),
        (["--gold", "gold.jsonl", "--split", "gold"], "nothing_to_run"),
        (["--as", "mara"], "role_missing"),
    ],
)
def test_bad_arguments_say_what_is_wrong(cli: Cli, gold: Path, arguments: list[str], code: str) -> None:
    actor = [] if "--as" in arguments else ["--as", "erik"]
    ran = cli("eval", "watch", *arguments, *actor, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, code)
