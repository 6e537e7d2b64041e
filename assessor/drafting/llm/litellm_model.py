"""Stage 4: the one place that knows litellm. It is imported on the first call, which takes seconds.

litellm holds its settings in globals and its errors repeat prompts, so here: no network at import, no `.env`
of the working folder, no callbacks, no retries (tenacity owns them), no logs, and no error of its own leaves.
"""

import logging
import os
import threading
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from math import ceil
from time import monotonic
from typing import Any

from pydantic import SecretStr

from assessor.domain.spend import NANO_PER_USD
from assessor.drafting.llm.chat import ChatRequest, Completion
from assessor.errors import InputError

_NO_KEY = "none"
"""Sent to one's own server where no key is set: else the library takes a vendor's from the environment."""
_loading = threading.Lock()


@dataclass(frozen=True)
class Endpoint:
    """Where models are, and how large an answer may be."""

    base_url: str = ""
    """Empty: the vendor's own address."""
    api_key: SecretStr | None = None
    """Null: what the vendor's own environment variable says, or none for a base URL."""
    max_bytes: int = 1_000_000


class LitellmModel:
    """`chat.ChatModel` for any litellm name."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    def complete(self, request: ChatRequest, *, timeout_s: float) -> Completion:
        """Send a request once.

        Raises:
            ModelCallError: no answer that can be read within `timeout_s`, all of it counted.
        """
        import httpx

        from assessor.drafting.llm.bounded_http import exchange, host_of
        from assessor.drafting.llm.wire_faults import fault_of

        litellm = _litellm()
        base_url = self._endpoint.base_url
        host = host_of(httpx.URL(base_url)) if base_url else None
        with exchange(monotonic() + timeout_s, max_bytes=self._endpoint.max_bytes, host=host) as wire:
            try:
                answer = litellm.completion(
                    **request.body(),
                    **self._where(),
                    # A fixed number: litellm keeps a client for each value it sees. The exchange ends sooner.
                    timeout=600,
                    num_retries=0,
                    max_retries=0,
                    drop_params=True,
                )
                return _completion(answer)
            except Exception as error:  # noqa: BLE001 - whatever the library raises may repeat the prompt
                raise fault_of(error, wire) from None

    def _where(self) -> dict[str, str]:
        endpoint, key = self._endpoint, self._endpoint.api_key
        where = {"api_base": endpoint.base_url} if endpoint.base_url else {}
        if key is not None:
            return where | {"api_key": key.get_secret_value()}
        return where | ({"api_key": _NO_KEY} if endpoint.base_url else {})


def listed_price(model: str) -> tuple[int, int] | None:
    """Nano-dollars for a prompt and an answer token in litellm's offline list, the dearest tier of each.

    None where the list does not know the model.
    """
    library = _litellm()
    known = library.model_cost.get(model) or library.model_cost.get(model.partition("/")[2])
    if known is None:
        return None
    prompt, answer = (_dearest(known, f"{side}_cost_per_token") for side in ("input", "output"))
    return None if prompt is None or answer is None else (prompt, answer)


def verify_model_name(model: str) -> str:
    """The provider litellm would call.

    Raises:
        InputError: code `unknown_model`; the name has no provider litellm knows.
    """
    library = _litellm()
    try:
        _, provider, _, _ = library.get_llm_provider(model)
    except library.exceptions.BadRequestError:
        raise InputError(
            f"model {model!r}: litellm knows no provider of this name.",
            code="unknown_model",
            hint="Write provider/model, e.g. openai/NAME for a server that speaks OpenAI's API.",
        ) from None
    return str(provider)


def _dearest(known: dict[str, Any], prefix: str) -> int | None:
    """Rounded up: a limit must not be passed by fractions. Priority tiers are never asked for."""
    prices = [
        Decimal(str(price))
        for key, price in known.items()
        if key.startswith(prefix) and "priority" not in key and isinstance(price, float | int)
    ]
    return max((ceil(price * NANO_PER_USD) for price in prices), default=None)


def _completion(answer: Any) -> Completion:
    usage = answer.get("usage")
    prompt, written = (getattr(usage, f"{side}_tokens", None) for side in ("prompt", "completion"))
    # Where a server states no usage the library says 0 and 0, and no prompt takes no token.
    stated = isinstance(prompt, int) and isinstance(written, int) and prompt > 0 and written >= 0
    return Completion(
        content=answer.choices[0].message.content or "",
        prompt_tokens=prompt if stated else None,
        completion_tokens=written if stated else None,
    )


def _litellm() -> Any:
    with _loading:
        return _loaded()


@cache
def _loaded() -> Any:
    # Before the import: it would fetch a price list, and read a `.env` of the working folder.
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
    os.environ["LITELLM_MODE"] = "PRODUCTION"
    import httpx
    import litellm

    from assessor.drafting.llm.bounded_http import BoundedTransport

    for name in ("LiteLLM", "LiteLLM Router", "LiteLLM Proxy", "httpx", "openai"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # debug lines hold whole prompts
    litellm.suppress_debug_info = True
    litellm.turn_off_message_logging = True
    litellm.telemetry = False
    # Pydantic puts these together on first use and then warns. The library silences that as it is imported; a
    # process with other filters by its first call (`-W error`) would take the warning for a failed call.
    litellm.ModelResponse()
    litellm.callbacks, litellm.success_callback, litellm.failure_callback = [], [], []
    transport = BoundedTransport()
    litellm.client_session = httpx.Client(transport=transport, follow_redirects=False)  # OpenAI and its like
    litellm.sync_transport = transport  # every other provider
    return litellm
