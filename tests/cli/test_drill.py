"""`assessor drill` as a trainee and as Enablement use it (issue 9)."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from assessor.bootstrap import Application
from assessor.cli.main import cli as command
from assessor.domain.actor import Role
from assessor.formats.published import schema_of
from assessor.settings import Settings
from tests.cli.conftest import Cli
from tests.drills.test_drills import exemplar
from tests.store.fakes import event


@pytest.fixture
def released(home: Path) -> Application:
    """Three released examples, rated 2, 3 and 4."""
    application = Application(Settings(home=home))
    people = {
        name: application.accounts.add(name, frozenset({role}), by="system")[0].id
        for name, role in (
            ("erik", Role.ENABLEMENT), ("petra", Role.PRIVACY), ("mara", Role.MANAGER), ("noor", Role.CSM),
        )
    }  # fmt: skip
    with application.store.begin() as unit:
        for number in (1, 2, 3):
            added = unit.exemplars.add(exemplar(number, 1 + number), actor_id=people["erik"])
            unit.exemplars.release(added.id, Role.ENABLEMENT, actor_id=people["erik"])
            unit.exemplars.release(added.id, Role.PRIVACY, actor_id=people["petra"])
        unit.record(event())
    return application


def taken(drill: str, answers: str, *options: str) -> tuple[int, str, str]:
    """Take a drill with answers on standard input: exit code, stdout and stderr."""
    ran = CliRunner().invoke(
        command, ["drill", "take", drill, "--as", "mara", *options], input=answers, standalone_mode=False
    )
    return (0 if ran.exception is None else 1), ran.stdout, ran.stderr


def test_from_making_to_forgetting(cli: Cli, released: Application) -> None:
    made = cli("drill", "make", "--rubric", "ai-skills", "--as", "erik", "--json")
    assert made.code == 0, made.err
    Draft202012Validator(schema_of("drill")).validate(made.json)
    drill = made.json["id"]
    assert (made.json["drill"], made.json["items"], drill[:4]) == (True, 3, "drl_")
    # Nobody is told beforehand what was planted where.
    assert not any(word in made.out for word in ("flaw", "settled", "two_off"))
    assert cli("drill", "list", "--as", "mara", "--json").json == [made.json]

    code, out, err = taken(drill, "3\n3\n" * 3)
    assert code == 0, err
    assert err.count("DRILL, item") == err.count("DRILL, not a real draft") == 3
    # The draft of an item comes after the own rating, never before.
    assert err.index("DRILL, item 1") < err.index("your own level") < err.index("DRILL, not a real draft")
    receipt = out.split("receipt ")[1].split(";")[0]

    sheet = cli("drill", "result", receipt, "--json").json
    Draft202012Validator(schema_of("drill-sheet")).validate(sheet)
    assert [one["number"] for one in sheet["outcomes"]] == [1, 2, 3]
    counts = cli("drill", "result", drill, "--as", "erik", "--json").json
    Draft202012Validator(schema_of("drill-counts")).validate(counts)
    assert (counts["trainees"], counts["items"]) == (0, [])
    assert "nothing is shown" in cli("drill", "result", drill, "--as", "erik").out

    assert "Not kept" in taken(drill, "2\n2\n" * 3)[1]
    assert cli("drill", "forget", receipt, "--as", "mara", "--json").json["forgotten"] is True
    assert cli("drill", "result", receipt).code == 2
    assert cli("audit", "verify").code == 0
    with released.store.read() as unit:
        assert unit.ratings.rubrics() == ()


def test_who_stops_half_way_leaves_no_trace(cli: Cli, released: Application) -> None:
    drill = cli("drill", "make", "--rubric", "ai-skills", "--as", "erik", "--json").json["id"]
    code, out, _ = taken(drill, "3\n3\n2\n")
    assert (code, out) == (1, "")
    with released.store.read() as unit:
        assert unit.drills.attempts(drill) == ()
        assert not any("drill.taken" in one.leaf for one in unit.audit.entries())


def test_a_level_off_the_scale_is_asked_again_and_the_sheet_is_json(cli: Cli, released: Application) -> None:
    del released
    drill = cli("drill", "make", "--rubric", "ai-skills", "--as", "erik", "--json").json["id"]
    code, out, err = taken(drill, "9\nthree\n" + "2\n2\n" * 3, "--json", "--lang", "de")
    assert (code, '"drill": true' in out) == (0, True)
    assert err.count("Error") == 2
    assert err.count("ÜBUNG, kein echter Entwurf") == 3


@pytest.mark.usefixtures("released")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["make", "--rubric", "ai-skills", "--as", "mara"], "role_missing"),
        (["make", "--rubric", "csm-matrix", "--as", "erik"], "too_few_examples"),
        (["make", "--rubric", "nothing", "--as", "erik"], "unknown_rubric"),
        (["make", "--rubric", "ai-skills", "--items", "2", "--as", "erik"], "usage"),
        (["take", "drl_" + "0" * 32, "--as", "mara"], "not_found"),
        (["take", "drl_" + "0" * 32, "--as", "noor"], "role_missing"),
        (["result", "drl_" + "0" * 32, "--as", "mara"], "role_missing"),
        (["result", "att_" + "0" * 32], "not_found"),
        (["forget", "att_" + "0" * 32, "--as", "mara"], "not_found"),
    ],
)
def test_what_cannot_be_asked(cli: Cli, arguments: list[str], code: str) -> None:
    ran = cli("drill", *arguments, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, code)
