"""`eval agreement`, as a person calls it."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from assessor.formats.published import schema_of
from tests.cli.conftest import Cli, written

RATINGS = """unit,rater,value
a1,anna,3
a1,ben,3
a1,draft,3
a2,anna,2
a2,ben,3
a2,draft,3
a3,anna,4
a3,ben,4
a3,draft,
"""


@pytest.fixture
def ratings(work: Path) -> Path:
    return written(work, "ratings.csv", RATINGS)


def test_the_answer_keeps_to_the_contract_and_its_schema(cli: Cli, ratings: Path, home: Path) -> None:
    ran = cli("eval", "agreement", "--ratings", ratings, "--scale", "1-5", "--json")
    assert ran.code == 0, ran.err
    Draft202012Validator(schema_of("agreement")).validate(ran.json)
    assert {"n_units", "raters", "qwk", "qwk_pairs", "alpha", "ac2", "exact", "within_one", "bias"} <= set(
        ran.json
    )
    assert (ran.json["n_units"], ran.json["raters"]) == (3, ["anna", "ben", "draft"])
    for name in ("qwk", "alpha", "ac2", "exact", "within_one", "bias"):
        assert set(ran.json[name]) == {"value", "low", "high", "n", "why_null"}
    # Seven pairs of ratings; those equal are three of a1, ben and draft of a2, anna and ben of a3.
    assert ran.json["exact"]["value"] == pytest.approx(5 / 7)
    assert not home.exists()


def test_people_see_a_table_and_why_something_is_missing(cli: Cli, ratings: Path) -> None:
    ran = cli("eval", "agreement", "--ratings", ratings)
    assert ran.out.startswith(
        "3 units, 3 raters, 8 ratings\nvalues 2 3 4; AC2 takes them for the whole scale"
    )
    assert "equal                                0.714" in ran.out
    assert "bias: with more than two raters no direction is given" in ran.out
    assert "anna / ben" in ran.out
    assert ran.err == ""


def test_people_see_each_reason_once(cli: Cli, work: Path) -> None:
    alone = cli("eval", "agreement", "--ratings", written(work, "one.csv", "unit,rater,value\nu1,a,3\n")).out
    assert alone.startswith("1 unit, 1 rater, 1 rating\n")
    assert alone.count("there is only one rater") == 1
    assert "  all: there is only one rater" in alone
    same = written(work, "same.csv", "unit,rater,value\nu1,a,3\nu1,b,3\nu2,a,3\nu2,b,3\n")
    assert "  rank correlation: a rater gave one value" in cli("eval", "agreement", "--ratings", same).out


def test_a_model_is_set_beside_people(cli: Cli, ratings: Path) -> None:
    ran = cli("eval", "agreement", "--ratings", ratings, "--model", "anna", "--json")
    assert ran.json["raters"] == ["ben", "draft", "anna"]
    # Anna less the others: a1 0, 0; a2 -1, -1; a3 0 (ben alone).
    assert ran.json["bias"]["value"] == pytest.approx(-2 / 5)
    assert ran.json["ceiling"]["model"] == "anna"
    shown = cli("eval", "agreement", "--ratings", ratings, "--model", "anna").out
    assert "bias, model less people" in shown
    assert "share of the people's kappa" in shown


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--ratings", "nothing.csv"), "file_not_found", "nothing.csv"),
        (("--ratings", "."), "not_a_file", "Expected a file"),
        (("--ratings", "ratings.csv", "--scale", "5-1"), "bad_scale", "the lower first"),
        (("--ratings", "ratings.csv", "--scale", "1 to 5"), "bad_scale", "the lower first"),
        (("--ratings", "ratings.csv", "--scale", "0-1000"), "bad_scale", "at most 1000 levels"),
        (("--ratings", "ratings.csv", "--scale", "3-5"), "outside_scale", "line 5"),
        (("--ratings", "ratings.csv", "--model", "gpt"), "unknown_rater", "--model"),
        (("--ratings", "ratings.csv", "--draws", "-1"), "usage", "--draws"),
        ((), "usage", "--ratings"),
    ],
)
def test_what_cannot_be_used_exits_2_with_a_code(
    cli: Cli, ratings: Path, arguments: tuple[str, ...], code: str, said: str
) -> None:
    ran = cli("eval", "agreement", *arguments, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, code)
    assert said in ran.err


def test_a_name_cannot_write_to_the_terminal(cli: Cli, work: Path) -> None:
    file = written(work, "odd.csv", RATINGS.replace("anna", "an\x1b[31mna").replace("draft", "x" * 90))
    shown = cli("eval", "agreement", "--ratings", file).out
    assert "\x1b" not in shown
    assert "x" * 50 not in shown
