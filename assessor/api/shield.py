"""Around every request: whose host it names, what every answer carries, and one log line without content."""

import json
import logging
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from time import perf_counter

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assessor.api.problems import problem, unexpected_problem

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?")
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_CLIENT_GONE = 499
"""Not a status that is sent: nginx's word for a client that did not wait."""

_access = logging.getLogger("assessor.access")


class Shield:
    """The outermost layer of the application; no failure gets past it to the server.

    A page in a browser can be made to send requests to a loopback address under a name of its own (DNS
    rebinding), so the Host header must name this service.

    Args:
        app: everything else.
        hosts: names besides the loopback ones.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = ()) -> None:
        self._app = app
        self._hosts = LOOPBACK_NAMES | {host.lower() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, as ASGI has it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = perf_counter()
        status = _CLIENT_GONE

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        try:
            if refused := self._refusal(scope):
                await refused(scope, receive, noted)
            else:
                await self._app(scope, receive, noted)
        except ClientDisconnect:
            pass  # nobody is left to answer
        except Exception as error:  # noqa: BLE001 - the outermost boundary; the server would log the message
            answer = unexpected_problem(error)
            if status == _CLIENT_GONE:
                await answer(scope, receive, noted)
        finally:
            _log_access(scope, status, perf_counter() - begun)

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        named = Headers(scope=scope).getlist("host")
        match = _HOST.fullmatch(named[0]) if len(named) == 1 else None
        if match is None:
            return problem(400, "bad_host", "the Host header is missing or malformed")
        if match["name"].lower() not in self._hosts:
            return problem(
                421,
                "foreign_host",
                "the Host header names another service",
                hint="Use 127.0.0.1 or localhost, or add the name to ASSESSOR_HTTP_HOSTS.",
            )
        return None


def _log_access(scope: Scope, status: int, seconds: float) -> None:
    # The route's template instead of the path: what a client puts into a path may be a name.
    line = {
        "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "method": scope["method"] if scope["method"] in ("GET", "POST") else "other",
        "route": getattr(scope.get("route"), "path", None),
        "status": status,
        "ms": round(seconds * 1000, 1),
        "actor": scope.get("state", {}).get("actor_id"),
    }
    _access.info(json.dumps(line))
