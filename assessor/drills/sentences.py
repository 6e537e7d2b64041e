"""Sentences that are put into the text of a drill, each in both languages."""

from functools import cache
from importlib import resources

import yaml

from assessor.domain.drill import Flaw
from assessor.domain.sentences import Sentences


@cache
def sentences() -> dict[Flaw, dict[str, Sentences]]:
    """By flaw and name; of a missed red line the name is the red line's."""
    source = resources.files("assessor.drills") / "sentences.yaml"
    read = yaml.safe_load(source.read_text(encoding="utf-8"))
    return {
        Flaw(flaw): {name: Sentences.model_validate(one) for name, one in named.items()}
        for flaw, named in read.items()
    }
