"""The description says what the routes do, and nothing in it is loaded from elsewhere."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.api.conftest import Site

OPERATIONS = {
    ("post", "/api/v1/submissions"),
    ("get", "/api/v1/submissions"),
    ("get", "/api/v1/submissions/{submission_id}"),
    ("get", "/api/v1/drafts"),
    ("get", "/api/v1/drafts/{draft_id}"),
    ("get", "/api/v1/drafts/{draft_id}/explanation"),
    ("get", "/api/v1/drafts/{draft_id}/probe"),
    ("post", "/api/v1/drafts/{draft_id}/rate"),
    ("post", "/api/v1/drafts/{draft_id}/reveal"),
    ("post", "/api/v1/drafts/{draft_id}/confirm"),
    ("get", "/api/v1/rubrics"),
    ("get", "/api/v1/health"),
}


@pytest.fixture
def document(site: Site) -> Any:
    return site.client.get("/api/v1/openapi.json").json()


def operations(document: Any) -> list[tuple[str, str, Any]]:
    return [
        (method, path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


def test_the_operations_are_those_of_the_contract(document: Any) -> None:
    assert {(method, path) for method, path, _ in operations(document)} == OPERATIONS


def test_every_operation_has_an_example_and_problem_answers(document: Any) -> None:
    for method, path, operation in operations(document):
        assert operation["summary"], path
        success = next(body for status, body in operation["responses"].items() if status < "300")
        if path != "/api/v1/drafts/{draft_id}":
            assert success["content"]["application/json"]["example"], path
        if "requestBody" in operation:
            assert operation["requestBody"]["content"]["application/json"]["example"]
        assert {"400", "421", "500", "503"} <= set(operation["responses"]), (method, path)
        for status, body in operation["responses"].items():
            if status >= "400":
                assert set(body["content"]) == {"application/problem+json"}, (path, status)


def test_examples_keep_to_the_schemas_beside_them(document: Any) -> None:
    checked = 0
    for _, _, operation in operations(document):
        contents = [body.get("content", {}) for body in operation["responses"].values()]
        contents.append(operation.get("requestBody", {}).get("content", {}))
        for content in contents:
            for media in content.values():
                if "example" in media:
                    # References are resolved against the whole document.
                    schema = document | {"$ref": "#/x-schema", "x-schema": media["schema"]}
                    Draft202012Validator(schema).validate(media["example"])
                    checked += 1
    assert checked == 11 + 3


def test_every_reference_leads_somewhere(document: Any) -> None:
    text = json.dumps(document)
    schemas = document["components"]["schemas"]
    references = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert references <= set(schemas)
    assert "HTTPValidationError" not in text


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/", "/api/v1", "/api/v1/submissions/"])
def test_there_are_no_pages_and_no_redirects(site: Site, path: str) -> None:
    assert site.client.get(path, follow_redirects=False).status_code == 404


def test_another_method_is_told_which_ones_there_are(site: Site) -> None:
    answer = site.client.delete("/api/v1/submissions")
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"
    assert {one.strip() for one in answer.headers["allow"].split(",")} == {"GET", "POST"}


def test_no_telemetry_is_recorded(site: Site) -> None:
    """The framework would otherwise record exception messages and bodies wherever exporters are set up."""
    assert not site.client.app._native_telemetry.enabled()  # type: ignore[attr-defined]
