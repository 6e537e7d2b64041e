"""`rubric rules` and `rubric targets`."""

import pytest

from assessor.formats.published import FORMATS
from assessor.rubrics.rules.catalogue import rules
from tests.cli.conftest import Cli, Path, written

FIGURES = (
    "check,value,unit,period,segment,source\n"
    "scope_senior_accounts,25,accounts,Stichtag,Enterprise,CRM\n"
    "onboarding_senior_go_live,92.5,percent,Quartal,Accounts mit hohem ARR,CRM\n"
    "renewal_senior_grr,94,percent,Jahr,Mid-Market,CRM\n"
)


def test_all_rules_are_listed_with_numbers_and_an_example(cli: Cli) -> None:
    ran = cli("rubric", "rules")
    assert ran.code == 0
    for rule in rules():
        assert f"{rule.id} ({', '.join(rule.requirements)})\n  {rule.says.en}" in ran.out
    assert "  Numbers: stable_months 3, stable_cycles 2, cycle_months 3\n" in ran.out
    assert "  Example (not met): The rating of 4 is capped at 2 of 5: 1 red line is in force" in ran.out


def test_one_rule_in_german(cli: Cli) -> None:
    ran = cli("rubric", "rules", "cap-lift", "--lang", "de")
    assert ran.out.splitlines() == [
        "cap_lift (X-18)",
        "  Eine Obergrenze heben 2 Personen auf, von denen keine die bewertete Person ist, mit einer Begründung von "
        "mindestens 10 Zeichen.",
        "  Zahlen: persons 2, min_reason_chars 10",
        "  Beispiel (nicht erfüllt): Die Obergrenze wegen privacy_breach bleibt: 1 Person außer der bewerteten hat "
        "zugestimmt, nötig sind 2.",
    ]


def test_the_setting_chooses_the_language_and_the_option_wins(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSESSOR_LANG", "de")
    assert "Beispiel" in cli("rubric", "rules", "stability").out
    assert "Example" in cli("rubric", "rules", "stability", "--lang", "en").out
    monkeypatch.setenv("ASSESSOR_LANG", "fr")
    ran = cli("rubric", "rules", "stability")
    assert (ran.code, "ASSESSOR_LANG" in ran.err) == (2, True)


def test_json_has_both_languages_and_keeps_to_its_format(cli: Cli) -> None:
    ran = cli("rubric", "rules", "--json")
    FORMATS["rubric-rules"][0].model_validate_json(ran.out)
    assert [rule["id"] for rule in ran.json["rules"]] == [rule.id for rule in rules()]
    assert set(ran.json["rules"][0]["says"]) == {"en", "de"}


def test_an_unknown_rule_is_an_error(cli: Cli) -> None:
    ran = cli("rubric", "rules", "caps")
    assert ran.code == 2
    assert "unknown_rule" in ran.err
    assert "red_line_cap" in ran.err


def test_figures_are_compared_with_targets_of_their_segment(cli: Cli, work: Path) -> None:
    """S002-11, X-16."""
    file = written(work, "figures.csv", FIGURES)
    ran = cli(
        "rubric", "targets", "csm-laufbahn", "--level", "senior", "--figures", str(file), "--lang", "de"
    )
    assert ran.code == 0
    rows = dict(line.split(": ", 1) for line in ran.out.splitlines())
    assert rows["scope_senior_accounts (nicht erfüllt)"].startswith(
        "Intensiv betreute Accounts: Der Wert 25 Accounts"
    )
    assert "onboarding_senior_go_live (erfüllt)" in rows
    assert "für das Segment „Mid-Market“" in rows["renewal_senior_grr (ohne Urteil)"]
    assert "expansion_senior_arr (ohne Urteil)" in rows


def test_json_keeps_to_its_format(cli: Cli, work: Path) -> None:
    file = written(work, "figures.csv", FIGURES)
    ran = cli("rubric", "targets", "csm-laufbahn", "--level", "senior", "--figures", str(file), "--json")
    FORMATS["rubric-targets"][0].model_validate_json(ran.out)
    outcomes = {one["about"]: one["outcome"] for one in ran.json["verdicts"]}
    assert outcomes["scope_senior_accounts"] == "not_met"
    assert outcomes["renewal_senior_grr"] == "not_judged"


def test_the_template_is_a_file_to_fill_in(cli: Cli, work: Path) -> None:
    ran = cli("rubric", "targets", "csm-laufbahn", "--level", "senior", "--template")
    assert ran.out.startswith("check,value,unit,period,segment,source\nscope_senior_accounts,,accounts,")
    file = written(work, "empty.csv", ran.out)
    again = cli("rubric", "targets", "csm-laufbahn", "--level", "senior", "--figures", str(file))
    assert again.code == 0
    assert all("(not judged)" in line for line in again.out.splitlines())


def test_a_figure_of_another_level_is_said_to_be_unused(cli: Cli, work: Path) -> None:
    file = written(work, "figures.csv", FIGURES)
    ran = cli("rubric", "targets", "csm-laufbahn", "--level", "junior", "--figures", str(file))
    assert (
        "not used, targets of other career levels: onboarding_senior_go_live, renewal_senior_grr" in ran.err
    )


def test_a_rubric_without_targets_says_so(cli: Cli) -> None:
    ran = cli("rubric", "targets", "csm-matrix", "--level", "senior")
    assert (ran.code, ran.out) == (0, "")
    assert "csm-matrix has no numeric targets at Senior CSM" in ran.err


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("csm-laufbahn", "--level", "boss"), "unknown_career_level"),
        (("nothing", "--level", "senior"), "unknown_rubric"),
        (("csm-role", "--level", "senior"), "unrateable_rubric"),
        (("csm-laufbahn",), "--level"),
        (("csm-laufbahn", "--level", "senior", "--figures", "none.csv"), "file_not_found"),
        (("csm-laufbahn", "--level", "senior", "--figures", "."), "not_a_file"),
        (
            ("csm-laufbahn", "--level", "senior", "--template", "--figures", "f.csv"),
            "leave --figures and --json out",
        ),
    ],
)
def test_wrong_calls_are_usage_errors(cli: Cli, arguments: tuple[str, ...], word: str) -> None:
    ran = cli("rubric", "targets", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert word in ran.err


def test_an_empty_file_of_figures_is_an_error(cli: Cli, work: Path) -> None:
    file = written(work, "empty.csv", "")
    ran = cli("rubric", "targets", "csm-laufbahn", "--level", "senior", "--figures", str(file))
    assert ran.code == 2
    assert "figures_invalid" in ran.err
