"""Hosts, headers, the log line, and failures nobody foresaw."""

import json
import logging
from typing import Any

import pytest
from starlette.requests import ClientDisconnect

from assessor.api.shield import Shield
from tests.api.conftest import NOTE, Site


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8321", "localhost:1", "LOCALHOST", "[::1]:8321"])
def test_the_names_of_this_machine_are_taken(site: Site, host: str) -> None:
    assert site.client.get("/api/v1/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost.evil.example:8321", 421),
        ("192.168.0.7", 421),
        ("a b", 400),
        ("localhost:port", 400),
        ("user@localhost", 400),
        ("", 400),
    ],
)
def test_foreign_and_malformed_names_are_refused(site: Site, host: str, status: int) -> None:
    answer = site.client.get("/api/v1/health", headers={"Host": host})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert not host or host not in answer.text


@pytest.mark.parametrize("path", ["/api/v1/health", "/nowhere", "/api/v1/drafts", "/api/v1/openapi.json"])
def test_every_answer_is_kept_from_caches_frames_and_sniffing(site: Site, path: str) -> None:
    headers = site.client.get(path).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "server" not in headers
    assert "access-control-allow-origin" not in headers


def test_a_request_leaves_one_line_without_content(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="assessor.access"):
        answer = site.submit(NOTE)
        site.get("/drafts/Petersen?name=Jana", None)
        site.client.request("Petersen", "/nowhere/Petersen")
    lines = [json.loads(one.getMessage()) for one in caplog.records if one.name == "assessor.access"]
    assert answer.status_code == 202
    assert [(one["method"], one["route"], one["status"]) for one in lines] == [
        ("POST", "/api/v1/submissions", 202),
        ("GET", "/api/v1/drafts/{draft_id}", 401),
        ("other", None, 404),
    ]
    actor, token = site.people["mara"]
    assert [one["actor"] for one in lines] == [actor.id, None, None]
    text = caplog.text
    for word in ("Petersen", "Jana", "login figures", token, "mara"):
        assert word not in text


def test_an_unforeseen_failure_says_nothing_of_its_message(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("Jana Petersen said so")

    monkeypatch.setattr(site.service.submissions, "list_page", broken)
    answer = site.get("/submissions")
    assert (answer.status_code, answer.json()["code"]) == (500, "unexpected")
    assert "RuntimeError at test_shield.py" in caplog.text
    assert "Petersen" not in answer.text + caplog.text


async def _shielded(app: Any) -> list[Any]:
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "headers": [(b"host", b"localhost")], "state": {}}
    await Shield(app)(scope, receive, send)
    return sent


@pytest.mark.anyio
async def test_a_client_that_left_is_no_failure(caplog: pytest.LogCaptureFixture) -> None:
    async def left(*_: object) -> None:
        raise ClientDisconnect

    assert await _shielded(left) == []
    assert "request failed" not in caplog.text


@pytest.mark.anyio
async def test_a_failure_in_the_middle_of_an_answer_starts_no_second_one() -> None:
    async def breaks(_: object, __: object, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise RuntimeError

    sent = await _shielded(breaks)
    assert [one["type"] for one in sent] == ["http.response.start"]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
