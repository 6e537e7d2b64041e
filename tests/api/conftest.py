"""The application on a home of its own, with jobs done in this process instead of workers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from starlette.testclient import TestClient

from assessor.api.app import build_app
from assessor.api.service import Service, build_service
from assessor.bootstrap import Application
from assessor.domain.actor import Actor, Role
from assessor.errors import AssessorError

NOTE = (
    "Hi Jana Petersen,\n\nI checked the login figures against the usage export of 9 October before I wrote this "
    "brief, and noted in the CRM that the outline came from the approved assistant.\n\nTwo values of the AI summary "
    "were wrong, so I corrected them against the ticket system before the review. I do this for every brief since "
    "March; the list of checked figures with their source stands in the account record, and nobody had to remind me."
)
CLAUSE = (
    "7.2 Limitation of liability. The aggregate liability of the Supplier shall not exceed the fees paid. The "
    "Customer shall indemnify the Supplier, notwithstanding the foregoing."
)


class InlinePool:
    """A pool of one worker that is this process."""

    size = 1
    busy = 0
    process_ids = ()

    def __init__(self, application: Application) -> None:
        self._application = application
        self.failure: AssessorError | None = None
        self.stopped = False

    def run(self, job: Callable[..., Any], *arguments: Any) -> Any:
        if self.failure is not None:
            raise self.failure
        return job(self._application, *arguments)

    def stop_taking(self) -> None:
        self.stopped = True


@dataclass
class Site:
    """A service, a client and the people who use it. Drafts are made when a test says so."""

    application: Application
    service: Service
    client: TestClient
    pool: InlinePool
    people: dict[str, tuple[Actor, str]]

    def headers(self, who: str | None, **more: str) -> dict[str, str]:
        token = {} if who is None else {"Authorization": f"Bearer {self.people[who][1]}"}
        return token | {name.replace("_", "-"): value for name, value in more.items()}

    def get(self, path: str, who: str | None = "mara") -> Any:
        return self.client.get("/api/v1" + path, headers=self.headers(who))

    def post(self, path: str, body: Any = None, who: str | None = "mara", **headers: str) -> Any:
        return self.client.post("/api/v1" + path, json=body, headers=self.headers(who, **headers))

    def submit(self, *texts: str, who: str = "mara", **more: Any) -> Any:
        return self.post("/submissions", submission(*texts, **more), who)

    def drafted(self, *texts: str) -> list[str]:
        """Ids of the drafts of a new submission."""
        submission_id = self.submit(*(texts or (NOTE,))).json()["submission"]
        self.draft(submission_id)
        return [one["draft_id"] for one in self.get(f"/submissions/{submission_id}").json()["artefacts"]]

    def draft(self, submission_id: str) -> None:
        self.service.drafting._draft(submission_id)


def submission(*texts: str, **more: Any) -> dict[str, Any]:
    """A body of `POST /submissions` that is accepted."""
    artefacts = [
        {"name": f"note-{number}.md", "evidence_date": "2026-11-01", "text": text}
        for number, text in enumerate(texts or (NOTE,))
    ]
    return {"rubric": "ai-skills", "assessee": "csm-014", "artefacts": artefacts} | more


@pytest.fixture
def site(application: Application) -> Iterator[Site]:
    people = {
        name: application.accounts.add(name, frozenset({role}), by="system")
        for name, role in (
            ("mara", Role.MANAGER),
            ("mike", Role.MANAGER),
            ("carl", Role.CSM),
            ("emma", Role.ENABLEMENT),
        )
    }
    pool = InlinePool(application)
    service = build_service(application, pool)  # type: ignore[arg-type]
    with TestClient(
        build_app(service), base_url="http://127.0.0.1:8321", raise_server_exceptions=True
    ) as client:
        yield Site(application, service, client, pool, people)
    application.store.close()
