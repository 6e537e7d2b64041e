"""The transport by itself, without litellm around it."""

from collections.abc import Iterator
from time import monotonic

import httpx
import pytest

from assessor.drafting.llm.bounded_http import (
    BoundedTransport,
    MisdirectedError,
    TooLargeError,
    exchange,
    host_of,
)
from tests.drafting.llm.fault_server import FaultServer

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        yield running


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client(transport=BoundedTransport(), timeout=None) as made:  # noqa: S113 - the exchange bounds it
        yield made


def models(server: FaultServer) -> str:
    return f"{server.base_url}/models"


def test_a_call_within_bounds_is_counted(server: FaultServer, client: httpx.Client) -> None:
    with exchange(monotonic() + 5, max_bytes=10_000, host=None) as wire:
        assert client.get(models(server)).json() == {"object": "list", "data": []}
    assert wire.status == 200
    assert wire.sent > 50
    assert 30 < wire.received < 1_000
    assert wire.fault is None


def test_another_host_than_was_judged_gets_nothing(server: FaultServer, client: httpx.Client) -> None:
    for host in ("127.0.0.1:1", "localhost", host_of(httpx.URL(server.base_url)) + "0"):
        with exchange(monotonic() + 5, max_bytes=10_000, host=host) as wire, pytest.raises(MisdirectedError):
            client.get(models(server))
        assert (wire.connecting, wire.sent) == (False, 0)


def test_header_bytes_count_too(server: FaultServer, client: httpx.Client) -> None:
    with exchange(monotonic() + 5, max_bytes=20, host=None) as wire, pytest.raises(TooLargeError):
        client.get(models(server))
    assert isinstance(wire.fault, TooLargeError)


def test_without_a_timeout_of_its_own_a_call_ends_at_the_deadline(
    server: FaultServer, client: httpx.Client
) -> None:
    for name in ("hang", "slow-header-drip"):
        begun = monotonic()
        body = {"model": name, "messages": [{"role": "user", "content": ARTEFACT}]}
        with exchange(begun + 0.5, max_bytes=10_000, host=None), pytest.raises(httpx.TimeoutException):
            client.post(f"{server.base_url}/chat/completions", json=body)
        assert 0.4 < monotonic() - begun < 2


def test_a_deadline_in_the_past_does_not_even_connect(server: FaultServer, client: httpx.Client) -> None:
    with (
        exchange(monotonic() - 1, max_bytes=10_000, host=None) as wire,
        pytest.raises(httpx.TimeoutException),
    ):
        client.get(models(server))
    assert (wire.sent, wire.received) == (0, 0)


def test_without_an_exchange_there_is_no_way_out(server: FaultServer, client: httpx.Client) -> None:
    with pytest.raises(LookupError):
        client.get(models(server))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://host/v1", "host:80"),
        ("https://host/v1", "host:443"),
        ("https://HOST:8443", "host:8443"),
        ("http://[::1]:8080/", "::1:8080"),
    ],
)
def test_a_host_is_named_with_its_port(url: str, expected: str) -> None:
    assert host_of(httpx.URL(url)) == expected


ARTEFACT = f"<<<ARTEFACT {'0' * 32}\nI checked the figures against the export.\nARTEFACT {'0' * 32}>>>"
