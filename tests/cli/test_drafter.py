"""`assessor drafter`: from sealed ratings to a version in effect and back, on one home."""

import shutil
from pathlib import Path

import pytest

from assessor.bootstrap import Application
from assessor.domain.actor import Role
from assessor.domain.draft import Draft
from assessor.rubrics.load import load_rubric
from assessor.settings import Settings
from tests.cli.conftest import Cli
from tests.cli.rated import evidence, hand_in, rate_all

RATED = 40
REASON = "nearer to what is rated here"
VERSION = "ai-skills/embedded/1"


def lower(level: int) -> int:
    """What these raters give: one level less than the draft, which they have not seen."""
    return max(1, level - 1)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which anna rated 40 drafts one level lower; made once."""
    folder = tmp_path_factory.mktemp("rated") / "home"
    application = Application(Settings(home=folder))
    anna, _ = application.accounts.add("anna", frozenset({Role.MANAGER}), by="system")
    application.accounts.add("erik", frozenset({Role.ENABLEMENT}), by="system")
    application.accounts.add("petra", frozenset({Role.PRIVACY}), by="system")
    rated = rate_all(application, anna, count=RATED, per_assessee=6, level=lower)
    assert len(rated) == RATED
    application.engine.dispose()
    return folder


@pytest.fixture
def rated_home(filled: Path, home: Path) -> Path:
    shutil.copytree(filled, home)
    return home


def application(home: Path) -> Application:
    return Application(Settings(home=home))


def drafted(home: Path, text: int = 5) -> Draft:
    """What is drafted now, asked of a process that has just started."""
    one = evidence(text + 1)[text]
    found = application(home).pipeline.draft(
        one, load_rubric("ai-skills"), skill_area=None, career_level=None
    )
    assert found.place is not None
    return found


def test_from_ratings_to_a_version_in_effect_and_back(cli: Cli, rated_home: Path) -> None:
    before = next(
        (number, found)
        for number in range(12)
        if (found := drafted_or_none(rated_home, number)) is not None and (found.rating_before_cap or 0) >= 3
    )
    number, shipped = before
    fit = cli("drafter", "fit", "--rubric", "ai-skills", "--as", "erik", "--json")
    assert fit.code == 0
    assert (fit.json["name"], fit.json["state"]) == (VERSION, "proven")
    figures = fit.json["figures"]
    assert (figures["n"], figures["sources"], figures["excluded"]) == (RATED, {"sealed": RATED}, {})
    assert figures["errors"]["shift"] < figures["error_before"]
    assert figures["error_after"] < 0.6 * figures["error_before"]
    # A fit alone changes nothing.
    assert drafted(rated_home, number) == shipped

    compared = cli("drafter", "compare", "shipped", VERSION, "--as", "erik", "--json")
    assert compared.json["ratings"]["verdict"] == "b_closer"
    assert (compared.json["left_out_a"], compared.json["left_out_b"]) == (0, RATED)

    done = cli("drafter", "activate", VERSION, "--reason", REASON, "--as", "erik", "--json")
    assert (done.code, done.json["version"]) == (0, VERSION)
    moved = drafted(rated_home, number)
    assert moved.rating_before_cap == (shipped.rating_before_cap or 0) - 1
    assert (moved.provenance.fit, moved.calibration.state) == (VERSION, "proven")
    assert moved.place == shipped.place
    listed = cli("drafter", "list", "--json").json["versions"]
    assert [(one["name"], one["active"], one["stale"], one["texts_gone"]) for one in listed] == [
        (VERSION, True, False, 0)
    ]

    back = cli("drafter", "rollback", "--rubric", "ai-skills", "--reason", REASON, "--as", "erik", "--json")
    assert back.json["version"] == "shipped"
    assert drafted(rated_home, number) == shipped
    assert cli("audit", "verify").code == 0
    again = cli("drafter", "rollback", "--rubric", "ai-skills", "--reason", REASON, "--as", "erik", "--json")
    assert (again.code, again.json["error"]["code"]) == (2, "nothing_active")


def drafted_or_none(home: Path, number: int) -> Draft | None:
    one = evidence(number + 1)[number]
    found = application(home).pipeline.draft(
        one, load_rubric("ai-skills"), skill_area=None, career_level=None
    )
    return None if found.place is None else found


def test_a_running_process_drafts_with_what_is_in_effect_now(cli: Cli, rated_home: Path) -> None:
    """As a server does: one application, and a person who activates and goes back beside it."""
    running, one, rubric = application(rated_home), evidence(6)[5], load_rubric("ai-skills")

    def version() -> str | None:
        return running.pipeline.draft(one, rubric, skill_area=None, career_level=None).provenance.fit

    assert version() is None
    assert cli("drafter", "fit", "--rubric", "ai-skills", "--as", "erik").code == 0
    assert cli("drafter", "activate", VERSION, "--reason", REASON, "--as", "erik").code == 0
    assert version() == VERSION
    assert cli("drafter", "rollback", "--rubric", "ai-skills", "--reason", REASON, "--as", "erik").code == 0
    assert version() is None


def test_drafts_made_after_an_activation_teach_from_where_the_drafter_itself_stood(
    cli: Cli, rated_home: Path
) -> None:
    """Else every fit would move what the last one moved already."""
    cli("drafter", "fit", "--rubric", "ai-skills", "--as", "erik")
    cli("drafter", "activate", VERSION, "--reason", REASON, "--as", "erik")
    again = cli("drafter", "fit", "--rubric", "ai-skills", "--as", "erik", "--json").json
    first, second = cli("drafter", "list", "--json").json["versions"]
    assert second["name"] == again["name"] == "ai-skills/embedded/2"
    assert first["figures"] == second["figures"]


def test_erasure_is_told_of_a_version_that_learned_from_what_went(cli: Cli, rated_home: Path) -> None:
    cli("drafter", "fit", "--rubric", "ai-skills", "--as", "erik")
    with application(rated_home).store.read() as unit:
        version = unit.fits.list_all()[0]
        rating = unit.ratings.get(version.fit.ratings[0])
        gone = [
            one for one in unit.ratings.of_rubric("ai-skills") if one.submission_id == rating.submission_id
        ]
    assert cli("privacy", "erase", rating.submission_id, "--yes", "--as", "petra").code == 0
    (listed,) = cli("drafter", "list", "--json").json["versions"]
    assert listed["texts_gone"] == len(gone) >= 1
    assert f"{len(gone)} of its {RATED} texts erased since" in cli("drafter", "list").out
    # What is left still judges the version, and a new fit learns from that alone.
    compared = cli("drafter", "compare", "shipped", VERSION, "--as", "erik", "--json").json
    assert compared["left_out_b"] == RATED - len(gone)
    second = cli("drafter", "fit", "--rubric", "ai-skills", "--as", "erik", "--json").json
    assert second["figures"]["n"] == RATED - len(gone)


def test_previewed_bytes_and_confirmed_ratings_teach_nothing(cli: Cli, rated_home: Path) -> None:
    own = application(rated_home)
    anna = own.accounts.acting("anna")
    with own.store.read() as unit:
        sealed = unit.ratings.of_rubric("ai-skills")[0]
        artefact = unit.submissions.artefact(sealed.submission_id, sealed.artefact_id or "")
    draft_id = str(sealed.draft_id)
    found = own.review.reveal(draft_id, anna)
    cited = next(one for claim in found.claims for one in claim.citations)
    done = cli(
        "confirm", draft_id, "--rating", "5", "--reason", "Checked against the sources named.",
        "--cite", f"{artefact.artefact_id}:{cited.start}-{cited.end}", "--as", "anna",
    )  # fmt: skip
    assert done.code == 0
    # The same bytes handed in once more: anna has seen a draft of them by now.
    _, drafts = hand_in(own, anna, "csm-other", [artefact.redacted])
    (second,) = drafts
    assert cli("rate", second, "--rating", "5", "--as", "anna", "--json").json["seen_before"] is True
    figures = cli("drafter", "fit", "--rubric", "ai-skills", "--as", "erik", "--json").json["figures"]
    assert figures["n"] == RATED
    assert figures["excluded"] == {"confirmed": 1, "seen_before": 1}


def test_an_eval_run_names_the_version_and_can_do_without(cli: Cli, rated_home: Path, work: Path) -> None:
    from tests.cli.rated import GOLD

    (work / "few.jsonl").write_text(
        "\n".join(GOLD.read_text(encoding="utf-8").splitlines()[-2:]) + "\n", encoding="utf-8"
    )
    cli("drafter", "fit", "--rubric", "ai-skills", "--as", "erik")
    cli("drafter", "activate", VERSION, "--reason", REASON, "--as", "erik")
    run = ("eval", "run", "--gold", "few.jsonl", "--split", "all", "--json")
    assert cli(*run, "--out", "with").code == 0
    assert cli(*run, "--out", "without", "--learned", "shipped").code == 0
    assert VERSION in (work / "with" / "run.json").read_text(encoding="utf-8")
    assert VERSION not in (work / "without" / "run.json").read_text(encoding="utf-8")
    told = cli("eval", "compare", "without", "with", "--json").json["conditions"]
    assert [one["what"] for one in told] == [f"fitted {VERSION}"]


def test_below_thirty_ratings_a_version_is_unproven(cli: Cli, home: Path) -> None:
    own = application(home)
    anna, _ = own.accounts.add("anna", frozenset({Role.MANAGER, Role.ENABLEMENT}), by="system")
    rate_all(own, anna, count=8, per_assessee=3, level=lower)
    report = cli("drafter", "fit", "--rubric", "ai-skills", "--as", "anna")
    assert report.code == 0
    assert "unproven" in report.out
    assert "interval: the drafter's own" in report.out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("fit", "--rubric", "csm-matrix", "--as", "erik"), "too_few_ratings"),
        (("fit", "--rubric", "ai-skills", "--drafter", "llm", "--as", "erik"), "too_few_ratings"),
        (("fit", "--rubric", "ai-skills", "--as", "anna"), "role_missing"),
        (("fit", "--rubric", "nope", "--as", "erik"), "unknown_rubric"),
        (("fit", "--rubric", "ai-skills", "--as", "nobody"), "unknown_actor"),
        (("activate", "ai-skills/embedded/7", "--reason", REASON, "--as", "erik"), "unknown_version"),
        (("activate", "/etc/passwd", "--reason", REASON, "--as", "erik"), "unknown_version"),
        (("compare", "shipped", "shipped", "--as", "erik"), "not_comparable"),
        (("compare", "shipped", "", "--as", "erik"), "unknown_version"),
        (("rollback", "--rubric", "ai-skills", "--reason", REASON, "--as", "erik"), "nothing_active"),
    ],
)
def test_what_cannot_be_done_exits_2_and_says_why(
    cli: Cli, rated_home: Path, arguments: tuple[str, ...], code: str
) -> None:
    ran = cli("drafter", *arguments, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, code)


def test_an_activation_needs_the_role_and_a_reason(cli: Cli, rated_home: Path) -> None:
    cli("drafter", "fit", "--rubric", "ai-skills", "--as", "erik")
    for actor, reason, code in (("anna", REASON, "role_missing"), ("erik", "why not", "reason_missing")):
        ran = cli("drafter", "activate", VERSION, "--reason", reason, "--as", actor, "--json")
        assert (ran.code, ran.json["error"]["code"]) == (2, code)
    assert cli("drafter", "activate", VERSION, "--reason", REASON, "--as", "erik").code == 0
    ran = cli("drafter", "activate", VERSION, "--reason", REASON, "--as", "erik", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, "already_active")
