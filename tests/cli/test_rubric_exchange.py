"""`rubric diff`, `map`, `due` and `export`, as a person calls them."""

import pytest

from tests.cli.conftest import Cli, Path


def edited_pack(work: Path, rubric_id: str = "csm-matrix", **replaced: str) -> Path:
    """The packaged pack with words replaced, as a file of one's own."""
    from assessor.rubrics.shipped import shipped

    text = shipped("packs")[rubric_id].read_text(encoding="utf-8")
    for old, new in {"version: 1.0.0": "version: 1.0.1", **replaced}.items():
        assert old in text
        text = text.replace(old, new)
    (work / "ours.yaml").write_text(text, encoding="utf-8")
    return Path("ours.yaml")


def test_a_diff_needs_no_home_and_makes_none(cli: Cli, work: Path, home: Path) -> None:
    """S002-51."""
    pack = edited_pack(work, **{"min_artefacts: 2": "min_artefacts: 3"})
    ran = cli("rubric", "diff", "csm-matrix", pack, "--json")
    assert ran.code == 0
    assert (ran.json["verdict"]["needed"], ran.json["verdict"]["enough"]) == ("major", False)
    assert ran.json["touched"] is None
    assert not home.exists()
    assert "no local store was found" in cli("rubric", "diff", "csm-matrix", pack).out


def test_a_diff_counts_past_ratings_and_leaves_them(cli: Cli, work: Path, brief: Path) -> None:
    ran = cli(
        "assess",
        brief,
        "--rubric",
        "csm-matrix",
        "--assessee",
        "csm-014",
        "--evidence-date",
        "2026-10-12",
        "--json",
    )
    draft_id = ran.json["artefacts"][0]["draft_id"]
    assert cli("rate", draft_id, "--rating", "1").code == 0
    pack = edited_pack(work, **{"min_artefacts: 2": "min_artefacts: 3"})
    touched = cli("rubric", "diff", "csm-matrix@1.0.0", pack, "--json").json["touched"]
    assert (touched["ratings"], touched["anchors"]) == (1, [])
    # B is the version of before here, and nothing was rated under it.
    assert cli("rubric", "diff", pack, "csm-matrix", "--json").json["touched"]["ratings"] == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("nothing.yaml", "csm-matrix"), "unknown_rubric"),
        (("csm-matrix@7.0.0", "csm-matrix"), "unknown_version"),
        (("csm-role", "csm-matrix"), "unrateable_rubric"),
        ((".", "csm-matrix"), "unknown_rubric"),
        (("empty.yaml", "csm-matrix"), "rubric_invalid"),
    ],
)
def test_what_cannot_be_compared_is_told(cli: Cli, work: Path, arguments: tuple[str, ...], code: str) -> None:
    (work / "empty.yaml").write_text("", encoding="utf-8")
    ran = cli("rubric", "diff", *arguments, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, code)


def test_a_mapping_is_proposed_written_and_checked(cli: Cli, work: Path) -> None:
    """S002-64, S002-72."""
    pack = edited_pack(work, **{"owner: CS Enablement": "owner: Somebody"})
    assert cli("rubric", "map", "csm-matrix", pack, "--out", "m.yaml").code == 0
    ran = cli("rubric", "map", "csm-matrix", pack, "--check", "m.yaml", "--json")
    assert (ran.code, ran.json["status"], ran.json["new"]["version"]) == (0, "proposed", "1.0.1")
    ran = cli("rubric", "map", pack, "csm-matrix", "--check", "m.yaml", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, "mapping_invalid")
    assert cli("rubric", "map", pack, pack, "--check", "m.yaml", "--out", "n.yaml").code == 2
    assert cli("rubric", "map", "csm-matrix", pack).out.startswith("old:\n  id: csm-matrix\n")


def test_what_is_overdue_is_said_plainly(cli: Cli, work: Path, home: Path) -> None:
    """S000-77."""
    ran = cli("rubric", "due", "--on", "2028-01-01")
    assert (ran.code, "OVERDUE by 375 days  ai-skills prompts (monthly; last 2026-11-22)" in ran.out) == (
        0,
        True,
    )
    (work / "log.yaml").write_text(
        "reviews: [{rubric: ai-skills, part: prompts, date: 2027-12-31, by: x}]", encoding="utf-8"
    )
    assert "ai-skills prompts" not in cli("rubric", "due", "--on", "2028-01-01", "--reviews", "log.yaml").out
    ran = cli("rubric", "due", "--on", "2026-11-27")
    assert (ran.out, "nothing is due on 2026-11-27; next: 2026-12-22" in ran.err) == ("", True)
    assert len(cli("rubric", "due", "--on", "2026-11-27", "--all").out.splitlines()) > 10
    assert cli("rubric", "due", "--on", "yesterday").code == 2
    assert cli("rubric", "due", "--reviews", "nothing.yaml").code == 2
    assert not home.exists()


def test_the_home_keeps_a_log_of_reviews(cli: Cli, home: Path) -> None:
    home.mkdir()
    (home / "reviews.yaml").write_text(
        "reviews: [{rubric: ai-skills, part: prompts, date: 2027-12-31, by: x}]", encoding="utf-8"
    )
    found = cli("rubric", "due", "--on", "2028-01-01", "--json").json["reviews"]
    (prompts,) = [one for one in found if (one["rubric"], one["part"]) == ("ai-skills", "prompts")]
    assert (prompts["due"], prompts["state"]) == ("2028-01-31", "upcoming")


@pytest.mark.parametrize("suffix", ["xlsx", "md", "csv"])
def test_what_is_exported_is_imported_again(cli: Cli, work: Path, suffix: str) -> None:
    """S001-23, S001-25."""
    out = f"matrix.{suffix}"
    assert cli("rubric", "export", "csm-matrix", "--lang", "de", "--out", out).code == 0
    ran = cli("rubric", "import", out, "--out", "back.yaml", "--json")
    assert (ran.code, ran.json["anchors"], ran.json["warnings"]) == (0, 28, [])
    found = cli("rubric", "diff", "csm-matrix", "back.yaml", "--json").json
    assert (found["structure"], found["wording"], found["verdict"]["needed"]) == ([], [], "none")
    assert cli("rubric", "lint", "back.yaml").code == 0


def test_a_pack_is_exported_and_names_its_schema(cli: Cli, work: Path) -> None:
    ran = cli("rubric", "export", "ai-skills@1.0.0", "--format", "yaml")
    assert ran.out.startswith("# yaml-language-server: $schema=rubric.schema.json\nid: ai-skills\n")
    (work / "ours.yaml").write_text(ran.out, encoding="utf-8")
    assert cli("rubric", "diff", "ai-skills", "ours.yaml", "--json").json["verdict"]["needed"] == "none"


@pytest.mark.parametrize("audience", ["leader", "csm"])
def test_handouts_are_written(cli: Cli, work: Path, audience: str) -> None:
    """S004-11."""
    for suffix, start in (("html", b"<!doctype html>"), ("pptx", b"PK")):
        assert cli("rubric", "export", "csm-evaluation", "--for", audience, "--out", f"h.{suffix}").code == 0
        assert (work / f"h.{suffix}").read_bytes().startswith(start)
    shown = (work / "h.html").read_text(encoding="utf-8")
    assert ("Guide for leaders" in shown) == (audience == "leader")


def test_a_template_needs_no_rubric(cli: Cli, work: Path) -> None:
    """S001-23."""
    assert cli("rubric", "export", "--template", "--lang", "de", "--out", "leer.xlsx").code == 0
    ran = cli("rubric", "import", "leer.xlsx", "--json")
    assert (ran.code, ran.json["anchors"], len(ran.json["levels"])) == (0, 0, 4)
    assert ran.json["details"][0]["place"] == "Matrix!B2"
    assert (
        cli("rubric", "import", "leer.xlsx", "--out", "x.yaml", "--json").json["error"]["code"]
        == "import_incomplete"
    )
    assert not (work / "x.yaml").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("ai-skills",),
        ("ai-skills", "--out", "x.doc"),
        ("--format", "xlsx", "--out", "x.xlsx"),
        ("ai-skills", "--format", "xlsx"),
        ("ai-skills", "--template", "--out", "x.html"),
        ("nothing", "--format", "md"),
        ("csm-role", "--format", "md"),
        ("ai-skills", "--out", "none/x.md"),
        ("ai-skills", "--lang", "fr", "--format", "md"),
    ],
)
def test_what_cannot_be_exported_is_told(cli: Cli, work: Path, arguments: tuple[str, ...]) -> None:
    ran = cli("rubric", "export", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error [")
    assert list(work.iterdir()) == []


def test_an_imported_oddity_is_told_with_its_cell(cli: Cli, work: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for row in (["Kompetenzbereich", "Junior", "Senior", "Notizen"], ["Risiken", "Liest.", None, "ja"]):
        book.active.append(row)
    book.save(work / "m.xlsx")
    ran = cli("rubric", "import", "m.xlsx", "--scale", "1-4")
    assert ran.code == 0
    assert "warning: Sheet!D1: column 'Notizen' holds notes; left out; " in ran.err
    assert (
        "warning: Sheet!C2: area 'Risiken', level 'Senior': no anchor; write what can be seen there"
        in ran.err
    )


@pytest.mark.parametrize("command", [("map", "csm-matrix", "csm-matrix"), ("import", "m.md")])
def test_a_place_that_cannot_be_written_is_told(cli: Cli, work: Path, command: tuple[str, ...]) -> None:
    (work / "m.md").write_text(
        "| Skill area | A | B |\n|---|---|---|\n| X | Does. | Leads. |\n\n| Rating | Label |\n|---|---|\n| 1 | a |\n| 2 | b |\n",
        encoding="utf-8",
    )
    ran = cli("rubric", *command, "--out", "none/x.yaml", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, "unwritable")
