"""`assessor drafter suspend|resume`: drafts taken away by a person and by a rule, and given back, on one home."""

import json
from pathlib import Path

import pytest

from assessor.bootstrap import Application
from assessor.domain.actor import Role
from assessor.domain.suspension import SuspensionCause, SuspensionRequest
from assessor.rubrics.load import load_rubric
from assessor.settings import Settings
from tests.cli.conftest import Cli
from tests.cli.rated import evidence, hand_in

REASON = "drafts of renewals are too low since October"
GOLD = Path(__file__).parents[2] / "eval" / "gold" / "ai-skills.jsonl"
SUITE = """
id: tenant
version: 1.0.0
title: Of a tenant
about: Of a test.
gold: [{file: gold.jsonl}]
thresholds:
  - {measure: within_one, at_least: 0.5, why: of a test}
"""


@pytest.fixture
def draft_id(home: Path) -> str:
    """Anna's draft of one text; erik may suspend."""
    application = Application(Settings(home=home))
    anna, _ = application.accounts.add("anna", frozenset({Role.MANAGER}), by="system")
    application.accounts.add("erik", frozenset({Role.ENABLEMENT}), by="system")
    _, drafts = hand_in(application, anna, "csm-1", evidence(1))
    application.store.close()
    (found,) = drafts
    return found


def test_by_hand_everything_answers_suspended_until_it_is_given_back(cli: Cli, draft_id: str) -> None:
    """S000 and the AI Act's art. 26: whoever is in charge stops drafts, and reviewers go on without them."""
    assert cli("rate", draft_id, "--rating", "3", "--as", "anna").code == 0
    before = cli("reveal", draft_id, "--as", "anna", "--json").json
    assert before["status"] != "suspended"
    area = load_rubric("ai-skills").skill_areas[0]

    wrong = cli(
        "drafter",
        "suspend",
        "--rubric",
        "ai-skills",
        "--area",
        "Juggling",
        "--reason",
        REASON,
        "--as",
        "erik",
    )
    assert wrong.code == 2
    assert area.name in wrong.err
    refused = cli("drafter", "suspend", "--rubric", "ai-skills", "--reason", REASON, "--as", "anna", "--json")
    assert (refused.code, refused.json["error"]["code"]) == (2, "role_missing")
    begun = cli("drafter", "suspend", "--rubric", "ai-skills", "--reason", REASON, "--as", "erik", "--json")
    assert (begun.code, begun.json["cause"], begun.json["reason"]) == (0, "hand", REASON)

    shown = cli("draft", "show", draft_id, "--as", "anna", "--json").json
    answers = [
        shown["draft"],
        cli("reveal", draft_id, "--as", "anna", "--json").json,
        cli("draft", "explain", draft_id, "--as", "anna", "--json").json,
        cli("draft", "probe", draft_id, "--as", "anna", "--json").json,
    ]
    assert [(one["status"], one["rating"]) for one in answers] == [("suspended", None)] * 4
    assert (answers[2]["cited"], answers[2]["next_asks"], answers[2]["missing"]) == ([], [], [])
    assert answers[3]["probes"] == []
    assert shown["evidence"]["text"]
    for look in ("explain", "probe"):
        # The reason is in the language of the text.
        assert shown["draft"]["reason"] in cli("draft", look, draft_id, "--as", "anna").out
    listed = cli("draft", "list", "--as", "anna")
    assert "look again" in listed.out
    assert "suspended since" in listed.err
    assert "erik" not in listed.out + listed.err

    Path("in.jsonl").write_text(
        json.dumps({"id": "a", "text": evidence(2)[1].text, "rubric": "ai-skills"}) + "\n", encoding="utf-8"
    )
    (line,) = cli("assess", "--jsonl", "in.jsonl", "--as", "anna").lines
    assert (line["draft"]["status"], line["draft"]["claims"]) == ("suspended", [])
    assert line["draft"]["areas"]
    Path("a.md").write_text(evidence(3)[2].text or "", encoding="utf-8")
    preview = cli("assess", "--preview", "a.md", "--rubric", "ai-skills", "--as", "anna", "--json")
    assert [one["draft"]["status"] for one in preview.json] == ["suspended"]
    handed_in = cli(
        "assess", "a.md", "--rubric", "ai-skills", "--assessee", "csm-2", "--as", "anna", "--json"
    )
    (artefact,) = handed_in.json["artefacts"]
    assert artefact["suspension"]["cause"] == "hand"
    assert (artefact["segments"] != [], artefact["skill_area"] is not None) == (True, True)
    # The preview showed nothing, so this rating is one by herself.
    sealed = cli("rate", artefact["draft_id"], "--rating", "3", "--as", "anna", "--json")
    assert sealed.json["seen_before"] is False

    back = cli("drafter", "resume", "--rubric", "ai-skills", "--reason", REASON, "--as", "erik", "--json")
    assert (back.code, back.json["id"]) == (0, begun.json["id"])
    assert cli("reveal", draft_id, "--as", "anna", "--json").json == before
    (kept,) = cli("drafter", "list", "--json").json["suspensions"]
    assert kept["lift_reason"] == REASON
    assert cli("audit", "verify").code == 0
    events = cli("audit", "show", "--json").json
    story = [one["event"] for one in events if one["event"].startswith("drafter.")]
    assert story == ["drafter.suspended", "drafter.resumed"]
    assert REASON not in json.dumps(events)


def test_by_rule_a_run_since_gives_back_and_the_harness_still_drafts(
    cli: Cli, draft_id: str, home: Path
) -> None:
    application = Application(Settings(home=home))
    rule = SuspensionRequest(rubric_id="ai-skills", cause=SuspensionCause.DRIFT, figures={"difference": 0.5})
    (begun,) = application.suspensions.carry_out([rule], None)
    labelled = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    chosen = [one for one in labelled if one["rating"] is not None and one["split"] == "gold"][:8]
    Path("gold.jsonl").write_text("".join(json.dumps(one) + "\n" for one in chosen), encoding="utf-8")
    Path("tenant.yaml").write_text(SUITE, encoding="utf-8")

    def resumed(*more: str) -> tuple[int, str | None]:
        done = cli(
            "drafter", "resume", begun.suspension.id, "--reason", REASON, "--as", "erik", "--json", *more
        )
        return done.code, done.json.get("error", {}).get("code")

    assert resumed() == (2, "recalibration_missing")
    assert resumed("--recalibration", "no-such-thing") == (2, "unknown_recalibration")
    assert resumed("--recalibration", ".") == (2, "no_run")
    run = cli("eval", "run", "--suite", "tenant.yaml", "--out", "run", "--json")
    assert run.json["rated"] >= 5
    assert run.code == 0
    assert cli("draft", "show", draft_id, "--as", "anna", "--json").json["suspension"]["cause"] == "drift"
    assert resumed("--recalibration", "run") == (0, None)
    (kept,) = cli("drafter", "list", "--json").json["suspensions"]
    assert (kept["recalibration"]["kind"], kept["recalibration"]["name"]) == ("eval_run", "tenant")
    assert cli("audit", "verify").code == 0
    # Whoever changes afterwards what it was lifted on, or why it began, is found out.
    with application.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE suspensions SET lift_reason = 'another story altogether'")
    assert cli("audit", "verify").code == 5
    with application.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE suspensions SET lift_reason = ?", (REASON,))
    assert cli("audit", "verify").code == 0
    with application.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE suspensions SET figures = '{}'")
    assert cli("audit", "verify").code == 5
    application.store.close()


@pytest.mark.parametrize(
    "arguments",
    [
        ("resume", "--reason", REASON),
        ("resume", "sus_1", "--rubric", "ai-skills", "--reason", REASON),
        ("resume", "sus_1", "--area", "x", "--reason", REASON),
        ("suspend", "--reason", REASON),
        ("suspend", "--rubric", "", "--reason", REASON),
        ("suspend", "--rubric", "ai-skills", "--reason", "short"),
        ("resume", f"sus_{'0' * 32}", "--reason", REASON),
        ("resume", "--rubric", "ai-skills", "--reason", REASON),
    ],
)
def test_wrong_calls_exit_2_with_a_word_on_what_to_do(
    cli: Cli, home: Path, arguments: tuple[str, ...]
) -> None:
    application = Application(Settings(home=home))
    application.accounts.add("erik", frozenset({Role.ENABLEMENT}), by="system")
    application.store.close()
    done = cli("drafter", *arguments, "--as", "erik")
    assert done.code == 2
    assert done.err.strip()
    assert "Traceback" not in done.err
