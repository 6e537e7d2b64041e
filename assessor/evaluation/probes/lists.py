"""The probes' own lists, read once from YAML: names, sentences, orders, limits. Never trained on."""

from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

import yaml


@cache
def load(name: str) -> Any:
    """A YAML file of this package as plain values."""
    text = files("assessor.evaluation.probes").joinpath(name).read_text(encoding="utf-8")
    return yaml.safe_load(text)


def dice(seed: int, probe: str, text: str) -> Random:
    """Chance that falls the same way for the same seed, probe and text, in every process."""
    return Random(f"{seed}:{probe}:{text}")  # noqa: S311 - choices that can be made again, nothing secret
