"""Pairs and drafts made by hand, for what needs no store."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from assessor.domain.artefact import ArtefactKind
from assessor.domain.draft import DraftStatus
from assessor.domain.draft_facts import DraftFacts
from assessor.evaluation.drift.source import DriftSource, Pair, PeoplePair

DAY = date(2026, 3, 2)


def facts(number: int, **given: Any) -> DraftFacts:
    base: dict[str, Any] = {
        "id": f"drf_{number}",
        "submission_id": f"sub_{number}",
        "artefact_id": f"sha256:{number}",
        "assessee_id": f"act_about_{number % 12}",
        "team": None,
        "rubric_id": "ai-skills",
        "rubric_version": "1.0.0",
        "skill_area": "A",
        "lang": "en",
        "kind": ArtefactKind.CRM_NOTE,
        "chars": 800,
        "created_at": at(DAY),
        "withdrawn_at": None,
        "status": DraftStatus.DRAFTED,
        "scale": "ai-skills-1-5",
        "level": 3,
        "drafter": "embedded",
        "model": None,
        "prompt": None,
        "fit": None,
    }
    return DraftFacts.model_validate(base | given)


def at(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def pair(number: int, difference: int, day: date, *, rater: str | None = None, **given: Any) -> Pair:
    made = facts(number, created_at=at(day), **given)
    return Pair(
        at=at(day),
        sealed=(made.level or 0) + difference,
        rater=rater or f"act_rater_{number * 7 // 3 % 6}",
        draft=made,
    )


def pairs(count: int, since: date, off: Callable[[int], int], *, first: int = 0, **given: Any) -> list[Pair]:
    return [
        pair(number, off(number), since + timedelta(days=number - first), **given)
        for number in range(first, first + count)
    ]


def source(*parts: Iterable[Pair], people: Iterable[PeoplePair] = ()) -> DriftSource:
    every = tuple(one for part in parts for one in part)
    return DriftSource("ai-skills", every, tuple(people), tuple(one.draft for one in every), {})
