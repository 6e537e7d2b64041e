"""Stage 4: HTTP that ends. Every byte of a model call is counted against its deadline and its size.

A read timeout restarts with each byte, so a server that drips one byte a second holds a caller for ever.
Here the time left bounds each single wait on the socket, from connecting to the last byte. The rest:

  - answers come uncompressed, so that the count on the wire is the size in memory;
  - redirects are refused, and so is any host but the one the destination was judged by: redacted text goes
    where the policy looked and nowhere else;
  - proxies named in the environment are not used, for the same reason.
"""

import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

import httpcore
import httpx


class MisdirectedError(Exception):
    """The call would have gone to another host than was judged."""


class TooLargeError(Exception):
    """The answer is larger than allowed, or compressed so that its size cannot be known."""


@dataclass
class Exchange:
    """One call on the wire: what it may take and what was seen of it."""

    deadline: float
    """In `time.monotonic()` seconds."""
    max_bytes: int
    host: str | None = None
    """Where it may go, `host:port`; null leaves the choice to the library (a vendor's own address)."""
    connecting: bool = False
    """Whether a new connection was asked for."""
    sent: int = 0
    received: int = 0
    closed_by_peer: bool = False
    status: int | None = None
    """Status of the answer; null while none has come."""
    fault: Exception | None = None
    """Why we ended it ourselves."""
    headers: dict[str, str] = field(default_factory=dict)

    def time_left(self, timeout: float | None) -> float:
        """Seconds that the next wait may take."""
        left = self.deadline - monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the deadline of the call has passed")
        return left if timeout is None else min(timeout, left)

    def count(self, received: int) -> None:
        """Add bytes that came in."""
        self.received += received
        if self.received > self.max_bytes:
            raise self.ended_by(TooLargeError())

    def ended_by(self, fault: Exception) -> Exception:
        """Remember why the call was ended; libraries above wrap what is raised beyond recognition."""
        self.fault = fault
        return fault


_current: ContextVar[Exchange] = ContextVar("model_exchange")


@contextmanager
def exchange(deadline: float, *, max_bytes: int, host: str | None) -> Iterator[Exchange]:
    """All HTTP of this thread through `BoundedTransport` belongs to one call until the block ends."""
    opened = Exchange(deadline, max_bytes, host)
    token = _current.set(opened)
    try:
        yield opened
    finally:
        _current.reset(token)


class _BoundedStream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        current = _current.get()
        received = self._inner.read(max_bytes, current.time_left(timeout))
        current.count(len(received))
        current.closed_by_peer = current.closed_by_peer or not received
        return received

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        current = _current.get()
        self._inner.write(buffer, current.time_left(timeout))
        current.sent += len(buffer)

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = _current.get().time_left(timeout)
        return _BoundedStream(self._inner.start_tls(ssl_context, server_hostname, left))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _BoundedBackend(httpcore.SyncBackend):
    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        current = _current.get()
        current.connecting = True
        left = current.time_left(timeout)
        return _BoundedStream(super().connect_tcp(host, port, left, local_address, socket_options))


class BoundedTransport(httpx.HTTPTransport):
    """httpx's own transport over a socket that counts. Threads share it; each call brings its `exchange`."""

    def __init__(self) -> None:
        super().__init__()
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_connections=100,
            keepalive_expiry=5,
            network_backend=_BoundedBackend(),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request.

        Raises:
            MisdirectedError: to another host than the exchange names, or by a redirect.
            TooLargeError: a compressed answer.
            httpx.HTTPError: as httpx raises them.
        """
        current = _current.get()
        if current.host is not None and host_of(request.url) != current.host:
            raise current.ended_by(MisdirectedError())
        request.headers["accept-encoding"] = "identity"
        response = super().handle_request(request)
        current.status = response.status_code
        current.headers = dict(response.headers)
        if response.is_redirect:
            response.close()
            raise current.ended_by(MisdirectedError())
        if response.headers.get("content-encoding", "identity") != "identity":
            response.close()
            raise current.ended_by(TooLargeError())
        return response


def host_of(url: httpx.URL) -> str:
    """`host:port` with the scheme's own port filled in."""
    port = url.port or (443 if url.scheme == "https" else 80)
    return f"{url.host}:{port}"
