"""What the routes work with: records, people, workers and the room there is for requests."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Annotated, ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import Depends, Request

from assessor.accounts import Accounts
from assessor.api import jobs
from assessor.bootstrap import Application
from assessor.errors import CapacityError
from assessor.keyring import Keyring
from assessor.ports import Store
from assessor.review.service import Review
from assessor.review.submissions import Submissions
from assessor.rubrics.load import load_rubric
from assessor.settings import Settings
from assessor.work.drafting import Drafting
from assessor.work.pool import WorkerPool

MOST_WAITING = 32
"""Requests that a worker has, or that wait for one, at once: submissions, and looks into drafts."""
MOST_WAITING_BODIES = 4
"""Their bodies together take no more memory than so many of the largest size."""
MOST_UNDRAFTED = 2000
"""Accepted submissions that wait for their drafts; beyond that nothing is accepted."""
_LAG_PROBE_S = 0.05

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class Room:
    """How much may be under way at once. For the event loop alone."""

    def __init__(self, requests: int, body_bytes: int) -> None:
        self._requests = requests
        self._body_bytes = body_bytes

    @asynccontextmanager
    async def held(self, body_bytes: int) -> AsyncIterator[None]:
        """Take room for a request with a body of so many bytes, and give it back.

        Raises:
            CapacityError: code `queue_full`.
        """
        if self._requests < 1 or self._body_bytes < body_bytes:
            raise CapacityError(
                "too many requests wait for a worker at once; nothing of this one was read",
                code="queue_full",
                hint="Send it again after the time in Retry-After.",
            )
        self._requests -= 1
        self._body_bytes -= body_bytes
        try:
            yield
        finally:
            self._requests += 1
            self._body_bytes += body_bytes


@dataclass
class Service:
    """Everything the routes need."""

    settings: Settings
    store: Store
    accounts: Accounts
    keyring: Keyring
    review: Review
    submissions: Submissions
    pool: WorkerPool[Application]
    drafting: Drafting
    room: Room
    threads: CapacityLimiter
    """For what waits for workers; other requests have those of the framework."""
    stopping: bool = False
    loop_lag_s: float = 0.0

    async def in_thread(
        self, function: Callable[Arguments, Result], *arguments: Arguments.args, **named: Arguments.kwargs
    ) -> Result:
        """Run a function that waits for a worker."""
        return await to_thread.run_sync(lambda: function(*arguments, **named), limiter=self.threads)

    async def watch_loop(self) -> None:
        """Measure, until cancelled, how long the event loop keeps others waiting."""
        while True:
            begun = perf_counter()
            await asyncio.sleep(_LAG_PROBE_S)
            self.loop_lag_s = max(self.loop_lag_s, perf_counter() - begun - _LAG_PROBE_S)

    def stop_taking(self) -> None:
        """Refuse new work; what runs goes on."""
        self.stopping = True
        self.pool.stop_taking()


def build_service(application: Application, pool: WorkerPool[Application]) -> Service:
    """The service on an application whose engines run in the pool's workers alone."""
    settings = application.settings
    store = application.store

    def redact_reason(reason: str) -> str:
        return pool.run(jobs.redact_reason, reason)

    def draft(submission_id: str) -> None:
        pool.run(jobs.draft, submission_id)

    return Service(
        settings=settings,
        store=store,
        accounts=application.accounts,
        keyring=application.keyring,
        review=application.review_with(redact_reason),
        submissions=Submissions(store, rubrics=load_rubric),
        pool=pool,
        # One worker is left for what somebody waits for, where there is more than one.
        drafting=Drafting(store, application.clock, draft, threads=max(1, pool.size - 1)),
        room=Room(MOST_WAITING, MOST_WAITING_BODIES * settings.http_body_bytes),
        threads=CapacityLimiter(MOST_WAITING),
    )


def service_of(request: Request) -> Service:
    """The service of the application that a request came to."""
    service: Service = request.app.state.service
    return service


Serving = Annotated[Service, Depends(service_of)]
