"""`assessor precheck`: a whole packet through the real engines, and nothing left behind."""

import json
import logging
import tempfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from assessor.cli import main
from tests.cli.conftest import BRIEF, CLAUSE, NOTIZ, Cli, Ran
from tests.cli.leak_scan import files_below, hits

NAME = "Jana Petersen"
BASE = ("--rubric", "ai-skills", "--on", "2026-11-27")


def packet(work: Path, *, manifest: str = "") -> Path:
    """A packet with a text, a mail and a sheet; each holds the name."""
    folder = work / "packet"
    (folder / "evidence").mkdir(parents=True)
    texts = {
        "scope.md": f"I own 24 accounts (source: CRM), {NAME} backs me up.",
        "risks.md": "I saw falling logins and checked them against the usage export of 9 October.",
        "customers.md": "Planners see open tours without asking us.",
        "evidence/brief.md": BRIEF,
        "evidence/mail.eml": f"From: a@wegwarte.example\nDate: Tue, 6 Oct 2026 09:00:00 +0200\nSubject: Plan\n\nDear {NAME},\n\nI compared the plan with the live product.\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    book = Workbook()
    book.active.append(["Risk", "Owner"])
    book.active.append(["low usage, 61 % active", f"Mrs {NAME}"])
    book.save(folder / "evidence/risks.xlsx")
    if manifest:
        (folder / "packet.yaml").write_text(manifest, encoding="utf-8")
    return Path("packet")


def checks(ran: Ran, check: str) -> dict[str, dict[str, Any]]:
    return {one["about"]: one for one in ran.json["checks"] if one["check"] == check}


def test_a_packet_is_looked_over_and_nothing_is_left_behind(
    cli: Cli,
    home: Path,
    work: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """S000-27, S000-48, S004-13: no file, no database row, no log line; a CSM needs nobody for it."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("TMPDIR", str(temporary))
    folder = packet(work)
    before = files_below(work)
    with caplog.at_level(logging.DEBUG):
        ran = cli("precheck", str(folder), *BASE, "--json")
    assert ran.code == 0, ran.err
    by_path = {one["path"]: one for one in ran.json["files"]}
    assert {one["part"] for one in by_path.values()} == {"scope", "evidence", "risks", "customers"}
    assert "<PERSON_1>" in by_path["scope.md"]["text"]
    assert by_path["evidence/mail.eml"]["evidence_date"] == "2026-10-06"
    assert by_path["evidence/mail.eml"]["date_from"] == "mail_header"
    assert by_path["evidence/risks.xlsx"]["removed"]
    # The person is one and the same in every text of the packet.
    assert all("<PERSON_1>" in by_path[name]["text"] for name in ("evidence/mail.eml", "evidence/risks.xlsx"))
    assert not home.exists()
    assert files_below(work) == before
    left = files_below(temporary)
    # A library writes a random session number on its import, before it has seen anything.
    assert {Path(path).name for path in left} <= {".ses"}
    assert hits([NAME, "falling logins", "open tours"], left) == set()
    logged = {"log": "\n".join(record.getMessage() for record in caplog.records).encode()}
    assert hits([NAME, "falling logins", "open tours"], logged) == set()
    output = {"out": ran.out.encode(), "err": ran.err.encode()}
    assert hits(["falling logins"], output)  # the scan sees what is shown
    assert hits([NAME, "Petersen"], output) == set()


def test_no_rating_and_no_draft_is_shown(cli: Cli, work: Path) -> None:
    """S000-86."""
    ran = cli("precheck", str(packet(work)), *BASE, "--json")
    assert not {"draft", "rating", "interval", "claims", "anchors"} & _keys(ran.json)


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for one in value.values() for key in _keys(one)}
    return {key for one in value for key in _keys(one)} if isinstance(value, list) else set()


def test_areas_are_proposed_where_none_is_named_and_dates_come_as_in_assess(cli: Cli, work: Path) -> None:
    """S000-25: the option, else the manifest, else the mail's header."""
    manifest = (
        "evidence:\n  - {file: evidence/brief.md, date: 2026-10-12, skill_area: renewals}\n"
        "  - {file: evidence/mail.eml, date: 2026-10-07}\n"
    )
    folder = packet(work, manifest=manifest)
    ran = cli("precheck", str(folder), *BASE, "--evidence-date", "evidence/mail.eml=2026-10-08", "--json")
    by_path = {one["path"]: one for one in ran.json["files"]}
    dated = {path: (one["evidence_date"], one["date_from"]) for path, one in by_path.items()}
    assert dated["evidence/brief.md"] == ("2026-10-12", "manifest")
    assert dated["evidence/mail.eml"] == ("2026-10-08", "option")
    assert dated["evidence/risks.xlsx"] == (None, None)
    assert by_path["evidence/brief.md"]["skill_areas"] == [
        {"skill_area": "AI in renewals, expansion & QBRs", "proposed": False, "score": None}
    ]
    assert by_path["evidence/mail.eml"]["skill_areas"][0]["proposed"] is True
    wrong = cli("precheck", str(folder), *BASE, "--evidence-date", "mail.eml=2026-10-08")
    assert (wrong.code, "unknown_path" in wrong.err) == (2, True)


def test_a_stopped_file_says_why_and_costs_only_itself(cli: Cli, work: Path) -> None:
    """S000-37: exit 3 only where nothing passed."""
    folder = packet(work)
    (work / folder / "evidence/clause.md").write_text(CLAUSE, encoding="utf-8")
    ran = cli("precheck", str(folder), *BASE, "--json")
    assert ran.code == 0
    (stopped,) = [one for one in ran.json["files"] if one["path"] == "evidence/clause.md"]
    assert (stopped["verdict"], stopped["text"]) == ("refuse", None)
    assert stopped["stopped"][0]["category"] == "contract_text"
    assert "liability" not in ran.out
    alone = work / "alone"
    alone.mkdir()
    (alone / "evidence.md").write_text(CLAUSE, encoding="utf-8")
    assert cli("precheck", "alone", *BASE).code == 3


def test_a_file_that_cannot_be_read_costs_only_itself(cli: Cli, work: Path) -> None:
    folder = packet(work, manifest="evidence: [{file: gone.md}, {file: ../other.md}]")
    (work / "other.md").write_text("not yours", encoding="utf-8")
    (work / folder / "evidence/bad.pdf").write_text("no pdf", encoding="utf-8")
    ran = cli("precheck", str(folder), *BASE, "--json")
    assert ran.code == 0
    faults = {one["path"]: one["fault"] for one in ran.json["files"] if one["fault"]}
    assert faults == {
        "gone.md": "file_not_found",
        "../other.md": "outside_packet",
        "evidence/bad.pdf": "wrong_extension",
    }
    assert "not yours" not in ran.out
    assert set(checks(ran, "readable")) == set(faults)


def test_strict_exits_4_where_something_is_missing(cli: Cli, work: Path) -> None:
    assert cli("precheck", str(packet(work)), *BASE, "--strict").code == 4


def test_strict_exits_0_where_nothing_is(cli: Cli, work: Path) -> None:
    """Every requirement can be met: nothing is asked for that a packet cannot give."""
    folder = work / "whole"
    (folder / "evidence").mkdir(parents=True)
    for name in ("scope.md", "risks.md", "customers.md"):
        (folder / name).write_text("I compared what we do with the list.", encoding="utf-8")
    entries = ""
    for number, day in enumerate(("2026-08-12", "2026-11-12")):
        (folder / f"evidence/{number}.md").write_text(
            f"Brief {number}\n\nThe usage export shows 61 % active users; verified against the usage export. No AI was used.",
            encoding="utf-8",
        )
        entries += (
            f"  - {{file: evidence/{number}.md, kind: renewal_brief, date: {day}, skill_area: renewals, workflow: w,"
            " source_checked: usage export, ai_use: none, outcome: o}\n"
        )
    (folder / "packet.yaml").write_text(f"areas: [renewals]\nevidence:\n{entries}", encoding="utf-8")
    ran = cli("precheck", "whole", *BASE, "--strict", "--json")
    assert [one for one in ran.json["checks"] if one["outcome"] == "missing"] == []
    assert ran.code == 0


def test_it_speaks_german_throughout(cli: Cli, work: Path) -> None:
    folder = packet(work)
    (work / folder / "evidence/notiz.txt").write_text(NOTIZ, encoding="utf-8")
    ran = cli("precheck", str(folder), *BASE, "--level", "Senior", "--lang", "de")
    assert ran.code == 0
    assert "Die vier Teile" in ran.out
    assert "Bewältigte Risiken" in ran.out
    for english in ("What to do", "missing", "artefact ", "the packet"):
        assert english not in ran.out


def test_the_page_is_self_contained_escaped_and_replaced_only_where_it_may(cli: Cli, work: Path) -> None:
    folder = packet(work)
    (work / folder / "risks.md").write_text("I saw <script>alert(1)</script> & more.", encoding="utf-8")
    for lang in ("en", "de"):
        ran = cli("precheck", str(folder), *BASE, "--lang", lang, "--out", f"page.{lang}.html")
        assert (ran.code, ran.out) == (0, "")
        page = (work / f"page.{lang}.html").read_text(encoding="utf-8")
        assert f'<html lang="{lang}">' in page
        assert "<script" not in page
        assert "&lt;script&gt;" in page
        for outside in ("http://", "https://", "src=", "url(", "@import", "<link"):
            assert outside not in page
        assert NAME not in page
    assert cli("precheck", str(folder), *BASE, "--out", "page.pdf").code == 2
    (work / folder / "evidence/page.html").write_text("<p>Mine</p>", encoding="utf-8")
    assert cli("precheck", str(folder), *BASE, "--out", f"{folder}/evidence/page.html").code == 2
    assert (work / folder / "evidence/page.html").read_text(encoding="utf-8") == "<p>Mine</p>"


def test_redacted_texts_are_shown_on_demand(cli: Cli, work: Path) -> None:
    folder = packet(work)
    assert "falling logins" not in cli("precheck", str(folder), *BASE).out
    assert "falling logins" in cli("precheck", str(folder), *BASE, "--show-redacted").out


def test_the_assessees_own_names_are_found_for_certain(cli: Cli, work: Path) -> None:
    folder = packet(work, manifest="subject: {names: [Ilvy Quast]}")
    (work / folder / "risks.md").write_text("ilvy quast saw it in the CRM.", encoding="utf-8")
    ran = cli("precheck", str(folder), *BASE, "--json")
    assert "quast" not in ran.out.lower()
    (work / "who.json").write_text(json.dumps({"names": ["Falling"]}), encoding="utf-8")
    assert cli("precheck", str(folder), *BASE, "--subject-file", "who.json").code == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), "usage"),
        (("packet", "--template", "x"), "usage"),
        (("nowhere",), "file_not_found"),
        (("packet", "--rubric", "no-such"), "unknown_rubric"),
        (("packet", "--rubric", "csm-role"), "unrateable_rubric"),
        (("packet", "--level", "Emperor"), "unknown_career_level"),
        (("packet", "--area", "Cooking"), "unknown_skill_area"),
        (("packet", "--on", "tomorrow"), "bad_date"),
        (("packet", "--subject-file", "none.json"), "file_not_found"),
    ],
)
def test_what_cannot_be_used_exits_2(cli: Cli, work: Path, arguments: tuple[str, ...], code: str) -> None:
    packet(work)
    ran = cli("precheck", *arguments)
    assert ran.code == 2
    assert f"[{code}]" in ran.err


def test_an_area_that_does_not_exist_is_named_with_its_file(cli: Cli, work: Path) -> None:
    folder = packet(work, manifest="evidence: [{file: evidence/brief.md, skill_area: cooking}]")
    ran = cli("precheck", str(folder), *BASE)
    assert (ran.code, "[unknown_skill_area]" in ran.err) == (2, True)
    assert "evidence/brief.md" in ran.err


def test_a_template_is_written_once_and_misses_every_part(cli: Cli, work: Path) -> None:
    """S000-48: an empty packet to fill in, with a note in each file."""
    made = cli("precheck", "--template", "mine", "--level", "Senior", "--lang", "de")
    assert (made.code, made.out) == (0, "")
    names = {path.relative_to(work / "mine").as_posix() for path in (work / "mine").rglob("*.*")}
    assert names == {"packet.yaml", "scope.md", "risks.md", "customers.md", "evidence/README.md"}
    before = files_below(work / "mine")
    again = cli("precheck", "--template", "mine")
    assert (again.code, "folder_not_empty" in again.err) == (2, True)
    assert files_below(work / "mine") == before
    ran = cli("precheck", "mine", "--json")
    assert ran.json["lang"] == "de"  # as its manifest says
    assert [one["outcome"] for one in ran.json["checks"] if one["check"] == "part"] == ["missing"] * 4


def test_every_rubric_can_be_prechecked(cli: Cli, work: Path) -> None:
    folder = packet(work)
    for rubric in ("csm-matrix", "csm-laufbahn", "csm-evaluation"):
        ran = cli("precheck", str(folder), "--rubric", rubric, "--on", "2026-11-27", "--json")
        assert ran.code == 0, ran.err
        assert ran.json["rubric"] == rubric


def test_the_example_of_the_schema_is_what_the_command_answers(cli: Cli, work: Path) -> None:
    shown = cli("schema", "precheck", "--example").json
    ran = cli("precheck", str(packet(work)), *BASE, "--json")
    assert set(ran.json) == set(shown)
    assert set(ran.json["files"][0]) == set(shown["files"][0])


def test_it_is_a_command_of_its_own(cli: Cli) -> None:
    assert "precheck" in main.COMMANDS
    ran = cli("precheck", "--help")
    assert "Nothing is stored" in ran.out
