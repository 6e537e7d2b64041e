"""`rubric diff`, `map`, `due` and `export`, as a person calls them."""

import pytest

from tests.cli.conftest import Cli, Path


def edited_pack(work: Path, rubric_id: str = "csm-matrix", **replaced: str) -> Path:
    """The packaged pack with words replaced, as a file of one's own."""
    from assessor.rubrics.shipped import shipped

    text = shipped("packs")[rubric_id].read_text(encoding="utf-8")
    for old, new in {"version: 1.0.0": "version: 1.0.1", **replaced}.items():
        assert old in text
        text = text.replace(old, new)
    (work / "ours.yaml").write_text(text, encoding="utf-8")
    return Path("ours.yaml")


def test_a_diff_needs_no_home_and_makes_none(cli: Cli, work: Path, home: Path) -> None:
    """S002-51."""
    pack = edited_pack(work, **{"min_artefacts: 2": "min_artefacts: 3"})
    ran = cli("rubric", "diff", "csm-matrix", pack, "--json")
    assert ran.code == 0
    assert (ran.json["verdict"]["needed"], ran.json["verdict"]["enough"]) == ("major", False)
    assert ran.json["touched"] is None
    assert not home.exists()
    assert "no local store was found" in cli("rubric", "diff", "csm-matrix", pack).out


def test_a_diff_counts_past_ratings_and_leaves_them(cli: Cli, work: Path, brief: Path) -> None:
    ran = cli(
        "assess",
        brief,
        "--rubric",
        "csm-matrix",
        "--assessee",
        "csm-014",
        "--evidence-date",
        "2026-10-12",
        "--json",
    )
    draft_id = ran.json["artefacts"][0]["draft_id"]
    assert cli("rate", draft_id, "--rating", "1").code == 0
    pack = edited_pack(work, **{"min_artefacts: 2": "min_artefacts: 3"})
    touched = cli("rubric", "diff", "csm-matrix@1.0.0", pack, "--json").json["touched"]
    assert (touched["ratings"], touched["anchors"]) == (1, [])
    # B is the version of before here, and nothing was rated under it.
    assert cli("rubric", "diff", pack, "csm-matrix", "--json").json["touched"]["ratings"] == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("nothing.yaml", "csm-matrix"), "unknown_rubric"),
        (("csm-matrix@7.0.0", "csm-matrix"), "unknown_version"),
        (("csm-role", "csm-matrix"), "unrateable_rubric"),
        ((".", "csm-matrix"), "unknown_rubric"),
        (("empty.yaml", "csm-matrix"), "rubric_invalid"),
    ],
)
def test_what_cannot_be_compared_is_told(cli: Cli, work: Path, arguments: tuple[str, ...], code: str) -> None:
    (work / "empty.yaml").write_text("", encoding="utf-8")
    ran = cli("rubric", "diff", *arguments, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, code)


def test_a_mapping_is_proposed_written_and_checked(cli: Cli, work: Path) -> None:
    """S002-64, S002-72."""
    pack = edited_pack(work, **{"owner: CS Enablement": "owner: Somebody"})
    assert cli("rubric", "map", "csm-matrix", pack, "--out", "m.yaml").code == 0
    ran = cli("rubric", "map", "csm-matrix", pack, "--check", "m.yaml", "--json")
    assert (ran.code, ran.json["status"], ran.json["new"]["version"]) == (0, "proposed", "1.0.1")
    ran = cli("rubric", "map", pack, "csm-matrix", "--check", "m.yaml", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, "mapping_invalid")
    assert cli("rubric", "map", pack, pack, "--check", "m.yaml", "--out", "n.yaml").code == 2
    assert cli("rubric", "map", "csm-matrix", pack).out.startswith("old:\n  id: csm-matrix\n")


def test_what_is_overdue_is_said_plainly(cli: Cli, work: Path, home: Path) -> None:
    """S000-77."""
    ran = cli("rubric", "due", "--on", "2028-01-01")
    assert (ran.code, "OVERDUE by 375 days  ai-skills prompts (monthly; last 2026-11-22)" in ran.out) == (
        0,
        True,
    )
    (work / "log.yaml").write_text(
        "reviews: [{rubric: ai-skills, part: prompts, date: 2027-12-31, by: x}]", encoding="utf-8"
    )
    assert "ai-skills prompts" not in cli("rubric", "due", "--on", "2028-01-01", "--reviews", "log.yaml").out
    ran = cli("rubric", "due", "--on", "2026-11-27")
    assert (ran.out, "nothing is due on 2026-11-27; next: 2026-12-22" in ran.err) == ("", True)
    assert len(cli("rubric", "due", "--on", "2026-11-27", "--all").out.splitlines()) > 10
    assert cli("rubric", "due", "--on", "yesterday").code == 2
    assert cli("rubric", "due", "--reviews", "nothing.yaml").code == 2
    assert not home.exists()


def test_the_home_keeps_a_log_of_reviews(cli: Cli, home: Path) -> None:
    home.mkdir()
    (home / "reviews.yaml").write_text(
        "reviews: [{rubric: ai-skills, part: prompts, date: 2027-12-31, by: x}]", encoding="utf-8"
    )
    found = cli("rubric", "due", "--on", "2028-01-01", "--json").json["reviews"]
    (prompts,) = [one for one in found if (one["rubric"], one["part"]) == ("ai-skills", "prompts")]
    assert (prompts["due"], prompts["state"]) == ("2028-01-31", "upcoming")
