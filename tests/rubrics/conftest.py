import copy
import json
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml

from assessor.domain.rubric import Rubric
from assessor.rubrics.load import load_rubric

Break = Callable[[dict[str, Any]], None]


@pytest.fixture(scope="session")
def ai_skills() -> Rubric:
    return load_rubric("ai-skills")


@pytest.fixture(scope="session")
def good_pack() -> dict[str, Any]:
    """The ai-skills pack as plain values, with three of its areas, which load faster than eight."""
    text = (resources.files("assessor.rubrics") / "packs" / "ai-skills.yaml").read_text(encoding="utf-8")
    pack: dict[str, Any] = yaml.safe_load(text)
    pack["skill_areas"] = [area for area in pack["skill_areas"] if area["id"] in ("data", "prompts", "trust")]
    pack["guide"]["starter_kit"]["skill_areas"] = ["data"]
    for case in pack["guide"]["contrast_cases"]:
        case["skill_area"] = "data"
    return pack


@pytest.fixture
def broken_pack(good_pack: dict[str, Any], tmp_path: Path) -> Callable[[Break], Path]:
    """Write the good pack with one thing broken; returns the file."""

    def write(break_it: Break) -> Path:
        pack = copy.deepcopy(good_pack)
        break_it(pack)
        path = tmp_path / "broken.yaml"
        # JSON is YAML too, writes faster and has no references.
        path.write_text(json.dumps(pack, default=str), encoding="utf-8")
        return path

    return write
