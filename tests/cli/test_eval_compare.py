"""`eval compare`, as a person calls it."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from assessor.formats.published import schema_of
from tests.cli.conftest import Cli
from tests.evaluation.comparing.runs import draft, failed, item, kept, labels, many, run

TRUTH = [1, 2, 3, 4, 5] * 4


@pytest.fixture
def runs(work: Path) -> Path:
    """Two runs: a is two off on the first ten items, b on the last one."""
    kept(work / "a", many("a", [3, 4, 5, 2, 3, 3, 4, 1, 2, 3, *TRUTH[10:]], TRUTH))
    kept(work / "b", many("b", [*TRUTH[:-1], 3], TRUTH, drafter="llm", model="local/model"))
    return work


def test_the_answer_keeps_to_its_schema(cli: Cli, runs: Path, home: Path) -> None:
    ran = cli("eval", "compare", "a", "b", "--draws", "300", "--json")
    assert ran.code == 0, ran.err
    Draft202012Validator(schema_of("comparison")).validate(ran.json)
    assert ran.json["verdict"] == "b_closer"
    assert ran.json["differences"]["draws"] == 300
    assert [one["what"] for one in ran.json["conditions"]] == ["drafter", "model"]
    assert not home.exists()


def test_people_see_the_verdict_first_then_figures_conditions_and_flips(cli: Cli, runs: Path) -> None:
    ran = cli("eval", "compare", "a", "b")
    assert ran.code == 0, ran.err
    lines = ran.out.splitlines()
    assert lines[0].startswith("B is closer to the labels: weighted kappa +0.")
    assert max(map(len, lines)) <= 110
    assert "A  2026-11-27 09:30, gold files, 20 items answered, drafter embedded  a" in lines
    assert ran.out.index("B less A") < ran.out.index("what differs") < ran.out.index("answered differently")
    assert "drafter                        embedded                                llm" in lines
    assert ran.err == ""


def test_flips_stand_side_by_side_with_reasons_and_quotes(cli: Cli, work: Path) -> None:
    quote = "I compared the figures with the export, one by one, before the brief went out to anybody at all."
    kept(work / "a", run("a", item("x", draft(3, quote=quote)), item("y", draft(2))))
    kept(work / "b", run("b", item("x", draft(None)), failed("y")))
    shown = cli("eval", "compare", "a", "b").out
    assert "x: away from the label\n  ai-skills, AI prompts, en; label 3\n" in shown
    assert (
        "  A: rating 3; verdict allow                           | B: no rating: abstained (wide_interval); verdict\n"
        "  Rule C3 decided.                                     | allow\n"
        "  > I compared the figures with the export, one by     | Too many levels fit.\n"
        "    one, before the brief went out to anybody at all.  |\n"
    ) in shown
    assert "y: cannot be judged" in shown
    assert "| B: failed (model_failed)\n" in shown
    assert "answered differently: 2 items; 1 away from the label, 1 cannot be judged" in shown


def test_ten_flips_are_shown_and_all_on_request(cli: Cli, work: Path) -> None:
    kept(work / "a", many("a", TRUTH, TRUTH))
    kept(work / "b", many("b", [3] * 20, TRUTH))
    few, whole = cli("eval", "compare", "a", "b").out, cli("eval", "compare", "a", "b", "--all").out
    assert few.count("away from the label\n  ai-skills") == 10
    assert few.endswith("... 6 more: --all shows them, --json has them\n")
    assert whole.count("away from the label\n  ai-skills") == 16


def test_the_same_run_twice_differs_in_nothing(cli: Cli, runs: Path) -> None:
    shown = cli("eval", "compare", "a", "a").out
    assert "A and B are the same run." in shown
    assert "made under the same conditions" in shown
    assert shown.endswith("no item was answered differently\n")


def test_text_that_does_not_show_is_spelled_out(cli: Cli, work: Path) -> None:
    kept(work / "a", run("a", item("x", draft(3, quote="a \x1b[31mred\x1b[0m word"))))
    kept(work / "b", run("b", item("x", draft(2))))
    shown = cli("eval", "compare", "a", "b").out
    assert "\x1b" not in shown
    assert "[U+001B]" in shown


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("a", "nowhere"), "no_run"),
        (("a", "empty"), "no_run"),
        (("a", "file.txt"), "no_run"),
        (("a", "damaged"), "run_damaged"),
        (("a", "other"), "nothing_in_common"),
        (("a", "begun"), "nothing_in_common"),
        (("a",), "usage"),
        (("a", "b", "--draws", "-1"), "usage"),
    ],
)
def test_what_cannot_be_compared_exits_2_with_a_code(
    cli: Cli, runs: Path, arguments: tuple[str, ...], code: str
) -> None:
    (runs / "empty").mkdir()
    (runs / "file.txt").write_text("no run")
    (runs / "damaged").mkdir()
    (runs / "damaged" / "run.json").write_text('{"format": "assessor-run/1"}')
    kept(runs / "other", run("c", item("elsewhere", draft(3), labels(3))))
    kept(runs / "begun", run("d", items=3))
    ran = cli("eval", "compare", *arguments, "--json")
    assert ran.code == 2
    assert ran.json["error"]["code"] == code
    assert ran.json["error"]["message"]
