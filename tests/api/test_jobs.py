"""Workers of the service with a language model behind the drafter."""

from pathlib import Path

import pytest

from assessor.api import jobs
from assessor.settings import Settings
from tests.api.conftest import Site
from tests.drafting.llm.fault_server import FaultServer

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def settings(home: Path, server: FaultServer) -> Settings:
    return Settings(
        home=home, drafter="llm", model="openai/good", model_base_url=server.base_url, model_attempts=1
    )


def test_a_worker_is_warm_without_having_asked_a_model(tmp_path: Path) -> None:
    """A worker that starts must neither cost nor send anything, and counts under the server's run."""
    with FaultServer() as server:
        application = jobs.open_application(settings(tmp_path, server), "run_" + "7" * 32)
        assert server.requests == []
        assert application.run_id == "run_" + "7" * 32
        assert application.spend_ledger.spent().calls == 0
        application.engine.dispose()


def test_a_submission_is_drafted_by_the_model_in_the_background(site: Site, tmp_path: Path) -> None:
    with FaultServer() as server:
        site.application.settings = site.application.settings.model_copy(
            update=settings(tmp_path, server).model_dump(
                include={"drafter", "model", "model_base_url", "model_attempts"}
            )
        )
        for built in ("drafter", "pipeline"):
            site.application.__dict__.pop(built, None)
        (draft_id,) = site.drafted()
        assert len(server.requests) == 1
        assert "Jana Petersen" not in server.requests[0].artefact
    with site.application.store.read() as unit:
        draft = unit.drafts.content(draft_id)
    assert draft.rating == 3
    assert draft.provenance.model == "openai/good"
