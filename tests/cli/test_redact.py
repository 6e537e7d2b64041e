"""`assessor redact` as CONTRACT.md has it."""

import json
import secrets
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from assessor.formats.published import schema_of
from tests.cli.conftest import BRIEF, Cli
from tests.intake.mails import as_bytes, mail


def test_text_goes_to_stdout_and_talk_to_stderr(cli: Cli, brief: Path) -> None:
    ran = cli("redact", brief)
    assert ran.code == 0
    assert "Jana" not in ran.out + ran.err
    assert "<PERSON_1>" in ran.out
    assert "verdict: redact" in ran.err


def test_json_follows_its_schema_and_spans_rebuild_the_text(cli: Cli, brief: Path) -> None:
    value = cli("redact", brief, "--json").json
    Draft202012Validator(schema_of("redact-output")).validate(value)
    # Putting the submitted slices back where the placeholders stand must give the submitted text.
    rebuilt, at = "", 0
    for span in value["spans"]:
        assert value["text"][span["redacted_start"] : span["redacted_end"]] == span["placeholder"]
        rebuilt += value["text"][at : span["redacted_start"]] + BRIEF[span["start"] : span["end"]]
        at = span["redacted_end"]
    assert rebuilt + value["text"][at:] == BRIEF


def test_a_stop_exits_3_and_shows_no_text(cli: Cli, clause: Path) -> None:
    ran = cli("redact", clause, "--json")
    assert ran.code == 3
    assert ran.json["verdict"] == "refuse"
    assert ran.json["text"] is None
    assert "indemnify" not in ran.out + ran.err


def test_redacting_needs_no_home_and_makes_none(cli: Cli, brief: Path, home: Path) -> None:
    assert cli("redact", brief).code == 0
    assert not home.exists()


def test_removed_values_are_never_shown_to_a_pipe(cli: Cli, brief: Path) -> None:
    ran = cli("redact", brief, "--show-text")
    assert ran.code == 2
    assert "Jana" not in ran.out + ran.err


def test_lines_keep_their_order_and_a_bad_one_is_answered_in_its_place(cli: Cli) -> None:
    lines = [
        "\ufeff" + json.dumps({"id": "a", "text": "Hi Jana Petersen,\n\nthe deck is ready."}),
        "",
        "{broken",
        json.dumps({"id": "", "text": "x"}),
        json.dumps({"id": "s", "text": "lone \ud800 surrogate"}),
        json.dumps({"id": "b", "text": "The customer renewed the contract."}),
        json.dumps({"id": "c", "text": "x", "unknown": 1}),
    ]
    Path("in.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    ran = cli("redact", "--jsonl", "in.jsonl", "--out", "out.jsonl")
    answers = [json.loads(line) for line in Path("out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert ran.code == 2
    assert [one["id"] for one in answers] == ["a", None, None, None, "b", None]
    # Line numbers count blank lines too.
    assert [one.get("line") for one in answers] == [None, 3, 4, 5, None, 7]
    assert "Jana" not in Path("out.jsonl").read_text(encoding="utf-8")
    assert answers[4]["verdict"] == "allow"


def test_refusals_are_no_faults(cli: Cli) -> None:
    secret = secrets.token_urlsafe(24)
    item = {"id": "a", "text": f"The API key is {secret} for now."}
    Path("in.jsonl").write_text(json.dumps(item) + "\n", encoding="utf-8")
    ran = cli("redact", "--jsonl", "in.jsonl")
    assert ran.code == 0
    assert ran.lines[0]["verdict"] == "refuse"
    assert "credentials" in {finding["category"] for finding in ran.lines[0]["findings"]}
    assert secret not in ran.out + ran.err


def test_placeholder_shaped_input_is_escaped(cli: Cli) -> None:
    Path("in.txt").write_text("Thanks, <PERSON_1> did all the work.", encoding="utf-8")
    value = cli("redact", "in.txt", "--json").json
    assert "<PERSON_1>" not in value["text"]
    assert value["findings"][0]["category"] == "placeholder_forgery"


def test_the_subject_is_found_in_any_case(cli: Cli) -> None:
    Path("in.txt").write_text("notes by katrin sommer, please file", encoding="utf-8")
    Path("s.json").write_text(
        json.dumps({"actor": None, "names": ["Katrin Sommer"], "emails": []}), encoding="utf-8"
    )
    assert "sommer" not in cli("redact", "in.txt", "--subject-file", "s.json").out


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.md", b" \n \n", "empty"),
        ("nul.txt", b"abc\x00\x00\x00\x00def", "binary_content"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n", "wrong_extension"),
        ("deck.key", b"PK\x03\x04", "unsupported_format"),
        ("deck.pptx", b"PK\x03\x04", "damaged_file"),
        ("brief.pdf", b"%PDF-1.7 and no more", "damaged_file"),
    ],
)
def test_bad_files_get_their_own_code_and_exit_2(cli: Cli, name: str, content: bytes, code: str) -> None:
    Path(name).write_bytes(content)
    ran = cli("redact", name, "--json")
    assert ran.code == 2
    assert ran.json["error"]["code"] == code
    assert name in ran.err


def test_a_missing_file_is_named(cli: Cli) -> None:
    ran = cli("redact", "nowhere.md")
    assert ran.code == 2
    assert "nowhere.md" in ran.err


def mail_with(attached: bytes) -> bytes:
    message = mail("Hi Jana Petersen,\n\nthe note is attached.\n")
    message.add_attachment(attached, "text", "plain", filename="note.txt")
    message.add_attachment(b"GIF89a", "image", "gif", filename="logo.gif")
    return as_bytes(message)


def test_what_is_attached_is_redacted_with_the_mail_and_placeholders_agree(cli: Cli) -> None:
    Path("mail.eml").write_bytes(mail_with(b"Note for Jana Petersen: I checked the export.\n"))
    ran = cli("redact", "mail.eml", "--json")
    assert ran.code == 0
    Draft202012Validator(schema_of("redact-output")).validate(ran.json)
    (attached,) = ran.json["attachments"]
    assert attached["id"] == "mail.eml: attachment 1"
    assert "Petersen" not in ran.out + ran.err
    placeholder = attached["spans"][0]["placeholder"]
    assert f"Hi {placeholder}" in ran.json["text"]
    assert "attachments" not in attached
    assert "attachment_not_read" in {finding["rule"] for finding in ran.json["findings"]}


def test_a_stopped_attachment_exits_3_though_the_mail_passes(cli: Cli) -> None:
    secret = secrets.token_urlsafe(24)
    Path("mail.eml").write_bytes(mail_with(f'password = "{secret}"\n'.encode()))
    ran = cli("redact", "mail.eml", "--json")
    assert ran.code == 3
    assert (ran.json["verdict"], ran.json["attachments"][0]["verdict"]) == ("redact", "refuse")
    assert ran.json["attachments"][0]["text"] is None
    assert secret not in ran.out + ran.err


def test_people_see_which_attachment_a_verdict_is_of(cli: Cli) -> None:
    Path("mail.eml").write_bytes(mail_with(b"I checked the export.\n"))
    ran = cli("redact", "mail.eml")
    assert ran.err.index("-- mail.eml\n") < ran.err.index("-- mail.eml: attachment 1\n")
    assert "I checked the export." in ran.out
