"""Biased drafts are found, taken away, recalibrated and given back: the whole way, with real parts.

Run: python -m eval.drift_demo [--quick] [--seed N] [--home FOLDER]

A home of its own with a real SQLite and a real server; drafts by the real drafter; ratings by a planted
generator on a planted calendar. Exits 1 where a step did not happen as it should.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path

from assessor.cli.eval_run import EXIT_GATE
from assessor.cli.main import EXIT_USAGE
from assessor.resources import resource_folder
from eval.drift_demo.planted import put_in_effect
from eval.drift_demo.server import Server, served
from eval.drift_demo.world import RUBRIC, Rated, Said, World

_REASON = "demonstration of drift with planted ratings"


class StepFailedError(Exception):
    """A step did not happen."""


@dataclass(frozen=True)
class Size:
    """How much is drafted and rated."""

    texts: int
    baseline: int
    a_week: int
    most_weeks: int


FULL = Size(texts=180, baseline=120, a_week=20, most_weeks=8)
QUICK = Size(texts=40, baseline=60, a_week=20, most_weeks=8)


def demonstrate(size: Size, seed: int, home: Path) -> None:
    """Go the whole way and print what happens.

    Raises:
        StepFailedError: a step did not happen as it should.
    """
    weeks = -(-size.baseline // size.a_week) + size.most_weeks
    monday = datetime.now(UTC).date() - timedelta(weeks=weeks)
    world = World(home, texts=size.texts, start=monday, seed=seed)
    baseline_since = monday

    _say("1", "Planted: a version that adds half a level is put in effect, and people rate as it drafts.")
    version = put_in_effect(world, _REASON)
    world.honest_with(version)
    _tell(f"in effect: {version}")

    _say("2", f"Weeks in control with {version} in effect.")
    for _ in range(-(-size.baseline // size.a_week)):
        rated = world.week(monday, size.a_week)
        _tell(f"week of {monday}: {len(rated)} ratings, {_means(rated)}")
        monday += timedelta(weeks=1)
    calm = world.command(
        "eval", "drift", "--since", f"{monday - timedelta(weeks=1)}", "--baseline-since", f"{baseline_since}",
        "--json", "--as", "erik",
    )  # fmt: skip
    _tell(f"eval drift: exit {calm.code}")

    _say("3", "Planted: the version is rolled back. Drafts are half a level too low now; nobody is told.")
    world.application.fits.rollback(RUBRIC, "embedded", _REASON, world.people["erik"])
    since, window = monday, []
    os.environ["ASSESSOR_HTTP_WORKERS"] = "1"
    with served(home) as server:
        report: Said | None = None
        for _ in range(size.most_weeks):
            rated = world.week(monday, size.a_week)
            window += rated
            if len(window) == len(rated):
                _shown_before(world, server, window[0])
            report = world.command(
                "eval", "drift", "--since", f"{since}", "--baseline-since", f"{baseline_since}", "--act",
                "--json", "--as", "erik",
            )  # fmt: skip
            _tell(f"week of {monday}: {_means(rated)}; eval drift --act: exit {report.code}")
            monday += timedelta(weeks=1)
            if report.code == EXIT_GATE:
                break
        suspended = _verify_signal(report, window, size)
        _verify_suspended(world, server, window[1])
        _recalibrated(world, suspended)
        _verify_given_back(world, server, window[2])
    _verify_told(world)


def _shown_before(world: World, server: Server, one: Rated) -> None:
    status, draft = server.ask("POST", f"/drafts/{one.draft_id}/reveal", world.tokens[one.manager])
    _tell(f"HTTP reveal of a draft: {status}, status {draft.get('status')}, rating {draft.get('rating')}")
    _need(
        status == HTTPStatus.OK and draft["status"] == "drafted",
        "a draft is shown while nothing is suspended",
    )


def _verify_signal(report: Said | None, window: Sequence[Rated], size: Size) -> list[str]:
    _need(report is not None and report.code == EXIT_GATE, "the chart signals")
    assert report is not None
    found = report.json
    scope = found["rubrics"][0]["scopes"][0]
    on = [
        one["signalled_on"] for one in scope["charts"] if one["method"] != "change_point" and one["signals"]
    ]
    _tell(found["headline"]["en"])
    _tell(f"signalled on {min(on) if on else 'a day in one skill area'}, began about {scope['began_on']}")
    median, ninetieth = _simulated(size)
    _tell(
        f"signalled within {len(window)} ratings; simulated for half a level at {size.a_week} a week: "
        f"half of the time within {median:.0f}, nine in ten within {ninetieth:.0f}"
    )
    _need(len(window) <= ninetieth, "the signal comes within the simulated delay")
    suspended = [one["suspension"] for one in found["suspensions"]]
    _need(found["acted"] and bool(suspended) and all(suspended), "drafts are suspended")
    for one in found["suspensions"]:
        _tell(f"suspended: {one['request']['skill_area'] or RUBRIC}, {one['request']['figures']}")
    return suspended


def _simulated(size: Size) -> tuple[float, float]:
    import json

    rows = resource_folder("suites").parent / "reference" / "drift_study" / "rows.json"
    for one in json.loads(rows.read_text(encoding="utf-8"))["rows"]:
        if (one["a_week"], one["chart"], one["shift"]) == (size.a_week, "both, as set", 0.5):
            return one["median"], one["ninetieth"]
    raise StepFailedError("the study has no row for this volume")


def _verify_suspended(world: World, server: Server, one: Rated) -> None:
    _say("4", "Drafts are suspended, for the server that is running and on the command line.")
    status, draft = server.ask("POST", f"/drafts/{one.draft_id}/reveal", world.tokens[one.manager])
    _tell(f"HTTP: {status} {draft.get('status')}, rating {draft.get('rating')}: {draft.get('reason')}")
    _need(draft.get("status") == "suspended" and draft.get("rating") is None, "HTTP answers suspended")
    told = world.command("draft", "show", one.draft_id, "--as", one.manager, "--json")
    shown = world.command("reveal", one.draft_id, "--as", one.manager, "--json")
    _tell(f"draft show: exit {told.code}; reveal: {shown.json.get('status')}, {shown.json.get('reason')}")
    _need(shown.json.get("status") == "suspended", "the command line answers suspended")


def _recalibrated(world: World, suspended: Sequence[str]) -> None:
    _say("5", "Recalibration: fit, compare, put in effect; a person lifts the suspension with a reason.")
    refused = world.command("drafter", "resume", suspended[0], "--reason", _REASON, "--as", "erik", "--json")
    _tell(f"resume without a recalibration: {refused.json['error']['code']}")
    _need(refused.code == EXIT_USAGE, "a suspension by a rule needs a recalibration")
    fit = world.command("drafter", "fit", "--rubric", RUBRIC, "--as", "erik", "--json")
    _need(fit.code == 0, f"fit: {fit.err}")
    name = fit.json["name"]
    compared = world.command("drafter", "compare", "shipped", name, "--as", "erik")
    _need(compared.code == 0, f"compare: {compared.err}")
    for line in [line for line in compared.out.splitlines() if line.strip()][1:3]:
        _tell(line.strip())
    done = world.command("drafter", "activate", name, "--reason", _REASON, "--as", "erik")
    _tell(done.out.strip())
    _need(done.code == 0, f"activate: {done.err}")
    for one in suspended:
        lifted = world.command(
            "drafter", "resume", one, "--recalibration", name, "--reason", _REASON, "--as", "erik"
        )
        _need(lifted.code == 0, f"resume: {lifted.err}")
        _tell(lifted.out.strip())


def _verify_given_back(world: World, server: Server, one: Rated) -> None:
    status, draft = server.ask("POST", f"/drafts/{one.draft_id}/reveal", world.tokens[one.manager])
    _tell(f"HTTP: {status} {draft.get('status')}, rating {draft.get('rating')}")
    _need(draft.get("status") == "drafted", "drafts are given back")


def _verify_told(world: World) -> None:
    _say("6", "The audit log tells the story, and holds.")
    story = (
        "drafter.fitted",
        "drafter.activated",
        "drafter.rolled_back",
        "drafter.suspended",
        "drafter.resumed",
    )
    told = world.command("audit", "show", "--limit", "5000", "--json")
    entries = told.json["entries"] if isinstance(told.json, dict) else told.json
    events = [one for one in entries if str(one.get("leaf", one).get("event")).startswith("drafter.")]
    for one in events:
        leaf = one.get("leaf", one)
        facts = {name: value for name, value in leaf["facts"].items() if value is not None}
        _tell(f"{leaf['at'][:19]}  {leaf['event']:<20} {facts}")
    named = {one.get("leaf", one)["event"] for one in events}
    _need({"drafter.suspended", "drafter.resumed", "drafter.fitted"} <= named, f"the log tells {story}")
    verified = world.command("audit", "verify")
    _tell(verified.out.strip().splitlines()[0])
    _need(verified.code == 0, "audit verify")


def _means(rated: Sequence[Rated]) -> str:
    off = sum(one.sealed - one.drafted for one in rated) / len(rated)
    bias = sum(one.honest - one.drafted for one in rated) / len(rated)
    return f"sealed less draft {off:+.2f}, of which planted {bias:+.2f}"


def _need(holds: bool, what: str) -> None:
    if not holds:
        raise StepFailedError(what)


def _say(number: str, text: str) -> None:
    print(f"\n{number}. {text}", flush=True)


def _tell(text: str) -> None:
    print(f"   {text}", flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it; 1 where a step did not happen."""
    parser = argparse.ArgumentParser(prog="python -m eval.drift_demo", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer ratings, for CI")
    parser.add_argument("--seed", type=int, default=9, help="of the dice")
    parser.add_argument("--home", type=Path, default=None, help="keep the home here; else a temporary one")
    given = parser.parse_args(arguments)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        home = given.home or Path(folder) / "home"
        home.mkdir(parents=True, exist_ok=True)
        os.environ["ASSESSOR_HOME"] = str(home)
        try:
            demonstrate(QUICK if given.quick else FULL, given.seed, home)
        except StepFailedError as error:
            print(f"\nNOT as it should be: {error}", flush=True)
            return 1
    print(f"\nEvery step happened, in {time.monotonic() - begun:.0f} s.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
