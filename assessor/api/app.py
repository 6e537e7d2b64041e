"""The application: routes, errors, shield, and the document that describes them."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.metadata import version
from typing import Any, Literal

from fastapi import FastAPI
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from assessor.api import drafts, reference, submissions
from assessor.api.problems import add_problem_handlers
from assessor.api.service import Service
from assessor.api.shield import Shield
from assessor.formats.http import ConfirmBody, Problem, RateBody, SubmissionBody
from assessor.formats.published import example_of

OPENAPI_PATH = "/api/v1/openapi.json"
_DESCRIPTION = """Evidence in, redacted; draft ratings out, sealed until you rated yourself; a human confirms.

Errors are problem details (RFC 9457) with a stable `code`; they never repeat what was sent. A request that
changes something may carry an `Idempotency-Key`, and may then be sent again without taking effect twice.
"""
# Otherwise the framework looks for exporters by itself and records exception messages and bodies.
_NO_TELEMETRY: Any = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}

_OWN_MODELS: tuple[tuple[type[BaseModel], Literal["validation", "serialization"]], ...] = (
    (SubmissionBody, "validation"),
    (RateBody, "validation"),
    (ConfirmBody, "validation"),
    (Problem, "serialization"),
)
"""What routes refer to by name, since they read bodies and put problems together themselves."""

Running = Callable[[Service], AbstractAsyncContextManager[None]]


class _DescribedApp(FastAPI):
    """An application whose description holds our own models too."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document."""
        document = super().openapi()
        schemas = document["components"]["schemas"]
        if Problem.__name__ not in schemas:
            _, ours = models_json_schema(_OWN_MODELS, ref_template="#/components/schemas/{model}")
            document["components"]["schemas"] = ours["$defs"] | schemas
            for operations in document["paths"].values():
                for operation in operations.values():
                    _complete(operation)
            for unused in ("HTTPValidationError", "ValidationError"):
                document["components"]["schemas"].pop(unused, None)
        return document


async def _answer_once(app: FastAPI) -> None:
    """Have the application answer itself once: what it puts together on first use keeps nobody waiting."""
    app.openapi()
    path = "/api/v1/health"
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
        "state": {},
    }

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(_: object) -> None:
        return

    await app(scope, receive, send)


def _complete(operation: dict[str, Any]) -> None:
    """Put in what the framework would spoil (it drops nulls), take out what it adds (a 422 of its own)."""
    responses = operation["responses"]
    if "422" in responses and "HTTPValidationError" in str(responses["422"]):
        del responses["422"]
    for part in (*responses.values(), operation.get("requestBody", {})):
        for media in part.get("content", {}).values():
            if "example" in media:
                media["example"] = example_of(media["example"])


def build_app(service: Service, running: Running | None = None) -> FastAPI:
    """The ASGI application of a service.

    Args:
        service: what the routes work with.
        running: entered when the server starts, left when it stops; nothing where not given.
    """

    @asynccontextmanager
    async def lifespan(starting: FastAPI) -> AsyncIterator[None]:
        await _answer_once(starting)
        if running is None:
            yield
            return
        async with running(service):
            yield

    app = _DescribedApp(
        title="assessor",
        description=_DESCRIPTION,
        version=version("assessor"),
        openapi_url=OPENAPI_PATH,
        docs_url=None,  # the pages load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
        telemetry=_NO_TELEMETRY,
    )
    app.state.service = service
    for router in (submissions.router, drafts.router, reference.router):
        app.include_router(router)
    add_problem_handlers(app)
    hosts = [host.strip() for host in service.settings.http_hosts.split(",") if host.strip()]
    app.add_middleware(Shield, hosts=hosts)
    return app
