"""Every fault, so many times over, through the whole path into a store; one table.

    python -m tests.drafting.llm.fault_suite --requests 100

A bad draft is a stored draft with a rating: none of these servers ever says anything a rating may rest on.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from assessor.bootstrap import Application
from assessor.domain.artefact import Subject
from assessor.domain.draft import Draft
from assessor.domain.spend import NANO_PER_USD
from assessor.drafting.llm.chat import ChatRequest, Message
from assessor.drafting.llm.litellm_model import Endpoint, LitellmModel
from assessor.pipeline import Order
from assessor.reading import SubmittedFile
from assessor.rubrics.load import load_rubric
from assessor.settings import Settings
from tests.drafting.llm.fault_server import FAULTS, USAGE, FaultServer

THREADS = 8
ATTEMPTS = 2
TIMEOUT_S = 0.4
DEADLINE_S = 20
MOST_CALLS = ATTEMPTS * 2
"""For one draft: the attempts of the first question and those of the repair."""


@dataclass(frozen=True)
class Row:
    """What one fault did."""

    fault: str
    drafts: int
    calls: int
    most_calls: int
    bad: int
    outcomes: str
    slowest_s: float
    """Of one draft from file to store; says as much about the machine as about us."""
    asking_s: float
    """Between the first and the last question about one draft."""
    tokens: int


def application(home: Path, server: FaultServer, *models: str, **settings: Any) -> Application:
    """The real application on models of the fault server."""
    first, *others = (f"openai/{model}" for model in models)
    chosen: dict[str, Any] = {
        "home": home,
        "drafter": "llm",
        "model": first,
        "model_fallbacks": ",".join(others),
        "model_base_url": server.base_url,
        "model_timeout_s": TIMEOUT_S,
        "model_deadline_s": DEADLINE_S,
        "model_attempts": ATTEMPTS,
        "model_concurrency": THREADS,
        "model_cache_days": 0,
    }
    return Application(Settings(**(chosen | settings)))


def note(number: int) -> str:
    """A text of its own for each request, so that no two are one artefact."""
    return (
        f"Note {number}. I checked the figures of the AI summary against the ticket system and noted it in the "
        "CRM.\n\nTwo values were wrong, so I corrected them before the review."
    )


@cache
def load_library() -> None:
    """One call of its own: litellm loads most of itself with the first."""
    with FaultServer() as server:
        text = f"<<<ARTEFACT {'0' * 32}\n{note(0)}\nARTEFACT {'0' * 32}>>>"
        LitellmModel(Endpoint(server.base_url)).complete(
            ChatRequest(
                model="openai/good",
                messages=(Message(role="user", content=text),),
                response_format={"type": "json_object"},
                max_tokens=10,
                nonce="0" * 32,
            ),
            timeout_s=120,
        )


def assessed(app: Application, count: int) -> list[tuple[Draft, float]]:
    """So many submissions, handed in by several threads; each stored draft with the seconds it took."""
    actor = app.accounts.acting(None)
    order = Order(
        rubric=load_rubric("ai-skills"),
        assessee_id=app.accounts.assessee("csm-014", by=actor).id,
        submitted_on=date(2026, 11, 20),
        skill_area="Data, privacy & CRM/CSM hygiene (EU/DACH lens)",
    )
    # The engines load here, so that the time of a draft is its own.
    app.pipeline.redact(app.pipeline.read_text(note(0), Subject()))
    load_library()

    def one(number: int) -> tuple[str, float]:
        begun = time.perf_counter()
        file = SubmittedFile("note.txt", note(number).encode())
        done = app.pipeline.assess(app.pipeline.read([file], Subject()), order, actor=actor, store=app.store)
        assert done.draft_ids[0] is not None
        return done.draft_ids[0], time.perf_counter() - begun

    with ThreadPoolExecutor(THREADS) as pool:
        kept = list(pool.map(one, range(count)))
    with app.store.read() as unit:
        return [(unit.drafts.content(draft_id), seconds) for draft_id, seconds in kept]


def run(count: int, faults: tuple[str, ...] = tuple(FAULTS)) -> Iterator[Row]:
    """A row for each fault after `count` drafts."""
    for fault in faults:
        with tempfile.TemporaryDirectory() as home, FaultServer() as server:
            app = application(Path(home), server, fault)
            drafts = assessed(app, count)
            asked: dict[str, list[float]] = {}
            for seen in server.requests:
                asked.setdefault(seen.artefact, []).append(seen.at)
            outcomes = Counter(f"{draft.status}/{draft.reason_code}" for draft, _ in drafts)
            yield Row(
                fault=fault,
                drafts=len(drafts),
                calls=len(server.requests),
                most_calls=max(map(len, asked.values())),
                bad=sum(draft.rating is not None for draft, _ in drafts),
                outcomes=", ".join(f"{name} {n}" for name, n in outcomes.items()),
                slowest_s=max(seconds for _, seconds in drafts),
                asking_s=max(times[-1] - times[0] for times in asked.values()),
                tokens=app.spend_ledger.spent(run_id=app.run_id).tokens,
            )
            app.engine.dispose()


@dataclass(frozen=True)
class Limit:
    """What became of so many drafts under a limit on the cost of a month."""

    name: str
    limit_usd: float
    drafts: int
    calls: int
    rated: int
    stopped: int
    cost_usd: float
    """What the server charged by its own count."""
    counted_usd: float
    """What the ledger holds, open reservations included."""


PRICE = (10.0, 30.0)
"""US dollars per million tokens of prompt and answer."""


def run_limits(count: int) -> Iterator[Limit]:
    """A row for each way a call can end, under a limit that some of the drafts fit in."""
    for name in ("good", "good-without-usage", "hang", "prose"):
        with tempfile.TemporaryDirectory() as home, FaultServer() as server:
            limit = 0.7
            app = application(
                Path(home),
                server,
                name,
                model_month_cost_usd=limit,
                model_prices={f"openai/{name}": PRICE},
            )
            drafts = [draft for draft, _ in assessed(app, count)]
            charged = USAGE["prompt_tokens"] * PRICE[0] + USAGE["completion_tokens"] * PRICE[1]
            yield Limit(
                name=name,
                limit_usd=limit,
                drafts=count,
                calls=len(server.requests),
                rated=sum(draft.rating is not None for draft in drafts),
                stopped=sum(draft.reason_code == "budget" for draft in drafts),
                cost_usd=len(server.requests) * charged / 1_000_000,
                counted_usd=app.spend_ledger.spent().cost_nano_usd / NANO_PER_USD,
            )
            app.engine.dispose()


def main() -> int:
    """Print the table; 1 where any draft was bad or any count out of bounds."""
    parser = argparse.ArgumentParser(description="Ask every faulty model so many times.")
    parser.add_argument("--requests", type=int, default=100)
    count = parser.parse_args().requests
    print(
        f"{'fault':<20}{'drafts':>7}{'calls':>7}{'most':>6}{'bad':>5}{'asking s':>10}{'slowest s':>11}{'tokens':>10}  outcome"
    )
    wrong = 0
    for row in run(count):
        wrong += row.bad > 0 or row.most_calls > MOST_CALLS or row.asking_s > DEADLINE_S
        print(
            f"{row.fault:<20}{row.drafts:>7}{row.calls:>7}{row.most_calls:>6}{row.bad:>5}"
            f"{row.asking_s:>10.2f}{row.slowest_s:>11.2f}{row.tokens:>10}  {row.outcomes}",
            flush=True,
        )
    print(
        f"\n{'under a limit':<20}{'drafts':>7}{'calls':>7}{'rated':>7}{'stopped':>9}{'limit $':>9}{'charged $':>11}{'counted $':>11}"
    )
    for limit in run_limits(count):
        wrong += max(limit.cost_usd, limit.counted_usd) > limit.limit_usd
        print(
            f"{limit.name:<20}{limit.drafts:>7}{limit.calls:>7}{limit.rated:>7}{limit.stopped:>9}"
            f"{limit.limit_usd:>9.2f}{limit.cost_usd:>11.4f}{limit.counted_usd:>11.4f}",
            flush=True,
        )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
