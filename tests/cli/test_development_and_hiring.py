"""`assessor develop` and `assessor hiring`: as text, page and JSON, with nothing kept."""

import html
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.cli.leak_scan import files_below

DEVELOP = ("develop", "--rubric", "ai-skills", "--area", "renewals", "--from", "2", "--start", "2026-12-01")
SCORECARD = ("hiring", "scorecard", "--rubric", "ai-skills")
OUTSIDE = ("http://", "https://", "src=", "url(", "@import", "<link", "<script")


def test_a_plan_is_printed_and_nothing_is_kept(cli: Cli, home: Path, work: Path) -> None:
    """S002-71, S001-18: goals with gaps to fill in, for the talk."""
    ran = cli(*DEVELOP)
    assert ran.code == 0, ran.err
    assert "[measurable outcome]" in ran.out
    assert "Due: 2027-06-01" in ran.out
    german = cli(*DEVELOP, "--lang", "de")
    assert "[messbares Ergebnis]" in german.out
    assert "01.06.2027" in german.out
    assert "Goals" not in german.out
    assert not home.exists()
    assert files_below(work) == {}


def test_gaps_of_a_plan_are_marked_on_its_page(cli: Cli, work: Path) -> None:
    ran = cli(*DEVELOP, "--level", "Senior", "--out", "plan.html", "--lang", "de")
    assert (ran.code, ran.out) == (0, "")
    page = (work / "plan.html").read_text(encoding="utf-8")
    assert '<span class="blank">[messbares Ergebnis]</span>' in page
    assert not [one for one in OUTSIDE if one in page]


def test_a_plan_as_json_is_its_published_format(cli: Cli) -> None:
    ran = cli(*DEVELOP, "--json")
    assert set(ran.json) == set(cli("schema", "development-plan", "--example").json)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--start", "soon"), "bad_date"),
        (("--months", "0"), "bad_months"),
        (("--to", "1"), "not_above"),
        (("--out", "plan.txt"), "bad_output"),
        (("--out", "nowhere/plan.html"), "not_writable"),
    ],
)
def test_a_plan_that_cannot_be_made_exits_2(cli: Cli, arguments: tuple[str, ...], code: str) -> None:
    ran = cli(*DEVELOP, *arguments)
    assert (ran.code, f"[{code}]" in ran.err) == (2, True)


@pytest.mark.parametrize("lang", ["en", "de"])
def test_a_scorecard_holds_every_question_on_page_and_in_markdown(cli: Cli, work: Path, lang: str) -> None:
    """S000-66, S000-67, S000-68, S000-69: the same sheet, whatever its form."""
    made = cli(*SCORECARD, "--starter-kit", "--lang", lang, "--json").json
    cli(*SCORECARD, "--starter-kit", "--lang", lang, "--out", "card.html")
    cli(*SCORECARD, "--starter-kit", "--lang", lang, "--out", "card.md")
    page = html.unescape((work / "card.html").read_text(encoding="utf-8"))
    markdown = (work / "card.md").read_text(encoding="utf-8").replace("\\", "")
    must = {"en": "Verification probe, must be asked", "de": "Prüffrage, muss gestellt werden"}[lang]
    for text in (page, markdown):
        assert made["sheet"] in text
        assert text.count(must) == 8
        for area in made["areas"]:
            for one in area["questions"]:
                assert all(one[part] in text for part in ("question", "proof", "probe"))
        for rating in made["ratings"]:
            assert f"{rating['value']} {rating['label']}" in text
    assert not [one for one in OUTSIDE if one in page]
    assert cli(*SCORECARD, "--starter-kit", "--lang", lang).out == (work / "card.md").read_text(
        encoding="utf-8"
    )


def test_what_is_asked_of_a_scorecard_must_fit(cli: Cli) -> None:
    cases = {
        ("--starter-kit", "--area", "data"): "usage",
        ("--area", "cooking"): "unknown_skill_area",
        ("--level", "emperor"): "unknown_career_level",
        ("--out", "card.pdf"): "bad_output",
    }
    for arguments, code in cases.items():
        ran = cli(*SCORECARD, *arguments)
        assert (ran.code, f"[{code}]" in ran.err) == (2, True), arguments
    assert cli("hiring", "scorecard", "--rubric", "csm-matrix", "--starter-kit").code == 2


def test_a_scorecard_keeps_nothing(cli: Cli, home: Path, work: Path) -> None:
    assert cli(*SCORECARD).code == 0
    assert not home.exists()
    assert files_below(work) == {}
