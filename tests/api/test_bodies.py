"""Bodies: capped in size and time, JSON alone, held to their format, never repeated."""

import asyncio
import json
from typing import Any

import pytest
from fastapi import Request

from assessor.api.bodies import parsed, read_body
from assessor.api.problems import BodyError, HttpError
from assessor.formats.http import MAX_ARTEFACTS, SubmissionBody
from tests.api.conftest import NOTE, Site, submission

JSON = "application/json"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def request(*chunks: bytes, pause: float = 0.0, **headers: str) -> Request:
    """A request whose chunks arrive one after another."""
    waiting = list(chunks)

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(pause)
        body = waiting.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(waiting)}

    raw = {"content_type": JSON} | headers
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in raw.items()]
    return Request({"type": "http", "method": "POST", "headers": named}, receive)


async def refused(one: Request, most: int = 10, seconds: float = 5) -> tuple[int, str]:
    with pytest.raises(HttpError) as caught:
        await read_body(one, most=most, seconds=seconds)
    return caught.value.status, caught.value.code


@pytest.mark.anyio
async def test_a_body_up_to_the_cap_is_read_whole() -> None:
    assert await read_body(request(b"01234", b"56789", content_length="10"), most=10) == b"0123456789"


@pytest.mark.anyio
async def test_one_byte_more_is_too_much_said_or_unsaid() -> None:
    assert await refused(request(b"", content_length="11")) == (413, "body_too_large")
    assert await refused(request(b"01234", b"56789", b"0")) == (413, "body_too_large")
    # A length that lies: the server in front refuses such a body itself, and this layer does not trust it.
    assert await refused(request(b"0123456789", b"0", content_length="5")) == (413, "body_too_large")


@pytest.mark.anyio
async def test_a_slow_body_is_not_waited_for() -> None:
    # Three chunks of 0.1 s each against 0.2 s for all: no single one is late.
    assert await refused(request(b"0", b"1", b"2", pause=0.1), seconds=0.2) == (408, "body_slow")


@pytest.mark.anyio
@pytest.mark.parametrize(
    "media_type", ["", "text/plain", "application/jsonp", "multipart/form-data; boundary=x"]
)
async def test_other_types_are_refused(media_type: str) -> None:
    assert await refused(request(b"{}", content_type=media_type)) == (415, "not_json")


@pytest.mark.anyio
async def test_an_encoded_body_is_refused_before_it_could_unfold() -> None:
    assert await refused(request(b"x", content_encoding="gzip")) == (415, "encoded_body")


@pytest.mark.anyio
@pytest.mark.parametrize("length", ["-1", "1e3", "ten"])
async def test_a_length_must_be_a_number(length: str) -> None:
    assert await refused(request(b"x", content_length=length)) == (400, "bad_length")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"\xff\xfe{}",
        b"NaN",
        b"null",
        b'"Petersen"',
        json.dumps(submission(NOTE) | {"Petersen": 1}).encode(),
        json.dumps(submission(NOTE) | {"rubric": {"Petersen": "Petersen"}}).encode(),
        json.dumps(submission(NOTE) | {"assessee": "Jana Petersen"}).encode(),
        json.dumps(submission(NOTE) | {"submitted_on": "Petersen"}).encode(),
        json.dumps(submission(NOTE) | {"submitted_on": 20261102}).encode(),
        json.dumps(submission(NOTE) | {"submitted_on": "2026-02-30"}).encode(),
        json.dumps(submission(NOTE) | {"submitted_on": "2026-11-02T00:00:00"}).encode(),
        json.dumps(submission(NOTE) | {"artefacts": []}).encode(),
        json.dumps(submission(*[NOTE] * (MAX_ARTEFACTS + 1))).encode(),
        json.dumps(
            submission(NOTE) | {"artefacts": [{"name": "a", "text": "Petersen", "base64": "eA=="}]}
        ).encode(),
        json.dumps(submission(NOTE) | {"artefacts": [{"name": "a", "text": None}]}).encode(),
        json.dumps(submission(NOTE) | {"artefacts": [{"name": "a"}]}).encode(),
        b'{"rubric": "ai-skills", "assessee": "x", "artefacts": [{"name": "a", "text": "\\ud800"}]}',
    ],
)
def test_what_breaks_the_format_is_told_by_place_and_never_repeated(site: Site, body: bytes) -> None:
    answer = site.client.post(
        "/api/v1/submissions", content=body, headers=site.headers("mara", Content_Type=JSON)
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "request_invalid")
    assert answer.json()["errors"]
    assert "Petersen" not in answer.text


def test_the_pointer_leads_to_the_fault() -> None:
    body = submission(NOTE)
    body["artefacts"][0]["evidence_date"] = "yesterday"
    with pytest.raises(BodyError) as caught:
        parsed(SubmissionBody, json.dumps(body).encode())
    # Only the fault itself: that the list of valid artefacts is now empty follows from it.
    assert [(one.pointer, one.message) for one in caught.value.faults] == [
        ("/artefacts/0/evidence_date", "expected a date as YYYY-MM-DD")
    ]


def test_forms_and_uploads_are_not_taken(site: Site) -> None:
    answer = site.client.post(
        "/api/v1/submissions", files={"file": ("a.md", NOTE)}, headers=site.headers("mara")
    )
    assert answer.status_code == 415
