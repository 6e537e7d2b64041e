"""What every route says of itself, and how models become answers."""

from typing import Any

from pydantic import BaseModel
from starlette.responses import Response

from assessor.api.problems import MEDIA_TYPE

_MEANING = {
    400: "The Host or Content-Length header is malformed.",
    401: "No token, or one that is nobody's.",
    403: "Not allowed to this person.",
    404: "There is nothing under this id, or nothing for this reader.",
    408: "The body did not arrive in time.",
    409: "Not allowed now: another order, a settled or withdrawn draft.",
    413: "The body is too large.",
    415: "The body is no plain JSON.",
    421: "The Host header names another service.",
    422: "The request breaks its format, names what there is not, or was stopped by a guardrail.",
    500: "The service failed.",
    503: "No room right now; try again after the time in Retry-After.",
}
_ALWAYS = (400, 421, 500, 503)
_WITH_BODY = (408, 413, 415)


def answer(model: BaseModel, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A model as JSON. Made where it is called, so that a long one is not put together in the event loop."""
    return Response(model.model_dump_json(), status, headers, "application/json")


def problems(*statuses: int, body: bool = False) -> dict[int | str, dict[str, Any]]:
    """The problem answers of a route for the OpenAPI document, those that any route may give included.

    Args:
        statuses: further ones.
        body: whether the route reads one.
    """
    shown = {*statuses, *_ALWAYS, *(_WITH_BODY if body else ())}
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {"description": _MEANING[status], "content": {MEDIA_TYPE: {"schema": schema}}}
        for status in sorted(shown)
    }


def success(model: type[BaseModel], description: str, name: str) -> dict[str, Any]:
    """A success answer for the OpenAPI document, the example being that of the published format `name`."""
    return {
        "model": model,
        "description": description,
        "content": {"application/json": {"example": name}},
    }


def json_body(model: type[BaseModel], name: str) -> dict[str, Any]:
    """A request body for the OpenAPI document. Routes read bodies themselves, with a cap."""
    content = {"schema": {"$ref": f"#/components/schemas/{model.__name__}"}, "example": name}
    return {"requestBody": {"required": True, "content": {"application/json": content}}}
