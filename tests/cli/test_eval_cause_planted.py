"""Five planted causes on small real runs, with a model server on loopback: each is named first."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from eval.cause_demo.__main__ import GOLD
from eval.cause_demo.planted import CAUSES, ITEMS, World, chosen_items
from eval.cause_demo.proposing import proposed_area
from eval.cause_demo.reader import Reader
from tests.cli.conftest import Cli

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
FEW = 8


@pytest.fixture
def world(
    cli: Cli, work: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[World]:
    """A run of so many items, drafted by a model that reads, and a person with the role."""

    def told(*arguments: object) -> Mapping[str, Any]:
        ran = cli(*arguments)
        assert ran.code == 0, ran.err
        value: Mapping[str, Any] = json.loads(ran.out)
        return value

    items = chosen_items(GOLD, proposed_area, request.param)
    assert len(items) == request.param
    with Reader({one["text"]: one["skill_area"] for one in items}) as running:
        monkeypatch.setenv("ASSESSOR_MODEL", "openai/reader-a")
        monkeypatch.setenv("ASSESSOR_MODEL_BASE_URL", running.base_url)
        monkeypatch.setenv("ASSESSOR_MODEL_API_KEY", "none")
        told("actor", "add", "erik", "--role", "enablement", "--json")
        made = World(work, items, told)
        made.begin()
        yield made


def assert_named_first(world: World, planted: str, kinds: Sequence[str]) -> None:
    factors = world.find(planted, "erik", kinds).report["factors"]
    assert (factors[0]["kind"], factors[0]["carries"]) == (planted, True), factors
    assert [one["kind"] for one in factors[1:] if one["carries"]] == [], planted


@pytest.mark.parametrize("world", [FEW], indirect=True)
def test_a_planted_prompt_is_named_and_remembered_answers_stay(world: World, home: Path) -> None:
    """Replays ask anew; what the run remembered is neither used nor thrown away."""
    remembered = sorted((home / "model-cache" / "local").iterdir())
    assert len(remembered) == FEW
    assert_named_first(world, "prompt", ("prompt", "retrieval"))
    assert sorted((home / "model-cache" / "local").iterdir()) == remembered


@pytest.mark.slow
@pytest.mark.parametrize("world", [ITEMS], indirect=True)
def test_each_of_five_planted_causes_is_named_first(world: World) -> None:
    for planted in CAUSES:
        assert_named_first(world, planted, CAUSES)
