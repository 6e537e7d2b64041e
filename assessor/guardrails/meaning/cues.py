"""Stage 2 of 7: the cues of each category as data, read once from `categories/*.yaml`.

A single cue says little: "clause", "sick" and "union" stand in ordinary work texts too. What counts is which of
them meet in one passage, whom it is about, and whether it reports something or speaks of it in general.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Literal

from pydantic import ValidationError

from assessor.domain.base import Frozen
from assessor.errors import GuardrailError

Context = Literal["person", "name_like", "first_person", "rule", "hypothetical", "business"]
"""What a sentence is about, shared by all categories."""
CONTEXTS: tuple[Context, ...] = ("person", "name_like", "first_person", "rule", "hypothetical", "business")
SUBJECTS: tuple[Context, ...] = ("person", "name_like", "first_person")
"""Contexts that say whom a passage is about; the strongest one counts."""


class _CueFile(Frozen):
    weight: float
    any: tuple[str, ...]


class _CategoryFile(Frozen):
    """One file of `categories/`."""

    id: str
    window: Literal["sentence", "paragraph"]
    threshold: float
    context: dict[Context, float]
    gate: str
    cues: dict[str, _CueFile]


@dataclass(frozen=True)
class Cue:
    """Patterns that stand for one idea; it counts once, however often they match."""

    name: str
    weight: float
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class CategoryCues:
    """How one category is recognised.

    Attributes:
        window: what the cues are looked for in; a clause or an incident takes a whole paragraph.
        threshold: score from which a passage belongs to the category by its cues alone.
        context: weight of each shared context.
        gate: beginnings of words without one of which no sentence is looked at closer.
    """

    id: str
    window: Literal["sentence", "paragraph"]
    threshold: float
    context: dict[Context, float]
    gate: frozenset[str]
    cues: tuple[Cue, ...]


def _compiled(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.IGNORECASE)


def _folder() -> Traversable:
    return resources.files("assessor.guardrails.meaning") / "categories"


@cache
def load_contexts() -> dict[Context, re.Pattern[str]]:
    """The shared contexts by name, both languages in one pattern each."""
    import yaml

    content = yaml.safe_load((_folder() / "shared.yaml").read_text(encoding="utf-8"))
    return {name: _compiled(content[name]) for name in CONTEXTS}


@cache
def load_category(name: str) -> CategoryCues:
    """The cues of one category.

    Raises:
        GuardrailError: code `cues_unusable`; there are none under this name, or the file breaks its schema.
    """
    import yaml

    try:
        raw = yaml.safe_load((_folder() / f"{name}.yaml").read_text(encoding="utf-8"))
        file = _CategoryFile.model_validate(raw)
    except (OSError, ValidationError, yaml.YAMLError) as error:
        raise GuardrailError(
            f"cues of {name!r} cannot be used ({type(error).__name__}).",
            code="cues_unusable",
            hint="Install the wheel again, or take `meaning` out of that category of the policy.",
        ) from None
    return CategoryCues(
        id=file.id,
        window=file.window,
        threshold=file.threshold,
        context=dict(file.context),
        gate=frozenset(file.gate.split()),
        cues=tuple(Cue(cue, body.weight, _compiled(body.any)) for cue, body in file.cues.items()),
    )


def known_categories() -> frozenset[str]:
    """Names of the categories that can be recognised by meaning."""
    names = (file.name for file in _folder().iterdir() if file.name.endswith(".yaml"))
    return frozenset(name.removesuffix(".yaml") for name in names) - {"shared"}
