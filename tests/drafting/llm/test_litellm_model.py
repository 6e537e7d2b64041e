"""litellm against a server that really listens: what is sent, and how each way of failing comes back."""

import logging
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from assessor.drafting.llm.chat import ChatRequest
from assessor.drafting.llm.faults import ModelCallError
from assessor.drafting.llm.litellm_model import Endpoint, LitellmModel, listed_price, verify_model_name
from assessor.errors import InputError
from tests.drafting.llm.fakes import request
from tests.drafting.llm.fault_server import USAGE, FaultServer, good_answer

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
PATIENCE_S = 1.0


@pytest.fixture(scope="module")
def warm() -> None:
    """The import and the first call take seconds; here, so that no test counts them."""
    with FaultServer() as running:
        assert model(running).complete(asked("good"), timeout_s=60).content


@pytest.fixture
def server(warm: None) -> Iterator[FaultServer]:
    with FaultServer() as running:
        yield running


def model(server: FaultServer, key: str | None = None, max_bytes: int = 1_000_000) -> LitellmModel:
    secret = None if key is None else SecretStr(key)
    return LitellmModel(Endpoint(server.base_url, secret, max_bytes))


def asked(name: str, provider: str = "openai") -> ChatRequest:
    return request(model=f"{provider}/{name}")


def fails(server: FaultServer, name: str) -> ModelCallError:
    with pytest.raises(ModelCallError) as caught:
        model(server).complete(asked(name), timeout_s=PATIENCE_S)
    return caught.value


def test_an_answer_comes_with_its_usage(server: FaultServer) -> None:
    answer = model(server).complete(asked("good"), timeout_s=5)
    assert '"rating": 3' in answer.content
    assert (answer.prompt_tokens, answer.completion_tokens) == (
        USAGE["prompt_tokens"],
        USAGE["completion_tokens"],
    )


def test_a_missing_usage_stays_missing(server: FaultServer) -> None:
    """The library fills in zeros; a call must never count as free for that."""
    answer = model(server).complete(asked("good-without-usage"), timeout_s=5)
    assert (answer.prompt_tokens, answer.completion_tokens) == (None, None)


def test_what_is_sent_is_the_request_and_nothing_else(server: FaultServer) -> None:
    model(server, "k-1").complete(asked("good"), timeout_s=5)
    (seen,) = server.requests
    assert seen.path == "/v1/chat/completions"
    assert seen.body == asked("good").body() | {"model": "good"}
    assert seen.headers["authorization"] == "Bearer k-1"
    assert seen.headers["accept-encoding"] == "identity"


def test_a_vendors_key_of_the_environment_does_not_go_to_another_server(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "vendor-key")
    model(server).complete(asked("good"), timeout_s=5)
    assert "vendor-key" not in str(server.requests[0].headers)


@pytest.mark.parametrize(
    ("name", "code", "transient", "billed"),
    [
        ("429-bare", "rate_limited", True, False),
        ("500", "server_error", True, False),
        ("hang", "timed_out", True, True),
        ("slow-drip", "timed_out", True, True),
        ("slow-header-drip", "timed_out", True, True),
        ("cut-stream", "connection", True, True),
        ("not-json", "broken_answer", False, True),
        ("10-mb", "too_large", False, True),
        ("gzip-bomb", "too_large", False, True),
        ("redirect", "misdirected", False, False),
        ("400", "refused_request", False, False),
        ("401", "refused_request", False, False),
    ],
)
def test_each_fault_is_told_apart(
    server: FaultServer, name: str, code: str, transient: bool, billed: bool
) -> None:
    begun = time.monotonic()
    error = fails(server, name)
    assert (error.code, error.transient, error.billed) == (code, transient, billed)
    assert len(server.requests) == 1  # neither library tries again by itself
    assert time.monotonic() - begun < PATIENCE_S + 1.5


def test_the_wait_a_server_asks_for_is_told(server: FaultServer) -> None:
    assert fails(server, "429-retry-after").retry_after_s == 1.0


def test_nobody_listening_costs_nothing_and_may_pass(warm: None) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: every connection is refused
        endpoint = Endpoint(f"http://127.0.0.1:{taken.getsockname()[1]}/v1")
        with pytest.raises(ModelCallError) as caught:
            LitellmModel(endpoint).complete(asked("good"), timeout_s=PATIENCE_S)
    assert (caught.value.code, caught.value.transient, caught.value.billed) == ("connection", True, False)


def test_a_name_without_provider_is_refused_before_anything_is_sent(server: FaultServer) -> None:
    with pytest.raises(ModelCallError) as caught:
        model(server).complete(request(model="nobody-knows-this"), timeout_s=PATIENCE_S)
    assert (caught.value.code, caught.value.transient) == ("refused_request", False)
    assert server.requests == []


@pytest.mark.parametrize("name", ["hang", "slow-drip", "10-mb"])
def test_the_bounds_hold_for_providers_with_another_client(server: FaultServer, name: str) -> None:
    """OpenAI's like go through OpenAI's own client, all others through litellm's."""
    endpoint = Endpoint(server.base_url.removesuffix("/v1"), SecretStr("k"))
    with pytest.raises(ModelCallError):  # the library loads this client on its first call, slowly
        LitellmModel(endpoint).complete(asked("400", "anthropic"), timeout_s=60)
    begun = time.monotonic()
    with pytest.raises(ModelCallError) as caught:
        LitellmModel(endpoint).complete(asked(name, "anthropic"), timeout_s=PATIENCE_S)
    assert len(server.requests) == 2
    assert caught.value.code == ("too_large" if name == "10-mb" else "timed_out")
    assert time.monotonic() - begun < PATIENCE_S + 1.5


def test_errors_and_logs_hold_no_word_of_prompt_or_answer(
    server: FaultServer, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    said = [str(fails(server, name)) for name in ("400", "500", "not-json", "hang")]
    model(server).complete(asked("good"), timeout_s=5)
    captured = capfd.readouterr()
    seen = "\n".join([*said, *caplog.messages, captured.out, captured.err])
    text = server.requests[0].artefact
    words = ("billing export", "It works!", "boom", "context window", good_answer(text)["reason"])
    assert [word for word in words if word in seen] == []


def test_prices_come_from_the_offline_list_in_nano_dollars() -> None:
    # 0.15 and 0.60 dollars per million tokens; both ways of writing the name are known.
    assert listed_price("gpt-4o-mini") == (150, 600) == listed_price("openai/gpt-4o-mini")
    assert listed_price("openai/nobody-knows-this") is None


def test_a_model_name_tells_its_provider_or_is_refused() -> None:
    assert verify_model_name("anthropic/claude-x") == "anthropic"
    with pytest.raises(InputError, match="provider") as caught:
        verify_model_name("nobody-knows-this")
    assert caught.value.code == "unknown_model"


def test_a_first_call_under_strict_warnings_is_no_failed_call() -> None:
    """In a process of its own: whichever test loads litellm first, pytest takes its filters back after it."""
    code = """
import warnings
with warnings.catch_warnings():
    from assessor.drafting.llm.litellm_model import verify_model_name
    verify_model_name("openai/m")
warnings.simplefilter("error")
import litellm
litellm.ModelResponse(choices=[{"message": {"role": "assistant", "content": "{}"}}])
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-300:]
