"""`assessor assess`, `rate`, `reveal`, `confirm`: sealed until a person has rated."""

import json
import sqlite3
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from assessor.formats.published import schema_of
from tests.cli.conftest import BRIEF, Cli, Ran
from tests.intake.mails import as_bytes, mail


def submit(cli: Cli, *paths: Path, assessee: str = "csm-014") -> Ran:
    return cli(
        "assess", *paths, "--rubric", "ai-skills", "--assessee", assessee, "--evidence-date", "2026-10-12",
        "--submitted-on", "2026-11-20", "--json",
    )  # fmt: skip


def sealed_words(draft: dict) -> list[str]:
    """Strings of a draft that nobody may see before the seal."""
    return [draft["reason"], *(claim["text"] for claim in draft["claims"]), *draft["missing"]]


def test_a_submission_is_stored_with_sealed_drafts(cli: Cli, brief: Path, notiz: Path) -> None:
    value = submit(cli, brief, notiz).json
    Draft202012Validator(schema_of("submission")).validate(value)
    assert [one["verdict"] for one in value["artefacts"]] == ["redact", "redact"]
    assert all(one["draft_id"] for one in value["artefacts"])
    for one in value["artefacts"]:
        assert not {"draft", "rating", "interval", "claims"} & set(one)
        for segment in one["segments"]:
            assert one["text"][segment["start"] : segment["end"]].strip()


def test_the_whole_way_to_a_confirmed_rating(cli: Cli, brief: Path) -> None:
    draft_id = submit(cli, brief).json["artefacts"][0]["draft_id"]

    early = cli("reveal", draft_id, "--json")
    assert (early.code, early.json["error"]["code"]) == (2, "out_of_order")
    early = cli("confirm", draft_id, "--rating", "3", "--reason", "Checked against the export.", "--json")
    assert (early.code, early.json["error"]["code"]) == (2, "out_of_order")

    seal = cli("rate", draft_id, "--rating", "3", "--json").json
    Draft202012Validator(schema_of("seal")).validate(seal)
    assert seal["seen_before"] is False

    draft = cli("reveal", draft_id, "--json").json
    Draft202012Validator(schema_of("draft")).validate(draft)
    assert draft["status"] == "drafted"
    text = cli("draft", "show", draft_id, "--json").json["evidence"]["text"]
    for claim in draft["claims"]:
        for one in claim["citations"]:
            assert text[one["start"] : one["end"]] == one["quote"]

    bare = cli("confirm", draft_id, "--rating", "3", "--reason", "Checked against the export.")
    assert bare.code == 2
    cited = draft["claims"][0]["citations"][0]
    place = f"{cited['artefact']}:{cited['start']}-{cited['end']}"
    ran = cli(
        "confirm",
        draft_id,
        "--rating",
        "3",
        "--reason",
        "Checked against the export.",
        "--cite",
        place,
        "--json",
    )
    assert ran.code == 0
    Draft202012Validator(schema_of("confirmed-rating")).validate(ran.json)

    again = cli(
        "confirm",
        draft_id,
        "--rating",
        "2",
        "--reason",
        "Checked against the export.",
        "--cite",
        place,
        "--json",
    )
    assert (again.code, again.json["error"]["code"]) == (2, "out_of_order")
    assert cli("audit", "verify").code == 0


def test_nothing_gives_the_draft_away_before_the_seal(cli: Cli, brief: Path, home: Path) -> None:
    """Every command, option and record a rater could look at, searched for the draft's own words."""
    # The same text drafted in the open by a second home tells what must not be seen.
    Path("in.jsonl").write_text(
        json.dumps({"id": "x", "text": BRIEF, "rubric": "ai-skills"}), encoding="utf-8"
    )
    open_draft = cli("assess", "--jsonl", "in.jsonl").lines[0]["draft"]
    assert open_draft["status"] == "drafted"

    submitted = submit(cli, brief)
    draft_id = submitted.json["artefacts"][0]["draft_id"]
    looks = [
        submitted,
        cli("draft", "show", draft_id),
        cli("draft", "show", draft_id, "--json"),
        cli("draft", "list"),
        cli("draft", "list", "--json"),
        cli("reveal", draft_id),
        cli("reveal", draft_id, "--json"),
        cli("audit", "show"),
        cli("audit", "show", "--json"),
        cli("audit", "verify", "--json"),
        cli("audit", "export", "--out", "log.jsonl"),
        cli("assess", "--preview", brief, "--rubric", "ai-skills", "--json"),
        cli("assess", "--jsonl", "in.jsonl"),
        cli("rate", draft_id, "--rating", "9"),
    ]
    seen = "".join(look.out + look.err for look in looks) + Path("log.jsonl").read_text(encoding="utf-8")
    for words in sealed_words(open_draft):
        assert words not in seen
    assert '"rating":' not in seen.replace(" ", "")
    # A preview of the same bytes, and a line with the same text, are refused while the seal is awaited.
    assert looks[11].json["error"]["code"] == "out_of_order"
    assert looks[12].lines[0]["error"]["code"] == "out_of_order"
    assert home.exists()


def test_a_rating_after_a_preview_says_so(cli: Cli, brief: Path) -> None:
    preview = cli("assess", "--preview", brief, "--rubric", "ai-skills", "--json")
    assert preview.json[0]["draft"]["status"] == "drafted"
    Draft202012Validator(schema_of("assess-output")).validate(preview.json[0])
    draft_id = submit(cli, brief).json["artefacts"][0]["draft_id"]
    assert cli("rate", draft_id, "--rating", "2", "--json").json["seen_before"] is True


def test_lines_leave_no_mark_of_having_seen(cli: Cli, brief: Path) -> None:
    Path("in.jsonl").write_text(
        json.dumps({"id": "x", "text": BRIEF, "rubric": "ai-skills"}), encoding="utf-8"
    )
    assert cli("assess", "--jsonl", "in.jsonl").code == 0
    draft_id = submit(cli, brief).json["artefacts"][0]["draft_id"]
    assert cli("rate", draft_id, "--rating", "2", "--json").json["seen_before"] is False


def test_previews_can_be_switched_off(cli: Cli, brief: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSESSOR_PREVIEWS", "false")
    ran = cli("assess", "--preview", brief, "--rubric", "ai-skills", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, "previews_off")


def test_nobody_confirms_a_rating_of_themselves(cli: Cli, brief: Path) -> None:
    """Also where the account came after the submission."""
    draft_id = submit(cli, brief, assessee="csm-014").json["artefacts"][0]["draft_id"]
    cli("actor", "add", "CSM-014", "--role", "manager")
    ran = cli("rate", draft_id, "--rating", "5", "--as", "csm-014", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, "self_confirmation")


def test_a_stopped_artefact_leaves_a_log_entry_and_nothing_else(cli: Cli, clause: Path, home: Path) -> None:
    ran = submit(cli, clause)
    assert ran.code == 3
    assert ran.json["submission"] is None
    with sqlite3.connect(home / "assessor.db") as database:
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        counts = {name: database.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0] for name in tables}  # noqa: S608 - names from sqlite itself
    assert counts["stops"] == 1
    assert counts["artefacts"] == counts["drafts"] == counts["submissions"] == 0
    for file in home.rglob("*"):
        if file.is_file():
            assert b"indemnify" not in file.read_bytes()


def test_one_stopped_among_others_lets_the_others_through(cli: Cli, brief: Path, clause: Path) -> None:
    ran = submit(cli, clause, brief)
    assert ran.code == 0
    assert [bool(one["draft_id"]) for one in ran.json["artefacts"]] == [False, True]
    assert ran.json["artefacts"][0]["text"] is None


def test_removed_values_are_nowhere_in_the_home(cli: Cli, brief: Path, notiz: Path, home: Path) -> None:
    submit(cli, brief, notiz)
    written = b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())
    assert b"usage export" in written  # the scan sees what was kept
    for value in ("Jana", "Petersen", "Tom Baker", "csm-014"):
        assert value.encode() not in written
        assert value.encode("utf-16-le") not in written


def test_an_area_needs_two_artefacts_of_the_last_six_months(cli: Cli, brief: Path, notiz: Path) -> None:
    """S000-24, S000-25."""

    def areas(*paths: Path) -> list[bool]:
        ran = cli(
            "assess", *paths, "--rubric", "ai-skills", "--area", "data, privacy & crm/csm hygiene", "--assessee", "csm-7",
            "--evidence-date", "brief.md=2026-10-12", "--submitted-on", "2026-11-20", "--json",
            *(["--evidence-date", "notiz.txt=2026-05-20"] if notiz in paths else []),
        )  # fmt: skip
        return [area["sufficient"] for area in ran.json["areas"]]

    assert areas(brief) == [False]
    # 2026-05-20 is the first day of the six months before 2026-11-20.
    assert areas(brief, notiz) == [True]


def test_the_career_level_changes_nothing_on_an_absolute_scale(cli: Cli) -> None:
    items = [
        {"id": level, "text": BRIEF, "rubric": "ai-skills", "career_level": level}
        for level in ("Onboarding / Support Specialist", "Head of Customer Success")
    ]
    Path("in.jsonl").write_text("\n".join(map(json.dumps, items)), encoding="utf-8")
    first, second = cli("assess", "--jsonl", "in.jsonl").lines
    assert first["draft"] == second["draft"]


def test_workers_answer_the_same_in_the_same_order(cli: Cli) -> None:
    items = [{"id": str(n), "text": f"{BRIEF}\nSeen in week {n}.", "rubric": "ai-skills"} for n in range(3)]
    lines = [json.dumps(items[0]), "{broken", *map(json.dumps, items[1:])]
    Path("in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    alone = cli("assess", "--jsonl", "in.jsonl", "--out", "alone.jsonl")
    together = cli("assess", "--jsonl", "in.jsonl", "--out", "together.jsonl", "--workers", "2")
    assert alone.code == together.code == 2

    def answers(name: str) -> list[dict]:
        read = [json.loads(line) for line in Path(name).read_text(encoding="utf-8").splitlines()]
        for one in read:
            one.pop("timing_ms", None)
        return read

    assert answers("alone.jsonl") == answers("together.jsonl")
    assert [one["id"] for one in answers("alone.jsonl")] == ["0", None, "1", "2"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["brief.md", "--rubric", "csm-unheard-of", "--assessee", "a"], "unknown_rubric"),
        (["brief.md", "--rubric", "ai-skills", "--assessee", "Katrin Sommer"], "bad_name"),
        (["brief.md", "--rubric", "ai-skills"], "usage"),
        (
            ["brief.md", "--rubric", "ai-skills", "--assessee", "a", "--evidence-date", "12.10.2026"],
            "bad_date",
        ),
        (
            ["brief.md", "--rubric", "ai-skills", "--assessee", "a", "--evidence-date", "x.md=2026-10-12"],
            "unknown_path",
        ),
        (["brief.md", "--rubric", "ai-skills", "--assessee", "a", "--kind", "novel"], "unknown_kind"),
        (["brief.md", "--rubric", "ai-skills", "--assessee", "a", "--as", "ghost"], "unknown_actor"),
        ([], "usage"),
    ],
)
def test_bad_orders_exit_2_with_a_code(cli: Cli, brief: Path, arguments: list[str], code: str) -> None:
    cli("actor", "list")
    ran = cli("assess", *arguments, "--json")
    assert ran.code == 2
    assert ran.json["error"]["code"] == code


def mail_of(*notes: bytes) -> bytes:
    message = mail("Hi Jana Petersen,\n\nboth notes are attached.\n", Date="Mon, 12 Oct 2026 09:00:00 +0200")
    for number, note in enumerate(notes):
        message.add_attachment(note, "text", "markdown", filename=f"note {number}.md")
    return as_bytes(message)


def test_attachments_are_artefacts_of_the_same_submission(cli: Cli, notiz: Path) -> None:
    Path("mail.eml").write_bytes(mail_of(BRIEF.encode(), notiz.read_bytes()))
    ran = cli(
        "assess",
        "mail.eml",
        "--rubric",
        "ai-skills",
        "--assessee",
        "csm-014",
        "--submitted-on",
        "2026-11-20",
        "--json",
    )
    Draft202012Validator(schema_of("submission")).validate(ran.json)
    assert [one["path"] for one in ran.json["artefacts"]] == [
        "mail.eml", "mail.eml: attachment 1", "mail.eml: attachment 2",
    ]  # fmt: skip
    # An attachment has no date of its own: the mail's counts.
    assert {one["evidence_date"] for one in ran.json["artefacts"]} == {"2026-10-12"}
    assert len({one["draft_id"] for one in ran.json["artefacts"]}) == 3
    assert cli("draft", "show", ran.json["artefacts"][1]["draft_id"]).code == 0


def test_attaching_the_bytes_of_a_sealed_draft_does_not_reveal_it(cli: Cli, brief: Path) -> None:
    submit(cli, brief)
    Path("mail.eml").write_bytes(mail_of(brief.read_bytes()))
    ran = cli("assess", "--preview", "mail.eml", "--rubric", "ai-skills", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, "out_of_order")


def test_a_preview_of_a_mail_marks_what_is_attached_as_seen(cli: Cli, brief: Path) -> None:
    Path("mail.eml").write_bytes(mail_of(brief.read_bytes()))
    shown = cli("assess", "--preview", "mail.eml", "--rubric", "ai-skills", "--json")
    assert [one["id"] for one in shown.json] == ["mail.eml", "mail.eml: attachment 1"]
    draft_id = submit(cli, brief).json["artefacts"][0]["draft_id"]
    assert cli("rate", draft_id, "--rating", "3", "--json").json["seen_before"] is True


def test_a_file_that_cannot_be_read_leaves_nothing_behind(cli: Cli, brief: Path, home: Path) -> None:
    """Not even a row for the assessee: the order of things is read first, keep after."""
    submit(cli, brief)
    before = cli("audit", "show", "--json").json
    Path("bad.pdf").write_bytes(b"%PDF-1.7 cut")
    ran = submit(cli, brief, Path("bad.pdf"), assessee="csm-never-seen")
    assert (ran.code, ran.json["error"]["code"]) == (2, "damaged_file")
    assert cli("audit", "show", "--json").json == before
