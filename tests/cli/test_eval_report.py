"""`eval report`, as a person calls it."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from assessor.domain.run import RunItem
from assessor.evaluation.runs.execute import execute
from assessor.evaluation.runs.folder import RunFolder
from assessor.formats.published import example_of, schema_of
from tests.cli.conftest import Cli
from tests.evaluation.reporting.runs import ALL_WRONG, MIXED, SOURCES, measured
from tests.evaluation.runs.items import gold_item, manifest


def run_folder(
    work: Path, items: Sequence[RunItem] = ALL_WRONG[:4], *, finished: bool = True, suite: str = "mine"
) -> Path:
    folder = RunFolder(work / "run")
    with folder.held():
        folder.begin(manifest(len(items), rubrics=SOURCES, suite=suite))
        list(execute(folder, [gold_item(one.id) for one in items], lambda _: items))
        if finished:
            folder.keep_measures(measured(items))
    return Path("run")


def test_json_keeps_to_its_schema_and_to_the_run(cli: Cli, work: Path) -> None:
    ran = cli("eval", "report", run_folder(work, MIXED), "--json", "--worst", "2")
    assert ran.code == 0, ran.err
    Draft202012Validator(schema_of("eval-report")).validate(ran.json)
    assert ran.json["counts"]["items"] == len(MIXED)
    assert len(next(one for one in ran.json["cases"] if one["id"] == "disagreements")["items"]) == 2
    assert ran.err == ""


def test_a_page_is_written_and_data_and_talk_are_kept_apart(cli: Cli, work: Path) -> None:
    run = run_folder(work)
    ran = cli("eval", "report", run, "--out", "r.html", "--lang", "de")
    assert (ran.code, ran.out, ran.err) == (0, "", "wrote r.html\n")
    page = (work / "r.html").read_text(encoding="utf-8")
    assert '<html lang="de">' in page
    both = cli("eval", "report", run, "--out", "r.html", "--json")
    assert both.json["lang"] == "en"
    assert 'lang="en"' in (work / "r.html").read_text(encoding="utf-8")


def test_without_a_file_the_verdict_is_printed(cli: Cli, work: Path) -> None:
    ran = cli("eval", "report", run_folder(work))
    assert ran.code == 0
    assert ran.out.startswith("Drafts agree ") or ran.out.startswith("Gate ")
    assert "Weighted kappa is" in ran.out


def test_a_suite_of_the_program_has_labels_of_the_program(cli: Cli, work: Path) -> None:
    assert "no calibration by people" in cli("eval", "report", run_folder(work, suite="contrast")).out


def test_a_suite_of_somebody_else_does_not_say_whose_labels(cli: Cli, work: Path) -> None:
    assert "does not say who gave the labels" in cli("eval", "report", run_folder(work)).out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--out", "report.pdf"), "bad_output"),
        (("--out", "report"), "bad_output"),
        (("--out", "missing/report.html"), "not_writable"),
    ],
)
def test_a_wrong_name_is_refused(cli: Cli, work: Path, arguments: tuple[str, ...], code: str) -> None:
    ran = cli("eval", "report", run_folder(work), *arguments)
    assert ran.code == 2
    assert code in ran.err
    assert not list(work.glob("report*"))


def test_a_folder_without_a_run_a_run_under_way_and_a_damaged_one_are_refused(cli: Cli, work: Path) -> None:
    ran = cli("eval", "report", "nowhere")
    assert (ran.code, ran.out) == (2, "")
    assert "no_run" in ran.err
    run = run_folder(work, finished=False)
    ran = cli("eval", "report", run)
    assert ran.code == 2
    assert "run_unfinished" in ran.err
    run_folder(work)
    lines = (work / run / "items.jsonl").read_text(encoding="utf-8").splitlines()
    broken = {**json.loads(lines[0]), "text": "Katrin Sommer", "words": "many"}
    (work / run / "items.jsonl").write_text(
        "\n".join([json.dumps(broken), *lines[1:]]) + "\n", encoding="utf-8"
    )
    ran = cli("eval", "report", run)
    assert ran.code == 2
    assert "run_damaged" in ran.err
    assert "Sommer" not in ran.err


def test_probes_stand_in_the_report_where_they_are_given(cli: Cli, work: Path) -> None:
    run = run_folder(work)
    (work / "run" / "probes.json").write_text(json.dumps(example_of("probe-report")), encoding="utf-8")
    ran = cli("eval", "report", run, "--probes", "run", "--out", "r.html", "--json")
    assert ran.code == 0, ran.err
    Draft202012Validator(schema_of("eval-report")).validate(ran.json)
    assert len(ran.json["probes"]["probes"]) == len(example_of("probe-report")["results"])
    assert 'id="probes"' in (work / "r.html").read_text(encoding="utf-8")
    assert cli("eval", "report", run, "--json").json["probes"] is None
    wrong = cli("eval", "report", run, "--probes", "nowhere", "--json")
    assert (wrong.code, wrong.json["error"]["code"]) == (2, "probes_missing")
