"""A look into a draft over HTTP (issue 8): for who revealed it, drafted again by a worker, as `draft explain`."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from assessor.domain.actor import Role
from assessor.domain.explanation import Explanation
from assessor.domain.probes import DraftProbeReport
from assessor.formats.published import schema_of
from tests.api.conftest import Site, submission
from tests.api.running import RunningServer
from tests.cli.test_draft_look import text_of
from tests.drafting.llm.fault_server import FaultServer

PATHS = ("explanation", "probe")


def revealed(site: Site, *texts: str) -> str:
    (draft_id,) = site.drafted(*texts)
    assert site.post(f"/drafts/{draft_id}/rate", {"rating": 2}).status_code == 200
    assert site.post(f"/drafts/{draft_id}/reveal").status_code == 200
    return draft_id


def refusal(site: Site, path: str, who: str | None = "mara") -> tuple[int, str, str]:
    answer = site.get(path, who)
    return answer.status_code, answer.json()["code"], answer.headers["content-type"]


def test_nothing_is_told_before_the_same_person_rated_and_revealed(site: Site) -> None:
    (draft_id,) = site.drafted()
    problem = "application/problem+json"
    for path in PATHS:
        assert refusal(site, f"/drafts/{draft_id}/{path}") == (409, "out_of_order", problem)
    site.post(f"/drafts/{draft_id}/rate", {"rating": 2})
    for path in PATHS:
        assert refusal(site, f"/drafts/{draft_id}/{path}") == (409, "out_of_order", problem)
    site.post(f"/drafts/{draft_id}/reveal")
    for path in PATHS:
        assert refusal(site, f"/drafts/{draft_id}/{path}", "mike")[:2] == (409, "out_of_order")
        assert refusal(site, f"/drafts/{draft_id}/{path}", "carl")[0] in (403, 404)
        assert refusal(site, f"/drafts/{draft_id}/{path}", None)[0] == 401
        assert refusal(site, f"/drafts/drf_{'0' * 32}/{path}")[:2] == (404, "not_found")


def test_a_draft_explains_itself_and_leaves_no_trace(site: Site) -> None:
    draft_id = revealed(site, text_of("en"))
    with site.application.store.read() as unit:
        before = unit.audit.head()
    answer = site.get(f"/drafts/{draft_id}/explanation")
    assert answer.status_code == 200, answer.text
    Draft202012Validator(schema_of("draft-explanation")).validate(answer.json())
    found = Explanation.model_validate(answer.json())
    assert found.asked
    assert (found.draft, found.rating, found.lang) == (draft_id, found.rating_again, "en")
    stored = site.get(f"/drafts/{draft_id}").json()["draft"]
    assert {one.citation.start for one in found.cited} == {
        one["start"] for claim in stored["claims"] for one in claim["citations"]
    }
    german = Explanation.model_validate(site.get(f"/drafts/{draft_id}/explanation?lang=de").json())
    assert german.lang == "de"
    assert german.next_asks != found.next_asks
    assert refusal(site, f"/drafts/{draft_id}/explanation?lang=fr")[:2] == (422, "request_invalid")
    with site.application.store.read() as unit:
        assert unit.audit.head() == before


def test_probes_are_chosen_by_name_and_an_unknown_name_is_not_repeated(site: Site) -> None:
    draft_id = revealed(site, text_of("en"))
    answer = site.get(f"/drafts/{draft_id}/probe?probe=names&probe=doubled&probe=origin")
    assert answer.status_code == 200, answer.text
    Draft202012Validator(schema_of("draft-probe")).validate(answer.json())
    found = DraftProbeReport.model_validate(answer.json())
    assert {one.probe for one in found.probes} == {"names", "doubled"}
    assert found.not_applicable == ("origin",)
    for unknown in (
        "mood",
        "injection_public",
    ):  # the latter needs files that a stored draft has nothing to do with
        wrong = site.get(f"/drafts/{draft_id}/probe?probe={unknown}")
        assert (wrong.status_code, wrong.json()["code"]) == (422, "unknown_probe")
        assert unknown not in wrong.text.replace("injection,", "")


def test_room_is_kept_for_those_who_wait(site: Site) -> None:
    draft_id = revealed(site)
    site.service.room._requests = 0
    answer = site.get(f"/drafts/{draft_id}/explanation")
    assert (answer.status_code, answer.json()["code"], answer.headers["retry-after"]) == (
        503,
        "queue_full",
        "5",
    )


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_model_is_only_asked_again_where_the_query_says_so(site: Site) -> None:
    with FaultServer() as server:
        told = {
            "drafter": "llm",
            "model": "openai/good",
            "model_base_url": server.base_url,
            "model_attempts": 1,
        }
        before = site.application.settings
        site.application.settings = before.model_copy(update=told)
        for built in ("drafter", "shipped_drafter", "pipeline"):
            site.application.__dict__.pop(built, None)
        # In a thread, as the server does: in the main one litellm makes an event loop and leaves it open.
        with ThreadPoolExecutor(1) as thread:
            draft_id = thread.submit(revealed, site).result()
        # Chosen anew since: what drafts it again is what drafted it.
        site.application.settings = site.application.settings.model_copy(update={"drafter": "embedded"})
        calls = len(server.requests)
        found = site.get(f"/drafts/{draft_id}/explanation").json()
        assert (found["drafter"], found["asked"], found["cited"]) == ("llm", False, [])
        assert refusal(site, f"/drafts/{draft_id}/probe")[:2] == (422, "asks_model")
        assert len(server.requests) == calls
        asked = site.get(f"/drafts/{draft_id}/explanation?ask_model=true").json()
        assert asked["asked"] is True
        assert asked["cited"]
        assert len(server.requests) > calls


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    running = RunningServer(
        tmp_path_factory.mktemp("look") / "home", variables={"ASSESSOR_HTTP_WORKERS": "1"}
    )
    running.add_people(mara=Role.MANAGER)
    running.start()
    yield running
    running.stop()


@pytest.mark.enable_socket
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_workers_of_a_running_server_look_into_a_draft(server: RunningServer, tmp_path: Path) -> None:
    handed_in = server.post("/submissions", submission(text_of("de"))).json["submission"]
    draft_id = server.wait_until_drafted([handed_in])[handed_in]["artefacts"][0]["draft_id"]
    assert server.get(f"/drafts/{draft_id}/explanation").status == 409
    assert server.post(f"/drafts/{draft_id}/rate", {"rating": 2}).status == 200
    assert server.post(f"/drafts/{draft_id}/reveal", {}).status == 200
    found = server.get(f"/drafts/{draft_id}/explanation")
    assert (found.status, found.json["draft"], found.json["lang"]) == (200, draft_id, "de")
    assert server.get(f"/drafts/{draft_id}/probe?probe=doubled").json["draft"] == draft_id
    assert server.get(f"/drafts/{draft_id}/probe?probe=mood").json["code"] == "unknown_probe"
    # Looked into by workers: the event loop kept nobody waiting meanwhile.
    assert server.get("/health").json["loop_lag_ms"] < 1000
