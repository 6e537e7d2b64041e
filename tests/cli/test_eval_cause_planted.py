"""Five planted causes on small real runs, with a model server on loopback: each is named first."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from eval.cause_demo.__main__ import GOLD
from eval.cause_demo.planted import CAUSES, ITEMS, World, chosen_items
from eval.cause_demo.proposing import proposed_area
from eval.cause_demo.reader import Reader
from tests.cli.conftest import Cli

pytestmark = [pytest.mark.slow, pytest.mark.allow_hosts(["127.0.0.1"])]


@pytest.fixture
def reader(home: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """Items whose drafts a reading model makes."""
    items = chosen_items(GOLD, proposed_area)
    with Reader({one["text"]: one["skill_area"] for one in items}) as running:
        monkeypatch.setenv("ASSESSOR_MODEL", "openai/reader-a")
        monkeypatch.setenv("ASSESSOR_MODEL_BASE_URL", running.base_url)
        monkeypatch.setenv("ASSESSOR_MODEL_API_KEY", "none")
        yield items


def test_each_of_five_planted_causes_is_named_first(
    cli: Cli, reader: list[dict[str, Any]], work: Path, home: Path
) -> None:
    def told(*arguments: object) -> Mapping[str, Any]:
        ran = cli(*arguments)
        assert ran.code == 0, ran.err
        value: Mapping[str, Any] = json.loads(ran.out)
        return value

    told("actor", "add", "erik", "--role", "enablement", "--json")
    world = World(work, reader, told)
    world.begin()
    remembered = sorted((home / "model-cache" / "local").iterdir())
    assert len(remembered) == ITEMS
    for planted in CAUSES:
        found = world.find(planted, "erik")
        first = found.report["factors"][0]
        assert (first["kind"], first["carries"]) == (planted, True), found.report["factors"]
        others = [one for one in found.report["factors"][1:] if one["carries"]]
        assert others == [], planted
    # Replays ask anew; what the run remembered is neither used nor thrown away.
    assert sorted((home / "model-cache" / "local").iterdir()) == remembered
