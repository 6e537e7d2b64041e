"""Tokens of actors: needed everywhere but for health and the description, and gone with the account."""

import pytest

from tests.api.conftest import Site

OPEN = {"/api/v1/health", "/api/v1/openapi.json"}


def test_every_operation_but_health_asks_for_a_token(site: Site) -> None:
    document = site.client.get("/api/v1/openapi.json").json()
    asked = 0
    for path, operations in document["paths"].items():
        for method in operations:
            url = path.replace("{submission_id}", "sub_" + "0" * 32).replace("{draft_id}", "drf_" + "0" * 32)
            answer = site.client.request(method, url, json={})
            if path in OPEN:
                assert answer.status_code == 200
                continue
            asked += 1
            assert (answer.status_code, answer.json()["code"]) == (401, "token_missing"), path
            assert answer.headers["www-authenticate"].startswith("Bearer ")
            assert operations[method]["security"] == [{"token": []}], path
    assert asked == 11


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer ", "Bearer nobodys", "Basic bWFyYTp4", "Bearer " + "x" * 5000, "nonsense"]
)
def test_other_credentials_are_refused(site: Site, header: str) -> None:
    answer = site.client.get("/api/v1/rubrics", headers={"Authorization": header})
    assert answer.status_code == 401
    assert "www-authenticate" in answer.headers
    assert "nobodys" not in answer.text


def test_a_revoked_account_is_out_at_once(site: Site) -> None:
    assert site.get("/rubrics", "carl").status_code == 200
    site.application.accounts.revoke("carl", by=site.people["mara"][0].id)
    refused = site.get("/rubrics", "carl")
    assert (refused.status_code, refused.json()["code"]) == (401, "token_unknown")


def test_a_token_is_its_owners_alone(site: Site) -> None:
    for name, (actor, token) in site.people.items():
        found = site.application.accounts.by_token(token)
        assert found is not None
        assert (found.id, found.name) == (actor.id, name)
    assert site.application.accounts.by_token(site.people["mara"][1].swapcase()) is None


def test_whoever_is_refused_is_told_what_to_do(site: Site) -> None:
    answers = [
        site.get("/submissions", who=None),
        site.client.get("/api/v1/submissions", headers={"Authorization": "Bearer asr_nobody"}),
        site.client.post("/api/v1/submissions", content=b"<a/>", headers=site.headers("mara")),
    ]
    assert [one.status_code for one in answers] == [401, 401, 415]
    assert all(one.json()["hint"] for one in answers)
