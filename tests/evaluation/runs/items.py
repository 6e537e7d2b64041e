"""Labelled and answered items made by hand, with only what a test is about set."""

from datetime import UTC, date, datetime
from typing import Any

from assessor.domain.draft import Calibration, Citation, Claim, Draft, DraftStatus, Provenance
from assessor.domain.run import (
    GoldSource,
    ItemLabels,
    ItemRedaction,
    ItemTiming,
    RubricSource,
    RunItem,
    RunManifest,
    TypeCounts,
)
from assessor.domain.verdict import Verdict
from assessor.formats.gold import GoldItem
from assessor.rubrics.load import load_rubric

DIGEST = "sha256:" + "0" * 64
TEXT = "I compared both exports and wrote the difference into the account record before the call with <PERSON_1>."
RUBRICS = {name: load_rubric(name) for name in ("ai-skills", "csm-matrix", "csm-laufbahn", "csm-evaluation")}


def gold_item(name: str, **given: Any) -> GoldItem:
    base: dict[str, Any] = {
        "id": name,
        "rubric": "ai-skills",
        "skill_area": "AI in onboarding & adoption",
        "lang": "en",
        "kind": "crm_note",
        "date": date(2026, 10, 1),
        "text": f"{name}: the usage figures of the third week were compared with the export of the customer.",
        "rating": 3,
    }
    return GoldItem(**(base | given))


def draft(rating: int | None, **given: Any) -> Draft:
    base: dict[str, Any] = {
        "status": DraftStatus.ABSTAINED if rating is None else DraftStatus.DRAFTED,
        "reason": "Made by hand.",
        "rating": rating,
        "scale": "ai-skills-1-5",
        "calibration": Calibration(basis="authored", n=0, state="unproven"),
        "provenance": Provenance(
            drafter="embedded", rubric="ai-skills", rubric_version="1.0.0", policy_sha256="0" * 64
        ),
    }
    return Draft(**(base | given))


def cited(*places: tuple[int, int], text: str = TEXT, quote: str | None = None) -> tuple[Claim, ...]:
    citations = tuple(
        Citation(
            artefact=DIGEST, start=a, end=b, quote=text[a:b] if quote is None else quote, locator="line 1"
        )
        for a, b in places
    )
    return (Claim(text="A claim.", anchor=None, citations=citations),)


def labels(**given: Any) -> ItemLabels:
    base: dict[str, Any] = {
        "split": "gold",
        "rubric": "ai-skills",
        "skill_area": "AI in onboarding & adoption",
        "career_level": None,
        "lang": "en",
        "kind": "crm_note",
        "rating": 3,
        "insufficient": False,
        "red_lines": (),
        "do_not_enter": (),
        "twin": None,
    }
    return ItemLabels(**(base | given))


def answered(name: str, label: int | None = 3, rating: int | None = 3, **given: Any) -> RunItem:
    """An item as answered; keywords of the labels begin with `label_`."""
    own = {key.removeprefix("label_"): value for key, value in given.items() if key.startswith("label_")}
    rest = {key: value for key, value in given.items() if not key.startswith("label_")}
    base: dict[str, Any] = {
        "id": name,
        "item": DIGEST,
        "text_digest": DIGEST,
        "words": 17,
        "labels": labels(rating=label, **own),
        "verdict": Verdict.REDACT,
        "text": TEXT,
        "draft": draft(rating),
        "redaction": ItemRedaction(types=(), harmless=10, harmed=0),
        "timing_ms": ItemTiming(guardrails=1, retrieval=1, drafting=1),
    }
    return RunItem(**(base | rest))


def stopped(name: str, *categories: str, **given: Any) -> RunItem:
    return answered(
        name, verdict=Verdict.REFUSE, stopped_by=categories, text=None, draft=None, redaction=None, **given
    )


def found(kind: str, labelled: int, hit: int, whole: int) -> TypeCounts:
    return TypeCounts(type=kind, labels=labelled, hit=hit, whole=whole)


def manifest(items: int, **given: Any) -> RunManifest:
    base: dict[str, Any] = {
        "id": "run_" + "0" * 32,
        "started_at": datetime(2026, 11, 27, tzinfo=UTC),
        "suite": "made-by-hand",
        "suite_version": "1.0.0",
        "thresholds": (),
        "gold": (GoldSource(name="made.jsonl", sha256=DIGEST, items=items),),
        "split": "gold",
        "items": items,
        "medians": dict.fromkeys(RUBRICS, 2),
        "drafter": "embedded",
        "model": None,
        "policy_sha256": "0" * 64,
        "rubrics": (RubricSource(id="ai-skills", version="1.0.0", sha256=DIGEST),),
        "fitted": {},
        "assessor_version": "0.1.0",
        "code_sha256": DIGEST,
        "python": "3.11",
        "libraries": {},
    }
    return RunManifest(**(base | given))
