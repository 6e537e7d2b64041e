"""The demonstration of drift (issue 9): a slice of its world on real parts; the whole way is slow."""

from datetime import date
from pathlib import Path

import pytest

from eval.drift_demo.__main__ import StepFailedError, _need, main
from eval.drift_demo.planted import put_in_effect
from eval.drift_demo.world import RUBRIC, World


def test_the_planted_version_is_what_people_rate_by_and_taking_it_back_biases_drafts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSESSOR_HOME", str(tmp_path))
    world = World(tmp_path, texts=10, start=date(2026, 9, 7), seed=9)
    world.honest_with(put_in_effect(world, "a test of the demonstration"))
    calm = world.week(date(2026, 9, 7), 10)
    assert all(one.honest == one.drafted for one in calm)
    world.application.fits.rollback(RUBRIC, "embedded", "a test of the demonstration", world.people["erik"])
    biased = world.week(date(2026, 9, 14), 10)
    off = [one.honest - one.drafted for one in biased]
    # Half a level more is another level for some drafts and none for others, and never two.
    assert set(off) == {0, 1}
    told = world.command("eval", "drift", "--since", "2026-09-14", "--json", "--as", "erik")
    # Two weeks are far too few to chart.
    assert (told.code, told.json["rubrics"][0]["state"]) == (0, "unproven")
    world.application.store.close()


def test_a_step_that_did_not_happen_is_said() -> None:
    _need(len("done") > 0, "this one did")
    with pytest.raises(StepFailedError, match="the chart signals"):
        _need(len("") > 0, "the chart signals")


@pytest.mark.slow
@pytest.mark.enable_socket
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_every_step_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSESSOR_HOME", str(tmp_path))
    monkeypatch.setenv("ASSESSOR_HTTP_WORKERS", "1")
    assert main(["--quick", "--home", str(tmp_path)]) == 0
