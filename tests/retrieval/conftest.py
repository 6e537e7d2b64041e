"""A rubric small enough to work out by hand, and embedders that need no model."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import numpy as np
import pytest

from assessor.domain.rubric import (
    Anchor,
    AnchorCell,
    CareerLevel,
    EvidenceRule,
    Rubric,
    RubricSource,
    Scale,
    ScaleLevel,
    SkillArea,
)
from assessor.ports import Vectors
from assessor.retrieval.embedder import UseEmbedder

RubricMaker = Callable[..., Rubric]


def small_rubric(
    areas: Mapping[str, Sequence[str]],
    *,
    goals: Mapping[str, str] | None = None,
    version: str = "1.0.0",
    career_level: str = "Junior",
    owner: str = "Enablement",
) -> Rubric:
    """A rubric with one career level; the anchors of area `Data` are `tiny/data/1`, `tiny/data/2`, ..."""
    return Rubric(
        id="tiny",
        title="Tiny",
        version=version,
        owner=owner,
        status="released",
        date=date(2026, 11, 1),
        lang="en",
        source=RubricSource(id="T", title="T", note=""),
        changelog=(),
        scale=Scale(
            id="tiny-1-2",
            levels=tuple(ScaleLevel(value=v, label="", definition="", typical="") for v in (1, 2)),
        ),
        career_levels=(CareerLevel(name=career_level),),
        skill_areas=tuple(
            SkillArea(
                id=name.lower(),
                name=name,
                aliases=(f"{name} work",),
                owner="Enablement",
                goal=(goals or {}).get(name, ""),
                outcomes=(),
                indicators=(),
                cells=(
                    AnchorCell(
                        career_level=career_level,
                        anchors=tuple(
                            Anchor(id=f"tiny/{name.lower()}/{number}", text=text)
                            for number, text in enumerate(texts, start=1)
                        ),
                    ),
                ),
            )
            for name, texts in areas.items()
        ),
        facets=(),
        evidence=EvidenceRule(min_artefacts=2, max_age_months=6),
        evidence_types=(),
        red_lines=(),
        growth_signals=(),
        warning_signs=(),
    )


class TableEmbedder:
    """Looks each text up in a table, and remembers what it was asked for."""

    id = "table@1"

    def __init__(self, table: Mapping[str, Sequence[float]]) -> None:
        self._table = table
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.array([self._table[text] for text in texts], dtype=np.float32)


class HashEmbedder:
    """A vector for any text: 16 numbers drawn from the text's digest, scaled to length 1."""

    id = "hash@1"

    def embed(self, texts: Sequence[str]) -> Vectors:
        drawn = np.zeros((len(texts), 16), dtype=np.float32)
        for row, text in enumerate(texts):
            seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
            drawn[row] = np.random.default_rng(seed).normal(size=16)
        lengths = np.linalg.norm(drawn, axis=1, keepdims=True)
        scaled: Vectors = drawn / np.where(lengths == 0, 1, lengths)
        return scaled


@pytest.fixture
def make_rubric() -> RubricMaker:
    return small_rubric


@pytest.fixture
def table_embedder() -> type[TableEmbedder]:
    return TableEmbedder


@pytest.fixture
def hash_embedder() -> HashEmbedder:
    return HashEmbedder()


@pytest.fixture(scope="session")
def use_embedder() -> UseEmbedder:
    """The real model, loaded once for the whole run."""
    return UseEmbedder()
