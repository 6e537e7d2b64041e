"""Errors as problem details (RFC 9457). One table maps branches of the exception tree to statuses.

Nothing that was sent is repeated: no values, no names of unknown fields, no path, no evidence.
"""

import logging
from http import HTTPStatus
from pathlib import Path
from traceback import extract_tb
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from assessor.errors import (
    AssessorError,
    CapacityError,
    InputError,
    NotFoundError,
    OrderError,
    PersonError,
    RecordError,
    StoppedError,
)
from assessor.formats.http import BodyFault, Problem, StoppedArtefact, without_inputs

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_S = 5
_STATUS: tuple[tuple[type[AssessorError], int], ...] = (
    (NotFoundError, 404),
    (InputError, 422),
    (PersonError, 403),
    (OrderError, 409),
    (StoppedError, 422),
    (CapacityError, 503),
    (AssessorError, 500),
)
"""Most special first; the first branch that fits decides."""
_BUSY = "busy"
"""Code of a `RecordError` that passes by itself: another process holds the database."""

_log = logging.getLogger(__name__)


class BodyError(InputError):
    """A request that breaks its format, with every fault found."""

    default_code = "request_invalid"

    def __init__(self, faults: tuple[BodyFault, ...]) -> None:
        super().__init__("the request breaks its format", hint="See /api/v1/openapi.json.")
        self.faults = faults

    def __reduce__(self) -> tuple[type["BodyError"], tuple[tuple[BodyFault, ...]]]:
        """Errors cross from worker processes."""
        return type(self), (self.faults,)


class AllStoppedError(StoppedError):
    """Every artefact of a submission was stopped."""

    def __init__(self, stopped: tuple[StoppedArtefact, ...]) -> None:
        super().__init__(
            "a guardrail stopped every artefact; nothing was accepted and only a log entry is kept",
            hint="Take the material out and send the rest, or ask a privacy officer.",
        )
        self.stopped = stopped

    def __reduce__(self) -> tuple[type["AllStoppedError"], tuple[tuple[StoppedArtefact, ...]]]:
        """Errors cross from worker processes."""
        return type(self), (self.stopped,)


class HttpError(Exception):
    """What only HTTP knows: a header, a size or a time that does not do.

    Args:
        status: the answer's.
        code: stable word for programs.
        detail: expected and got, nothing that was sent.
        headers: that the status asks for.
        hint: what to do.
    """

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        headers: dict[str, str] | None = None,
        *,
        hint: str | None = None,
    ) -> None:
        super().__init__(detail)
        self.hint = hint
        self.status = status
        self.code = code
        self.detail = detail
        self.headers = headers or {}


def problem(
    status: int, code: str, detail: str, *, headers: dict[str, str] | None = None, **more: Any
) -> Response:
    """An answer with problem details.

    Args:
        status: 400 to 599.
        code: stable word for programs.
        detail: what is wrong, in a sentence.
        headers: besides the content type.
        more: further fields of `Problem`.
    """
    body = Problem(title=HTTPStatus(status).phrase, status=status, code=code, detail=detail, **more)
    return Response(body.model_dump_json(), status, headers, MEDIA_TYPE)


def problem_of(error: AssessorError) -> Response:
    """One of our errors as an answer."""
    status = next(status for branch, status in _STATUS if isinstance(error, branch))
    if isinstance(error, RecordError) and error.code == _BUSY:
        status = 503
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.error("request failed: %s", error.code)
    return problem(
        status,
        error.code,
        error.message,
        headers={"Retry-After": str(RETRY_AFTER_S)} if status == HTTPStatus.SERVICE_UNAVAILABLE else None,
        hint=error.hint,
        errors=error.faults if isinstance(error, BodyError) else (),
        stopped=error.stopped if isinstance(error, AllStoppedError) else (),
    )


def unexpected_problem(error: Exception) -> Response:
    """An answer to a failure nobody foresaw. Class and place are logged; a message may quote evidence."""
    place = extract_tb(error.__traceback__)[-1]
    _log.error("request failed: %s at %s:%d", type(error).__name__, Path(place.filename).name, place.lineno)
    return problem(500, "unexpected", "the service failed; what failed is in its log")


def _methods_for(request: Request) -> set[str]:
    """Every method of a path; each route by itself knows its own alone."""
    operations = request.app.openapi()["paths"].get(getattr(request.scope.get("route"), "path", ""), {})
    return {method.upper() for method in operations}


def add_problem_handlers(app: FastAPI) -> None:
    """Have every error of the application answered with problem details."""

    async def ours(_: Request, error: Exception) -> Response:
        assert isinstance(error, AssessorError)
        return problem_of(error)

    async def of_http(_: Request, error: Exception) -> Response:
        assert isinstance(error, HttpError)
        return problem(error.status, error.code, error.detail, headers=error.headers, hint=error.hint)

    async def of_routing(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        phrase = HTTPStatus(error.status_code).phrase
        code = phrase.lower().replace(" ", "_")
        headers = dict(error.headers or {})
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            headers["Allow"] = ", ".join(sorted(_methods_for(request)))
        return problem(error.status_code, code, phrase, headers=headers)

    async def of_parameters(_: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        # An id of the wrong form names nothing; the others are parameters of the query or headers.
        if any(one["loc"][0] == "path" for one in error.errors()):
            return problem(404, "not_found", "there is nothing under this id", hint="Check the id.")
        known = [{key: one[key] for key in ("type", "msg", "loc")} for one in error.errors()]
        return problem_of(BodyError(without_inputs(known)))

    app.add_exception_handler(AssessorError, ours)
    app.add_exception_handler(HttpError, of_http)
    app.add_exception_handler(HTTPException, of_routing)
    app.add_exception_handler(RequestValidationError, of_parameters)
