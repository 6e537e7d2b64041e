"""`eval drift`, as a person calls it, on a store filled through its own calls."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from assessor.domain.actor import Role
from assessor.evaluation.runs.execute import execute
from assessor.evaluation.runs.folder import RunFolder
from assessor.formats.published import schema_of
from tests.cli.conftest import Cli
from tests.evaluation.drift.built import AREAS, NOISE, built, history
from tests.evaluation.reporting.runs import measured
from tests.evaluation.runs.items import answered, gold_item, manifest

WINDOW = ("--since", "2026-04-01", "--until", "2026-06-30")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """36 ratings around the draft, then 30 a level above it: drafts are too low since 1 April."""
    folder = tmp_path_factory.mktemp("drift")
    with built(folder) as made:
        made.person("erik", Role.ENABLEMENT)
        made.put_all(history(36, since=date(2026, 1, 5), off=lambda n: NOISE[n * 7 % 10], areas=AREAS[:1]))
        later = history(
            30, since=date(2026, 4, 1), off=lambda n: NOISE[n * 7 % 10] + 1, first=36, areas=AREAS[:1]
        )
        made.put_all(later)
    return folder / "home"


@pytest.fixture
def drifted(filled: Path, home: Path) -> Path:
    shutil.copytree(filled, home)
    return home


def test_it_signals_suspends_once_and_says_so(cli: Cli, drifted: Path) -> None:
    said = cli("eval", "drift", *WINDOW, "--as", "erik")
    assert said.code == 4
    assert "Drafts have moved away from people's ratings" in said.out
    assert "Would be suspended with --act: ai-skills, drafter embedded." in said.out
    assert cli("drafter", "list", "--json").json["suspensions"] == []

    acted = cli("eval", "drift", *WINDOW, "--act", "--json", "--as", "erik")
    assert acted.code == 4
    Draft202012Validator(schema_of("drift-report")).validate(acted.json)
    (outcome,) = acted.json["suspensions"]
    assert (outcome["new"], outcome["request"]["cause"]) == (True, "drift")
    (standing,) = cli("drafter", "list", "--json").json["suspensions"]
    assert standing["rubric_id"] == "ai-skills"

    again = cli("eval", "drift", *WINDOW, "--act", "--json", "--as", "erik").json["suspensions"]
    assert [(one["new"], one["suspension"]) for one in again] == [(False, outcome["suspension"])]
    assert cli("audit", "verify").code == 0


def test_a_window_without_a_signal_exits_0(cli: Cli, drifted: Path) -> None:
    quiet = ("--since", "2026-02-08", "--until", "2026-02-09")
    ran = cli("eval", "drift", *quiet, "--act", "--as", "erik")
    assert ran.code == 0, ran.out
    assert "No chart signals" in ran.out


def test_a_page_in_german(cli: Cli, drifted: Path, work: Path) -> None:
    ran = cli("eval", "drift", *WINDOW, "--out", "d.html", "--lang", "de", "--as", "erik")
    assert (ran.code, ran.out, ran.err) == (4, "", "wrote d.html\n")
    page = (work / "d.html").read_text(encoding="utf-8")
    assert "Entwürfe haben sich von den Bewertungen der Menschen entfernt" in page
    assert "act_" not in page
    assert "manager-" not in page


def test_gold_runs_are_held_against_each_other(cli: Cli, drifted: Path, work: Path) -> None:
    for name, level in (("a", 3), ("b", 4)):
        items = tuple(answered(f"i{n}", 3, level) for n in range(12))
        folder = RunFolder(work / name)
        with folder.held():
            folder.begin(manifest(len(items), id=f"run_{ord(name):032}"))
            list(execute(folder, [gold_item(one.id) for one in items], lambda _, items=items: items))
            folder.keep_measures(measured(items))
    ran = cli("eval", "drift", "--since", "2026-12-01", "--until", "2026-12-02", "--gold-runs", "a",
              "--gold-runs", "b", "--json", "--as", "erik")  # fmt: skip
    assert ran.code == 4, ran.err
    assert [one["request"]["cause"] for one in ran.json["suspensions"]] == ["gold_run"]
    alone = cli(
        "eval", "drift", "--since", "2026-12-01", "--gold-runs", "a", "--as", "erik", "--until", "2026-12-02"
    )
    assert (alone.code, "nothing_to_compare" in alone.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--since", "gestern", "--as", "erik"), "bad_date"),
        (("--since", "2026-04-01", "--until", "2026-03-01", "--as", "erik"), "bad_period"),
        (("--since", "2026-04-01", "--baseline-since", "2026-04-01", "--as", "erik"), "bad_period"),
        (("--since", "2026-04-01", "--rubric", "none", "--as", "erik"), "unknown_rubric"),
        (("--since", "2026-04-01", "--gold-runs", "nowhere", "--as", "erik"), "no_run"),
        (("--since", "2026-04-01", "--out", "d.pdf", "--as", "erik"), "bad_output"),
        (("--since", "2026-04-01", "--as", "mara"), "role_missing"),
    ],
)
def test_a_wrong_call_is_refused(cli: Cli, drifted: Path, arguments: tuple[str, ...], code: str) -> None:
    ran = cli("eval", "drift", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert code in ran.err
