"""The service with a language model behind it: what goes out on both wires holds nothing that was removed."""

import base64
import json
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor.domain.actor import Role
from tests.api.conftest import CLAUSE, NOTE, submission
from tests.api.running import Answered, RunningServer
from tests.cli.leak_files import FORMATS, write_all
from tests.cli.leak_scan import files_below, hits
from tests.drafting.llm.fault_server import FaultServer

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]


@pytest.fixture
def model() -> Iterator[FaultServer]:
    with FaultServer() as running:
        yield running


def new_server(folder: Path, model: FaultServer, name: str, **variables: str) -> RunningServer:
    server = RunningServer(
        folder / "home",
        variables={
            "ASSESSOR_HTTP_WORKERS": "1",
            "ASSESSOR_DRAFTER": "llm",
            "ASSESSOR_MODEL": f"openai/{name}",
            "ASSESSOR_MODEL_BASE_URL": model.base_url,
            "ASSESSOR_MODEL_API_KEY": "k-4711",
            "TMPDIR": str(folder / "tmp"),
        }
        | variables,
    )
    (folder / "tmp").mkdir()
    server.add_people(mara=Role.MANAGER)
    return server


def revealed(server: RunningServer, draft_id: str) -> list[Answered]:
    """Everything that a manager is shown on the way to a draft."""
    return [
        server.get(f"/drafts/{draft_id}"),
        server.post(f"/drafts/{draft_id}/rate", {"rating": 2}),
        server.post(f"/drafts/{draft_id}/reveal", {}),
    ]


def test_nothing_removed_goes_out_to_the_model_or_to_the_caller(tmp_path: Path, model: FaultServer) -> None:
    work = tmp_path / "work"
    work.mkdir()
    values = write_all(work)
    server = new_server(tmp_path, model, "good").start()
    artefacts = [
        {
            "name": f"file.{kind}",
            "evidence_date": "2026-11-02",
            "base64": base64.b64encode((work / f"file.{kind}").read_bytes()).decode(),
        }
        for kind in FORMATS
    ]
    try:
        body = {"rubric": "ai-skills", "assessee": "csm-1", "artefacts": artefacts}
        answers = [server.post("/submissions", body)]
        assert answers[0].status == 202, answers[0].content
        submission_id = answers[0].json["submission"]
        view = server.wait_until_drafted([submission_id])[submission_id]
        answers.append(server.get(f"/submissions/{submission_id}"))
        for one in view["artefacts"]:
            answers += revealed(server, one["draft_id"])
        assert [one.status for one in answers if one.status >= 300] == []
        last = answers[-1].json
        assert (last["rating"], last["provenance"]["drafter"]) == (3, "llm")
    finally:
        server.stop(signal.SIGTERM)

    # Twelve artefacts, the mail's attachment among them, and one question about each.
    assert len(model.requests) == len(FORMATS) + 1
    text = "\n".join(seen.artefact for seen in model.requests)
    missed = sorted(value for value in values if value in text)
    print(f"\nremoved {len(values) - len(missed)} of {len(values)}; missed: {missed}")
    # A floor against a test that finds nothing because nothing was removed.
    assert len(missed) <= 0.1 * len(values)

    places = {
        f"request {n}": seen.raw + json.dumps(seen.headers).encode() for n, seen in enumerate(model.requests)
    }
    assert len(hits(["I checked the usage export"], places)) == len(places)  # the scan sees what was sent
    places |= {f"answer {n}": one.content + str(one.headers).encode() for n, one in enumerate(answers)}
    places |= files_below(server.home, tmp_path / "tmp") | {"log": server.log.read_bytes()}
    assert hits([value for value in values if value not in missed], places) == set()


def test_a_stopped_artefact_is_never_sent(tmp_path: Path, model: FaultServer) -> None:
    server = new_server(tmp_path, model, "good").start()
    try:
        answer = server.post("/submissions", submission(NOTE, CLAUSE))
        assert answer.status == 202, answer.content
        server.wait_until_drafted([answer.json["submission"]])
    finally:
        server.stop(signal.SIGTERM)
    assert len(model.requests) == 1
    assert b"indemnify" not in model.requests[0].raw


def test_a_model_that_fails_ends_in_an_abstention_and_the_limit_holds_for_the_server(
    tmp_path: Path, model: FaultServer
) -> None:
    """The run's limit is the server's: what the drafts of one submission spent is gone for the next."""
    server = new_server(tmp_path, model, "prose", ASSESSOR_MODEL_RUN_TOKENS="14000").start()
    codes = []
    try:
        for number in range(3):
            answer = server.post("/submissions", submission(f"{NOTE}\nNote {number}."))
            submission_id = answer.json["submission"]
            view = server.wait_until_drafted([submission_id])[submission_id]
            shown = revealed(server, view["artefacts"][0]["draft_id"])[-1].json
            assert shown["status"] == "abstained"
            codes.append(shown["reason_code"])
    finally:
        server.stop(signal.SIGTERM)
    assert codes[-1] == "budget"
    assert len(model.requests) <= 4
