"""Stand-ins and small valid values for the tests of the LLM drafter."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assessor.domain.artefact import ArtefactKind, RedactedArtefact
from assessor.domain.spend import Spend, SpendLimits, Spent
from assessor.drafting.llm.briefing import Briefing, Briefings
from assessor.drafting.llm.budget import Budget
from assessor.drafting.llm.calls import ModelCalls
from assessor.drafting.llm.chat import ChatRequest, Completion
from assessor.drafting.llm.deadline import Deadline
from assessor.drafting.llm.faults import ModelCallError
from assessor.drafting.llm.slots import Slots
from assessor.errors import ModelError
from assessor.rubrics.load import load_rubric
from tests.drafting.fakes import SilentRetrieval, artefact

RUBRIC = load_rubric("ai-skills")
AREA = "Data, privacy & CRM/CSM hygiene (EU/DACH lens)"
TEXT = (
    "I checked the figures against the billing export and noted it in the CRM.\n\n"
    "Two values were wrong, so I\ncorrected them before the review."
)
ARTEFACT = artefact(TEXT)
QUOTE = "I checked the figures against the billing export"
NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


class FixedClock:
    """Stands still until it is moved."""

    def __init__(self, moment: datetime = NOW) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


class ScriptedModel:
    """Answers from a list: text, a whole completion, or a fault that is raised."""

    def __init__(self, *turns: str | Completion | ModelCallError) -> None:
        self.turns = list(turns)
        self.requests: list[ChatRequest] = []
        self.timeouts: list[float] = []

    def complete(self, request: ChatRequest, *, timeout_s: float) -> Completion:
        self.requests.append(request)
        self.timeouts.append(timeout_s)
        turn = self.turns.pop(0)
        if isinstance(turn, ModelCallError):
            raise turn
        return turn if isinstance(turn, Completion) else Completion(content=turn)


class ListLedger:
    """A ledger in memory that looks at the run's limits alone."""

    def __init__(self) -> None:
        self.spends: list[Spend] = []

    def reserve(self, worst: Spend, limits: SpendLimits) -> str:
        limit = limits.run_tokens
        if limit is not None and self.spent().tokens + worst.tokens > limit:
            raise ModelError("too much", code="budget")
        self.spends.append(worst)
        return str(len(self.spends) - 1)

    def settle(self, reservation: str, took: Spend) -> None:
        self.spends[int(reservation)] = took

    def spent(self, *, month: str | None = None, run_id: str | None = None) -> Spent:
        mine = [one for one in self.spends if month in (None, one.month) and run_id in (None, one.run_id)]
        return Spent(calls=len(mine), tokens=sum(one.tokens for one in mine), cost_nano_usd=0)


def fault(code: str = "server_error", **changes: Any) -> ModelCallError:
    """A transient fault that cost nothing, unless changed."""
    return ModelCallError("it failed", code=code, **({"transient": True, "billed": False} | changes))


def budget(ledger: ListLedger | None = None, **limits: int) -> Budget:
    """A budget without prices."""
    return Budget(
        ledger or ListLedger(),
        SpendLimits(**limits),
        lambda _: None,
        run_id="run_1",
        clock=FixedClock(),
    )


def calls(
    model: ScriptedModel,
    folder: Path,
    *,
    ledger: ListLedger | None = None,
    sleeps: list[float] | None = None,
    attempts: int = 3,
    **limits: int,
) -> ModelCalls:
    """Calls that do not really wait."""
    return ModelCalls(
        model,
        budget=budget(ledger, **limits),
        slots=Slots(folder / "slots", 1),
        attempts=attempts,
        timeout_s=5,
        sleep=(sleeps if sleeps is not None else []).append,
    )


def briefings(key: bytes = b"key", max_tokens: int = 500) -> Briefings:
    """Requests without a retrieval of anchors."""
    return Briefings(lambda _: SilentRetrieval(), fence_key=key, max_tokens=max_tokens)


def briefing(of: RedactedArtefact = ARTEFACT, skill_area: str | None = AREA) -> Briefing:
    """A briefing of one artefact."""
    made = briefings().brief(of, RUBRIC, skill_area=skill_area, career_level=None, model="openai/m")
    assert made is not None
    return made


def request(**changes: Any) -> ChatRequest:
    """A request as the briefing of the small artefact makes it."""
    return briefing().request.model_copy(update=changes)


def answer(quotes: Sequence[str] = (QUOTE,), **changes: Any) -> str:
    """An answer that keeps to every rule, unless changed."""
    content: dict[str, Any] = {
        "status": "drafted",
        "claims": [
            {
                "text": "The figures were checked against a named source.",
                "anchor": "A2",
                "quotes": [*quotes],
            }
        ],
        "red_lines": [],
        "missing": ["an effect on the work of the team"],
        "lowest": 2,
        "highest": 4,
        "rating": 3,
        "reason": "Figures were checked against a named source before they were used.",
    }
    return json.dumps(content | changes, ensure_ascii=False)


def far() -> Deadline:
    """A deadline that no test reaches."""
    return Deadline(60)


def mail(text: str) -> RedactedArtefact:
    """The small artefact's like, as a mail."""
    return artefact(text, kind=ArtefactKind.EMAIL)
