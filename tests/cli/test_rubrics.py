"""`rubric`, and `assess` by every rubric that comes with the program."""

from typing import Any

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
    """X-01: the draft names its scale, and nothing is carried over from another one. S004-12: without set-up."""
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
    """X-01, S001-28: S003 has no scale, and a job description rates nobody."""
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
    assert (shown.code, "ours.yaml:5: open_text: owner" in shown.out) == (4, True)


def test_lint_of_a_pack_that_does_not_load_and_of_nothing(cli: Cli, work: Path) -> None:
    (work / "bad.yaml").write_text("id: x\n", encoding="utf-8")
    ran = cli("rubric", "lint", "bad.yaml", "--json")
    assert (ran.code, ran.json["findings"][0]["code"]) == (4, "invalid")
    assert cli("rubric", "lint", "nothing.yaml").code == 2


@pytest.mark.parametrize(
    ("rubric_id", "lang", "words"),
    [
        ("ai-skills", "de", ("KI-Kompetenzmatrix", "Skala ai-skills-1-5", "Rote Linien", "Deckel 2", "entscheidet:")),
        ("csm-laufbahn", "en", ("career model", "Scale csm-laufbahn-1-4", "at least 10 accounts", "adds:")),
        ("csm-evaluation", "de", ("3 Grün:", "Kompetenzbereiche", "Für\n")),
        ("csm-role", "de", ("Rollenprofil", "niemand wird danach bewertet", "Deckt 6 von 6 Bereichen von csm-matrix")),
    ],
)  # fmt: skip
def test_a_pack_is_shown_in_its_other_language(
    cli: Cli, rubric_id: str, lang: str, words: tuple[str, ...]
) -> None:
    """S002-01, S004-12."""
    shown = cli("rubric", "show", rubric_id, "--lang", lang)
    assert shown.code == 0
    for word in words:
        assert word.replace("at least 10 accounts", "10 to 15 accounts") in shown.out
    as_json = cli("rubric", "show", rubric_id, "--lang", lang, "--json").json
    assert (as_json["id"], as_json["lang"], as_json["translation"]) == (rubric_id, lang, "1.0.0")


def test_an_area_in_german_has_questions_proof_and_probe(cli: Cli) -> None:
    """S000-66, S000-68."""
    ran = cli(
        "rubric", "show", "ai-skills", "--lang", "de", "--area", "KI in Verlängerungen, Expansion & QBRs"
    )
    assert (ran.out.count("Nachweis: "), ran.out.count("Prüffrage: ")) == (4, 4)
    assert "(Risiko)" in ran.out


def test_a_language_that_is_not_there_is_a_usage_error(cli: Cli) -> None:
    ran = cli("rubric", "show", "ai-skills", "--lang", "fr", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, "no_translation")


def test_languages_and_options_are_listed(cli: Cli) -> None:
    """S001-03."""
    rows = {one["id"]: one for one in cli("rubric", "list", "--json").json}
    assert {tuple(sorted(one["languages"])) for one in rows.values()} == {("de", "en")}
    assert rows["csm-matrix"]["options"] == ["csm-matrix:ai", "csm-matrix:ai-in-data"]
    assert "csm-matrix:ai  with the optional area AI Collaboration" in cli("rubric", "list").out


def test_the_guide_is_shown_with_what_a_tenant_must_set(cli: Cli) -> None:
    """S000-10, S000-40, S000-41, S000-70, S000-93, S000-101."""
    shown = cli("rubric", "show", "ai-skills").out
    for heading in (
        "Needs a person's sign-off", "Absolute rules: 3 to set before the first use", "Interview starter kit",
        "Who reviews text drafted with AI", "To answer once for each workflow", "Words in evidence",
    ):  # fmt: skip
        assert f"\n{heading}" in shown
    assert shown.index("  2 Basic: The alert") < shown.index("  3 Skilled: The signal")


def test_the_optional_area_is_off_until_it_is_named_or_switched_on(
    cli: Cli, brief: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S001-03: drafts see it only when it is on, and what it was drafted under is kept."""

    def drafted(rubric_id: str) -> dict[str, Any]:
        ran = cli("assess", "--preview", brief, "--rubric", rubric_id, "--json")
        assert ran.code == 0
        found: dict[str, Any] = ran.json[0]["draft"]
        return found

    off = drafted("csm-matrix")
    assert "AI Collaboration" not in [one["skill_area"] for one in off["areas"]]
    assert off["provenance"]["rubric"] == "csm-matrix"
    on = drafted("csm-matrix:ai")
    assert on["provenance"]["rubric"] == "csm-matrix:ai"
    assert on["provenance"]["index_id"] != off["provenance"]["index_id"]
    monkeypatch.setenv("ASSESSOR_OPTIONAL_AREAS", "csm-matrix:ai")
    assert drafted("csm-matrix") == on
    ran = cli("assess", "--preview", brief, "--rubric", "csm-matrix", "--area", "AI Collaboration", "--json")
    assert ran.code == 0
    monkeypatch.delenv("ASSESSOR_OPTIONAL_AREAS")
    ran = cli("assess", "--preview", brief, "--rubric", "csm-matrix", "--area", "AI Collaboration", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, "unknown_skill_area")


def test_a_submission_keeps_the_option_it_was_made_under(
    cli: Cli, brief: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S001-03, S002-51: switching it off later changes no past submission."""
    monkeypatch.setenv("ASSESSOR_OPTIONAL_AREAS", "csm-matrix:ai")
    ran = cli(
        "assess", brief, "--rubric", "csm-matrix", "--assessee", "csm-014", "--area", "AI Collaboration",
        "--evidence-date", "2026-10-12", "--json",
    )  # fmt: skip
    assert ran.code == 0
    monkeypatch.delenv("ASSESSOR_OPTIONAL_AREAS")
    draft_id = ran.json["artefacts"][0]["draft_id"]
    assert cli("rate", draft_id, "--rating", "2").code == 0
    assert cli("reveal", draft_id, "--json").json["provenance"]["rubric"] == "csm-matrix:ai"


def test_show_with_an_option_and_an_unknown_one(cli: Cli) -> None:
    shown = cli("rubric", "show", "csm-matrix", "--with", "ai").out
    assert "AI Collaboration: Generative AI" in shown
    assert "optional, not rated" not in shown
    assert "switch on as csm-matrix:ai)" in cli("rubric", "show", "csm-matrix").out
    ran = cli("rubric", "show", "csm-matrix", "--with", "nothing", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, "unknown_option")


def test_a_gap_view_of_two_files(cli: Cli, work: Path) -> None:
    """S004-03, S004-05, S004-08: words beside numbers, coaching apart."""
    (work / "mine.csv").write_text(
        "competency,rating\nWritten clarity,green\nPeer coaching,2\n", encoding="utf-8"
    )
    (work / "theirs.yaml").write_text("Written clarity: 1\nVoice of the customer: 3\n", encoding="utf-8")
    arguments = ("rubric", "gap", "--self", "mine.csv", "--manager", "theirs.yaml")
    shown = cli(*arguments)
    assert shown.code == 0
    (line,) = (one for one in shown.out.splitlines() if one.startswith("Written clarity  "))
    assert [part.strip() for part in line.split("  ") if part.strip()] == [
        "Written clarity", "3 Green", "1 Red", "+2, self higher",
    ]  # fmt: skip
    assert shown.out.index("To talk about first") < shown.out.index("Coaching, apart from any rating")
    german = cli(*arguments, "--lang", "de").out
    assert "Klarheit beim Schreiben" in german
    assert "+2, selbst höher" in german
    as_json = cli(*arguments, "--json").json
    assert as_json["talk_first"] == ["writing", "voice", "peer-coaching"]


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        ("competency,rating\nWriten clarity,3\n", "unknown_skill_area", "Did you mean 'Written clarity'"),
        ("competency,rating\nWritten clarity,5\n", "unknown_rating", "1 Red, 2 Yellow, 3 Green"),
        ("nothing\n", "ratings_invalid", "columns competency and rating"),
        ("", "ratings_invalid", "holds no rating"),
    ],
)
def test_a_gap_view_refuses_what_it_cannot_place(
    cli: Cli, work: Path, content: str, code: str, told: str
) -> None:
    (work / "good.csv").write_text("competency,rating\nWritten clarity,3\n", encoding="utf-8")
    (work / "bad.csv").write_text(content, encoding="utf-8")
    ran = cli("rubric", "gap", "--self", "bad.csv", "--manager", "good.csv", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, code)
    assert told in ran.json["error"]["message"]


def test_a_gap_view_of_files_that_are_not_there_or_no_files(cli: Cli, work: Path) -> None:
    (work / "good.csv").write_text("competency,rating\nWritten clarity,3\n", encoding="utf-8")
    for path, code in (("none.csv", "file_not_found"), (".", "not_a_file")):
        ran = cli("rubric", "gap", "--self", path, "--manager", "good.csv", "--json")
        assert (ran.code, ran.json["error"]["code"]) == (2, code)
    assert cli("rubric", "gap", "--self", "good.csv").code == 2


def test_coverage_and_ramp_of_the_role(cli: Cli) -> None:
    """S003-12, S003-13."""
    shown = cli("rubric", "coverage", "csm-role").out
    assert "csm-evaluation 1.0.0: 12 of 20 areas covered" in shown
    assert "Portfolio prioritisation: not asked for by this role" in shown
    report = cli("rubric", "coverage", "--json").json
    assert (report["responsibilities"], len(report["rubrics"])) == (16, 3)
    arguments = (
        "rubric",
        "ramp",
        "--started",
        "2026-01-01",
        "--on",
        "2026-04-02",
        "--evidence",
        "email=2026-02-01",
    )
    rows = cli(*arguments, "--json").json["rows"]
    assert [row["state"] for row in rows] == ["evidence", "missing", "not_due", "not_due"]
    assert "Kunden sind gestartet" in cli(*arguments, "--lang", "de").out


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--evidence", "fax=2026-02-01"), "unknown_kind"),
        (("--evidence", "email"), "bad_date"),
        (("--on", "2025-12-31"), "not_started"),
        (("--on", "soon"), "bad_date"),
    ],
)
def test_ramp_refuses_what_it_cannot_read(cli: Cli, more: tuple[str, ...], code: str) -> None:
    ran = cli("rubric", "ramp", "--started", "2026-01-01", *more, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, code)


def test_a_file_of_a_translation_is_linted_as_one(cli: Cli, work: Path) -> None:
    from assessor.rubrics.shipped import shipped

    content = shipped("translations")["csm-role.de"].read_text(encoding="utf-8")
    (work / "csm-role.de.yaml").write_text(content, encoding="utf-8")
    assert cli("rubric", "lint", "csm-role.de.yaml", "--json").json["findings"] == []
    stale = content.replace("translates: 1.0.0", "translates: 0.9.0")
    (work / "csm-role.de.yaml").write_text(stale, encoding="utf-8")
    ran = cli("rubric", "lint", "csm-role.de.yaml", "--json")
    assert (ran.code, [one["code"] for one in ran.json["findings"]]) == (4, ["translation_stale"])


def test_doctor_says_how_many_absolute_rules_are_missing(cli: Cli, work: Path) -> None:
    """S000-40: the rules are the organisation's own; the pack proposes three."""

    def told() -> tuple[str, str]:
        checks = {one["name"]: one for one in cli("doctor", "--json").json["checks"]}
        return checks["absolute rules"]["state"], checks["absolute rules"]["message"]

    state, message = told()
    assert (state, "0 of 3 absolute rules set" in message) == ("note", True)
    (work / "assessor.toml").write_text('absolute_rules = ["No a.", "No b.", "No c."]\n', encoding="utf-8")
    assert told() == ("ok", "3 absolute rules are set")


def test_a_translator_begins_with_every_text_of_a_pack(cli: Cli, work: Path) -> None:
    """S002-01: whatever fits the pack lints; what is not translated yet is named."""
    assert cli("rubric", "texts", "csm-role", "--lang", "fr", "--out", "csm-role.fr.yaml").code == 0
    assert cli("rubric", "texts", "csm-role", "--lang", "fr", "--out", "csm-role.fr.yaml").code == 2
    ran = cli("rubric", "lint", "csm-role.fr.yaml", "--json")
    assert ran.code == 4
    assert {one["code"] for one in ran.json["findings"]} == {"untranslated"}
    as_json = cli("rubric", "texts", "csm-role", "--lang", "fr", "--json").json
    assert (as_json["translates"], as_json["texts"]["outcomes"]["60"][:9]) == ("1.0.0", "Customers")
    for lang, code in (
        ("de", "translation_exists"),
        ("french", "bad_language"),
        ("en", "translation_exists"),
    ):
        ran = cli("rubric", "texts", "csm-role", "--lang", lang, "--json")
        assert (ran.code, ran.json["error"]["code"]) == (2, code)
