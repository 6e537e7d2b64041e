"""The server process of a home: its lock, its workers, its socket, and a stop that loses nothing."""

import asyncio
import ipaddress
import logging
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from types import FrameType

import uvicorn

from assessor.api import jobs
from assessor.api.app import build_app
from assessor.api.service import Service, build_service
from assessor.bootstrap import Application
from assessor.bootstrap_exemplars import example_service
from assessor.errors import InputError
from assessor.settings import Settings
from assessor.work.lock import ServerLock
from assessor.work.pool import WorkerPool
from assessor.work.rounds import Rounds

REQUESTS_GRACE_S = 20
"""Requests under way have so long to be answered once the server is told to stop."""
DRAFTS_GRACE_S = 5.0
"""Drafts under way have so long after that; what is not done is taken up at the next start."""


def serve(application: Application, host: str, port: int, *, tell: Callable[[str], None]) -> None:
    """Serve until told to stop by SIGTERM or Ctrl-C.

    Args:
        application: whose engines this process leaves to its workers.
        host: a loopback address or `localhost`.
        port: 0 takes any that is free.
        tell: called with the address once requests are answered.

    Raises:
        InputError: code `not_loopback` or `port_unavailable`.
        OrderError: code `server_running`; a home has one server. Code `index_locked`; another process has
            the index of examples open.
        AssessorError: a worker could not load its engines.
    """
    _verify_loopback(host)
    settings = application.settings
    with ServerLock(settings.server_lock), _listening(host, port) as listener:
        _log_to_stderr()
        with WorkerPool(settings.http_workers, jobs.open_application, settings, application.run_id) as pool:
            service = build_service(application, pool)
            address = _address(listener)
            server = _Server(service, lambda: tell(address))
            with _unraised_signals(), example_service(application), _rounds(settings):
                server.run(sockets=[listener])
        application.store.close()


@contextmanager
def _rounds(settings: Settings) -> Iterator[None]:
    """Rounds of the watch beside the server, where the settings ask for them."""
    if not settings.watch_hours:
        yield
        return
    rounds = Rounds(settings.watch_hours, settings.watch_limit, act=settings.watch_act)
    rounds.start()
    try:
        yield
    finally:
        rounds.stop()


class _Server(uvicorn.Server):
    """Uvicorn's server with our application around the service."""

    def __init__(self, service: Service, ready: Callable[[], None]) -> None:
        self._service = service
        self._ready = ready
        self._loop: asyncio.AbstractEventLoop | None = None
        super().__init__(
            uvicorn.Config(
                build_app(service, self._running),
                http="h11",  # strict, and bounds the size of headers
                loop="asyncio",
                ws="none",
                lifespan="on",
                access_log=False,
                log_config=None,
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=REQUESTS_GRACE_S,
            )
        )

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Told to stop: requests that wait for a worker must know, since the server waits for them."""
        super().handle_exit(sig, frame)
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._service.stop_taking)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, and say so."""
        await super().startup(sockets)
        self._ready()

    @asynccontextmanager
    async def _running(self, service: Service) -> AsyncIterator[None]:
        await asyncio.to_thread(service.drafting.start)
        self._loop = asyncio.get_running_loop()
        watcher = asyncio.create_task(service.watch_loop())
        try:
            yield
        finally:
            watcher.cancel()
            with suppress(asyncio.CancelledError):
                await watcher
            service.stop_taking()
            await asyncio.to_thread(service.drafting.stop, DRAFTS_GRACE_S)
            await asyncio.to_thread(service.pool.close)


@contextmanager
def _unraised_signals() -> Iterator[None]:
    """Uvicorn raises the signals it stopped for once more; a stop that went well ends with exit code 0."""

    def ignore(_number: int, _frame: FrameType | None) -> None:
        return

    before = {number: signal.signal(number, ignore) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _verify_loopback(host: str) -> None:
    try:
        loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise InputError(
            "--host: the service listens on loopback only, until it has sign-in and transport security.",
            code="not_loopback",
            hint="Use 127.0.0.1, and a proxy on the same machine that brings both.",
        )


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise InputError(
            f"--port {port}: cannot be listened on ({(error.strerror or 'unknown').lower()}).",
            code="port_unavailable",
            hint="Stop what uses it, or choose another with --port.",
        ) from None
    return listener


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/api/v1"


def _log_to_stderr() -> None:
    """One line for each event, on stderr; lines of ours hold codes and ids alone."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    plain = logging.StreamHandler(sys.stderr)
    plain.setFormatter(logging.Formatter("%(message)s"))
    access = logging.getLogger("assessor.access")
    access.setLevel(logging.INFO)
    access.propagate = False
    access.handlers = [plain]
