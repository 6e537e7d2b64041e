"""Runs made by hand: what two drafters answered to a few labelled items."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assessor.domain.artefact import ArtefactKind
from assessor.domain.draft import Calibration, Citation, Claim, Draft, DraftStatus, Provenance
from assessor.domain.run import (
    GoldSource,
    ItemFailure,
    ItemLabels,
    RubricSource,
    RunItem,
    RunManifest,
)
from assessor.domain.verdict import Verdict
from assessor.evaluation.comparing.runs import Run
from assessor.evaluation.runs.folder import RunFolder


def digest(text: str) -> str:
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def labels(rating: int | None = 3, **other: Any) -> ItemLabels:
    """Of an item of the skill area "AI prompts"; without a rating it is one with too little evidence."""
    given: dict[str, Any] = {
        "split": "gold", "rubric": "ai-skills", "skill_area": "AI prompts", "career_level": None,
        "lang": "en", "kind": ArtefactKind.EMAIL, "rating": rating,
        "insufficient": rating is None and not other.get("do_not_enter"), "red_lines": (), "do_not_enter": (),
        "twin": None,
    }  # fmt: skip
    return ItemLabels(**(given | other))


def draft(
    rating: int | None, *, quote: str = "", code: str | None = "wide_interval", prompt: str | None = None
) -> Draft:
    cited = Citation(artefact=digest(quote), start=0, end=len(quote), quote=quote, locator="line 1")
    return Draft(
        status=DraftStatus.ABSTAINED if rating is None else DraftStatus.DRAFTED,
        reason_code=code if rating is None else None,
        reason="Too many levels fit." if rating is None else f"Rule C{rating} decided.",
        rating=rating,
        scale="ai-skills-1-5",
        claims=(Claim(text="It was checked.", anchor=None, citations=(cited,)),) if quote else (),
        calibration=Calibration(basis="authored", n=0, state="unproven"),
        provenance=Provenance(
            drafter="embedded", prompt="rate" if prompt else None, prompt_sha256=prompt, rubric="ai-skills",
            rubric_version="1.0.0", policy_sha256=digest("policy"),
        ),
    )  # fmt: skip


def item(name: str, given: Draft | None, of: ItemLabels | None = None, **other: Any) -> RunItem:
    """An answer; `None` is a stop unless a failure is given."""
    stopped = given is None and "failure" not in other
    fields: dict[str, Any] = {
        "id": name, "item": digest(f"{name} item"), "text_digest": digest(f"{name} text"), "words": 10,
        "labels": of or labels(), "draft": given, "text": None if given is None else "redacted",
        "verdict": Verdict.REFUSE if stopped else None if given is None else Verdict.ALLOW,
        "stopped_by": ("pricing_terms",) if stopped else (),
    }  # fmt: skip
    return RunItem(**(fields | other))


def failed(name: str, of: ItemLabels | None = None) -> RunItem:
    return item(name, None, of, failure=ItemFailure(code="model_failed", message="The model was silent."))


def manifest(name: str, items: int, **other: Any) -> RunManifest:
    fields: dict[str, Any] = {
        "id": f"run_{name}", "started_at": datetime(2026, 11, 27, 9, 30, tzinfo=UTC), "suite": None,
        "suite_version": None, "thresholds": (),
        "gold": (GoldSource(name="gold.jsonl", sha256=digest("gold"), items=items),), "split": "gold",
        "items": items, "medians": {"ai-skills": 3, "csm-matrix": 2}, "drafter": "embedded", "model": None,
        "policy_sha256": digest("policy"),
        "rubrics": (RubricSource(id="ai-skills", version="1.0.0", sha256=digest("rubric")),), "fitted": {},
        "assessor_version": "0.1.0", "code_sha256": digest("code"), "python": "3.11.7",
        "libraries": {"numpy": "2.4.6"},
    }  # fmt: skip
    return RunManifest(**(fields | other))


def run(name: str, *items: RunItem, **other: Any) -> Run:
    return Run(manifest(name, **({"items": len(items)} | other)), items)


def kept(path: Path, given: Run) -> Path:
    """The run in a folder, as `eval run` leaves it."""
    folder = RunFolder(path)
    with folder.held():
        folder.begin(given.manifest)
        with folder.appending() as lines:
            for one in given.items:
                lines.add(one)
    return path


def many(name: str, ratings: list[int | None], truth: list[int], **other: Any) -> Run:
    """A run over `truth` with these ratings."""
    pairs = enumerate(zip(ratings, truth, strict=True))
    return run(
        name, *(item(f"i{at:03}", draft(rated), labels(label)) for at, (rated, label) in pairs), **other
    )
