"""`assessor examples` as people use it: Erna for Enablement, Petra for privacy, and what each may not."""

import json
from pathlib import Path
from typing import Any

import pytest

from assessor.settings import Settings
from assessor.work.lock import ServerLock
from tests.cli.conftest import BRIEF, CLAUSE, NOTIZ, Cli
from tests.cli.leak_scan import files_below, hits

AREA = "Data, privacy & CRM/CSM hygiene (EU/DACH lens)"
WEAK = "CRM note, 3 May\n\nThe assistant wrote the summary and I sent it to the customer as it was. Ask Jana Petersen."


def item(identity: str, text: str, rating: int | None = 3, **more: object) -> dict[str, object]:
    given: dict[str, object] = {
        "id": identity,
        "split": "train",
        "rubric": "ai-skills",
        "skill_area": AREA,
        "lang": "en",
        "kind": "crm_note",
        "date": "2026-05-12",
        "text": text,
        "rating": rating,
        "evidence_quotes": [text.strip().splitlines()[-1]],
    }
    return given | more


ITEMS = [item("strong-1", BRIEF), item("weak-1", WEAK, 1), item("strong-2", NOTIZ, 3, lang="de")]


def written(work: Path, *items: object, name: str = "train.jsonl") -> str:
    lines = [one if isinstance(one, str) else json.dumps(one) for one in items]
    (work / name).write_text("\n".join(lines), encoding="utf-8")
    return name


@pytest.fixture
def people(cli: Cli) -> Cli:
    for name, role in (("erna", "enablement"), ("petra", "privacy"), ("mara", "manager")):
        assert cli("actor", "add", name, "--role", role).code == 0
    return cli


def imported(cli: Cli, work: Path) -> list[str]:
    ran = cli("examples", "import", written(work, *ITEMS), "--team", "dach-2", "--as", "erna", "--json")
    assert ran.code == 0, ran.err
    return [one["id"] for one in ran.json]


def released(cli: Cli, work: Path) -> list[str]:
    ids = imported(cli, work)
    for name in ("erna", "petra"):
        assert cli("examples", "release", *ids, "--as", name).code == 0
    return ids


def rendered(cli: Cli, work: Path, *arguments: str, **more: object) -> tuple[dict[str, Any], str]:
    line = {"id": "a", "text": BRIEF.replace("61", "63"), "rubric": "ai-skills", "skill_area": AREA} | more
    source = written(work, line, name="in.jsonl")
    ran = cli("prompt", "render", "--jsonl", source, *arguments)
    assert ran.code == 0, ran.err
    return ran.lines[0]["request"], ran.err


def test_from_import_to_withdrawal(people: Cli, work: Path) -> None:
    ids = imported(people, work)
    listed = people("examples", "list", "--as", "petra", "--json").json
    assert [(one["item"], one["state"], one["team"]) for one in listed] == [
        (name, "imported", "dach-2") for name in ("strong-1", "weak-1", "strong-2")
    ]
    assert not {"text", "quotes", "known"} & listed[0].keys()
    shown = people("examples", "show", ids[1], "--as", "petra", "--json").json
    assert "Petersen" not in json.dumps(shown)
    assert "Ask <PERSON_1>." in shown["text"]
    assert shown["quotes"][0].endswith("Ask <PERSON_1>.")

    half = people("examples", "release", *ids, "--as", "erna")
    assert "3 of 3 still wait for the other role" in half.err
    assert "wants privacy" in half.out
    again = people("examples", "release", ids[0], "--as", "erna")
    assert (again.code, "already_released" in again.err) == (2, True)
    assert people("examples", "release", *ids, "--as", "petra").err == ""
    assert len(people("examples", "list", "--state", "released", "--as", "erna").out.splitlines()) == 3

    gone = people("examples", "withdraw", ids[0], "--as", "petra", "--json")
    assert (gone.json[0]["state"], gone.code) == ("withdrawn", 0)
    assert "its text is gone" in people("examples", "show", ids[0], "--as", "erna").out
    assert people("audit", "verify").code == 0


def test_bad_lines_are_told_and_the_others_kept(people: Cli, work: Path) -> None:
    source = written(
        work,
        item("gold-1", BRIEF, split="gold"),
        "no json",
        item("clause", CLAUSE),
        {name: value for name, value in item("default", BRIEF).items() if name != "split"},
        item("unrated", BRIEF, None, insufficient=True),
        item("good", WEAK, 1),
    )
    ran = people("examples", "import", source, "--as", "erna", "--json")
    assert ran.code == 2
    assert [one["error"]["code"] if "error" in one else one["item"] for one in ran.json] == [
        "example_split",
        "not_json",
        "example_stopped",
        "example_split",
        "example_unrated",
        "good",
    ]
    assert ran.json[0]["line"] == 1
    assert "5 of 6 lines could not be used" in ran.err
    assert "liability" not in ran.out + ran.err
    # Once more: what is there stays as it is.
    again = people("examples", "import", source, "--as", "erna")
    assert (again.code, again.out.count("was there")) == (2, 1)


@pytest.mark.parametrize(
    ("content", "code"), [(None, "file_unreadable"), ("", "gold_empty"), ("\n\n", "gold_empty")]
)
def test_a_file_that_is_none(people: Cli, work: Path, content: str | None, code: str) -> None:
    if content is not None:
        (work / "x.jsonl").write_text(content, encoding="utf-8")
    ran = people("examples", "import", "x.jsonl", "--as", "erna")
    assert (ran.code, f"[{code}]" in ran.err) == (2, True)
    folder = people("examples", "import", ".", "--as", "erna")
    assert (folder.code, "[not_a_file]" in folder.err) == (2, True)


def test_a_manager_may_none_of_it(people: Cli, work: Path) -> None:
    ids = imported(people, work)
    for arguments in (
        ("import", "train.jsonl"),
        ("list",),
        ("show", ids[0]),
        ("release", *ids),
        ("withdraw", *ids),
    ):
        ran = people("examples", *arguments, "--as", "mara")
        assert (ran.code, "[role_missing]" in ran.err) == (2, True), arguments


def test_prompt_render_shows_released_ones_on_request(people: Cli, work: Path) -> None:
    ids = imported(people, work)
    none, said = rendered(people, work, "--examples")
    assert "no example is released" in said
    for name in ("erna", "petra"):
        people("examples", "release", *ids, "--as", name)
    plain, _ = rendered(people, work)
    assert plain == none
    shown, said = rendered(people, work, "--examples")
    content = shown["messages"][1]["content"]
    # Not strong-1, of which the text is an edited copy.
    assert content.count("<<<EXAMPLE ") == 2
    assert "rated 1 Awareness" in content
    assert "I sent it to the customer as it was" in content
    assert "ASSESSOR_EXAMPLES decides" in said  # no model is configured, so it counts as external
    own_team, _ = rendered(people, work, "--examples", subject={"team": "DACH-2"})
    assert own_team == plain
    people("examples", "withdraw", ids[1], "--as", "petra")
    assert rendered(people, work, "--examples")[0] == plain  # one rating alone is no contrast


def test_rendering_without_a_home_makes_none(cli: Cli, work: Path, home: Path) -> None:
    rendered(cli, work, "--examples")
    assert not (home / "assessor.db").exists()


@pytest.mark.parametrize("server", [False, True])
def test_a_draft_without_a_server_says_that_it_does_without_examples(
    people: Cli, work: Path, home: Path, monkeypatch: pytest.MonkeyPatch, server: bool
) -> None:
    """The model does not answer, which is an abstention; what counts is what was said on stderr."""
    released(people, work)
    (work / "policy.yaml").write_text(
        "id: own\nversion: 1.0.0\nowner: Test\nlocal_model_hosts: ['127.0.0.1:9']\n"
        "categories:\n  x:\n    title: X\n    action: {external-model: note, local-model: note, store: note}\n"
        "    rules:\n      - {id: w, window: sentence, any: ['\\bneverseen\\b']}\n",
        encoding="utf-8",
    )
    (work / "brief.md").write_text(BRIEF, encoding="utf-8")
    for name, value in {
        "POLICY": str(work / "policy.yaml"),
        "MODEL": "openai/m",
        "MODEL_BASE_URL": "http://127.0.0.1:9/v1",
        "MODEL_ATTEMPTS": "1",
        "MODEL_TIMEOUT_S": "1",
    }.items():
        monkeypatch.setenv(f"ASSESSOR_{name}", value)
    arguments = ("assess", "--preview", "brief.md", "--rubric", "ai-skills", "--drafter", "llm")
    if server:
        with ServerLock(Settings().server_lock):
            ran = people(*arguments, "--as", "mara")
    else:
        ran = people(*arguments, "--as", "mara")
    assert ran.err.count("drafted without examples") == (0 if server else 1)
    monkeypatch.setenv("ASSESSOR_EXAMPLES", "off")
    assert "drafted without examples" not in people(*arguments, "--as", "mara").err
    assert not (home / "examples" / "socket").exists()


def test_erasing_a_submission_takes_the_examples_that_copy_it(people: Cli, work: Path, home: Path) -> None:
    imported(people, work)
    (work / "brief.md").write_text(BRIEF, encoding="utf-8")
    ran = people(
        "assess", "brief.md", "--rubric", "ai-skills", "--assessee", "csm-1", "--as", "mara", "--json"
    )
    erased = people("privacy", "erase", ran.json["submission"], "--as", "petra", "--yes", "--json")
    assert erased.code == 0, erased.err
    assert erased.json[0]["exemplars"] == 1
    assert "1 examples" in erased.err
    assert "2 examples for a model stay. They name no person" in erased.err
    assert hits(["usage export of 9 October"], files_below(home)) == set()
    states = {one["item"]: one["state"] for one in people("examples", "list", "--as", "petra", "--json").json}
    assert states == {"strong-1": "withdrawn", "weak-1": "imported", "strong-2": "imported"}
    assert people("audit", "verify").code == 0


def test_an_example_has_an_end_of_its_own(people: Cli, work: Path, home: Path) -> None:
    source = written(work, item("short", WEAK, 1, retain_until="2020-01-31"), item("long", BRIEF))
    assert people("examples", "import", source, "--as", "erna").code == 0
    assert (
        "exemplar               24 months"
        in people("privacy", "retention", "--schedule", "--as", "petra").out
    )
    due = people("privacy", "retention", "--preview", "--as", "petra", "--json").json
    assert [(one["kind"], one["since"]) for one in due] == [("exemplar", "2020-01-31")]
    ended = people("privacy", "retention", "--apply", "--as", "petra")
    assert (ended.code, "ended  exemplar" in ended.out, ended.err) == (0, True, "")
    assert hits(["I sent it to the customer as it was"], files_below(home)) == set()
    assert hits(["usage export of 9 October"], files_below(home))


def test_a_withdrawal_takes_kept_answers_of_models_too(people: Cli, work: Path, home: Path) -> None:
    """They may quote an example, and which one is not known."""
    ids = imported(people, work)
    kept = home / "model-cache" / "local" / "ab.json"
    kept.parent.mkdir(parents=True)
    kept.write_text("{}", encoding="utf-8")
    assert people("examples", "withdraw", ids[1], "--as", "petra").code == 0
    assert not kept.exists()
