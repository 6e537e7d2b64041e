"""`assessor eval reliance` on a home of its own (issue 9, Reliance)."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from assessor.bootstrap import Application
from assessor.domain.actor import Role
from assessor.formats.published import schema_of
from assessor.settings import Settings
from tests.cli.conftest import Cli
from tests.evaluation.reliance.cases import many
from tests.evaluation.reliance.filled import Filler

SINCE = ("--since", "2026-01-01")


@pytest.fixture
def led_astray(home: Path) -> Application:
    """Five raters who were right and followed the draft, each eight times."""
    application = Application(Settings(home=home))
    application.accounts.add("erik", frozenset({Role.ENABLEMENT}), by="system")
    application.accounts.add("mara", frozenset({Role.MANAGER}), by="system")
    Filler(application.store).fill(many(40, (3, 4, 4), outcome=3))
    return application


def test_above_the_limit_it_exits_4_and_acts_only_when_asked(cli: Cli, led_astray: Application) -> None:
    ran = cli("eval", "reliance", *SINCE, "--as", "erik", "--json")
    assert ran.code == 4, ran.err
    Draft202012Validator(schema_of("reliance-report")).validate(ran.json)
    assert (ran.json["exceeded"], ran.json["acted_on"]) == (True, [])
    assert led_astray.suspensions.standing() == ()
    acted = cli("eval", "reliance", *SINCE, "--as", "erik", "--act", "--json")
    (done,) = acted.json["acted_on"]
    (standing,) = led_astray.suspensions.standing()
    assert (acted.code, done["new"], done["suspension"]) == (4, True, standing.id)
    assert (standing.cause, standing.by_rule, standing.drafter) == ("reliance", True, "embedded")
    # A second time it stays as it is, and says so.
    again = cli("eval", "reliance", *SINCE, "--as", "erik", "--act", "--json")
    assert [one["new"] for one in again.json["acted_on"]] == [False]
    assert len(led_astray.suspensions.standing()) == 1
    assert cli("audit", "verify").code == 0


@pytest.mark.usefixtures("led_astray")
def test_people_are_told_in_both_languages(cli: Cli) -> None:
    english = cli("eval", "reliance", *SINCE, "--as", "erik", "--act").out
    assert "ai-skills, embedded, since 2026-01-01: 40 cases of 5 raters on work of 5 assessees" in english
    assert "led astray: limit 0.30 EXCEEDED, the interval begins at 1.00" in english
    assert "drafts are withheld from now on (sus_" in english
    german = cli("eval", "reliance", *SINCE, "--as", "erik", "--lang", "de").out
    assert "40 Fälle von 5 Bewertenden" in german
    assert "ÜBERSCHRITTEN" in german


@pytest.mark.usefixtures("led_astray")
def test_limits_are_settings(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSESSOR_RELIANCE_LED_ASTRAY", "0.99999")
    monkeypatch.setenv("ASSESSOR_RELIANCE_WEIGHT_OF_ADVICE", "0.99999")
    limits = cli("eval", "reliance", *SINCE, "--as", "erik", "--json").json["groups"][0]["limits"]
    assert [one["at_most"] for one in limits] == [0.99999, 0.99999]
    monkeypatch.setenv("ASSESSOR_RELIANCE_LED_ASTRAY", "1")
    ran = cli("eval", "reliance", *SINCE, "--as", "erik")
    assert (ran.code, "setting_invalid" in ran.err) == (2, True)


@pytest.mark.usefixtures("led_astray")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--since", "yesterday", "--as", "erik"], "bad_date"),
        (["--since", "2999-01-01", "--as", "erik"], "bad_date"),
        ([*SINCE, "--as", "erik", "--rubric", "ai"], "unknown_rubric"),
        ([*SINCE, "--as", "mara"], "role_missing"),
        ([*SINCE, "--as", "nobody"], "unknown_actor"),
        (["--as", "erik"], "usage"),
    ],
)
def test_what_cannot_be_asked(cli: Cli, arguments: list[str], code: str) -> None:
    ran = cli("eval", "reliance", *arguments, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, code)


def test_an_empty_home_says_so(cli: Cli, home: Path) -> None:
    Application(Settings(home=home)).accounts.add("erik", frozenset({Role.ENABLEMENT}), by="system")
    ran = cli("eval", "reliance", *SINCE, "--as", "erik")
    assert (ran.code, ran.out.startswith("nothing to look at")) == (0, True)
