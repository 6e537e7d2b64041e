"""`rubric`, and `assess` by every rubric that comes with the program."""

import pytest

from tests.cli.conftest import Cli, Path

RATEABLE = {
    "ai-skills": "ai-skills-1-5",
    "csm-evaluation": "csm-evaluation-rag",
    "csm-laufbahn": "csm-laufbahn-1-4",
    "csm-matrix": "csm-matrix-0-4",
}


@pytest.mark.parametrize("rubric_id", RATEABLE)
def test_a_draft_or_a_reasoned_abstention_comes_of_every_rubric(
    cli: Cli, brief: Path, rubric_id: str
) -> None:
    """X-01: the draft names its scale, and nothing is carried over from another one."""
    ran = cli("assess", "--preview", brief, "--rubric", rubric_id, "--level", "senior csm", "--json")
    assert ran.code == 0
    (shown,) = ran.json
    draft = shown["draft"]
    assert draft["scale"] == RATEABLE[rubric_id]
    assert draft["reason"]
    assert draft["areas"]
    assert all(anchor["id"].startswith(f"{rubric_id}/") for anchor in draft["anchors"])
    if draft["status"] != "drafted":
        assert (draft["rating"], draft["interval"]) == (None, None)
    for claim in draft["claims"]:
        for one in claim["citations"]:
            assert shown["text"][one["start"] : one["end"]] == one["quote"]


def test_a_submission_by_another_rubric_is_rated_on_its_scale(cli: Cli, brief: Path) -> None:
    """S001-10: a human may give 0 on the scale that has it."""
    ran = cli(
        "assess", brief, "--rubric", "csm-matrix", "--assessee", "csm-014",
        "--evidence-date", "2026-10-12", "--json",
    )  # fmt: skip
    assert ran.code == 0
    draft_id = ran.json["artefacts"][0]["draft_id"]
    assert cli("rate", draft_id, "--rating", "5").code == 2
    assert cli("rate", draft_id, "--rating", "0").code == 0
    assert cli("reveal", draft_id, "--json").json["scale"] == "csm-matrix-0-4"


def test_the_german_scale_asks_for_the_career_level(cli: Cli, notiz: Path) -> None:
    """S002-13: without a role there is nothing to measure by."""
    arguments = ("assess", "--preview", notiz, "--rubric", "csm-laufbahn", "--json")
    ran = cli(*arguments)
    assert ran.code == 0
    draft = ran.json[0]["draft"]
    assert (draft["status"], draft["missing"]) == ("insufficient_evidence", ["career_level"])
    assert "Karrierestufe" in draft["reason"]
    with_level = cli(*arguments, "--level", "Senior Customer Success Manager").json[0]["draft"]
    assert with_level["missing"] != ["career_level"]


def test_targets_are_shown_beside_the_anchors(cli: Cli) -> None:
    """S002-11."""
    shown = cli("rubric", "show", "csm-laufbahn", "--area", "expansion").out
    assert "target: Zusätzlicher ARR: at least 20000 currency (period: Quartal;" in shown


def test_an_area_of_a_rubric_is_shown_with_reason_and_anchors(cli: Cli) -> None:
    """S001-02, S001-24."""
    shown = cli("rubric", "show", "csm-matrix", "--area", "health score").out
    assert shown.count("csm-matrix/health/") == 8
    assert "Why it matters:" in shown


def test_nobody_is_rated_by_a_role_profile(cli: Cli, brief: Path) -> None:
    """X-01: S003 has no scale."""
    for more in (("--preview",), ("--assessee", "csm-014")):
        ran = cli("assess", brief, "--rubric", "csm-role", *more, "--json")
        assert (ran.code, ran.json["error"]["code"]) == (2, "unrateable_rubric")
        assert "csm-matrix" in ran.json["error"]["message"]


def test_a_line_by_a_role_profile_is_a_fault_in_its_place(cli: Cli, work: Path) -> None:
    line = '{"id": "a", "text": "Checked.", "rubric": "csm-role"}'
    (work / "items.jsonl").write_text(line + "\n", encoding="utf-8")
    ran = cli("assess", "--jsonl", "items.jsonl")
    assert (ran.code, ran.lines[0]["error"]["code"]) == (2, "unrateable_rubric")


def test_the_role_profile_is_listed_and_shown_with_its_coverage(cli: Cli) -> None:
    """S003-12."""
    listed = {one["id"]: one["scale"] for one in cli("rubric", "list", "--json").json}
    assert listed == RATEABLE | {"csm-role": None}
    shown = cli("rubric", "show", "csm-role").out
    assert "Covers 6 of 6 areas of csm-matrix" in shown
    assert "not asked for by this role: Portfolio prioritisation" in shown
    assert cli("rubric", "show", "csm-role", "--area", "x").code == 2


def test_a_competency_is_shown_with_colours_in_words(cli: Cli) -> None:
    """S004-02, S004-03, S004-05."""
    shown = cli("rubric", "show", "csm-evaluation", "--area", "voice of the customer").out
    for words in ("name and content are ours", "Strong behaviour", "Red (1)", "Yellow (2)", "Green (3)"):
        assert words in shown
    assert shown.index("Coaching, apart from any rating") > shown.index("Green (3)")


MATRIX = """| Skill area | Junior | Senior |
|---|---|---|
| 1) Notes | Writes minutes. | Sets the format. |

| Rating | Meaning |
|---|---|
| 1 — Low | Begins. |
| 2 — High | Teaches. |
"""


def test_a_matrix_of_ones_own_is_imported(cli: Cli, work: Path) -> None:
    """S001-23, S001-25."""
    (work / "ours.md").write_text(MATRIX, encoding="utf-8")
    ran = cli("rubric", "import", "ours.md", "--out", "ours.yaml", "--json")
    assert ran.code == 0
    assert ran.json["levels"] == ["Junior", "Senior"]
    assert (ran.json["areas"], ran.json["anchors"], ran.json["warnings"]) == (["Notes"], 2, [])
    assert [one["value"] for one in ran.json["scale"]] == [1, 2]
    assert "status: draft" in (work / "ours.yaml").read_text(encoding="utf-8")
    assert "2 anchors" in cli("rubric", "import", "ours.md").out


def test_what_cannot_be_imported_is_a_usage_error_with_advice(cli: Cli, work: Path) -> None:
    (work / "plain.txt").write_text(
        "Kompetenzbereich Junior Senior\nNotizen Schreibt. Prägt.\n", encoding="utf-8"
    )
    ran = cli("rubric", "import", "plain.txt", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, "import_no_table")
    (work / "sheet.xlsx").write_bytes(b"PK\x03\x04\xff\xfe")
    ran = cli("rubric", "import", "sheet.xlsx", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, "import_unsupported")
    assert cli("rubric", "import", "none.md").code == 2


def test_lint_is_clean_on_all_that_is_packaged(cli: Cli) -> None:
    ran = cli("rubric", "lint", "--json")
    assert ran.code == 0
    translations = ["ai-skills.de", "csm-evaluation.de", "csm-laufbahn.en", "csm-matrix.de", "csm-role.de"]
    assert ran.json == {"checked": [*sorted(RATEABLE), "csm-role", *translations], "findings": []}


def test_lint_of_an_imported_matrix_misses_a_threshold(cli: Cli, work: Path) -> None:
    (work / "ours.md").write_text(MATRIX, encoding="utf-8")
    cli("rubric", "import", "ours.md", "--out", "ours.yaml")
    ran = cli("rubric", "lint", "ours.yaml", "--json")
    assert ran.code == 4
    codes = {one["code"] for one in ran.json["findings"]}
    assert codes == {"area_count", "open_text", "same_scope", "no_discriminators"}
    assert all(one["line"] >= 1 and one["advice"] for one in ran.json["findings"])
    shown = cli("rubric", "lint", "ours.yaml")
    assert (shown.code, "ours.yaml:4: open_text: owner" in shown.out) == (4, True)


def test_lint_of_a_pack_that_does_not_load_and_of_nothing(cli: Cli, work: Path) -> None:
    (work / "bad.yaml").write_text("id: x\n", encoding="utf-8")
    ran = cli("rubric", "lint", "bad.yaml", "--json")
    assert (ran.code, ran.json["findings"][0]["code"]) == (4, "invalid")
    assert cli("rubric", "lint", "nothing.yaml").code == 2
